package scan

import (
	"fmt"
	"os"
	"path/filepath"

	"keeplight/library"
	"keeplight/library/catalog"
)

// Stat asks the file system about one photo's file and gives it as the
// catalogue wants it. Links are followed. companions is taken as it is.
func Stat(path string, format library.Format, companions []library.Companion) (catalog.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return catalog.File{}, fmt.Errorf("looking at the file: %w", err)
	}
	return catalog.File{
		Path:       path,
		Companions: companions,
		Format:     format,
		Size:       info.Size(),
		ModTime:    info.ModTime(),
		Identity:   identityOf(info),
	}, nil
}

// file asks the file system about a shot in dir.
func (s *shot) file(dir string) (catalog.File, error) {
	var companions []library.Companion
	for _, m := range s.members {
		companions = append(companions, library.Companion{Path: filepath.Join(dir, m.name), Kind: m.kind})
	}
	return Stat(filepath.Join(dir, s.lead.name), s.lead.format, companions)
}
