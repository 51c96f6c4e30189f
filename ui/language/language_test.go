package language_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheSystemsLocaleChoosesTheLanguage(t *testing.T) {
	for locale, want := range map[string]string{
		"de_DE.UTF-8": "Schließen", "de_AT": "Schließen", "de_CH.utf8@euro": "Schließen",
		"en_GB.UTF-8": "Close", "fr_FR.UTF-8": "Close", "C": "Close", "POSIX": "Close", "": "Close", "not a locale": "Close",
	} {
		styletest.Speak(t, locale)
		if got := lang.L("Close"); got != want {
			t.Errorf("%q says %q, want %q", locale, got, want)
		}
	}
}

func TestNumbersAndDatesAreWrittenAsTheLanguageDoes(t *testing.T) {
	at := time.Date(2026, 11, 20, 9, 5, 7, 0, time.UTC)
	for _, c := range []struct {
		locale string
		want   []string
	}{
		{"C", []string{"3,012", "-1,234,567", "7.84", "0.5", "312 bytes", "1 byte", "4.2 MB", "38 / min", "2 h 10 min left", "less than a minute left", "20 Nov 2026", "20 Nov 2026 09:05", "Fri 20 November 2026, 09:05:07"}},
		{"de_DE.UTF-8", []string{"3.012", "-1.234.567", "7,84", "0,5", "312 Byte", "1 Byte", "4,2 MB", "38 / min", "noch 2 h 10 min", "noch weniger als eine Minute", "20.11.2026", "20.11.2026, 09:05", "20.11.2026, 09:05:07"}},
	} {
		styletest.Speak(t, c.locale)
		got := []string{
			language.Count(3012), language.Count(-1234567), language.Decimal(7.837, 2), language.Decimal(0.46, 1),
			language.Bytes(312), language.Bytes(1), language.Bytes(4_250_000), language.Rate(37.6),
			language.Left(130 * time.Minute), language.Left(5 * time.Second),
			language.Day(at), language.Moment(at), language.Full(at),
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: %q, want %q", c.locale, got[i], c.want[i])
			}
		}
	}
}

func TestPluralsCountOne(t *testing.T) {
	for locale, want := range map[string][3]string{
		"C":     {"Copy 0 photos", "Copy 1 photo", "Copy 3,012 photos"},
		"de_DE": {"0 Fotos kopieren", "1 Foto kopieren", "3.012 Fotos kopieren"},
	} {
		styletest.Speak(t, locale)
		for i, n := range []int{0, 1, 3012} {
			if got := language.Plural("Copy {{.N}} photos", n); got != want[i] {
				t.Errorf("%s: %q, want %q", locale, got, want[i])
			}
		}
	}
}

func TestNamesAreThoseOfTheLanguage(t *testing.T) {
	styletest.Speak(t, "de_DE.UTF-8")
	for want, got := range map[string]string{
		"Ausrichtung":     language.Attribute(library.LevelShot),
		"Motiv":           language.AttributeShort(library.SubjectBackground),
		"Markiert":        language.Flag(library.Pick),
		"Abgelehnt":       language.Flag(library.Reject),
		"Strg+Umschalt+Z": language.Keys("Ctrl+Shift+Z"),
		"Pos1 Ende":       language.Keys("Home End"),
		"+ −":             language.Keys("+ −"),
		"Ctrlx":           language.Keys("Ctrlx"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := language.Flag(library.Undecided); got != "" {
		t.Errorf("undecided is called %q", got)
	}
}
