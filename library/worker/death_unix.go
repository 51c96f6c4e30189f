//go:build unix

package worker

import (
	"errors"
	"os/exec"
	"syscall"
)

// apart gives the worker a process group of its own: an interrupt at the
// terminal is for this program, and must not look like a file's doing.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// signalOf gives the signal that ended a process, or 0.
func signalOf(err error) syscall.Signal {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return 0
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return status.Signal()
	}
	return 0
}

// wasTold is true when somebody asked the process to end, as a system does that
// shuts down.
func wasTold(err error) bool {
	switch signalOf(err) {
	case syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP:
		return true
	}
	return false
}

// ranOutOfTime is true when the kernel ended the process for its use of the
// processor.
func ranOutOfTime(err error) bool { return signalOf(err) == syscall.SIGXCPU }
