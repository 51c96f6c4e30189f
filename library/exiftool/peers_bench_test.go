package exiftool

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/raw"
	"keeplight.app/keeplight/library/safefile"
)

// Speeds as ratios against ExifTool in the same run, by the wall clock: its
// process stays open, so what it uses of the processor is not told.

// BenchmarkRAWPreview finds and reads the preview of a RAW file of 25 MB: a
// built one, a camera's preview of 1616 pixels in front of sensor data.
func BenchmarkRAWPreview(b *testing.B) {
	preview := phototest.PlainJPEG(phototest.Camera(1616, 1080, 1), phototest.Quality)
	data := append(exif.TIFF(exif.Fields{Make: "NIKON CORPORATION", Model: "NIKON D750", Thumbnail: preview}), make([]byte, 24<<20)...)
	path := filepath.Join(b.TempDir(), "a.nef")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Fatal(err)
	}
	_, installed := phototest.Peer(b, "exiftool", "libimage-exiftool-perl")
	tool, _ := Find()
	if installed {
		defer tool.Close()
	}
	var ours, theirs phototest.Best
	for b.Loop() {
		for range 20 {
			ours.Here(b, func() error { return readPreview(path) })
		}
		for range 5 {
			if installed {
				theirs.Here(b, func() error { _, err := tool.Preview(b.Context(), path); return err })
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Milliseconds(ours.Wall), "ms")
	if installed {
		b.ReportMetric(phototest.Ratio(theirs.Wall, ours.Wall), "x-faster-than-exiftool(at-least-10)")
	}
}

func readPreview(path string) error {
	f, info, err := safefile.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	previews, err := raw.Previews(f, info.Size())
	if err != nil {
		return err
	}
	jpeg := make([]byte, previews[0].Length)
	_, err = f.ReadAt(jpeg, previews[0].Offset)
	return err
}

// BenchmarkFactsOf100Files reads the capture facts of the real photos where they
// are at hand, else of made ones, and ExifTool does in one batch.
func BenchmarkFactsOf100Files(b *testing.B) {
	paths := hundredFiles(b)
	program, installed := phototest.Peer(b, "exiftool", "libimage-exiftool-perl")
	args := []string{
		"-json", "-fast", "-DateTimeOriginal", "-Make", "-Model", "-LensModel", "-ExposureTime", "-FNumber",
		"-ISO", "-FocalLength", "-Orientation", "--",
	}
	var ours, theirs phototest.Best
	for b.Loop() {
		for range 5 {
			ours.Here(b, func() error { return readFacts(paths) })
		}
		if installed {
			theirs.Program(b, program, append(args, paths...)...)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Milliseconds(ours.CPU), "cpu-ms")
	if installed {
		b.ReportMetric(phototest.Ratio(theirs.CPU, ours.CPU), "x-faster-than-exiftool(at-least-20)")
	}
}

// readFacts reads of each JPEG as much as ExifTool does with -fast: what stands
// in front of the picture.
func readFacts(paths []string) error {
	head := make([]byte, 256<<10)
	for _, path := range paths {
		f, _, err := safefile.Open(path)
		if err != nil {
			return err
		}
		n, err := io.ReadFull(f, head)
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return errors.Join(err, f.Close())
		}
		if _, err := exif.Read(head[:n], library.JPEG); err != nil {
			return errors.Join(fmt.Errorf("%s: %w", library.Display(path), err), f.Close())
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

// hundredFiles gives JPEGs of cameras: the real ones that are whole, over and
// over, or made ones.
func hundredFiles(b *testing.B) []string {
	b.Helper()
	const files = 100
	dir := b.TempDir()
	made := filepath.Join(dir, "made.jpg")
	facts := exif.Fields{Make: "Canon", Model: "Canon EOS R5", Lens: "RF50mm F1.2 L USM", ISO: 100, FNumber: 2.8, FocalLength: 50, Orientation: 1}
	if err := os.WriteFile(made, phototest.JPEG(phototest.Camera(1500, 1000, 1), facts), 0o600); err != nil {
		b.Fatal(err)
	}
	cameras, err := filepath.Glob(filepath.Join(os.Getenv(phototest.FolderVariable), "camera", "jpg__[A-HJ-Z]*.jpg"))
	if err != nil || os.Getenv(phototest.FolderVariable) == "" || len(cameras) == 0 {
		cameras = []string{made}
	}
	var paths []string
	for i := range files {
		// Links, so that ExifTool reads each as a file of its own.
		path := filepath.Join(dir, fmt.Sprintf("%03d.jpg", i))
		if err := os.Symlink(cameras[i%len(cameras)], path); err != nil {
			b.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}
