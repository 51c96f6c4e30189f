//go:build !linux

package verified

import (
	"errors"
	"os"
	"path/filepath"
)

// dropCache does nothing where there is no such hint.
func dropCache(*os.File) {}

func cloneFile(_, _ *os.File) error { return errors.ErrUnsupported }

func renameNoReplace(_ *os.Root, _, _ string) error { return errors.ErrUnsupported }

// linkInto links by path. Link checks afterwards which file it got.
func linkInto(source string, dir *os.Root, name string) error {
	return os.Link(source, filepath.Join(dir.Name(), name))
}
