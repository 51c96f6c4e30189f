//go:build unix && !linux

package child

import "syscall"

// apart gives the child a process group of its own. No signal comes with this
// process's death: its standard input ends then.
func apart() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// awaitExit does not wait: not all of these systems can without reaping.
func awaitExit(int) bool { return false }
