//go:build unix

package store

import (
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives a file the group, and where that is allowed the owner, of another.
func keepOwner(root *os.Root, name string, like fs.FileInfo) {
	if s, ok := like.Sys().(*syscall.Stat_t); ok {
		if root.Chown(name, int(s.Uid), int(s.Gid)) != nil {
			_ = root.Chown(name, -1, int(s.Gid))
		}
	}
}
