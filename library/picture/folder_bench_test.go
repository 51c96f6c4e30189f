package picture

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"

	"keeplight.app/keeplight/library/phototest"
)

const (
	folderFiles  = 200
	standardTook = 8 // of them, by the standard library: a rate needs no more

	// folderVariable tells the benchmark's child process what to read.
	folderVariable = "KEEPLIGHT_BENCH_FOLDER"
)

// cameraFolder fills a folder with JPEGs of 24 megapixels: four pictures under
// many names.
func cameraFolder(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	var pictures [4][]byte
	for i := range pictures {
		pictures[i] = phototest.PlainJPEG(phototest.Camera(6000, 4000, uint64(i)), phototest.Quality)
	}
	for i := range folderFiles {
		path := filepath.Join(dir, fmt.Sprintf("IMG_%04d.jpg", i))
		if i < len(pictures) {
			if err := os.WriteFile(path, pictures[i], 0o600); err != nil {
				b.Fatal(err)
			}
			continue
		}
		if err := os.Link(filepath.Join(dir, fmt.Sprintf("IMG_%04d.jpg", i%len(pictures))), path); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// onAllCores calls fn for each file with as many workers as there are processors.
func onAllCores(paths []string, fn func(path string) error) error {
	var g errgroup.Group
	g.SetLimit(runtime.NumCPU())
	for _, path := range paths {
		g.Go(func() error { return fn(path) })
	}
	return g.Wait()
}

func BenchmarkFolderOf200ToThumbnails(b *testing.B) {
	dir := cameraFolder(b)
	runtime.GC()
	paths, err := filepath.Glob(filepath.Join(dir, "*.jpg"))
	if err != nil {
		b.Fatal(err)
	}
	var ours, std phototest.Best
	var resident int64
	for b.Loop() {
		ours.Here(b, func() error {
			r, err := folderInChild(dir)
			resident = max(resident, r)
			return err
		})
		std.Here(b, func() error {
			return onAllCores(paths[:standardTook], func(p string) error { return standardThumbnail(p, ThumbSide) })
		})
	}
	b.ReportMetric(0, "ns/op")
	rate, stdRate := folderFiles/ours.Wall.Seconds(), standardTook/std.Wall.Seconds()
	b.ReportMetric(rate, "photos/s")
	b.ReportMetric(rate/stdRate, "x-std(at-least-4)")
	b.ReportMetric(float64(resident)/1e6, "MB-resident(below-80)")
}

// folderInChild makes the thumbnails in a process of their own, whose memory is
// that of this work alone, and gives its peak in bytes.
func folderInChild(dir string) (resident int64, err error) {
	cmd := exec.Command(os.Args[0], "-test.run", "^TestFolderChild$")
	cmd.Env = append(os.Environ(), folderVariable+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if _, err := fmt.Sscanf(lines.Text(), "resident %d", &resident); err == nil {
			break
		}
	}
	return resident, cmd.Wait()
}

// TestFolderChild is what the benchmark's child process does.
func TestFolderChild(t *testing.T) {
	dir := os.Getenv(folderVariable)
	if dir == "" {
		t.Skip("this is the child process of BenchmarkFolderOf200ToThumbnails")
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	room := NewRoom(1 << 30) // as the program has it
	var resident atomic.Int64
	err = onAllCores(paths, func(p string) error {
		_, err := room.Load(context.Background(), p, ThumbSide)
		r := phototest.ReadResident(t).Most
		for seen := resident.Load(); r > seen && !resident.CompareAndSwap(seen, r); seen = resident.Load() {
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("resident %d\n", resident.Load())
}
