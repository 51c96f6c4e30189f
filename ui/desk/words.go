package desk

import (
	"os"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
)

// Home is the person's own folder, "" where there is none.
func Home() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return home
}

// ExpandHome reads a path as people type it, with ~ for the home folder.
func ExpandHome(path string) string {
	if path == "~" {
		return Home()
	}
	if rest, home := strings.CutPrefix(path, "~/"); home {
		return filepath.Join(Home(), rest)
	}
	return path
}

// ShortPath writes a path for people, with ~ for the home folder.
func ShortPath(path string) string {
	home := Home()
	if home != "/" && home != "" && library.Below(path, home) {
		path = "~" + path[len(home):]
	}
	return library.Display(path)
}
