//go:build !unix

package store

import (
	"io/fs"
	"os"
)

// keepOwner does nothing where files inherit theirs from the folder.
func keepOwner(*os.Root, string, fs.FileInfo) {}
