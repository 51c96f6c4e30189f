package versus

import (
	"context"
	"errors"
	"image"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/style/styletest"
)

type grey struct{}

func (grey) Thumb(context.Context, *library.Photo) (*image.RGBA, error) {
	return image.NewRGBA(image.Rect(0, 0, 6, 4)), nil
}

// room is a room on a desk with photos, of which the first half is picked and the second
// rejected. Versions are what the test puts there.
type room struct {
	*Versus
	d        *desktest.Desk
	photos   []library.Photo
	versions []scorers.Version
	fails    error
	opened   []library.ID
}

func newRoom(t *testing.T, photos int) *room {
	t.Helper()
	r := &room{d: desktest.Open(t)}
	r.photos = r.d.AddPhotos(t, photos)
	pick, reject := library.Pick, library.Reject
	var marks []catalog.Mark
	for i, p := range r.photos {
		m := catalog.Mark{ID: p.ID, Flag: &pick}
		if i >= photos/2 {
			m.Flag = &reject
		}
		marks = append(marks, m)
	}
	r.d.Decide(t, marks...)
	r.Versus = New(Needs{
		Session: r.d.Session, Desk: r.d.Desk, Notices: r.d.Notices, Overlay: r.d.Overlay, Pictures: grey{},
		Photos:   func(ctx context.Context) ([]library.Photo, error) { return r.d.Shoot.Catalog().Photos(ctx, nil) },
		Versions: func(context.Context, []library.Photo) ([]scorers.Version, error) { return r.versions, r.fails },
		Open:     func(id library.ID) { r.opened = append(r.opened, id) },
	})
	return r
}

// says adds a scorer that gives these scores.
func (r *room) says(id scorers.ID, name string, score func(i int) float64) {
	v := scorers.Version{Name: name, ID: id, By: library.Provenance{Name: string(id), Version: "7"}, Latest: name == string(id), Scores: map[library.ID]*library.Score{}}
	for i, p := range r.photos {
		v.Scores[p.ID] = &library.Score{Overall: library.Value{Known: true, Mean: score(i), SD: 0.5}}
	}
	r.versions = append(r.versions, v)
}

func (r *room) until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s never came; it says %q", what, styletest.Texts(r.d.Window.Content()))
		}
		r.d.Apply(r.d.Desk.Drain())
	}
}

func (r *room) text() string { return strings.Join(styletest.Texts(r.d.Window.Content()), " ") }

func TestTwoScorersStandSideBySide(t *testing.T) {
	r := newRoom(t, 20)
	r.says(scorers.BuiltIn, "builtin", func(i int) float64 { return float64(i % 5) })
	r.says(scorers.BuiltIn, "builtin-7", func(i int) float64 { return float64(i % 3) })
	r.says(scorers.Taste, "taste", func(i int) float64 { return float64(20-i) / 2 })
	r.d.Do(t, r.Commands(), Show)
	r.until(t, "a comparison", func() bool { return r.known.result != nil })
	if r.known.first != 0 || r.known.second != 1 {
		t.Errorf("compared are %d and %d", r.known.first, r.known.second)
	}
	r.d.Overlay.Close()
	r.With(scorers.Taste)
	r.until(t, "a comparison with My taste", func() bool { return r.known.result != nil })
	for _, want := range []string{"My taste agrees with you better", "100 %", "Held against 10 photos that you kept and 10 that you did not.", "Both scored 20 photos.", "Moved most, of 20 places", "Built-in 7"} {
		if want == "Built-in 7" { // in the menu of the choice
			if got := wordsOf(&r.known).Scorers; got[1] != want {
				t.Errorf("scorers are %q", got)
			}
			continue
		}
		if !strings.Contains(r.text(), want) {
			t.Errorf("%q is missing from %s", want, r.text())
		}
	}
	if strings.Contains(r.text(), "other shoots alone") {
		t.Error("it says that it was learnt from other shoots, and was not")
	}
	if n := strings.Count(r.text(), "▲") + strings.Count(r.text(), "▼"); n < 15 || !strings.Contains(r.text(), "of 20") {
		t.Errorf("%d photos moved: %s", n, r.text())
	}

	// The second becomes the first by choosing it there.
	before := r.known.result
	r.choose(2, 2)
	r.until(t, "the other way round", func() bool { return r.known.result != nil && r.known.result != before })
	if r.known.first != 2 || r.known.second != 0 || r.known.result.Verdict() != scorers.FirstBetter {
		t.Errorf("%d against %d: %d", r.known.first, r.known.second, r.known.result.Verdict())
	}

	moved := r.known.result.Moved[0].ID
	r.thumbs[moved].Tapped(nil)
	if r.d.Overlay.IsOpen() || len(r.opened) != 1 || r.opened[0] != moved {
		t.Errorf("opened is %v, want %d", r.opened, moved)
	}
}

func TestWhatWasLearntFromPicksSaysSo(t *testing.T) {
	r := newRoom(t, 12)
	r.says(scorers.BuiltIn, "builtin", func(i int) float64 { return float64(i % 5) })
	r.says(scorers.Taste, "taste", func(i int) float64 { return float64(12 - i) })
	r.versions[1].Unseen = map[library.ID]float64{}
	for i, p := range r.photos {
		r.versions[1].Unseen[p.ID] = float64(i % 4)
	}
	r.With(scorers.Taste)
	r.until(t, "a comparison", func() bool { return r.known.result != nil })
	for _, want := range []string{"Neither agrees with you better beyond chance", "other shoots alone", "Difference in rank correlation"} {
		if !strings.Contains(r.text(), want) {
			t.Errorf("%q is missing from %s", want, r.text())
		}
	}
}

func TestOneScorerAloneIsNotCompared(t *testing.T) {
	r := newRoom(t, 3)
	r.says(scorers.BuiltIn, "builtin", func(i int) float64 { return float64(i) })
	r.With(scorers.Model)
	r.until(t, "why", func() bool { return strings.Contains(r.text(), "only one scorer") })
	r.d.Overlay.Close()

	r.fails = errors.New("the disk is broken")
	r.With(scorers.Model)
	r.until(t, "the end", func() bool { return !r.d.Overlay.IsOpen() })
	if r.sheet != nil {
		t.Error("the sheet stays")
	}
	few := newRoom(t, 1)
	if ok, why := few.canShow(); ok || why == "" {
		t.Error("one photo can be compared")
	}
}
