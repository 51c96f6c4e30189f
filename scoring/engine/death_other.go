//go:build !unix

package engine

import "os/exec"

// apart has nothing to do where terminals interrupt one process.
func apart(*exec.Cmd) {}

// signalName has none to give where there are no signals.
func signalName(error) string { return "" }
