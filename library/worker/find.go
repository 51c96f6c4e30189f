package worker

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Program is the worker's name.
const Program = "keeplight-media"

// Find gives the path of the worker: beside this executable, else on PATH, else
// "".
func Find() string {
	name := Program
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if self, err := os.Executable(); err == nil {
		if real, err := filepath.EvalSymlinks(self); err == nil {
			self = real
		}
		beside := filepath.Join(filepath.Dir(self), name)
		if info, err := os.Stat(beside); err == nil && info.Mode().IsRegular() {
			return beside
		}
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return ""
	}
	return path
}
