package jobs

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image/jpeg"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// photosToRender writes two photos of the same name in two folders, one of them turned
// by the person, and a file that is none.
func photosToRender(t *testing.T) []export.Item {
	t.Helper()
	dir := t.TempDir()
	var items []export.Item
	for i, name := range []string{"a/IMG_1.jpg", "b/IMG_1.jpg", "b/broken.jpg"} {
		path := filepath.Join(dir, name)
		data := phototest.JPEG(phototest.Scene(300, 200, uint64(i)), phototest.Exif{})
		if strings.Contains(name, "broken") {
			data = []byte("this is no photo")
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, data, 0o600)); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, export.Item{Photo: library.Photo{ID: library.ID(i + 1), Path: path, Size: info.Size(), ModTime: info.ModTime(), Rotation: library.Rotation(i)}})
	}
	return items
}

func renditions(t *testing.T) (r *Renditions, noted *[]string) {
	noted = &[]string{}
	return &Renditions{
		Items: photosToRender(t), To: filepath.Join(t.TempDir(), "web"), Template: "{name}", Side: 120, Quality: 85, Facts: "all",
		Load: func(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error) {
			return picture.Load(ctx, p.Path, side)
		},
		NeverRead: func(_ context.Context, folders ...string) error { *noted = append(*noted, folders...); return nil },
	}, noted
}

