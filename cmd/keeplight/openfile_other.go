//go:build !nogui && !linux

package main

import (
	"net/url"

	"fyne.io/fyne/v2"
)

// openFile shows a file in the program that the system has for it.
func openFile(a fyne.App, path string) error {
	return a.OpenURL(&url.URL{Scheme: "file", Path: path})
}
