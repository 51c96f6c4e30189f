package main

import (
	"bytes"
	"image"
	"image/png"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// decide marks photos by name, as a person in the window would.
func (s *shell) decide(marks map[string]catalog.Mark) {
	s.t.Helper()
	cat, err := catalog.Open(s.env[homeVariable])
	if err != nil {
		s.t.Fatal(err)
	}
	defer cat.Close()
	photos, err := cat.Photos(s.t.Context(), nil)
	if err != nil {
		s.t.Fatal(err)
	}
	var all []catalog.Mark
	for i := range photos {
		if m, ok := marks[photos[i].Name()]; ok {
			m.ID = photos[i].ID
			all = append(all, m)
		}
	}
	if _, err := cat.Decide(s.t.Context(), all); err != nil || len(all) != len(marks) {
		s.t.Fatalf("deciding %d of %d: %v", len(all), len(marks), err)
	}
}

func ptr[T any](v T) *T { return &v }

// names gives the base names in a NUL-separated list.
func names(text string) []string {
	var out []string
	for _, path := range strings.Split(strings.TrimSuffix(text, "\x00"), "\x00") {
		if path != "" {
			out = append(out, filepath.Base(path))
		}
	}
	return out
}

func TestListFiltersAndSorts(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 4)
	sh.must("score", dir)
	sh.decide(map[string]catalog.Mark{
		"IMG_0.jpg": {Flag: ptr(library.Pick), Rating: ptr(library.Rating(3))},
		"IMG_1.jpg": {Flag: ptr(library.Reject), Label: ptr(library.Red)},
		"IMG_3.jpg": {Flag: ptr(library.Pick), Rating: ptr(library.Rating(5))},
	})
	for name, c := range map[string]struct {
		args []string
		want []string
	}{
		"everything by name": {nil, []string{"IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg"}},
		"names downwards":    {[]string{"--desc"}, []string{"IMG_3.jpg", "IMG_2.jpg", "IMG_1.jpg", "IMG_0.jpg"}},
		"picks":              {[]string{"--flag", "pick"}, []string{"IMG_0.jpg", "IMG_3.jpg"}},
		"undecided":          {[]string{"--flag", "none"}, []string{"IMG_2.jpg"}},
		"stars":              {[]string{"--min-rating", "4"}, []string{"IMG_3.jpg"}},
		"label":              {[]string{"--label", "red"}, []string{"IMG_1.jpg"}},
		"by stars, best up":  {[]string{"--min-rating", "1", "--sort", "rating"}, []string{"IMG_3.jpg", "IMG_0.jpg"}},
		"worst first":        {[]string{"--min-rating", "1", "--sort", "rating", "--asc"}, []string{"IMG_0.jpg", "IMG_3.jpg"}},
		"nothing that good":  {[]string{"--min", "overall=10"}, nil},
		"a range":            {[]string{"--min", "overall=0.01", "--max", "overall=9.99", "--flag", "reject"}, []string{"IMG_1.jpg"}},
		"another camera":     {[]string{"--camera", "Pinhole"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := names(sh.must(append([]string{"list", dir, "--print0"}, c.args...)...))
			if !slices.Equal(got, c.want) {
				t.Errorf("listed %v, want %v", got, c.want)
			}
		})
	}
}

func TestListShowsDecisions(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	sh.must("score", dir)
	sh.decide(map[string]catalog.Mark{
		"IMG_0.jpg": {Flag: ptr(library.Pick), Rating: ptr(library.Rating(3)), Label: ptr(library.Blue)},
	})
	out := splitLines(sh.must("list", dir))
	if len(out) != 2 || !strings.Contains(out[0], "STARS") {
		t.Fatalf("listed %q", out)
	}
	for _, want := range []string{" ***  ", " pick ", " blue ", "IMG_0.jpg"} {
		if !strings.Contains(out[1], want) {
			t.Errorf("%q lacks %q", out[1], want)
		}
	}
}

func TestListShowsTheErrorsThatScoreShowed(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 64, 48))); err != nil {
		t.Fatal(err)
	}
	broken := b.Bytes()
	broken[bytes.Index(broken, []byte("IDAT"))+8] ^= 0xff // the header is sound
	write(t, filepath.Join(dir, "broken.png"), broken)
	status, scored, _ := sh.keeplight("score", dir, "--json")
	if status != exitProblems {
		t.Fatalf("score gave %d: %s", status, scored)
	}
	errorOf := func(text string) string {
		for _, r := range parseRows(t, text) {
			if baseOf(t, r) == "broken.png" && r.Error != nil {
				return *r.Error
			}
		}
		return ""
	}
	listed := sh.must("list", dir, "--json")
	if errorOf(scored) == "" || errorOf(listed) != errorOf(scored) {
		t.Errorf("score said %q, list says %q", errorOf(scored), errorOf(listed))
	}
}

func TestListWorksWhileTheCatalogueIsOpenElsewhere(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	sh.must("score", dir)
	cat, err := catalog.Open(sh.env[homeVariable])
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	if got := names(sh.must("list", dir, "--print0")); len(got) != 1 {
		t.Errorf("listed %v", got)
	}
}

func TestWhatTheCatalogueDoesNotKnowIsNotListedButExplained(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	for _, when := range []string{"without a catalogue", "with an empty one"} {
		status, stdout, stderr := sh.keeplight("list", dir)
		if status != exitProblems || stdout != "" || !strings.Contains(stderr, "keeplight score") {
			t.Errorf("%s: status %d, %q, %q", when, status, stdout, stderr)
		}
		sh.must("score", t.TempDir())
	}
}

func TestNamesThatWouldDrawOnTheTerminalAreShownAsText(t *testing.T) {
	sh, dir := newShell(t), t.TempDir()
	name := "\x1b[31mred\n.jpg"
	write(t, filepath.Join(dir, name), scene(1))
	table := sh.must("score", dir) + sh.must("list", dir)
	if strings.Contains(table, "\x1b") || !strings.Contains(table, `\x1b[31mred\n.jpg`) {
		t.Errorf("printed %q", table)
	}
	if got := names(sh.must("list", dir, "--print0")); len(got) != 1 || got[0] != name {
		t.Errorf("--print0 gave %q, want the name's own bytes", got)
	}
}

func TestListSortsByWeights(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 4)
	sh.must("score", dir)
	by := func(args ...string) []string {
		return names(sh.must(append([]string{"list", dir, "--print0", "--sort"}, args...)...))
	}
	if got, want := by("weights", "--weights", "clarity=2"), by("clarity"); !slices.Equal(got, want) {
		t.Errorf("where clarity alone counts it is %v, by clarity %v", got, want)
	}
	if got, want := by("weights", "--weights", "exposure=0.1", "--asc"), by("exposure", "--asc"); !slices.Equal(got, want) {
		t.Errorf("where exposure alone counts it is %v, by exposure %v", got, want)
	}
	for _, args := range [][]string{
		{"--weights", "clarity=2"}, {"--sort", "weights", "--weights", "beauty=1"}, {"--sort", "weights", "--weights", "clarity=-1"},
	} {
		if status, _, said := sh.keeplight(append([]string{"list", dir}, args...)...); status == exitOK || said == "" {
			t.Errorf("%v is taken: %d, %q", args, status, said)
		}
	}
}
