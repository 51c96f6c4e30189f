//go:build linux || openbsd || freebsd || netbsd

package style

import "github.com/rymdport/portal/settings/appearance"

// prefersNothing asks the desktop portal. Where there is none, Fyne has not found
// a preference either.
func prefersNothing() bool {
	scheme, err := appearance.GetColorScheme()
	return err == nil && scheme == appearance.NoPreference
}
