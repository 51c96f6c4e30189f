//go:build !nogui && linux

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/lowpriority"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
)

// BenchmarkBatchOfTenThousand scores so many photos of 1.5 megapixels into a file, as a
// museum would, and holds the time against decoding and measuring them alone on as many
// processors, half of them before and half after, and the memory against that of a fifth
// of them. Both work on threads of low priority, so that whatever else the machine does
// takes the same from both. With -short it takes 400. It takes minutes, so it measures
// once whatever b.N is.
func BenchmarkBatchOfTenThousand(b *testing.B) {
	photos := 10_000
	if testing.Short() {
		photos = 400
	}
	dir := b.TempDir()
	paths := writeBatch(b, dir, photos)
	few := b.TempDir()
	for _, path := range paths[:photos/5] {
		if err := os.Link(path, filepath.Join(few, filepath.Base(path))); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if b.Elapsed() > time.Minute || testing.Short() && b.Elapsed() > time.Second {
			continue // measured
		}
		before := measureAlone(b, paths[:photos/2])
		_, least := scoreBatch(b, few, photos/5)
		took, most := scoreBatch(b, dir, photos)
		after := measureAlone(b, paths[photos/2:])
		alone := cost{before.wall + after.wall, before.cpu + after.cpu}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(photos)/took.wall.Seconds(), "photos/s")
		b.ReportMetric(phototest.Ratio(alone.wall, took.wall), "x-decode-and-measure(at-least-0.9)")
		b.ReportMetric(phototest.Ratio(alone.cpu, took.cpu), "x-its-processor-time")
		b.ReportMetric(most/1e6, "MB-resident")
		b.ReportMetric(most/least, "x-memory-of-a-fifth(at-most-1.15)")
	}
}

// writeBatch writes photos that all differ, and gives their paths.
func writeBatch(b *testing.B, dir string, photos int) (paths []string) {
	b.Helper()
	var scenes [24][]byte
	for i := range scenes {
		scenes[i] = phototest.JPEG(phototest.Scene(1500, 1000, uint64(i)), phototest.Exif{})
	}
	for i := range photos {
		// Adobe's segment, with flags that mean nothing, makes each another picture.
		adobe := []byte{0xff, 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, byte(i >> 8), byte(i), 0, 0, 1}
		jpeg := scenes[i%len(scenes)]
		path := filepath.Join(dir, fmt.Sprintf("IMG_%05d.jpg", i))
		if err := os.WriteFile(path, slices.Concat(jpeg[:2], adobe, jpeg[2:]), 0o600); err != nil {
			b.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// measureAlone decodes and measures photos on all processors, and keeps nothing.
func measureAlone(b *testing.B, paths []string) cost {
	b.Helper()
	scorer := measure.New()
	one := func(path string) error {
		scout := scorer.Scout(&library.Photo{})
		scan, err := picture.Reader{}.Scan(context.Background(), path, picture.ScanWant{Side: scoring.PreviewSide, Sink: scout})
		if err != nil {
			return err
		}
		defer scan.Close()
		_, err = scoring.Score(context.Background(), scorer, &scoring.Subject{Preview: scan.Preview, Full: &scoring.Full{Parts: scan, Scout: scout}})
		return err
	}
	start, cpu, next := time.Now(), usedCPU(b), make(chan string)
	var workers sync.WaitGroup
	for range runtime.NumCPU() {
		workers.Go(func() {
			lowpriority.Thread()
			for path := range next {
				if err := one(path); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for _, path := range paths {
		next <- path
	}
	close(next)
	workers.Wait()
	return cost{time.Since(start), usedCPU(b) - cpu}
}

// cost is what something took by the clock on the wall, and of all processors.
type cost struct{ wall, cpu time.Duration }

// usedCPU is the time of the processors that this process has had.
func usedCPU(b *testing.B) time.Duration {
	b.Helper()
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// scoreBatch has the program score a folder into a file, and gives how long that takes and
// the most memory, in bytes, that it has had.
func scoreBatch(b *testing.B, dir string, photos int) (took cost, most float64) {
	b.Helper()
	home := b.TempDir()
	file, program := filepath.Join(home, "all.jsonl"), selfProgram()
	cmd := exec.Command(program[1], "score", dir, "--out", file, "--catalog", filepath.Join(home, "catalogue"))
	cmd.Env = append(os.Environ(), program[0])
	start := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for every := time.NewTicker(100 * time.Millisecond); ; {
		select {
		case <-every.C:
			most = max(most, peakOf(cmd.Process.Pid))
			continue
		case err := <-ended:
			took = cost{time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
			text, readErr := os.ReadFile(file)
			if n := strings.Count(string(text), "\n"); err != nil || readErr != nil || n != photos {
				b.Fatalf("%d of %d photos are in the file: %v, %v", n, photos, err, readErr)
			}
			return took, most
		}
	}
}

// peakOf is the most memory that a process has had, in bytes; 0 once it has ended.
func peakOf(pid int) float64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(status)) {
		var kilobytes float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kilobytes); n == 1 {
			return kilobytes * 1024
		}
	}
	return 0
}
