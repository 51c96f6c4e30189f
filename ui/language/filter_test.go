package language_test

import (
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestAFilterIsDescribedInTheLanguage(t *testing.T) {
	day := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	for german, set := range map[string]func(*query.Filter){
		"": func(*query.Filter) {},
		"in /a oder /b, markiert, abgelehnt oder unentschieden": func(f *query.Filter) {
			f.Folders, f.Flags = []string{"/a", "/b"}, []library.Flag{library.Pick, library.Reject, library.Undecided}
		},
		"Fehlauslösungen":       func(f *query.Filter) { f.Misfires = query.OnlyMisfires },
		"ohne Fehlauslösungen":  func(f *query.Filter) { f.Misfires = query.WithoutMisfires },
		"ohne Sterne":           func(f *query.Filter) { f.Unrated = true },
		"1 Stern oder mehr":     func(f *query.Filter) { f.MinRating = 1 },
		"3 Sterne":              func(f *query.Filter) { f.MinRating, f.MaxRating = 3, 3 },
		"2 Sterne oder weniger": func(f *query.Filter) { f.MaxRating = 2 },
		"2 bis 4 Sterne":        func(f *query.Filter) { f.MinRating, f.MaxRating = 2, 4 },
		"Farbe Rot oder Blau":   func(f *query.Filter) { f.Labels = []library.Label{library.Red, library.Blue} },
		"gesamt ab 6,5, Ausrichtung 3 bis 5, Schärfe bis 4": func(f *query.Filter) {
			f.Overall.Min, f.Overall.Max = 6.5, query.MaxScore
			f.Attributes = map[library.Attribute]query.Range{library.Clarity: {Max: 4}, library.LevelShot: {Min: 3, Max: 5}}
		},
		"Kamera R5, Objektiv RF 50, mit „see“":                func(f *query.Filter) { f.Camera, f.Lens, f.Text = "R5", "RF 50", " see " },
		"aufgenommen am 20.11.2026":                           func(f *query.Filter) { f.From, f.To = day, day.AddDate(0, 0, 1) },
		"aufgenommen ab 20.11.2026, 00:00":                    func(f *query.Filter) { f.From = day },
		"aufgenommen vor 20.11.2026, 00:00":                   func(f *query.Filter) { f.To = day },
		"aufgenommen 20.11.2026, 00:00 bis 22.11.2026, 00:00": func(f *query.Filter) { f.From, f.To = day, day.AddDate(0, 0, 2) },
	} {
		f := query.NewFilter()
		set(&f)
		styletest.Speak(t, "C")
		if got, want := language.Filter(&f), f.Describe(); got != want {
			t.Errorf("in English it is %q, it is stored as %q", got, want)
		}
		styletest.Speak(t, "de_DE.UTF-8")
		if got := language.Filter(&f); got != german {
			t.Errorf("%q, want %q", got, german)
		}
	}
}
