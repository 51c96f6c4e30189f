package catalog

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

func TestDestinationsAreKeptByteForByteAndOnce(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	c := openClosed(t, dir)
	for _, folder := range []string{"/shoot/out/web", "/shoot/out", "/shoot/out/print", "/latin1-\xe9", "/shoot/out/"} {
		if err := c.AddDestinations(ctx, folder); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c = openClosed(t, dir)
	defer c.Close()
	got, err := c.Destinations(ctx)
	if d := cmp.Diff([]string{"/latin1-\xe9", "/shoot/out"}, got); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	if err := c.ForgetDestinations(ctx, "/shoot/out", "/elsewhere"); err != nil {
		t.Fatal(err)
	}
	got, err = c.Destinations(ctx)
	if d := cmp.Diff([]string{"/latin1-\xe9"}, got); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
}

func TestAFolderInWhichPhotosAreKnownIsNoDestination(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	lost := put(t, c, abs("shoot", "old", "1.jpg"))
	if err := c.SetMissing(ctx, []library.ID{lost[0].ID}); err != nil {
		t.Fatal(err)
	}
	err := c.AddDestinations(ctx, abs("shoot", "old"), abs("shoot", "new"), abs("shoot"))
	if !errors.Is(err, ErrKnownPhotos) {
		t.Errorf("error %v", err)
	}
	got, err := c.Destinations(ctx)
	if d := cmp.Diff([]string{abs("shoot", "new")}, got); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
}

func TestPhotosOfAFolderLeaveOutTheDestinationsInsideIt(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	if err := c.AddDestinations(ctx, abs("a", "out")); err != nil {
		t.Fatal(err)
	}
	put(t, c, abs("a", "1.jpg"), abs("a", "out", "2.jpg"), abs("a", "out", "web", "3.jpg"), abs("a", "outside", "4.jpg"))
	for folder, want := range map[string][]string{
		abs("a"):               {"1.jpg", "4.jpg"},
		abs("a", "out"):        {"2.jpg", "3.jpg"},
		abs("a", "out", "web"): {"3.jpg"},
	} {
		photos, err := c.PhotosOf(ctx, folder)
		var got []string
		for _, p := range photos {
			got = append(got, filepath.Base(p.Path))
		}
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Errorf("%s: %v\n%s", folder, err, d)
		}
	}
}
