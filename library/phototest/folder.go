package phototest

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// FolderVariable names the environment variable that says where the real
// photos are.
const FolderVariable = "KEEPLIGHT_PHOTOS"

// Folder gives the path of the real photos, or of a folder below them. It skips
// the test where there are none, because the repository carries none.
func Folder(t testing.TB, sub ...string) string {
	t.Helper()
	root := os.Getenv(FolderVariable)
	if root == "" {
		root = besideRepository(t)
	}
	path := filepath.Join(append([]string{root}, sub...)...)
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		t.Skipf("no real photos at %s; set %s to the folder that holds them", path, FolderVariable)
	}
	return path
}

// Files gives the paths of all regular files directly in Folder(t, sub...).
func Files(t testing.TB, sub ...string) []string {
	t.Helper()
	dir := Folder(t, sub...)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatalf("listing the real photos: %v", err)
	}
	var paths []string
	for _, e := range entries {
		if e.Type().IsRegular() {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths
}

// besideRepository is ../shared/photos as seen from the folder with go.mod.
func besideRepository(t testing.TB) string {
	t.Helper()
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		t.Skip("the test binary does not know where its source lies")
	}
	// This file is <repository>/library/phototest/folder.go.
	repository := filepath.Dir(filepath.Dir(filepath.Dir(file)))
	return filepath.Join(filepath.Dir(repository), "shared", "photos")
}
