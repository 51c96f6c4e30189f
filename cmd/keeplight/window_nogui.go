//go:build nogui

package main

// runWindow says that this build has no window.
func runWindow(windowOptions) error {
	return usage("this build of Keeplight has no window.\n%s", withoutWindow)
}
