//go:build !unix

package worker

import "os/exec"

// apart has nothing to do where terminals interrupt one process.
func apart(*exec.Cmd) {}

// wasTold cannot be known without signals.
func wasTold(error) bool { return false }

// ranOutOfTime cannot be known without signals.
func ranOutOfTime(error) bool { return false }
