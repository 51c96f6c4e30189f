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

// killed ends this process as a system does that is out of memory.
func killed() {
	if err := syscall.Kill(os.Getpid(), syscall.SIGKILL); err == nil {
		time.Sleep(time.Minute)
	}
}

// spin uses the processor until the system ends the process for it. A program in
// Go ignores the signal for that, so it becomes another one.
func spin() {
	limit := syscall.Rlimit{Cur: 1, Max: 60}
	if err := syscall.Setrlimit(syscall.RLIMIT_CPU, &limit); err == nil {
		_ = syscall.Exec("/bin/sh", []string{"sh", "-c", "while :; do :; done"}, nil) // it returns only where there is no shell
	}
	os.Exit(9)
}

// exists is true while there is a process with that number, dead ones included
// for which nobody waited.
func exists(pid int) bool { return syscall.Kill(pid, 0) == nil }
