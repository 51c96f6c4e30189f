//go:build !unix

package child

import (
	"os"
	"syscall"
)

// apart has nothing to do where terminals interrupt one process. No signal comes
// with this process's death: the child's standard input ends then.
func apart() *syscall.SysProcAttr { return nil }

// awaitExit does not wait: not all of these systems can without reaping.
func awaitExit(int) bool { return false }

// killGroup kills a child.
func killGroup(p *os.Process) { _ = p.Kill() } // it may be gone already

// signalName has none to give where there are no signals.
func signalName(*os.ProcessState) string { return "" }
