package pictures

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
)

// Speeds are ratios of processor time, as those of library/picture, but for what two
// workers gain, which only the clock on the wall shows.

// scanVariable tells the benchmarks' child process what to scan: how, and which file.
const scanVariable = "KEEPLIGHT_BENCH_SCAN"

var (
	anywhere = library.Focus{}
	inFocus  = library.Focus{X: 0.5, Y: 0.5, Known: true}
)

// cameraFile writes a JPEG.
func cameraFile(b *testing.B, w, h int) string {
	b.Helper()
	return written(b, "a.jpg", phototest.PlainJPEG(phototest.Camera(w, h, 1), phototest.Quality))
}

func written(b *testing.B, name string, data []byte) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// bench is what scores photos, without a catalogue.
type bench struct {
	reader picture.Reader
	scorer *measure.Scorer
}

func newBench() bench { return bench{picture.Reader{Room: scanRoom()}, measure.New()} }

func (s bench) scan(path string, focus library.Focus) (*picture.Scan, picture.RowSink, error) {
	scout := s.scorer.Scout(&library.Photo{Capture: library.Capture{Focus: focus}})
	scan, err := s.reader.Scan(context.Background(), path, picture.ScanWant{Side: scoring.PreviewSide, Sink: scout})
	return scan, scout, err
}

// decode does all that scoring decodes: the preview, the best tiles, and the one where
// the camera focused or else at a share of the height.
func (s bench) decode(path string, focus library.Focus, down float64) error {
	scan, scout, err := s.scan(path, focus)
	if err != nil {
		return err
	}
	defer scan.Close()
	defer s.giveBack(scan, scout)
	if focus.Known {
		return nil
	}
	w, h := scan.Size()
	at := image.Pt(w/2, int(down*float64(h)))
	_, err = scan.At(context.Background(), image.Rectangle{Min: at, Max: at}.Inset(-picture.TileSide/2))
	return err
}

// giveBack returns a scout with its memory to the scorer, as scoring does: by a preview
// in which there is nothing to measure.
func (s bench) giveBack(scan *picture.Scan, scout picture.RowSink) {
	_, _ = s.scorer.Score(context.Background(), &scoring.Subject{
		Preview: image.NewRGBA(image.Rect(0, 0, 1, 1)), Full: &scoring.Full{Parts: scan, Scout: scout},
	})
}

// score decodes and measures.
func (s bench) score(path string) error {
	scan, scout, err := s.scan(path, anywhere)
	if err != nil {
		return err
	}
	defer scan.Close()
	_, err = scoring.Score(context.Background(), s.scorer, &scoring.Subject{
		Preview: scan.Preview, Full: &scoring.Full{Parts: scan, Scout: scout},
	})
	return err
}

