//go:build unix

package scan

import (
	"io/fs"
	"syscall"

	"keeplight.app/keeplight/library/catalog"
)

// identityOf gives what stays the same when a file is renamed or moved on its
// volume.
func identityOf(info fs.FileInfo) catalog.FileIdentity {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return catalog.FileIdentity{}
	}
	return catalog.FileIdentity{Device: uint64(st.Dev), Inode: uint64(st.Ino)} //nolint:unconvert // the fields' types differ between systems
}
