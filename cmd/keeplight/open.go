package main

import (
	"os"
	"runtime"
)

// openCmd opens the window.
type openCmd struct {
	Folders []string `arg:"" optional:"" name:"dir" type:"path" help:"Folders of photos, or photos, whose folders are opened. Without any, those of last time."`
	Demo    bool     `help:"Draw a made-up shoot and open it."`
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
const withoutWindow = "Without a window there are:\n" +
	"  keeplight score DIR             score photos and print one line for each\n" +
	"  keeplight list DIR              list them, sorted and filtered\n" +
	"  keeplight export DIR --to OUT   copy the best\n" +
	"  keeplight report DIR --to FILE.html\n" +
	"'keeplight --help' tells more."

// hasDisplay is false where a window cannot open. Other systems always have a
// display; Linux and the BSDs say so in the environment.
func hasDisplay(system string, env func(string) string) bool {
	switch system {
	case "windows", "darwin", "ios", "android":
		return true
	}
	return env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}
