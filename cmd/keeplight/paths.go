package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// foldersOf gives the folders that are meant: those named, and in place of a photo,
// as a file manager hands it over, the folder it lies in. Each is there once.
func foldersOf(paths []string) ([]string, error) {
	var folders []string
	for _, path := range paths {
		info, err := statPath(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			if picture.FormatByName(path) == library.UnknownFormat {
				return nil, usage("%s is neither a folder nor a photo: name a folder with photos", library.Display(path))
			}
			path = filepath.Dir(path)
		}
		if !slices.Contains(folders, path) {
			folders = append(folders, path)
		}
	}
	return folders, nil
}

// statPath asks what a path is and gives a usage error where there is nothing.
func statPath(path string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("%s does not exist: check the spelling, and that its drive is connected", library.Display(path))
	case err != nil:
		return nil, usage("%s cannot be read: %w", library.Display(path), err)
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
