package child

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Find gives the path of one of Keeplight's programs by its name without ".exe":
// beside this executable, else on PATH, else "".
func Find(name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if self, err := os.Executable(); err == nil {
		// A package manager may have put a link to this program on PATH.
		if real, err := filepath.EvalSymlinks(self); err == nil {
			self = real
		}
		if path := beside(self, name); path != "" {
			return path
		}
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return ""
	}
	return path
}

// beside gives the path of a regular file in the folder of another file, or "".
func beside(file, name string) string {
	path := filepath.Join(filepath.Dir(file), name)
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return path
}
