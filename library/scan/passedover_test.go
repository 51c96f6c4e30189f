package scan

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// passed gives what a walk and a survey of dir pass over, which must be the same.
func passed(t *testing.T, dir string) PassedOver {
	t.Helper()
	_, walked := walkAll(t, Options{}, dir)
	surveyed, err := Options{}.Survey(context.Background(), dir)
	must(t, err)
	if diff := cmp.Diff(walked, surveyed); diff != "" {
		t.Errorf("a survey differs from a walk:\n%s", diff)
	}
	return walked.PassedOver
}

func TestWhatIsNoPhotoIsCountedByExtension(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"a.jpg", "b.CR2", "deep/c.MPO", "d.insp",
		"z.MOV", "deep/b.mov", "deep/er/c.Mov", "a.psd", "b.PSD", "README", "ends in a dot.", "a.jpg.part",
		"Mr. Smith and I", ".hidden.mov", ".cache/x.mov", "@eaDir/x.mov",
	} {
		write(t, dir, name, "x")
	}
	got := passed(t, dir)
	want := PassedOver{Kinds: []Kind{{".mov", 3}, {"", 2}, {".psd", 2}, {".part", 1}}, Other: 1}
	if diff := cmp.Diff(want, got); diff != "" || got.Files() != 9 || !got.Any() {
		t.Errorf("%d files, want -, got +:\n%s", got.Files(), diff)
	}
}

func TestWhatBelongsToAPhotoIsNotCounted(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"a.jpg", "a.xmp", "a.jpg.xmp", "a.JPG.dop", "a.pp3", "CaptureOne/Settings/a.jpg.cos", "a.WAV", "a.AAE", "a.acr",
		"a.jpg_original", "b.nef_original", "a.jpg.json", "GH010001.THM", "GL010001.LRV", "M0100.CTG", "Thumbs.db", "desktop.ini",
	} {
		write(t, dir, name, "x")
	}
	if got := passed(t, dir); got.Any() {
		t.Errorf("passed over: %+v", got)
	}
	write(t, dir, "notes.json", "x") // of no photo
	write(t, dir, "a.txt_original", "x")
	if got := passed(t, dir); got.Files() != 2 {
		t.Errorf("passed over: %+v", got)
	}
}

func TestPhotosThatAreOnlyInTheCloudAreCounted(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".IMG_1.HEIC.icloud", "x")
	write(t, dir, ".IMG_2.jpg", "x")
	if diff := cmp.Diff(PassedOver{Kinds: []Kind{{".icloud", 1}}}, passed(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsCountedIsBounded(t *testing.T) {
	dir := t.TempDir()
	for i := range 2 * maxExtensions {
		write(t, dir, fmt.Sprintf("a.x%d", i), "x")
	}
	write(t, dir, "b.x0", "x")
	got := passed(t, dir)
	if len(got.Kinds) != maxKinds || got.Kinds[0] != (Kind{".x0", 2}) || got.Files() != 2*maxExtensions+1 {
		t.Errorf("%d files, %d kinds, first %+v", got.Files(), len(got.Kinds), got.Kinds[0])
	}
}

func TestAnExtensionThatIsNoneIsNotShown(t *testing.T) {
	for name, want := range map[string]string{
		"a.Mov": ".mov", "a.7z": ".7z", "a.jpg~": ".jpg~", "a": "", "a.": "",
		"a.\x1b[31mred": "no", "a.mo\nv": "no", "a." + strings.Repeat("x", 300): "no", "a.\xff\xfe": "no", "a.\u202egpj": "no", "a. b": "no",
	} {
		got, ok := extension(name)
		if !ok {
			got = "no"
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", name, got, want)
		}
	}
}

func FuzzExtension(f *testing.F) {
	for _, name := range []string{"a.mov", "a.\x1b[31m", "a.", "", ".", "a.ÀÉ", "a.tar.gz"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		ext, ok := extension(name)
		if len(ext) > maxExtension || (!ok && ext != "") || strings.ToLower(ext) != ext {
			t.Errorf("%q gives %q, %v", name, ext, ok)
		}
		for _, r := range strings.TrimPrefix(ext, ".") {
			if r <= ' ' || r > '~' || r == '.' {
				t.Errorf("%q gives %q", name, ext)
			}
		}
	})
}

func TestAWalkTellsWhatItPassedOverWhileItGoesOn(t *testing.T) {
	dir := t.TempDir()
	for i := range 20 {
		write(t, dir, fmt.Sprintf("%02d/b.mov", i), "x")
		write(t, dir, fmt.Sprintf("%02d/a.jpg", i), "x")
	}
	walk := newTraverse(Options{Progress: func(Report) {}}, dir)
	var heard []int
	walk.progress = func(r Report) { heard = append(heard, r.PassedOver.Files()) }
	must(t, walk.run(context.Background(), dir, func(string, listing) error {
		walk.told = walk.told.Add(-progressEvery) // as if so long had passed
		return nil
	}))
	if len(heard) < 20 || heard[len(heard)-1] != 20 {
		t.Errorf("heard of %v files", heard)
	}
}

func TestLinksToFilesAreCountedAndPipesAreNot(t *testing.T) {
	dir := t.TempDir()
	clip := write(t, t.TempDir(), "a.mov", "x")
	if err := os.Symlink(clip, filepath.Join(dir, "b.mov")); err != nil {
		t.Skip("no links here: " + err.Error())
	}
	if got := passed(t, dir); got.Files() != 1 {
		t.Errorf("passed over: %+v", got)
	}
}

func BenchmarkSurvey(b *testing.B) {
	dir := b.TempDir()
	for i := range 10_000 {
		write(b, dir, fmt.Sprintf("%02d/IMG_%05d.jpg", i%20, i), "x")
		write(b, dir, fmt.Sprintf("%02d/IMG_%05d.mov", i%20, i), "x")
	}
	for b.Loop() {
		if r, err := (Options{}).Survey(context.Background(), dir); err != nil || r.Files != 10_000 || r.PassedOver.Files() != 10_000 {
			b.Fatal(r, err)
		}
	}
}
