package exif_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight/library"
	"keeplight/library/exif"
	"keeplight/library/phototest"
)

func TestReadGivesWhatSegmentWrote(t *testing.T) {
	when := time.Date(2025, 6, 1, 12, 34, 56, 50*int(time.Millisecond), time.FixedZone("", 2*3600))
	data := phototest.JPEG(phototest.Scene(64, 48, 1), phototest.Exif{
		Make: "NIKON CORPORATION", Model: "NIKON D750", Lens: "AF-S 50mm f/1.8G", Time: when,
		ExposureTime: time.Second / 250, FNumber: 2.8, ISO: 6400, FocalLength: 50, Orientation: 6,
	})
	got, err := exif.Read(data, library.JPEG)
	if err != nil {
		t.Fatal(err)
	}
	want := library.Capture{
		Camera: "Nikon D750", Lens: "AF-S 50mm f/1.8G", Time: when,
		ExposureTime: time.Second / 250, FNumber: 2.8, ISO: 6400, FocalLength: 50, Orientation: 6,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