func render(t *testing.T, r *Renditions) RenditionReport {
	t.Helper()
	report, err := PlanAndDo(t.Context(), &Runner{}, r, func(Progress) {})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestRenditionsAreSmallUprightAndReplaceNothing(t *testing.T) {
	r, noted := renditions(t)
	report := render(t, r)
	if report.Written != 2 || report.There != 0 || len(report.Failed) != 1 || !strings.Contains(report.Failed[0].Path, "broken.jpg") {
		t.Errorf("it reports %+v", report)
	}
	if !slices.Equal(*noted, []string{r.To}) {
		t.Errorf("noted as never read: %q", *noted)
	}
	for name, want := range map[string][2]int{"IMG_1.jpg": {120, 80}, "IMG_1 (2).jpg": {80, 120}} {
		data, err := os.ReadFile(filepath.Join(r.To, name))
		if err != nil {
			t.Fatal(err)
		}
		c, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil || [2]int{c.Width, c.Height} != want {
			t.Errorf("%s is %d x %d, %v", name, c.Width, c.Height, err)
		}
	}

	// Once more: what is there is left alone, and what another program wrote too.
	other := filepath.Join(r.To, "IMG_1.jpg")
	if err := os.WriteFile(other, []byte("another file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if report := render(t, r); report.Written != 1 || report.There != 1 {
		t.Errorf("the second time it reports %+v", report)
	}
	if data, err := os.ReadFile(other); err != nil || string(data) != "another file" {
		t.Errorf("the other file holds %q, %v", data, err)
	}
	if len(*noted) != 1 {
		t.Error("a folder that holds files was noted as holding nothing but copies")
	}
}

func TestWhatChangedSinceItWasReadIsNotRendered(t *testing.T) {
	r, _ := renditions(t)
	r.Items = r.Items[:1]
	if err := os.WriteFile(r.Items[0].Photo.Path, phototest.JPEG(phototest.Scene(80, 60, 9), phototest.Exif{}), 0o600); err != nil {
		t.Fatal(err)
	}
	if report := render(t, r); report.Written != 0 || len(report.Failed) != 1 || !errors.Is(report.Failed[0].Err, export.ErrAnotherFile) {
		t.Errorf("it reports %+v", report)
	}
}

func TestWrongSettingsOfRenditionsAreRefused(t *testing.T) {
	for name, change := range map[string]func(*Renditions){
		"quality":  func(r *Renditions) { r.Quality = 0 },
		"side":     func(r *Renditions) { r.Side = 3 },
		"facts":    func(r *Renditions) { r.Facts = "some" },
		"template": func(r *Renditions) { r.Template = "{nothing" },
		"folder":   func(r *Renditions) { r.To = "web" },
	} {
		r, _ := renditions(t)
		change(r)
		if _, err := r.Plan(t.Context()); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestStoppedRenditionsLeaveWholeFilesOnly(t *testing.T) {
	r, _ := renditions(t)
	ctx, cancel := context.WithCancel(t.Context())
	plan, err := r.Plan(ctx)
	if err != nil {
		t.Fatal(err)
	}
	report, err := r.Run(ctx, plan, func(Progress) { cancel() })
	entries, readErr := os.ReadDir(r.To)
	if !errors.Is(err, context.Canceled) || readErr != nil || len(entries) != report.Written || report.Written != 1 {
		t.Errorf("%v; %d files, %+v", err, len(entries), report)
	}
}

func TestJPEGsOfManyPhotosComeInTheirOrderHoweverLongEachTakes(t *testing.T) {
	r, _ := renditions(t)
	broken := r.Items[2]
	r.Items = nil
	for i := range 24 {
		it := broken
		if i%8 != 7 {
			it.Photo = library.Photo{ID: library.ID(i), Path: filepath.Join(t.TempDir(), "IMG_1.jpg")}
			data := phototest.JPEG(phototest.Scene(60+8*(i%3), 40, uint64(i)), phototest.Exif{})
			if err := os.WriteFile(it.Photo.Path, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		it.Photo.Width, it.Photo.Height = 8_000, 6_000 // two at a time
		r.Items = append(r.Items, it)
	}
	var most, now atomic.Int64
	load := r.Load
	r.Load = func(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error) {
		n := now.Add(1)
		defer now.Add(-1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		return load(ctx, p, side)
	}
	var before map[string]string
	for range 3 {
		r.To = t.TempDir()
		if err := os.WriteFile(filepath.Join(r.To, "IMG_1.jpg"), []byte("another"), 0o600); err != nil {
			t.Fatal(err)
		}
		plan, err := r.Plan(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var told []int64
		report, err := r.Run(t.Context(), plan, func(p Progress) { told = append(told, p.Done) })
		if err != nil || report.Written != 21 || len(report.Failed) != 3 || !slices.IsSorted(told) || len(told) != 24 {
			t.Fatalf("%v, told %v, %+v", err, told, report)
		}
		got := contents(t, r.To)
		if before != nil && !maps.Equal(before, got) {
			t.Error("another run named the files otherwise")
		}
		before = got
	}
	if most.Load() > 2 {
		t.Errorf("%d photos of 48 million pixels were decoded at once", most.Load())
	}
}

func TestATurnedPhotoTakesTwiceItsRoomAndNoneMoreThanThereIs(t *testing.T) {
	for name, c := range map[string]struct {
		photo library.Photo
		want  int64
	}{
		"upright":             {library.Photo{Width: 6000, Height: 4000}, 24_000_000},
		"says that it is":     {library.Photo{Width: 6000, Height: 4000, Capture: library.Capture{Orientation: 1}}, 24_000_000},
		"turned by hand":      {library.Photo{Width: 6000, Height: 4000, Rotation: 1}, 48_000_000},
		"turned by the file":  {library.Photo{Width: 4000, Height: 6000, Capture: library.Capture{Orientation: 6}}, 48_000_000},
		"of unknown size":     {library.Photo{}, usualPixels},
		"larger than all":     {library.Photo{Width: 30_000, Height: 20_000}, maxPixels},
		"too large if turned": {library.Photo{Width: 10_000, Height: 8_000, Rotation: 2}, maxPixels},
	} {
		if got := pixels(&c.photo); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// contents gives what the files of a folder hold, by name.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(data)
	}
	return all
}

func TestJPEGsGoToTwoDestinationsWithChecksums(t *testing.T) {
	r, noted := renditions(t)
	r.Second, r.Checksums = filepath.Join(t.TempDir(), "backup"), true
	if err := errors.Join(os.MkdirAll(r.Second, 0o700), os.WriteFile(filepath.Join(r.Second, "IMG_1.jpg"), []byte("another"), 0o600)); err != nil {
		t.Fatal(err)
	}
	for round := range 2 {
		report := render(t, r)
		if report.Written+report.There != 2 || report.Written != 2-2*round || report.Incomplete() != 0 || len(report.Lists) != 2 {
			t.Errorf("round %d: %+v", round, report)
		}
		for _, dir := range []string{r.To, r.Second} {
			list, err := os.ReadFile(filepath.Join(dir, "checksums.sha256"))
			if err != nil || strings.Count(string(list), "\n") != 2 {
				t.Errorf("the list of %s is %q, %v", dir, list, err)
			}
			for line := range strings.Lines(string(list)) {
				sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
				data, err := os.ReadFile(filepath.Join(dir, name))
				if err != nil || fmt.Sprintf("%x", sha256.Sum256(data)) != sum {
					t.Errorf("%s: %v, or another digest", name, err)
				}
			}
		}
	}
	if !slices.Equal(*noted, []string{r.To}) {
		t.Errorf("noted as never read: %q", *noted)
	}
	r.Second = filepath.Join(r.To, "b")
	if _, err := r.Plan(t.Context()); !errors.Is(err, export.ErrNested) {
		t.Errorf("nested: %v", err)
	}
}

func TestWhatAKilledRunLeftOfJPEGsIsSwept(t *testing.T) {
	r, _ := renditions(t)
	left := filepath.Join(r.To, ".keeplight-ABC.part")
	if err := errors.Join(os.MkdirAll(r.To, 0o700), os.WriteFile(left, []byte("half"), 0o600)); err != nil {
		t.Fatal(err)
	}
	report := render(t, r)
	if _, err := os.Lstat(left); err == nil || report.Swept != 1 {
		t.Errorf("it is still there, or nobody says so: %+v", report)
	}
}

func TestNamesOfATimeWarnOfPhotosWithoutOne(t *testing.T) {
	r, _ := renditions(t)
	r.Template = "{year4}/{original}"
	plan, err := r.Plan(t.Context())
	if err != nil || len(plan.Warnings) != 1 || !strings.HasPrefix(message.English(plan.Warnings[0]), "3 photos, such as IMG_1.jpg, do not say when") {
		t.Errorf("%v, %v", plan.Warnings, err)
	}
}

func TestALinkInTheDestinationLeadsNoJPEGOut(t *testing.T) {
	r, _ := renditions(t)
	r.Items, r.Template = r.Items[:1], "{folder}/{name}"
	outside := t.TempDir()
	if err := errors.Join(os.MkdirAll(r.To, 0o700), os.Symlink(outside, filepath.Join(r.To, "a"))); err != nil {
		t.Fatal(err)
	}
	report := render(t, r)
	entries, err := os.ReadDir(outside)
	if err != nil || len(entries) > 0 || report.Written != 0 || len(report.Failed) != 1 {
		t.Errorf("outside lie %v, %v; %+v", entries, err, report)
	}
}
