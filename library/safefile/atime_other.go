//go:build !linux

package safefile

import "os"

// keepAccessTime does nothing where a program cannot ask for it.
func keepAccessTime(*os.File) {}
