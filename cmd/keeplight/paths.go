package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// foldersOf gives the folders that are meant: those named, and in place of a photo,
// as a file manager hands it over, the folder it lies in. Each is there once.
func foldersOf(paths []string) ([]string, error) {
	var folders []string
	for _, path := range paths {
		info, err := statPath(path)
		if err != nil && !errors.Is(err, shoot.ErrSilent) { // such a folder is opened as offline until it answers
			return nil, err
		}
		if err == nil && !info.IsDir() {
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
	info, err := shoot.Named(path)
	switch {
	case errors.Is(err, shoot.ErrSilent):
		return nil, usage("%s does not answer: check that its drive or network is connected: %w", library.Display(path), err)
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("%s does not exist: check the spelling, and that its drive is connected", library.Display(path))
	case err != nil:
		return nil, usage("%s cannot be read: %w", library.Display(path), err)
	}
	return info, nil
}

// rootsOf gives the folder that a command is about as the one that was opened.
func rootsOf(folder string) ([]string, error) {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("finding the folder: %w", err)
	}
	return []string{abs}, nil
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
