package query

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

func TestFiltersThatSetNothingMatchEveryPhotoThatIsThere(t *testing.T) {
	items := []Item{
		photo("unscored.jpg"),
		scored("absent.jpg", 0, nil),
		photo("rated.jpg", func(p *library.Photo) {
			p.Decision = library.Decision{Flag: library.Reject, Rating: 5, Label: library.Red}
		}),
		photo("bytes\xff.jpg", func(p *library.Photo) { p.Capture = library.Capture{} }),
	}
	gone := photo("gone.jpg", func(p *library.Photo) { p.Missing = true })
	fresh := NewFilter()
	for name, f := range map[string]*Filter{"zero": {}, "NewFilter": &fresh} {
		for _, it := range items {
			if !f.Match(it) {
				t.Errorf("%s does not match %q", name, it.Photo.Path)
			}
		}
		if f.Match(gone) {
			t.Errorf("%s shows a photo whose file is gone", name)
		}
		if f.Active() != 0 || f.Describe() != "" {
			t.Errorf("%s restricts: %d, %q", name, f.Active(), f.Describe())
		}
		if got := len(f.Select(append(items, gone))); got != len(items) {
			t.Errorf("%s selects %d of %d", name, got, len(items))
		}
	}
}

func TestEachFacetMatchesWhatItSays(t *testing.T) {
	it := scored("DSC_7 Dawn.JPG", 6.5, map[library.Attribute]float64{library.Clarity: 8})
	it.Photo.Path = "/shoot/iceland/DSC_7 Dawn.JPG"
	it.Photo.Decision = library.Decision{Flag: library.Pick, Rating: 3, Label: library.Blue}
	it.Photo.Capture = library.Capture{Time: time.Date(2026, 5, 31, 23, 30, 0, 0, time.FixedZone("", -7*3600)), Camera: "NIKON Z 9", Lens: "Z 50mm"}
	from, to, err := DayRange("2026-05-31")
	if err != nil {
		t.Fatal(err)
	}

	for name, tc := range map[string]struct {
		filter Filter
		want   bool
	}{
		"damaged":                       {Filter{Damaged: true}, false},
		"folder":                        {Filter{Folders: []string{"/shoot/iceland"}}, true},
		"folder above":                  {Filter{Folders: []string{"/nowhere", "/shoot"}}, true},
		"folder with separator":         {Filter{Folders: []string{"/shoot/"}}, true},
		"root folder":                   {Filter{Folders: []string{"/"}}, true},
		"folder that only begins alike": {Filter{Folders: []string{"/shoot/ice"}}, false},
		"the file as a folder":          {Filter{Folders: []string{"/shoot/iceland/DSC_7 Dawn.JPG"}}, false},
		"flag":                          {Filter{Flags: []library.Flag{library.Undecided, library.Pick}}, true},
		"other flag":                    {Filter{Flags: []library.Flag{library.Undecided}}, false},
		"enough stars":                  {Filter{MinRating: 3}, true},
		"too few stars":                 {Filter{MinRating: 4}, false},
		"too many stars":                {Filter{MaxRating: 2}, false},
		"unrated":                       {Filter{Unrated: true}, false},
		"label":                         {Filter{Labels: []library.Label{library.Blue}}, true},
		"no label":                      {Filter{Labels: []library.Label{library.NoLabel}}, false},
		"overall":                       {Filter{Overall: Range{6.5, MaxScore}}, true},
		"overall above":                 {Filter{Overall: Range{6.51, MaxScore}}, false},
		"attribute":                     {Filter{Attributes: map[library.Attribute]Range{library.Clarity: {7, 8}}}, true},
		"absent attribute":              {Filter{Attributes: map[library.Attribute]Range{library.Exposure: {0, 9}}}, false},
		"absent attribute with any":     {Filter{Attributes: map[library.Attribute]Range{library.Exposure: Any()}}, true},
		"camera":                        {Filter{Camera: "NIKON Z 9"}, true},
		"other camera":                  {Filter{Camera: "NIKON Z"}, false},
		"other lens":                    {Filter{Lens: "50mm"}, false},
		"day by the camera's clock":     {Filter{From: from, To: to}, true},
		"day after":                     {Filter{From: to}, false},
		"day before":                    {Filter{To: from}, false},
		"words in any case and order":   {Filter{Text: " dawn NIKON\ticeland "}, true},
		"word that is not there":        {Filter{Text: "dawn canon"}, false},
		"only misfires":                 {Filter{Misfires: OnlyMisfires}, false},
		"without misfires":              {Filter{Misfires: WithoutMisfires}, true},
	} {
		if got := tc.filter.Match(it); got != tc.want {
			t.Errorf("%s: Match = %v", name, got)
		}
	}
}

func TestAPhotoIsFoundByWhatSidecarsSayOfIt(t *testing.T) {
	p := photo("1.jpg", func(p *library.Photo) {
		p.Metadata = library.Metadata{Title: "Möwe am Kai", Caption: "At dusk,\nsecond day", Keywords: []string{"sea gull", "Föhr"}, Label: "Kunde A"}
	})
	for text, want := range map[string]bool{
		"möwe": true, "DUSK": true, "dusk,second": false, "gull föhr kai": true, "kunde": true, "gullföhr": false, "tern": false,
	} {
		if f := (Filter{Text: text}); f.Match(p) != want {
			t.Errorf("%q finds the photo: %v, want %v", text, !want, want)
		}
	}
}

