//go:build !nogui

package main

import (
	"fmt"
	"net/url"
	"os/exec"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
)

// openFile shows a file in the program that the desktop has for it. Fyne starts
// xdg-open too, but never waits for it, which leaves a dead process behind for as
// long as the window is open.
func openFile(a fyne.App, path string) error {
	opener, err := exec.LookPath("xdg-open")
	if err != nil { // a sandbox has its own way
		return a.OpenURL(&url.URL{Scheme: "file", Path: path})
	}
	return startOpener(opener, path, func() {})
}

// startOpener starts the program at the path opener on a file, and calls ended
// once it has ended, whatever it says.
func startOpener(opener, path string, ended func()) error {
	file := url.URL{Scheme: "file", Path: path}
	cmd := exec.Command(opener, file.String())
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("opening %s: %w", library.Display(path), err)
	}
	go func() {
		defer ended()
		// Its status says nothing that could be told: the file is on the screen or not.
		_ = cmd.Wait()
	}()
	return nil
}
