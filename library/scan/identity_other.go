//go:build !unix

package scan

import (
	"io/fs"

	"keeplight.app/keeplight/library/catalog"
)

// identityOf is empty where the file system gives no device and inode.
func identityOf(fs.FileInfo) catalog.FileIdentity { return catalog.FileIdentity{} }
