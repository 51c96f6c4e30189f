package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"keeplight/library"
)

// mustBeFolder gives a usage error that says what is wrong with the path.
func mustBeFolder(path string) error {
	info, err := look(path)
	if err == nil && !info.IsDir() {
		return usage("%s is not a folder: name the folder that holds the photos", library.Display(path))
	}
	return err
}

// look asks what a path is and gives a usage error where there is nothing.
func look(path string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("there is no %s: check the spelling, and that its drive is connected", library.Display(path))
	case err != nil:
		return nil, usage("%s cannot be looked at: %w", library.Display(path), err)
	}
	return info, nil
}

// nameUnder writes an absolute path as a person would who named the folder: the
// folder as it was given, joined with the rest. Where the path does not lie
// below the folder it stays absolute.
func nameUnder(given, path string) string {
	abs, err := filepath.Abs(given)
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(abs, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return path
	}
	return filepath.Join(given, rel)
}
