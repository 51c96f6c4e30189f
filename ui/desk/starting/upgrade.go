package starting

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/language"
)

// UpgradeText says what was done to a catalogue of an earlier version, or to one whose
// restore was interrupted, "" for nothing.
func UpgradeText(u catalog.Upgrade) string {
	if u.Backup == "" && u.Restored {
		return lang.L("A restore of the catalogue had been interrupted, and is finished now. The catalogue that was there before it is kept beside it.")
	}
	if u.Backup == "" {
		return ""
	}
	return lang.L("The catalogue was upgraded from version {{.From}} to {{.To}}. A checked backup of it is in {{.Backup}}.",
		language.Args{"From": u.From, "To": u.To, "Backup": library.Display(u.Backup)})
}