func BenchmarkScoringDecodeOf24MP(b *testing.B) {
	large, tiny := cameraFile(b, 6000, 4000), cameraFile(b, 8, 8)
	djpeg, hasPeer := phototest.Peer(b, "djpeg", "libjpeg-turbo-progs")
	s := newBench()
	var focused, middle, above, peer, start phototest.Best
	for b.Loop() {
		for range 4 {
			focused.Here(b, func() error { return s.decode(large, inFocus, 0) })
			middle.Here(b, func() error { return s.decode(large, anywhere, 0.5) })
			above.Here(b, func() error { return s.decode(large, anywhere, 0.2) })
			if hasPeer {
				peer.Program(b, djpeg, "-outfile", os.DevNull, large)
				start.Program(b, djpeg, "-outfile", os.DevNull, tiny)
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Milliseconds(middle.CPU), "cpu-ms")
	if hasPeer {
		least := peer.Less(&start).CPU
		b.ReportMetric(phototest.Ratio(focused.CPU, least), "x-djpeg-where-focused(at-most-1.3)")
		b.ReportMetric(phototest.Ratio(middle.CPU, least), "x-djpeg(at-most-1.3)")
		b.ReportMetric(phototest.Ratio(above.CPU, least), "x-djpeg-tile-decoded-again")
	}
}

// BenchmarkScoringDecodeOfOtherKinds gives what they cost beside a baseline JPEG of the
// same 24 megapixels.
func BenchmarkScoringDecodeOfOtherKinds(b *testing.B) {
	img := phototest.Camera(6000, 4000, 1)
	baseline := written(b, "a.jpg", phototest.PlainJPEG(img, phototest.Quality))
	var packed bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&packed, img); err != nil {
		b.Fatal(err)
	}
	files := map[string]string{"png": written(b, "a.png", packed.Bytes())}
	if jpegtran, ok := phototest.Peer(b, "jpegtran", "libjpeg-turbo-progs"); ok {
		files["progressive"] = written(b, "p.jpg", new(phototest.Best).Program(b, jpegtran, "-progressive", "-copy", "none", baseline))
	}
	s := newBench()
	var plain phototest.Best
	best := map[string]*phototest.Best{}
	for b.Loop() {
		plain.Here(b, func() error { return s.decode(baseline, anywhere, 0.5) })
		for kind, path := range files {
			if best[kind] == nil {
				best[kind] = &phototest.Best{}
			}
			best[kind].Here(b, func() error { return s.decode(path, anywhere, 0.5) })
		}
	}
	b.ReportMetric(0, "ns/op")
	for kind, path := range files {
		b.ReportMetric(phototest.Ratio(best[kind].CPU, plain.CPU), "x-baseline-"+kind)
		b.ReportMetric(float64(scanned(b, "one", path)-sizeOf(b, path))/1e6, "MB-beside-"+kind)
	}
}

func BenchmarkTwoWorkersThatDecodeForScoring(b *testing.B) {
	const photos = 6
	large := cameraFile(b, 6000, 4000)
	djpeg, hasPeer := phototest.Peer(b, "djpeg", "libjpeg-turbo-progs")
	s := newBench()
	ours := func(int) error { return s.decode(large, anywhere, 0.5) }
	theirs := func(int) error { return exec.Command(djpeg, "-outfile", os.DevNull, large).Run() }
	var one, two, peerOne, peerTwo phototest.Best
	for b.Loop() {
		one.Here(b, func() error { return inWorkers(1, photos, ours) })
		two.Here(b, func() error { return inWorkers(2, photos, ours) })
		if hasPeer {
			peerOne.Here(b, func() error { return inWorkers(1, photos, theirs) })
			peerTwo.Here(b, func() error { return inWorkers(2, photos, theirs) })
		}
	}
	b.ReportMetric(0, "ns/op")
	gain := phototest.Ratio(one.Wall, two.Wall)
	b.ReportMetric(gain, "x-one-worker")
	if hasPeer {
		b.ReportMetric(gain/phototest.Ratio(peerOne.Wall, peerTwo.Wall), "x-gain-of-two-djpeg(at-least-0.95)")
	}
}

// inWorkers does n things, so many at a time, and gives the last error.
func inWorkers(workers, n int, do func(i int) error) (err error) {
	var mu sync.Mutex
	var group sync.WaitGroup
	next := make(chan int)
	for range workers {
		group.Go(func() {
			for i := range next {
				if e := do(i); e != nil {
					mu.Lock()
					err = e
					mu.Unlock()
				}
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
	return err
}

func BenchmarkMemoryOfScoring(b *testing.B) {
	medium, large := cameraFile(b, 6000, 4000), cameraFile(b, 8256, 5504)
	var one, of24, of45 int64
	for b.Loop() {
		one = max(one, scanned(b, "one", medium)-sizeOf(b, medium))
		of24 = max(of24, scanned(b, "all", medium))
		of45 = max(of45, scanned(b, "all", large))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(one)/1e6, "MB-beside-the-file(below-40)")
	b.ReportMetric(float64(of24)/1e6, "MB-resident-24MP(below-250)")
	b.ReportMetric(float64(of45)/1e6, "MB-resident-45MP(below-350)")
}

func sizeOf(b *testing.B, path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

// scanned scans a file in a process of its own and gives bytes of memory: with "one"
// what a single scan adds, with "all" the peak of scoring many on two workers.
func scanned(b *testing.B, how, path string) (resident int64) {
	b.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^TestScanChild$", "-test.v")
	cmd.Env = append(os.Environ(), scanVariable+"="+how+" "+path)
	out, err := cmd.Output()
	if err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		if _, err := fmt.Sscanf(line, "resident %d", &resident); err == nil {
			return resident
		}
	}
	b.Fatalf("the child said %s", out)
	return 0
}

// TestScanChild is what the benchmarks' child process does.
func TestScanChild(t *testing.T) {
	how, path, ok := strings.Cut(os.Getenv(scanVariable), " ")
	if !ok {
		t.Skip("this is the child process of benchmarks")
	}
	s := newBench()
	if how == "all" {
		if err := inWorkers(2, 16, func(int) error { return s.score(path) }); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("resident %d\n", phototest.ReadResident(t).Most)
		return
	}
	debug.FreeOSMemory()
	time.Sleep(10 * time.Millisecond)
	before := phototest.ReadResident(t).Now
	if err := s.decode(path, anywhere, 0.5); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("resident %d\n", phototest.ReadResident(t).Most-before)
}
