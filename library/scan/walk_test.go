package scan

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

func TestWalkFindsPhotosInAllFolders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"a.jpg", "sub/b.CR2", "sub/b.JPG", "sub/b.xmp", "sub/deep/er/c.png", "folder.jpg/d.webp",
		"notes.txt", "zero.jpg.part",
		".hidden.jpg", ".git/x.jpg", "@eaDir/a.jpg/thumb.jpg", ".Trash-1000/files/x.jpg", "$RECYCLE.BIN/x.jpg",
		"Catalog Previews.lrdata/x.jpg", "node_modules/icon/x.png",
	} {
		write(t, dir, name, "x")
	}
	write(t, dir, "empty.jpg", "")
	found, report := walkAll(t, Options{}, dir)
	want := []string{"a.jpg", "empty.jpg", "folder.jpg/d.webp", "sub/b.JPG", "sub/deep/er/c.png"}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	if report.Files != len(want) || report.Folders != 5 || len(report.Problems) > 0 || report.Empty {
		t.Errorf("report: %+v", report)
	}
}

func TestAFoundPhotoCarriesWhatTheCatalogueNeeds(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "IMG.JPG", "12345")
	write(t, dir, "IMG.CR2", "raw")
	write(t, dir, "IMG.CR2.xmp", "xmp")
	info, err := os.Stat(path)
	must(t, err)
	var got []catalog.File
	_, err = Walk(context.Background(), dir, func(b []catalog.File) error { got = append(got, b...); return nil })
	must(t, err)
	want := []catalog.File{{
		Path: path, Format: library.JPEG, Size: 5, ModTime: info.ModTime(), Identity: identityOf(info),
		Companions: []library.Companion{
			{Path: filepath.Join(dir, "IMG.CR2"), Kind: library.CompanionImage},
			{Path: filepath.Join(dir, "IMG.CR2.xmp"), Kind: library.CompanionSidecar},
		},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

func TestWalkEmitsWhileItScans(t *testing.T) {
	dir := t.TempDir()
	for i := range 600 {
		write(t, dir, fmt.Sprintf("%d/%d.jpg", i%3, i), "x")
	}
	var sizes []int
	var first []catalog.File
	_, err := Walk(context.Background(), dir, func(b []catalog.File) error {
		if first == nil {
			first = b
		}
		sizes = append(sizes, len(b))
		return nil
	})
	must(t, err)
	// On a slow machine batchTime hands the second batch over earlier.
	if sizes[0] != firstBatch || len(sizes) > 3 || sizes[0]+sizes[1] != 600 && sizes[1] < firstBatch {
		t.Errorf("batches of %v", sizes)
	}
	if first[0].Path == "" || len(first) != firstBatch {
		t.Error("a batch changes after it was handed over")
	}
}

func TestWalkLeavesOutExcludedFolders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.jpg", "out/b.jpg", "out/deep/c.jpg", "out2/d.jpg"} {
		write(t, dir, name, "x")
	}
	for name, c := range map[string]struct {
		exclude string
		want    []string
	}{
		"below the root":       {filepath.Join(dir, "out"), []string{"a.jpg", "out2/d.jpg"}},
		"elsewhere":            {filepath.Join(dir, "..", "other"), []string{"a.jpg", "out/b.jpg", "out/deep/c.jpg", "out2/d.jpg"}},
		"the root, on purpose": {dir, []string{"a.jpg", "out/b.jpg", "out/deep/c.jpg", "out2/d.jpg"}},
	} {
		found, _ := walkAll(t, Options{Exclude: []string{c.exclude}}, dir)
		if diff := cmp.Diff(c.want, found); diff != "" {
			t.Errorf("%s: want -, got +:\n%s", name, diff)
		}
	}
}

func TestAnUnreachableRootIsAnError(t *testing.T) {
	dir := t.TempDir()
	emit := func([]catalog.File) error { t.Error("something was found"); return nil }
	if _, err := Walk(context.Background(), filepath.Join(dir, "gone"), emit); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing root gave %v", err)
	}
	file := write(t, dir, "a.jpg", "x")
	if _, err := Walk(context.Background(), file, emit); err == nil {
		t.Error("a file was taken for a root")
	}
}

func TestAnEmptyRootIsReported(t *testing.T) {
	dir := t.TempDir()
	if _, report := walkAll(t, Options{}, dir); !report.Empty {
		t.Error("an empty folder is not called empty")
	}
	write(t, dir, "notes.txt", "x")
	if _, report := walkAll(t, Options{}, dir); report.Empty {
		t.Error("a folder without photos is called empty")
	}
}

func TestWalkStopsWhenAsked(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.jpg", "x")
	stop := errors.New("stop")
	if _, err := Walk(context.Background(), dir, func([]catalog.File) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("what emit returned became %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Walk(ctx, dir, func([]catalog.File) error { t.Error("emitted after the end"); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled walk gave %v", err)
	}
}

func BenchmarkWalkTenThousandFiles(b *testing.B) {
	dir := b.TempDir()
	for i := range 10_000 {
		write(b, dir, fmt.Sprintf("%02d/IMG_%05d.jpg", i%20, i), "x")
	}
	for b.Loop() {
		if _, report := walkAll(b, Options{}, dir); report.Files != 10_000 {
			b.Fatal(report.Files)
		}
	}
}

// A transaction for each few files of a large folder takes longer than all the rest.
func TestBatchesGrow(t *testing.T) {
	dir := t.TempDir()
	const files = firstBatch * (1 + 2 + 4)
	for i := range files {
		write(t, dir, fmt.Sprintf("%d.jpg", i), "x")
	}
	var sizes []int
	_, err := Walk(t.Context(), dir, func(b []catalog.File) error {
		sizes = append(sizes, len(b))
		return nil
	})
	must(t, err)
	total := 0
	for _, n := range sizes {
		total += n
		if n > mostBatch {
			t.Errorf("a batch of %d", n)
		}
	}
	if total != files || len(sizes) >= files/firstBatch {
		t.Errorf("%d files in batches of %v", files, sizes)
	}
}

func TestPhotosThatAreSkippedAreNotAskedFor(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.jpg", "sub/b.CR2", "sub/b.JPG", "sub/c.jpg"} {
		write(t, dir, name, "x")
	}
	must(t, os.Symlink("nowhere.jpg", filepath.Join(dir, "dangling.jpg"))) // would be a problem
	var asked []string
	opts := Options{Skip: func(path string) bool {
		name := filepath.Base(path)
		asked = append(asked, name)
		return name == "b.JPG" || name == "dangling.jpg"
	}}
	found, report := walkAll(t, opts, dir)
	if diff := cmp.Diff([]string{"a.jpg", "sub/c.jpg"}, found); diff != "" || report.Files != 2 {
		t.Errorf("want -, got +:\n%s\n%+v", diff, report)
	}
	if diff := cmp.Diff([]string{"a.jpg", "dangling.jpg", "b.JPG", "c.jpg"}, asked); diff != "" {
		t.Errorf("asked for other files than those that are shown:\n%s", diff)
	}
	asked = nil
	if report, err := opts.Survey(context.Background(), dir); err != nil || report.Files != 2 {
		t.Errorf("a survey counts %d, %v", report.Files, err)
	}
	p := patient{ctx: t.Context(), opts: opts}
	files, err := p.shots(filepath.Join(dir, "sub"), func(*shot) bool { return true })
	if err != nil || len(files) != 1 || filepath.Base(files[0].Path) != "c.jpg" {
		t.Errorf("a watcher finds %+v, %v", files, err)
	}
}
