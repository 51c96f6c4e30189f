package jobs

import (
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/phototest"
)

func TestAContactSheetReplacesNothingUnlessAsked(t *testing.T) {
	dir := t.TempDir()
	photo := &library.Photo{ID: 1, Path: "/photos/IMG_1.jpg"}
	sheet := &ContactSheet{
		Items: []export.Item{{Photo: *photo}}, To: filepath.Join(dir, "Garden.pdf"),
		Thumb: func(context.Context, *library.Photo) (*image.RGBA, error) { return phototest.Scene(60, 40, 1), nil },
	}
	var last Progress
	for _, want := range []string{"Garden.pdf", "Garden (2).pdf", "Garden (3).pdf"} {
		got, err := Do(t.Context(), &Runner{}, sheet, struct{}{}, func(p Progress) { last = p })
		if err != nil || got != filepath.Join(dir, want) {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
	if last.Total != 1 {
		t.Errorf("it told %+v", last)
	}
	sheet.Replace = true
	if got, err := sheet.Run(t.Context(), struct{}{}, func(Progress) {}); err != nil || got != sheet.To {
		t.Errorf("%q, %v", got, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, []string{"Garden (2).pdf", "Garden (3).pdf", "Garden.pdf"}) {
		t.Errorf("written: %q", names)
	}
}

func TestAContactSheetIsNotCalledLikeAPhoto(t *testing.T) {
	for name, ok := range map[string]bool{"a.pdf": true, "a.PDF": true, "a.html": true, "a.htm": true, "a.jpg": false, "a": false, "pdf": false} {
		_, err := (&ContactSheet{To: filepath.Join(t.TempDir(), name)}).Plan(t.Context())
		if (err == nil) != ok || err != nil && !errors.Is(err, ErrNoSheetName) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestAContactSheetThatEndsEarlyLeavesNoFile(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	photo := &library.Photo{ID: 1, Path: "/photos/IMG_1.jpg"}
	sheet := &ContactSheet{
		Items: []export.Item{{Photo: *photo}, {Photo: *photo}}, To: filepath.Join(dir, "a.html"),
		Thumb: func(context.Context, *library.Photo) (*image.RGBA, error) {
			cancel()
			return phototest.Scene(60, 40, 1), nil
		},
	}
	if _, err := sheet.Run(ctx, struct{}{}, func(Progress) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("it gave %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("left: %v, %v", entries, err)
	}
	sheet.To = filepath.Join(dir, "nowhere", "a.pdf")
	if _, err := sheet.Run(t.Context(), struct{}{}, func(Progress) {}); err == nil || !strings.Contains(err.Error(), "create it first") {
		t.Errorf("without a folder: %v", err)
	}
}
