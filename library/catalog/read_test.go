package catalog

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

func fullRead(id library.ID) Read {
	return Read{
		ID: id, Hash: "jpeg:abc", Width: 6000, Height: 4000, Problem: message.New(message.FileCut),
		Capture: library.Capture{
			Time:   time.Date(2025, 12, 24, 18, 0, 0, 120_000_000, time.FixedZone("", 3600)),
			Camera: "Canon EOS R5", Lens: "RF50mm F1.2 L USM", ExposureTime: time.Second / 8000,
			FNumber: 1.2, ISO: 100, FocalLength: 50, Orientation: 6, Focus: library.Focus{X: 0.25, Y: 0.75, Known: true},
		},
	}
}

func TestWhatWasReadStaysUntilTheFileChanges(t *testing.T) {
	ctx := context.Background()
	for name, tc := range map[string]struct {
		change func(*File)
		stays  bool
	}{
		"nothing": {func(*File) {}, true},
		"companions": {func(f *File) {
			f.Companions = []library.Companion{{Path: f.Path + ".xmp", Kind: library.CompanionSidecar}}
		}, true},
		"time's zone": {func(f *File) { f.ModTime = f.ModTime.In(time.FixedZone("x", 7200)) }, true},
		"size":        {func(f *File) { f.Size++ }, false},
		"time":        {func(f *File) { f.ModTime = f.ModTime.Add(time.Nanosecond) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCatalog(t)
			f := testFile(abs("1.jpg"))
			p := put(t, c, f.Path)[0]
			r := fullRead(p.ID)
			if err := c.SetRead(ctx, []Read{r, {ID: 999}}); err != nil {
				t.Fatal(err)
			}
			if _, err := c.Decide(ctx, []Mark{{ID: p.ID, Flag: flag(1)}}); err != nil {
				t.Fatal(err)
			}
			if err := c.SetMissing(ctx, []library.ID{p.ID, 999}); err != nil {
				t.Fatal(err)
			}
			if got, err := c.Photo(ctx, p.ID); err != nil || !got.Missing {
				t.Fatalf("not missing: %+v, %v", got, err)
			}
			tc.change(&f)
			got, err := c.PutFiles(ctx, []File{f})
			if err != nil {
				t.Fatal(err)
			}
			want := p
			want.Size, want.ModTime, want.Companions = f.Size, f.ModTime, f.Companions
			want.Decision.Flag = library.Pick
			if tc.stays {
				want.Hash, want.Width, want.Height, want.Capture, want.Problem = r.Hash, r.Width, r.Height, r.Capture, r.Problem
			}
			if d := cmp.Diff([]library.Photo{want}, got); d != "" {
				t.Error(d)
			}
			stored, err := c.Photo(ctx, p.ID)
			if d := cmp.Diff(want, stored); err != nil || d != "" {
				t.Error(err, d)
			}
		})
	}
}

func TestAReadingOfAnOlderFileIsPassedOver(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"))[0]
	r := fullRead(p.ID)
	r.Size, r.ModTime = p.Size, p.ModTime.Add(-time.Second)
	if err := c.SetRead(ctx, []Read{r}); err != nil {
		t.Fatal(err)
	}
	if got, err := c.Photo(ctx, p.ID); err != nil || got.Hash != "" {
		t.Fatalf("a stale reading was stored: %+v, %v", got, err)
	}
	r.ModTime = p.ModTime
	if err := c.SetRead(ctx, []Read{r}); err != nil {
		t.Fatal(err)
	}
	if got, err := c.Photo(ctx, p.ID); err != nil || got.Hash != r.Hash {
		t.Fatalf("a fresh reading was not stored: %+v, %v", got, err)
	}
}

func TestExtremeTimesComeBack(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	for i, when := range []time.Time{{}, time.Unix(0, 0), time.Unix(-1, 5), time.Date(2446, 5, 10, 1, 2, 3, 999999999, time.UTC), time.Date(40000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		f := testFile(abs(fmt.Sprint(i)))
		f.ModTime = when
		p, err := c.PutFiles(ctx, []File{f})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.SetRead(ctx, []Read{{ID: p[0].ID, Capture: library.Capture{Time: when}}}); err != nil {
			t.Fatal(err)
		}
		got, err := c.Photo(ctx, p[0].ID)
		if err != nil || !got.ModTime.Equal(when) || got.ModTime.IsZero() != when.IsZero() {
			t.Errorf("%v came back as %v, %v", when, got.ModTime, err)
		}
		if !got.Capture.Time.Equal(when) && when.Year() <= 9999 {
			t.Errorf("the camera's %v came back as %v", when, got.Capture.Time)
		}
	}
}
