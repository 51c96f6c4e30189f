package burst_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/library/fingerprint"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/phototest/series"
	"keeplight.app/keeplight/library/picture"
)

// heldOut is the first seed of the shoots that are reported. Thresholds were chosen on
// seeds below 100.
const heldOut = 9000

// drawn is a shoot with its truth.
type drawn struct {
	frames []burst.Frame
	truth  map[library.ID]int
	kinds  map[library.ID]series.Kind
}

func draw(o series.Options) drawn {
	pictures := series.Draw(o)
	d := drawn{truth: map[library.ID]int{}, kinds: map[library.ID]series.Kind{}}
	for i := range pictures {
		p := &pictures[i]
		print := fingerprint.Of(p.Image)
		d.frames = append(d.frames, burst.Frame{Photo: &p.Photo, Print: &print})
		d.truth[p.Photo.ID], d.kinds[p.Photo.ID] = p.Group, p.Kind
	}
	return d
}

// agreement counts pairs of photos: those that belong together, that are put together,
// and both; and photos that are called what they are.
type agreement struct{ belong, put, both, named, photos int }

func (a *agreement) add(d drawn, groups []burst.Group) {
	groupOf := map[library.ID]int{}
	for k, g := range groups {
		for _, m := range g.Members {
			groupOf[m.ID] = k
			a.photos++
			if string(d.kinds[m.ID]) == string(g.Kind) {
				a.named++
			}
		}
	}
	for i := range d.frames {
		for j := range i {
			x, y := d.frames[i].Photo.ID, d.frames[j].Photo.ID
			belong, put := d.truth[x] == d.truth[y], groupOf[x] == groupOf[y]
			a.belong += count(belong)
			a.put += count(put)
			a.both += count(belong && put)
		}
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (a agreement) precision() float64 { return float64(a.both) / float64(a.put) }
func (a agreement) recall() float64    { return float64(a.both) / float64(a.belong) }
func (a agreement) names() float64     { return float64(a.named) / float64(a.photos) }

// seen is the shoot as cameras with another clock, and with or without serial numbers,
// would have written it.
func (d *drawn) seen(clock time.Duration, serials bool) []burst.Frame {
	frames := make([]burst.Frame, len(d.frames))
	for i, f := range d.frames {
		p := *f.Photo
		p.Capture.Time = p.Capture.Time.Truncate(clock)
		if !serials {
			p.Capture.Serial = ""
		}
		frames[i] = burst.Frame{Photo: &p, Print: f.Print}
	}
	return frames
}

func TestDrawnShootsAreGroupedAsTheyWereTaken(t *testing.T) {
	var shoots []drawn
	for seed := range uint64(2) {
		shoots = append(shoots, draw(series.Options{Seed: heldOut + seed, Groups: 35, Clock: time.Millisecond}))
	}
	for name, c := range map[string]struct {
		clock   time.Duration
		serials bool
	}{
		"milliseconds":                      {time.Millisecond, true},
		"hundredths, bodies without serial": {10 * time.Millisecond, false},
		"whole seconds":                     {time.Second, true},
	} {
		t.Run(name, func(t *testing.T) {
			var all, byTime agreement
			for _, d := range shoots {
				frames := d.seen(c.clock, c.serials)
				all.add(d, burst.Of(frames))
				for i := range frames {
					frames[i].Print = nil
				}
				byTime.add(d, burst.Of(frames))
			}
			t.Logf("%d photos: precision %.4f, recall %.4f, called by their kind %.3f; by time alone %.4f, %.4f",
				all.photos, all.precision(), all.recall(), all.names(), byTime.precision(), byTime.recall())
			if all.precision() < 0.95 || all.recall() < 0.95 || all.names() < 0.9 {
				t.Error("that is not enough")
			}
		})
	}
}

func TestAPhotoThatComesLaterChangesOnlyGroupsNearIt(t *testing.T) {
	d := draw(series.Options{Seed: heldOut + 7, Groups: 12, Clock: time.Millisecond})
	whole := burst.Of(d.frames)
	for late := 0; late < len(d.frames); late += 7 {
		moment := d.frames[late].Photo.Capture.Time
		without := slices.Delete(slices.Clone(d.frames), late, late+1)
		before := map[library.ID]string{}
		for _, g := range burst.Of(without) {
			before[g.ID()] = fmt.Sprint(g)
		}
		for _, g := range whole {
			const near = 20 * time.Second
			first, last := d.taken(g.Members[0].ID), d.taken(g.Members[len(g.Members)-1].ID)
			if moment.Before(first.Add(-near)) || moment.After(last.Add(near)) {
				if before[g.ID()] != fmt.Sprint(g) {
					t.Errorf("photo %d changes a group of %v", d.frames[late].Photo.ID, first.Sub(moment))
				}
			}
		}
	}
}

func (d *drawn) taken(id library.ID) time.Time {
	for _, f := range d.frames {
		if f.Photo.ID == id {
			return f.Photo.Capture.Time
		}
	}
	return time.Time{}
}

// sequence are real frames of a walk, which have no times of their own.
func sequence(t *testing.T, pace time.Duration) []burst.Frame {
	var frames []burst.Frame
	begin := time.Date(2026, time.November, 20, 14, 2, 11, 0, time.UTC)
	for i, path := range phototest.Files(t, "sequence") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		pic, err := picture.Decode(t.Context(), data, filepath.Base(path), picture.ThumbSide)
		if err != nil {
			t.Fatal(err)
		}
		print := fingerprint.Of(pic.Pixels)
		frames = append(frames, burst.Frame{Print: &print, Photo: &library.Photo{
			ID: library.ID(i + 1), Path: path, Hash: library.Hash(filepath.Base(path)),
			Capture: library.Capture{Time: begin.Add(time.Duration(i) * pace), Camera: "Canon EOS R5"},
		}})
	}
	return frames
}

func TestARealWalkComesApartAsItsPaceSlows(t *testing.T) {
	last := 0
	for _, pace := range []time.Duration{250 * time.Millisecond, 600 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second, 10 * time.Second} {
		frames := sequence(t, pace)
		groups := burst.Of(frames)
		sizes := ""
		for _, g := range groups {
			sizes += fmt.Sprintf(" %d", len(g.Members))
		}
		t.Logf("%d frames at one in %v: %d groups, of%s", len(frames), pace, len(groups), sizes)
		if len(groups) < last {
			t.Errorf("at one in %v there are %d groups, after %d", pace, len(groups), last)
		}
		last = len(groups)
	}
	if last < 29 {
		t.Errorf("frames ten seconds apart are in %d groups", last)
	}
}
