package exiftool

import (
	"os/exec"
	"syscall"
)

// endWithParent has the kernel end the program with this one: ExifTool itself
// goes on waiting for questions when its input has ended.
func endWithParent(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
