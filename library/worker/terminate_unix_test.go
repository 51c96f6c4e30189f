//go:build unix

package worker

import (
	"os"
	"syscall"
	"time"
)

// terminate ends this process as a system does that shuts down.
func terminate() {
	if err := syscall.Kill(os.Getpid(), syscall.SIGTERM); err == nil {
		time.Sleep(time.Minute)
	}
}

// exists is true while there is a process with that number, dead ones included
// for which nobody waited.
func exists(pid int) bool { return syscall.Kill(pid, 0) == nil }
