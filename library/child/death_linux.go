package child

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// apart gives the child a process group of its own, and has the system kill it
// when the thread ends that started it.
func apart() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// awaitExit returns when a child has exited and leaves it to be waited for, so
// that its number stays its own until then. False says that it may not have.
func awaitExit(pid int) bool {
	for {
		err := unix.Waitid(unix.P_PID, pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if err != unix.EINTR {
			return err == nil
		}
	}
}
