package evaluating

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// Why a rated photo is not scored.
var (
	// ErrNotFound says that the folder holds no such file.
	ErrNotFound = errors.New("no such file in the folder")
	// ErrAmbiguous says that the folder holds several files that may be meant.
	ErrAmbiguous = errors.New("several files in the folder have this name: name the folder that is meant with --dir")
)

// mostFiles bounds how many files below the folder are looked at.
const mostFiles = 5_000_000

// finder finds the files that ratings name in a folder. It lists the folder once,
// and only when a file is not where its name says.
type finder struct {
	dir    string              // absolute
	listed bool                // the maps are filled
	byName map[string][]string // paths by their base name, folded
	byStem map[string][]string // pictures by their base name without extension, folded
}

func newFinder(dir string) (*finder, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("finding the folder: %w", err)
	}
	return &finder{dir: abs}, nil
}

// find gives the path of a photo that is named with or without folders, as another
// system writes them or in another case, and with another extension or none: the
// first that fits one file alone. No file outside the folder is ever given. Errors
// are ErrNotFound, ErrAmbiguous, and those of reading the folder.
func (f *finder) find(ctx context.Context, name string) (string, error) {
	name = filepath.FromSlash(strings.ReplaceAll(name, `\`, "/"))
	if path, ok := f.direct(name); ok {
		return path, nil
	}
	if err := f.list(ctx); err != nil {
		return "", err
	}
	base := filepath.Base(name)
	if found := f.byName[fold(base)]; len(found) > 0 {
		return oneOf(found, name)
	}
	if found := f.byStem[fold(base)]; len(found) > 0 { // the name has no extension
		return oneOf(found, name)
	}
	if found := f.byStem[fold(stem(base))]; len(found) > 0 {
		return oneOf(found, name)
	}
	return "", ErrNotFound
}

// direct looks where the name says.
func (f *finder) direct(name string) (string, bool) {
	path := filepath.Join(f.dir, name)
	if filepath.IsAbs(name) {
		path = filepath.Clean(name)
	}
	if !library.Below(path, f.dir) {
		return "", false
	}
	info, err := os.Stat(path)
	return path, err == nil && info.Mode().IsRegular()
}

// oneOf chooses the one file, or the one that shares the most of the name's last
// folders.
func oneOf(found []string, name string) (string, error) {
	for rest := name; ; {
		var ending []string
		for _, path := range found {
			if strings.HasSuffix(path, string(filepath.Separator)+rest) {
				ending = append(ending, path)
			}
		}
		if len(ending) == 1 {
			return ending[0], nil
		}
		_, after, more := strings.Cut(rest, string(filepath.Separator))
		if len(ending) > 1 || !more {
			break
		}
		rest = after
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return "", ErrAmbiguous
}

// list walks the folder. What cannot be read in it is passed over: the photos that
// lie there are not found.
func (f *finder) list(ctx context.Context) error {
	if f.listed {
		return nil
	}
	f.byName, f.byStem = map[string][]string{}, map[string][]string{}
	n := 0
	root, err := filepath.EvalSymlinks(f.dir)
	if err != nil {
		return fmt.Errorf("reading the folder of the photos: %w", err)
	}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil || d.IsDir() {
			return nil //nolint:nilerr // a folder that is closed to us holds nothing for us
		}
		if n++; n > mostFiles {
			return fmt.Errorf("%s holds more than %d files: name the folder of the photos with --dir", library.Display(f.dir), mostFiles)
		}
		base := d.Name()
		f.byName[fold(base)] = append(f.byName[fold(base)], path)
		if picture.FormatByName(base) != library.UnknownFormat {
			f.byStem[fold(stem(base))] = append(f.byStem[fold(stem(base))], path)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("looking for the photos: %w", err)
	}
	f.listed = true
	return nil
}

func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

func fold(name string) string { return strings.ToLower(name) }
