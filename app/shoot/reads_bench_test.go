package shoot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring"
)

// benchFiles is how many photos of 24 megapixels a folder has: some 25 times what is
// kept in memory of it.
const benchFiles = 200

// drive reads files at a speed that all of them share, and counts their bytes.
type drive struct {
	perSecond int64 // bytes; 0 is no bound

	mu    sync.Mutex
	bytes int64
	free  time.Time // when what was read so far has been transferred
}

func (d *drive) wrap(r io.Reader) io.Reader { return driveFile{r, d} }

type driveFile struct {
	io.Reader
	drive *drive
}

func (f driveFile) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	time.Sleep(f.drive.transfer(int64(n)))
	return n, err
}

// transfer counts n bytes and gives how long it takes until they are there.
func (d *drive) transfer(n int64) time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.bytes += n
	if d.perSecond == 0 {
		return 0
	}
	if now := time.Now(); d.free.Before(now) {
		d.free = now
	}
	d.free = d.free.Add(time.Duration(n) * time.Second / time.Duration(d.perSecond))
	return time.Until(d.free)
}

// glancer is a scorer that costs nothing beside the decoding of what it sees.
type glancer struct{ scored atomic.Int64 }

func (*glancer) Provenance() library.Provenance { return library.Provenance{Name: "glancer"} }

func (g *glancer) Score(context.Context, *scoring.Subject) (library.Score, error) {
	g.scored.Add(1)
	return library.Score{Overall: library.Value{Known: true, Mean: 5}}, nil
}

func cardFolder(b *testing.B) (dir string, bytes int64) {
	b.Helper()
	dir = b.TempDir()
	var pictures [4][]byte
	for i := range pictures {
		pictures[i] = phototest.PlainJPEG(phototest.Camera(6000, 4000, uint64(i)), phototest.Quality)
	}
	for i := range benchFiles {
		// Adobe's segment, with flags that mean nothing, makes each another picture.
		adobe := append([]byte("\xff\xee\x00\x0eAdobe\x00\x64"), 0, byte(i), 0, 0, 1)
		jpeg := pictures[i%len(pictures)]
		data := slices.Concat(jpeg[:2], adobe, jpeg[2:])
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("IMG_%04d.jpg", i)), data, 0o600); err != nil {
			b.Fatal(err)
		}
		bytes += int64(len(data))
	}
	return dir, bytes
}

// BenchmarkReadsOfAFolderThatIsOpenedAndScored tells how often each byte is read, of
// a disk that is much faster than the scorers and of a card that is twice as fast. A
// card is worth waiting for; on a disk reading again costs less than having the facts
// wait for the scores.
func BenchmarkReadsOfAFolderThatIsOpenedAndScored(b *testing.B) {
	dir, size := cardFolder(b)
	disk, took := &drive{}, time.Duration(0)
	b.Run("disk", func(b *testing.B) {
		for b.Loop() {
			took = openAndScore(b, dir, disk)
		}
		disk.report(b, size, "x-folder-bytes(at-most-2.1)")
	})
	b.Run("card", func(b *testing.B) {
		card := &drive{perSecond: int64(2 * float64(size) / took.Seconds())}
		for b.Loop() {
			openAndScore(b, dir, card)
		}
		card.report(b, size, "x-folder-bytes(at-most-1.25)")
	})
}

func (d *drive) report(b *testing.B, size int64, unit string) {
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(d.bytes)/float64(size)/float64(b.N), unit)
}

func openAndScore(b *testing.B, dir string, d *drive) time.Duration {
	b.Helper()
	g, start := &glancer{}, time.Now()
	s, err := Open(b.Context(), Options{
		CatalogDir: b.TempDir(), Folders: []string{dir}, Scorer: g,
		FileCache: filecache.New(filecache.Options{Bytes: filecache.DefaultBytes, Wrap: d.wrap}),
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(s.Run(b.Context(), func(Event) {}), s.Close()); err != nil {
		b.Fatal(err)
	}
	if n := int(g.scored.Load()); n != benchFiles {
		b.Fatalf("%d photos were scored", n)
	}
	return time.Since(start)
}
