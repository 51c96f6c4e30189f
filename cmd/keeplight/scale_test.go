//go:build !nogui && linux

package main

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// BenchmarkWindowWithTenThousandPhotos opens the real window on ten thousand
// photos in one folder that it has never seen, and reports how soon it shows
// thumbnails, how soon all are listed, how long a mark takes to reach the disk
// while they are read, and how much memory it all took.
func BenchmarkWindowWithTenThousandPhotos(b *testing.B) {
	const photos = 10_000
	for range b.N {
		s := newStory(b)
		dir := b.TempDir()
		writeManyPhotos(b, dir, photos)
		b.ResetTimer()
		start := time.Now()
		s.start(dir)
		s.waitFor("thumbnails", func() bool { return lit(s.screen("thumbnails.png")) > 0.05 })
		b.ReportMetric(time.Since(start).Seconds(), "s/first-thumbnails")
		s.waitFor("all photos listed", func() bool { return s.counts().Total >= photos })
		b.ReportMetric(time.Since(start).Seconds(), "s/listed")

		marked := time.Now()
		s.press("Home", "p")
		s.waitFor("a mark while photos are read", func() bool { return s.counts().Picks == 1 })
		b.ReportMetric(float64(time.Since(marked).Milliseconds()), "ms/mark")
		for range 60 {
			s.press("Next") // page down through the shoot
		}
		s.press("End")
		s.waitFor("the last page's thumbnails", func() bool { return lit(s.screen("last page.png")) > 0.05 })
		scoring, before := time.Now(), len(s.scores())
		s.waitFor("another tenth scored", func() bool { return len(s.scores()) >= min(photos, before+photos/10) })
		b.ReportMetric(float64(len(s.scores())-before)/time.Since(scoring).Minutes(), "scored/min")
		b.ReportMetric(s.peakMemory(), "MB/peak")
		s.quit()
	}
}

// writeManyPhotos writes photos that all differ, by cutting differently placed
// pictures out of a few drawn scenes.
func writeManyPhotos(b *testing.B, dir string, n int) {
	b.Helper()
	scenes := make([]*image.RGBA, 24)
	for i := range scenes {
		scenes[i] = phototest.Scene(1400, 1000, uint64(i))
	}
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.NumCPU() {
		workers.Go(func() {
			for i := range next {
				if err := writeCut(dir, scenes[i%len(scenes)], i); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	workers.Wait()
}

func writeCut(dir string, scene *image.RGBA, i int) error {
	at := image.Pt(i%190, (i*7)%190)
	cut := image.NewRGBA(image.Rect(0, 0, 1200, 800))
	for y := range 800 {
		copy(cut.Pix[y*cut.Stride:(y+1)*cut.Stride], scene.Pix[scene.PixOffset(at.X, at.Y+y):])
	}
	jpeg, err := picture.EncodeJPEG(cut, 85)
	if err != nil {
		return err
	}
	jpeg, err = exif.AddTo(jpeg, exif.Fields{Model: "Bench", Time: time.Date(2026, 5, 1, 8, 0, i, 0, time.UTC)})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, fmt.Sprintf("IMG_%05d.jpg", i)), jpeg, 0o600)
}

// lit is the share of the screen that is brighter than any part of the window
// but photographs.
func lit(im image.Image) float64 {
	b := im.Bounds()
	n := 0
	for y := b.Min.Y; y < b.Max.Y; y += 4 {
		for x := b.Min.X; x < b.Max.X; x += 4 {
			if r, g, bl, _ := im.At(x, y).RGBA(); min(r, g, bl) > 0x5000 && max(r, g, bl) < 0xe000 {
				n++
			}
		}
	}
	return float64(n) / float64((b.Dx()/4)*(b.Dy()/4))
}

func (s *story) counts() (c catalog.Counts) {
	if _, err := os.Stat(filepath.Join(s.home, "catalog.db")); err != nil {
		return c
	}
	s.saved(func(ctx context.Context, cat *catalog.Catalog) error {
		got, err := cat.Count(ctx, nil)
		c = got
		return err
	})
	return c
}

// peakMemory is the most memory that the program has had in use, in MB.
func (s *story) peakMemory() float64 {
	s.t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.program.Process.Pid))
	if err != nil {
		s.t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kb); n == 1 {
			return kb / 1000
		}
	}
	s.t.Fatal("the system does not say how much memory the program used")
	return 0
}
