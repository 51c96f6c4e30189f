//go:build !linux

package trash

import (
	"errors"
	"io/fs"
)

type mountID struct{}

// mountOf refuses: the trash of other systems follows other rules.
func mountOf(string) (mountID, error) { return mountID{}, ErrNoTrash }

func ownerOf(_ fs.FileInfo, otherwise int) int { return otherwise }

func writable(string) error { return errors.ErrUnsupported }

func renameNew(string, string) error { return errors.ErrUnsupported }

func isOtherVolume(error) bool { return false }
