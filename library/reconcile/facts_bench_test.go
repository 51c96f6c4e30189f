package reconcile

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// factsFiles is how many photos one round reads.
const factsFiles = 20

// BenchmarkFactsOf24MP tells what reading a photo's facts and hash costs: against
// reading its bytes alone, which is what any hash has to, and against exiftool -fast2,
// which reads a head and no picture. Both are processor time of the same run, without
// exiftool's own start.
func BenchmarkFactsOf24MP(b *testing.B) {
	dir := b.TempDir()
	jpeg := phototest.JPEG(phototest.Camera(6000, 4000, 1), phototest.Exif{Make: "Canon", Model: "EOS R6", Time: taken(1), ISO: 200})
	var paths []string
	for i := range factsFiles {
		paths = append(paths, filepath.Join(dir, fmt.Sprintf("%02d.jpg", i)))
		must(b, os.WriteFile(paths[i], jpeg, 0o600))
	}
	tiny := write(b, b.TempDir(), "tiny.jpg", jpegBytes(1))
	exiftool, hasPeer := phototest.Peer(b, "exiftool", "libimage-exiftool-perl")
	files := filecache.New(filecache.Options{Bytes: filecache.DefaultBytes}).For(filecache.Background)
	reader := FileReader{Pictures: picture.Reader{Files: files}}
	var ours, heads, bare, peer, start phototest.Best
	for b.Loop() {
		ours.Here(b, func() error { return eachFacts(paths, func(p string) Facts { return reader.Read(b.Context(), p) }) })
		heads.Here(b, func() error { return eachFacts(paths, func(p string) Facts { return reader.ReadHead(b.Context(), p) }) })
		bare.Here(b, func() error {
			for _, path := range paths {
				f, err := files.Open(b.Context(), path, picture.MaxFileBytes)
				if err != nil {
					return err
				}
				f.Close()
			}
			return nil
		})
		if hasPeer {
			peer.Program(b, exiftool, append([]string{"-fast2", "-q", "-q"}, paths...)...)
			start.Program(b, exiftool, "-fast2", "-q", "-q", tiny)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(phototest.Ratio(ours.CPU, bare.CPU), "x-reading(at-most-4)")
	if hasPeer {
		b.ReportMetric(phototest.Ratio(ours.CPU, peer.Less(&start).CPU), "x-exiftool-fast2(at-most-1)")
		b.ReportMetric(phototest.Ratio(heads.CPU, peer.Less(&start).CPU), "x-exiftool-fast2-heads(at-most-0.3)")
	}
}

func eachFacts(paths []string, read func(string) Facts) error {
	for _, path := range paths {
		if f := read(path); f.Capture.ISO != 200 {
			return fmt.Errorf("%s tells %+v", path, f)
		}
	}
	return nil
}
