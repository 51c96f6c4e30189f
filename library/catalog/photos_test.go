package catalog

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight/library"
)

var hostileNames = []string{
	"plain.jpg", "new\nline.jpg", "bad\xff\xfe.jpg", "'); DROP TABLE photo; --.jpg", "100%_.jpg",
	"quote\"'`.jpg", "東京 Zoë.jpg", "\x1b[2J.jpg", "*?[a].jpg",
}

func TestAnyNameComesBackByteForByte(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	var files []File
	for _, n := range hostileNames {
		f := testFile(abs("shoot", n))
		f.Companions = []library.Companion{{Path: f.Path + ".CR3", Kind: library.CompanionImage}, {Path: f.Path + ".xmp", Kind: library.CompanionSidecar}}
		files = append(files, f)
	}
	want, err := c.PutFiles(ctx, files)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if want[i].Path != files[i].Path {
			t.Errorf("row %d is %q, want %q", i, want[i].Path, files[i].Path)
		}
		got, err := c.Photo(ctx, want[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want[i], got); d != "" {
			t.Errorf("what PutFiles gave is not what is stored:\n%s", d)
		}
	}
	again, err := c.PutFiles(ctx, files)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, again); d != "" {
		t.Errorf("recording the same files again changed them:\n%s", d)
	}
}

func TestPhotosBelowAFolderAreExactlyThose(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	put(t, c, abs("a", "b", "1.jpg"), abs("a", "b", "c", "2.jpg"), abs("a", "bc", "3.jpg"), abs("a", "b.jpg"),
		abs("a", "b!", "4.jpg"), abs("a", "b\xff", "5.jpg"), abs("a%", "6.jpg"), abs("z.jpg"))
	for name, tc := range map[string]struct {
		folders []string
		want    string
	}{
		"all":           {nil, "6.jpg 4.jpg b.jpg 1.jpg 2.jpg 3.jpg 5.jpg z.jpg"},
		"none":          {[]string{}, ""},
		"one":           {[]string{abs("a", "b")}, "1.jpg 2.jpg"},
		"its end":       {[]string{abs("a", "b") + string(filepath.Separator)}, "1.jpg 2.jpg"},
		"nested":        {[]string{abs("a", "b", "c"), abs("a", "b"), abs("a", "b")}, "1.jpg 2.jpg"},
		"two":           {[]string{abs("a", "bc"), abs("a", "b", "c")}, "2.jpg 3.jpg"},
		"no wildcards":  {[]string{abs("a%")}, "6.jpg"},
		"not UTF-8":     {[]string{abs("a", "b\xff")}, "5.jpg"},
		"a file's name": {[]string{abs("z.jpg")}, ""},
		"a root":        {[]string{abs()}, "6.jpg 4.jpg b.jpg 1.jpg 2.jpg 3.jpg 5.jpg z.jpg"},
		"not there":     {[]string{abs("q")}, ""},
	} {
		photos, err := c.Photos(ctx, tc.folders)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for i := range photos {
			names = append(names, photos[i].Name())
		}
		if got := strings.Join(names, " "); got != tc.want {
			t.Errorf("%s: got %s, want %s", name, got, tc.want)
		}
		if n, err := c.Count(ctx, tc.folders); err != nil || n.Total != len(photos) || n.NoChoice != len(photos) {
			t.Errorf("%s: counted %+v, %v", name, n, err)
		}
	}
}

