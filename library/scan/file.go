package scan

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
)

// Stat asks the file system about one photo's file and gives it as the
// catalogue wants it. Links are followed; of one that leads to no file, the
// Problem says so and the rest is the link's own. companions is taken as it is.
func Stat(path string, format library.Format, companions []library.Companion) (catalog.File, error) {
	f := catalog.File{Path: path, Companions: companions, Format: format}
	info, err := os.Stat(path)
	if link, ok := brokenLink(path, err); ok {
		info, f.Problem, err = link, linkProblem(err), nil
	}
	if err != nil {
		return catalog.File{}, fmt.Errorf("reading the file: %w", err)
	}
	f.Size, f.ModTime, f.Identity = info.Size(), info.ModTime(), identityOf(info)
	return f, nil
}

// brokenLink gives the link itself where following it gave an error.
func brokenLink(path string, err error) (link fs.FileInfo, ok bool) {
	if err == nil {
		return nil, false
	}
	link, err = os.Lstat(path)
	return link, err == nil && link.Mode()&fs.ModeSymlink != 0
}

// linkProblem says why following a link gave an error, and what to do.
func linkProblem(err error) library.Message {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return message.New(message.LinkBroken)
	case errors.Is(err, syscall.ELOOP):
		return message.New(message.LinkLoop)
	case errors.Is(err, fs.ErrPermission):
		return message.New(message.LinkRefused)
	}
	return message.New(message.LinkUnusable, message.Text("error", fmt.Sprint(withoutPath(err))))
}

// file asks the file system about a shot in dir.
func (s *shot) file(dir string) (catalog.File, error) {
	var companions []library.Companion
	for _, m := range s.members {
		companions = append(companions, library.Companion{Path: filepath.Join(dir, m.name), Kind: m.kind})
	}
	return Stat(filepath.Join(dir, s.lead.name), s.lead.format, companions)
}
