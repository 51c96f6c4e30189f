package views

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// nineFolder is the environment variable that has the test show the nine photos in a
// folder, in a process of its own whose memory then tells what they cost.
const nineFolder = "KEEPLIGHT_TEST_NINE_PHOTOS"

// nineBytes is how much memory nine photos of 45 megapixels may take at their peak,
// with all of the process.
const nineBytes = 800 << 20

func TestNinePhotosForTheBenchmark(t *testing.T) {
	dir := os.Getenv(nineFolder)
	if dir == "" {
		t.Skip("BenchmarkNinePhotosOf45Megapixels runs it: it decodes them many times")
	}
	lookAtNine(t, dir)
}

// BenchmarkNinePhotosOf45Megapixels says how much memory a survey of them takes at its
// peak, enlarged, at 100 % and dragged.
func BenchmarkNinePhotosOf45Megapixels(b *testing.B) {
	dir := b.TempDir()
	data := phototest.PlainJPEG(phototest.Camera(8256, 5504, 7), 92)
	for i := range mostBeside {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.jpg", i)), data, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	most := 0
	for b.Loop() {
		c := exec.Command(os.Args[0], "-test.run", "^TestNinePhotosForTheBenchmark$", "-test.v")
		c.Env = append(os.Environ(), nineFolder+"="+dir)
		out, err := c.CombinedOutput()
		if err != nil {
			b.Fatalf("%v:\n%s", err, out)
		}
		for line := range strings.Lines(string(out)) {
			if _, words, ok := strings.Cut(line, "peak "); ok {
				var peak int
				if _, err := fmt.Sscan(words, &peak); err == nil {
					most = max(most, peak)
				}
			}
		}
	}
	b.ReportMetric(float64(most), "peak-MB")
}

// lookAtNine surveys the photos of a folder whole, enlarged in steps, at 100 %, and
// dragged at that.
func lookAtNine(t *testing.T, dir string) {
	go picture.LimitMemory(t.Context(), 350<<20, 96<<20) // as the program does
	r := newSeveralRoom(t, 0)
	for i := range mostBeside {
		r.d.ReadFile(t, filepath.Join(dir, fmt.Sprintf("%d.jpg", i)))
	}
	r.d.Session.SelectAll()
	r.do(t, SurveyID)
	r.d.Window.Resize(fyne.NewSize(1920, 1080))
	look := func(what string, done func(*seat) bool) {
		start := time.Now()
		for {
			r.d.Apply(r.d.Desk.Drain())
			r.d.Window.Canvas().Capture() // which paints the panes
			all := true
			for i := range r.survey.ids {
				all = all && done(r.survey.seats[i])
			}
			if all {
				break
			}
			if time.Since(start) > 5*time.Minute {
				t.Fatalf("%s: not all panes have their pixels", what)
			}
			time.Sleep(20 * time.Millisecond)
		}
		peak := phototest.ReadResident(t).Most
		t.Logf("%-24s peak %4d MB, after %v", what, peak>>20, time.Since(start).Round(10*time.Millisecond))
		if peak > nineBytes {
			t.Errorf("%s: nine photos take %d MB", what, peak>>20)
		}
	}
	sharp := func(s *seat) bool { return s.pane.Sharp() }
	look("whole", sharp)
	for range 2 {
		r.survey.Zoom(1.8)
		look("enlarged by the wheel", sharp)
	}
	r.survey.Back()
	look("whole again", sharp)
	r.do(t, ZoomID)
	look("at 100 %", sharp)
	for range 2 {
		r.survey.seats[0].pane.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: -400, DY: -250}})
		look("dragged at 100 %", sharp)
	}
}