func TestAPairIsFoundByTheNameOfItsOtherFile(t *testing.T) {
	pair := photo("DSC_7.JPG", func(p *library.Photo) {
		p.Companions = []library.Companion{
			{Path: "/shoot/raw/DSC_7.NEF", Kind: library.CompanionImage}, {Path: "/shoot/DSC_7.xmp", Kind: library.CompanionSidecar},
		}
	})
	for text, want := range map[string]bool{
		".NEF": true, "dsc_7.nef": true, "raw/": true, ".jpg .nef": true, ".cr3": false, ".xmp": false, "7.jpgraw": false,
	} {
		if f := (Filter{Text: text}); f.Match(pair) != want {
			t.Errorf("%q finds the pair: %v, want %v", text, !want, want)
		}
	}
	if f := (Filter{Text: "ÄHRE"}); !f.Match(photo("ährenfeld.jpg")) || f.Match(photo("ahre.jpg")) {
		t.Error("letters beyond ASCII are not found in any case")
	}
}

func TestARangeNeverMatchesAnUnscoredPhoto(t *testing.T) {
	for _, r := range []Range{{1, MaxScore}, {0, 5}, {0, 9.99}} {
		f := Filter{Overall: r}
		if f.Match(photo("a.jpg")) {
			t.Errorf("%v matches a photo without a score", r)
		}
	}
}

func TestDescribeNamesEveryRestriction(t *testing.T) {
	from, to, _ := DayRange("2026-05-31")
	f := Filter{
		Folders: []string{"/a\nb"}, Flags: []library.Flag{library.Pick, library.Undecided}, MinRating: 3,
		Labels: []library.Label{library.Red, library.Green, library.Blue}, Overall: Range{2, 7.5},
		Attributes: map[library.Attribute]Range{library.LevelShot: {6, MaxScore}, library.Clarity: {0, 4}, library.Exposure: Any()},
		Camera:     "X100V", Lens: "23mm", From: from, To: to, Text: " dawn ",
	}
	want := `in /a\nb, picks or undecided, 3 stars or more, label red, green or blue, overall 2 to 7.5, ` +
		`level shot at least 6, clarity at most 4, camera X100V, lens 23mm, taken on 31 May 2026, with “dawn”`
	if got := f.Describe(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if f.Active() != 11 {
		t.Errorf("Active = %d, want 11", f.Active())
	}
	for want, f := range map[string]Filter{
		"1 star":                       {MinRating: 1, MaxRating: 1},
		"2 stars or fewer":             {MaxRating: 2},
		"2 to 4 stars":                 {MinRating: 2, MaxRating: 4},
		"without stars":                {Unrated: true, MinRating: 3},
		"5 stars":                      {MinRating: 5},
		"damaged files":                {Damaged: true},
		"misfires":                     {Misfires: OnlyMisfires},
		"without misfires":             {Misfires: WithoutMisfires},
		"rejects":                      {Flags: []library.Flag{library.Reject}},
		"taken from 31 May 2026 00:00": {From: from},
	} {
		if got := f.Describe(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestFiltersSurviveSettings(t *testing.T) {
	want := Filter{
		Folders: []string{"/a"}, Flags: []library.Flag{library.Reject, library.Undecided}, MinRating: 1, MaxRating: 4, Unrated: true,
		Labels: []library.Label{library.NoLabel, library.Purple}, Overall: Range{1, 9},
		Attributes: map[library.Attribute]Range{library.Composition: {2, 3}, library.Saturation: {4, MaxScore}},
		Camera:     "c", Lens: "l", From: noon, To: noon.Add(time.Hour), Text: "t", Misfires: WithoutMisfires, Damaged: true, ShowMissing: true,
	}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got Filter
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s\n%s", b, diff)
	}
}

func TestSettingsOfANewerVersionStillOpen(t *testing.T) {
	var f Filter
	err := json.Unmarshal([]byte(`{"flags":["pick","maybe"],"labels":["pink"],"attributes":{"beauty":{"min":1,"max":2},"clarity":{"min":5,"max":10}},"misfires":"faded","moon":"full"}`), &f)
	if err != nil {
		t.Fatal(err)
	}
	want := Filter{Flags: []library.Flag{library.Pick}, Attributes: map[library.Attribute]Range{library.Clarity: {5, MaxScore}}}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Error(diff)
	}
}

func FuzzFilterJSON(f *testing.F) {
	f.Add([]byte(`{"flags":["pick"],"overall":{"min":5,"max":10},"from":"2026-05-31T00:00:00Z"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var first, second Filter
		if json.Unmarshal(b, &first) != nil {
			return
		}
		saved, err := json.Marshal(first)
		if err != nil {
			t.Fatalf("a filter that was read cannot be written: %v", err)
		}
		if err := json.Unmarshal(saved, &second); err != nil {
			t.Fatalf("a filter that was written cannot be read: %v\n%s", err, saved)
		}
		if first.Describe() != second.Describe() {
			t.Errorf("%q became %q", first.Describe(), second.Describe())
		}
	})
}

func TestDamagedPhotosAreFilteredAndCountedByWhatReadingOrDecodingFound(t *testing.T) {
	items := []Item{
		{Photo: &library.Photo{Path: "/a.jpg"}},
		{Photo: &library.Photo{Path: "/b.jpg", Damage: library.Coded("damage.no_end")}},
		{Photo: &library.Photo{Path: "/c.jpg"}, Damaged: true},
	}
	f := Filter{Damaged: true}
	kept := f.Select(items)
	if len(kept) != 2 || kept[0].Photo.Path != "/b.jpg" || kept[1].Photo.Path != "/c.jpg" {
		t.Errorf("%d are kept", len(kept))
	}
	for _, f := range []Filter{{}, f, {MinRating: 1}} {
		want := 2
		if f.MinRating > 0 {
			want = 0
		}
		if got := Count(items, f).Damaged; got != want {
			t.Errorf("with %q there are said to be %d", f.Describe(), got)
		}
	}
}