func TestFolderQueriesUseTheIndex(t *testing.T) {
	c := newCatalog(t)
	var plan []string
	err := query(context.Background(), c.r, func(s scanner) error {
		var id, parent, unused int
		var detail string
		err := s.Scan(&id, &parent, &unused, &detail)
		plan = append(plan, detail)
		return err
	}, "EXPLAIN QUERY PLAN "+selectPhotos+"WHERE p.path >= ? AND p.path < ?"+byPath, []byte("/a/"), []byte("/a0"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(plan, "; ")
	if !strings.Contains(text, "SEARCH p USING INDEX") || strings.Contains(text, "SCAN p") || strings.Contains(text, "TEMP B-TREE FOR ORDER BY") {
		t.Errorf("the plan is %s", text)
	}
}

func fullRead(id library.ID) Read {
	return Read{
		ID: id, Hash: "jpeg:abc", Width: 6000, Height: 4000, Problem: "the last rows are missing",
		Capture: library.Capture{
			Time:   time.Date(2025, 12, 24, 18, 0, 0, 120_000_000, time.FixedZone("", 3600)),
			Camera: "Canon EOS R5", Lens: "RF50mm F1.2 L USM", ExposureTime: time.Second / 8000,
			FNumber: 1.2, ISO: 100, FocalLength: 50, Orientation: 6,
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

func TestPathsThatCannotBeFilesAreRefusedAndNothingIsWritten(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	for _, bad := range []string{"", "relative.jpg", abs("nul\x00.jpg")} {
		if _, err := c.PutFiles(ctx, []File{testFile(abs("good.jpg")), testFile(bad)}); !errors.Is(err, errBadPath) {
			t.Errorf("%q gave %v", bad, err)
		}
	}
	if n, err := c.Count(ctx, nil); err != nil || n.Total != 0 {
		t.Errorf("%+v, %v", n, err)
	}
	twice, err := c.PutFiles(ctx, []File{testFile(abs("a", "1.jpg")), testFile(abs("a") + "/./x/../1.jpg")})
	if err != nil || twice[0].ID != twice[1].ID {
		t.Errorf("two spellings of a path: %+v, %v", twice, err)
	}
}

func TestRebindKeepsTheIDAndDecisions(t *testing.T) {
	ctx := context.Background()
	for name, tc := range map[string]struct {
		fresh  bool                                             // the new path has a row already
		before func(t *testing.T, c *Catalog, fresh library.ID) // done to it
		want   error
	}{
		"no row at the new path": {},
		"a fresh row is merged":  {fresh: true},
		"a row with decisions": {
			fresh: true, want: ErrConflict,
			before: func(t *testing.T, c *Catalog, id library.ID) {
				if _, err := c.Decide(ctx, []Mark{{ID: id, Rating: stars(1)}}); err != nil {
					t.Fatal(err)
				}
			},
		},
		"a row with a decision that can be redone": {
			fresh: true, want: ErrConflict,
			before: func(t *testing.T, c *Catalog, id library.ID) {
				if _, err := c.Decide(ctx, []Mark{{ID: id, Rating: stars(1)}}); err != nil {
					t.Fatal(err)
				}
				if _, _, err := c.Undo(ctx); err != nil {
					t.Fatal(err)
				}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCatalog(t)
			lost := put(t, c, abs("old", "1.jpg"))[0]
			if _, err := c.Decide(ctx, []Mark{{ID: lost.ID, Flag: flag(1)}}); err != nil {
				t.Fatal(err)
			}
			if err := c.SetRead(ctx, []Read{fullRead(lost.ID)}); err != nil {
				t.Fatal(err)
			}
			file := testFile(abs("new", "renamed.jpg"))
			file.ModTime = file.ModTime.Add(time.Hour) // a copy that did not keep its time
			var fresh library.Photo
			if tc.fresh {
				rows, err := c.PutFiles(ctx, []File{file})
				if err != nil {
					t.Fatal(err)
				}
				fresh = rows[0]
				if err := c.SetRead(ctx, []Read{fullRead(fresh.ID)}); err != nil {
					t.Fatal(err)
				}
				if tc.before != nil {
					tc.before(t, c, fresh.ID)
				}
			}
			if _, err := c.Rebind(ctx, lost.ID, file); !errors.Is(err, ErrNotMissing) {
				t.Fatalf("a photo that is there gave %v", err)
			}
			if err := c.SetMissing(ctx, []library.ID{lost.ID}); err != nil {
				t.Fatal(err)
			}
			found, err := c.MissingByHash(ctx, "jpeg:abc")
			if err != nil || len(found) != 1 || found[0].ID != lost.ID {
				t.Fatalf("missing with that hash: %+v, %v", found, err)
			}
			got, err := c.Rebind(ctx, lost.ID, file)
			if !errors.Is(err, tc.want) {
				t.Fatalf("got %v, want %v", err, tc.want)
			}
			if tc.want != nil {
				if p, err := c.Photo(ctx, lost.ID); err != nil || p.Path != lost.Path || !p.Missing {
					t.Errorf("a refused rebinding changed %+v, %v", p, err)
				}
				return
			}
			stored, err := c.Photo(ctx, lost.ID)
			if d := cmp.Diff(stored, got); err != nil || d != "" {
				t.Error(err, d)
			}
			if got.Path != file.Path || got.Missing || got.Decision.Flag != library.Pick {
				t.Errorf("got %+v", got)
			}
			if (got.Hash == "jpeg:abc") != tc.fresh {
				t.Errorf("hash %q: what was read from the new file is kept, what was read from the old one is not", got.Hash)
			}
			if all, err := c.Photos(ctx, nil); err != nil || len(all) != 1 {
				t.Errorf("%d rows, %v", len(all), err)
			}
			if next := put(t, c, abs("next.jpg"))[0]; next.ID <= max(fresh.ID, lost.ID) {
				t.Errorf("ID %d was given twice", next.ID)
			}
			if _, _, err := c.Undo(ctx); err != nil {
				t.Error("undo after rebinding:", err)
			}
		})
	}
	c := newCatalog(t)
	if _, err := c.Rebind(ctx, 77, testFile(abs("1.jpg"))); !errors.Is(err, ErrUnknownPhoto) {
		t.Errorf("an unknown photo gave %v", err)
	}
}

func BenchmarkPhotosBelowAFolderOf100000(b *testing.B) {
	ctx := context.Background()
	c := newCatalog(b)
	for d := range 100 {
		files := make([]File, 1000)
		for i := range files {
			files[i] = testFile(abs(fmt.Sprintf("shoot%03d", d), fmt.Sprintf("IMG_%04d.jpg", i)))
		}
		if _, err := c.PutFiles(ctx, files); err != nil {
			b.Fatal(err)
		}
	}
	b.ResetTimer()
	for range b.N {
		if got, err := c.Photos(ctx, []string{abs("shoot050")}); err != nil || len(got) != 1000 {
			b.Fatal(len(got), err)
		}
	}
}
