package sidecars_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/sidecar"
)

// pairs is how many RAW files with a JPEG beside them the shoot of the benchmark has.
const pairs = 1000

// pairSize is the least size of each file in bytes.
const pairSize = 2 << 20

// makePairs makes pairs of a RAW file and a JPEG, with sidecars or without.
func makePairs(b *testing.B, withSidecars bool) string {
	b.Helper()
	dir := b.TempDir()
	jpeg := phototest.PlainJPEG(phototest.Scene(640, 480, 1), 90)
	raw := append([]byte("II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"), make([]byte, pairSize)...)
	for i := range pairs {
		name := filepath.Join(dir, fmt.Sprintf("IMG_%04d", i))
		tail := fmt.Appendf(make([]byte, pairSize), "%d", i)
		said, err := sidecar.New("CR2", library.Decision{Flag: library.Pick, Rating: 4, Label: library.Red}, sidecar.Options{Now: time.Now()})
		if err != nil {
			b.Fatal(err)
		}
		files := map[string][]byte{".CR2": append(raw, tail...), ".JPG": append(jpeg[:len(jpeg):len(jpeg)], tail...)}
		if withSidecars {
			files[".xmp"] = said
		}
		for extension, data := range files {
			if err := os.WriteFile(name+extension, data, 0o600); err != nil {
				b.Fatal(err)
			}
		}
	}
	return dir
}

// openPairs opens a folder for the first time and reads its sidecars, and gives how long
// that took.
func openPairs(b *testing.B, dir string, want int) time.Duration {
	b.Helper()
	start := time.Now()
	st, err := shoot.Open(b.Context(), shoot.Options{CatalogDir: b.TempDir(), Folders: []string{dir}})
	if err != nil {
		b.Fatal(err)
	}
	s := sidecars.New(st.Catalog(), sidecars.Options{})
	ctx, stop := context.WithCancel(b.Context())
	decided, done := 0, make(chan error, 1)
	enough := make(chan struct{}, 1)
	go func() {
		done <- s.Run(ctx, func(e sidecars.Event) {
			if e.Import != nil {
				if decided += e.Import.Decided; decided == want {
					enough <- struct{}{}
				}
			}
		})
	}()
	s.Hold(true) // as the window does while a folder is listed
	err = st.Run(b.Context(), func(e shoot.Event) {
		s.Look(e.Photos)
		s.LookAgain(e.Sidecars)
		if e.Scan != nil && e.Scan.Done {
			s.Hold(false)
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	if want > 0 {
		<-enough
	}
	took := time.Since(start)
	stop()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
	if h, err := st.Catalog().History(b.Context()); err != nil || want > 0 && h.First != h.Last {
		b.Fatalf("the folder became several steps: %+v, %v", h, err)
	}
	if err := st.Close(); err != nil {
		b.Fatal(err)
	}
	return took
}

// BenchmarkOpeningWithSidecars opens the same pairs without and with sidecars, one after
// the other in one run.
func BenchmarkOpeningWithSidecars(b *testing.B) {
	without, with := makePairs(b, false), makePairs(b, true)
	var plain, read time.Duration
	for b.Loop() {
		plain += openPairs(b, without, 0)
		read += openPairs(b, with, pairs)
	}
	b.ReportMetric(plain.Seconds()/float64(b.N), "s/without")
	b.ReportMetric(read.Seconds()/float64(b.N), "s/with")
	b.ReportMetric(read.Seconds()/plain.Seconds(), "ratio")
}
