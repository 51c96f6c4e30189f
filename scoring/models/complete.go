package models

import (
	"os"
	"path/filepath"
	"runtime"

	"keeplight/scoring/local"
	"keeplight/scoring/models/gguf"
)

// Complete fills in what is not chosen yet with what is installed: a library
// where none is named, and a model with its projector where neither is.
func (s *Store) Complete(c *local.Settings) {
	if c.Library == "" {
		c.Library = s.EngineFolder("")
	}
	if c.Model != "" || c.Projector != "" {
		return
	}
	for _, m := range s.Models() {
		if m.Installed {
			c.Model, c.Projector, _ = s.ModelFiles(m.ID) // a model of the table is known
			return
		}
	}
}

// CheckOwn refuses two files of a person's own that are not a model and its
// projector. That they work is known once they are loaded.
func CheckOwn(model, projector string) error { return gguf.CheckPair(model, projector) }

// OwnLibrary gives the folder that a person means by a folder, or by a file in
// it: that of a system's llama.cpp, or of one's own.
func OwnLibrary(path string) string {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		path = filepath.Dir(path)
	}
	name := map[string]string{"windows": "llama.dll", "darwin": "libllama.dylib"}[runtime.GOOS]
	if name == "" {
		name = "libllama.so"
	}
	for _, sub := range []string{".", "lib", filepath.Join("build", "bin")} {
		if info, err := os.Stat(filepath.Join(path, sub, name)); err == nil && info.Mode().IsRegular() {
			return filepath.Join(path, sub)
		}
	}
	return path // the engine says what is missing there
}
