package export

import (
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

func TestTemplatesOfBeforeAreWrittenInCodes(t *testing.T) {
	for before, want := range map[string]string{
		"{name}":                            "{original}",
		"{date:2006/01/02}/{name}":          "{year4}/{month0}/{day0}/{original}",
		"{date}_{time}_{seq:4}":             "{year4}-{month0}-{day0}_{hour24}-{minute}-{second}_{seq:4}",
		"{date:Jan 2, 06} {time:3PM}":       "{monthname3} {day}, {year2} {time:3}{ampm}",
		"{date:Monday}":                     "{dayname}",
		"{time:15.04.05.000}/{stem}":        "{time:15.04.05.000}/{original}",
		"{date:2006-002}":                   "{year4}-{date:002}",
		"{date:..}/{name}":                  "{date:..}/{name}", // which is no folder
		"{date:2006/}":                      "{date:2006/}",     // would get the name behind it
		"{year4}/{camera}/{original}":       "{year4}/{camera}/{original}",
		"{unknown}":                         "{unknown}",
		"wedding/{rating}-{label} {seq}":    "wedding/{rating}-{label} {seq}",
		"{date:2006-01-02}/{time:15}h{ext}": "{year4}-{month0}-{day0}/{hour24}h{ext}",
	} {
		if got := Translate(before); got != want {
			t.Errorf("%q is written %q, want %q", before, got, want)
		}
	}
}

func TestAPhotoWithoutAnyTimeIsNamedByZeros(t *testing.T) {
	tmpl, err := ParseTemplate("{year4}{month0}{day0}-{monthname}-{original}")
	if err != nil {
		t.Fatal(err)
	}
	got, err := tmpl.Path(&Item{Photo: library.Photo{Path: "/a/IMG_1.jpg"}}, 1)
	if err != nil || got != "00000000-unknown-IMG_1" {
		t.Errorf("made %q, %v", got, err)
	}
}

func FuzzTranslate(f *testing.F) {
	for _, text := range []string{"{date:2006/01}/{name}", "{time:15:04:05.999 MST}", "{date:Jan _2}", "a{seq:3}", "{date:002Z07:00}", "{", "}{"} {
		f.Add(text, int64(1_780_000_000))
	}
	f.Fuzz(func(t *testing.T, text string, at int64) {
		before, err := ParseTemplate(text)
		if err != nil {
			if got := Translate(text); got != text {
				t.Fatalf("what is no template became %q", got)
			}
			return
		}
		now := Translate(text)
		after, err := ParseTemplate(now)
		if err != nil {
			t.Fatalf("%q became %q: %v", text, now, err)
		}
		if again := Translate(now); again != now {
			t.Errorf("%q became %q and then %q", text, now, again)
		}
		it := &Item{Photo: library.Photo{Path: "/card/IMG_1.jpg", Capture: library.Capture{Time: time.Unix(at%4e9, 7e8).UTC()}}}
		x, _ := before.Path(it, 3)
		if y, _ := after.Path(it, 3); x != y {
			t.Errorf("%q makes %q, %q makes %q", text, x, now, y)
		}
	})
}
