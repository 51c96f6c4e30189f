//go:build nogui

package main

import "context"

// runWindow says that this build has no window.
func runWindow(context.Context, windowOptions) error {
	return usage("this build of Keeplight has no window.\n%s", withoutWindow)
}
