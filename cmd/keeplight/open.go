package main

import (
	"os"
	"runtime"
)

// openCmd opens the window.
type openCmd struct {
	Folders []string `arg:"" optional:"" name:"dir" type:"path" help:"Folders of photos; for a photo, its folder is opened. Default: the folders that were open last time."`
	Demo    bool     `help:"Create the demo shoot and open it."`
}

// Run opens the window and waits until it is closed.
func (c *openCmd) Run(p *program) error {
	folders, err := foldersOf(c.Folders)
	if err != nil {
		return err
	}
	if !hasDisplay(runtime.GOOS, p.env) {
		return usage("there is no display here to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n" +
			withoutWindow)
	}
	return runWindow(windowOptions{
		Folders: folders, CatalogDir: p.catalogDir, Home: p.env(homeVariable), Demo: c.Demo, Scorer: p.scorer, Store: p.store,
		Log:     func(text string) { p.note("%s", text) },
		Signals: p.signals,
		Exit:    func(err error) { os.Exit(p.status(err)) },
	})
}

// withoutWindow names the ways to work without a window.
const withoutWindow = "These commands work without a window:\n" +
	"  keeplight score DIR             score photos and print one line per photo\n" +
	"  keeplight list DIR              list photos, sorted and filtered\n" +
	"  keeplight export DIR --to OUT   copy your keepers\n" +
	"  keeplight report DIR --to FILE.html\n" +
	"See 'keeplight --help' for all of them."

// hasDisplay is false where a window cannot open. Other systems always have a
// display; Linux and the BSDs say so in the environment.
func hasDisplay(system string, env func(string) string) bool {
	switch system {
	case "windows", "darwin", "ios", "android":
		return true
	}
	return env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}
