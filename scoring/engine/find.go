package engine

import (
	"os"
	"path/filepath"
	"runtime"

	"keeplight.app/keeplight/library"
)

// Program is the name of the process that holds a model.
const Program = "keeplight-engine"

// runtimeFile is the name of the library without which a folder holds no
// llama.cpp.
func runtimeFile() string {
	switch runtime.GOOS {
	case "windows":
		return "llama.dll"
	case "darwin":
		return "libllama.dylib"
	}
	return "libllama.so"
}

// RuntimeFolder gives the folder of the shared libraries that a person means by a
// folder, or by a file in it: an unpacked archive, a tree that was built, or the
// place where a system keeps its own. Where it finds none it gives the path as it
// is.
func RuntimeFolder(path string) string {
	if path == "" {
		return ""
	}
	if isFile(path) {
		path = filepath.Dir(path)
	}
	below := []string{".", "lib", "lib64", filepath.Join("build", "bin")}
	multiarch, _ := filepath.Glob(filepath.Join(path, "lib", "*-linux-gnu*")) // the pattern is a good one
	for _, m := range multiarch {
		below = append(below, filepath.Join("lib", filepath.Base(m)))
	}
	for _, sub := range below {
		if isFile(filepath.Join(path, sub, runtimeFile())) {
			return filepath.Join(path, sub)
		}
	}
	return path
}

// checkProgram says what is missing before a process is started in vain.
func checkProgram(program, folder string) error {
	switch {
	case program == "":
		return faultf(ErrNoProgram, "the program %s is not installed; put it beside this one, or build it with 'make build'", Program)
	case !isFile(program):
		return faultf(ErrNoProgram, "the program %s is not there; put %s beside this program, or build it with 'make build'", library.Display(program), Program)
	case folder == "":
		return faultf(ErrNoRuntime, "llama.cpp is not installed; 'keeplight engine install' gets it, or name the folder that holds it")
	case !isFile(filepath.Join(folder, runtimeFile())):
		return faultf(ErrNoRuntime, "there is no %s in %s; 'keeplight engine install' installs llama.cpp, or name the folder that holds it", runtimeFile(), library.Display(folder))
	}
	return nil
}

// checkModel says which of the model's files is missing.
func checkModel(o *Options) error {
	for _, f := range []struct{ path, what string }{{o.Model, "model"}, {o.Projector, "vision projector"}} {
		if f.path == "" {
			return faultf(ErrModel, "no %s is named; a model for pictures is two GGUF files, the text model and its vision projector (mmproj)", f.what)
		}
		if !isFile(f.path) {
			return faultf(ErrModel, "the %s %s is not there, or cannot be read", f.what, library.Display(f.path))
		}
	}
	return nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
