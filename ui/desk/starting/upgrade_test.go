package starting

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestAnUpgradedCatalogueNamesItsBackup(t *testing.T) {
	for locale, want := range map[string]string{"C": "upgraded from version 3 to 4", "de_DE": "von Version 3 auf 4"} {
		styletest.Speak(t, locale)
		got := UpgradeText(catalog.Upgrade{From: 3, To: 4, Backup: "/home/me/backups/catalog.db"})
		if !strings.Contains(got, want) || !strings.Contains(got, "/home/me/backups/catalog.db") {
			t.Errorf("in %q it says %q", locale, got)
		}
	}
	if got := UpgradeText(catalog.Upgrade{}); got != "" {
		t.Errorf("nothing was upgraded, and it says %q", got)
	}
}
