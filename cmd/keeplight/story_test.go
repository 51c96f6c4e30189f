//go:build !nogui && linux

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/measure"
)

// A story opens the real window on a display of its own, presses real keys, and
// asserts on what was saved. Its pictures are kept in build/stories.
type story struct {
	t       testing.TB
	display string
	home    string // of the catalogue
	shots   string // where pictures are kept
	program *exec.Cmd
	ended   chan error
	log     bytes.Buffer
	count   int

	patience time.Duration // how long it waits for something to happen
	locale   string        // of the program
}

// patience is how long a story waits for something to happen before it fails.
// It is only as long as this on a machine that is busy with other tests.
const patience = 90 * time.Second

// newStory starts a display, or skips the test where there is none to be had.
func newStory(t testing.TB) *story {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool", "import"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed, so no window can be opened: make test installs it", tool)
		}
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	s := &story{t: t, patience: patience, locale: "C", home: filepath.Join(t.TempDir(), "home"), shots: filepath.Join(root, "build", "stories", t.Name())}
	if err := os.RemoveAll(s.shots); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(s.shots, 0o755); err != nil {
		t.Fatal(err)
	}
	s.display = startDisplay(t)
	return s
}

// start opens the program's window; the test binary plays the program.
func (s *story) start(args ...string) {
	s.t.Helper()
	s.program = exec.Command(os.Args[0], args...)
	s.program.Env = append(os.Environ(), playProgram+"=1", "DISPLAY="+s.display, "WAYLAND_DISPLAY=",
		"LC_ALL="+s.locale, ownDialogs+"=1",
		"KEEPLIGHT_HOME="+s.home, "LIBGL_ALWAYS_SOFTWARE=1", "HOME="+filepath.Dir(s.home),
		"HTTPS_PROXY=http://127.0.0.1:1", "NO_PROXY=") // a story asks nobody outside
	s.program.Stderr, s.program.Stdout = &s.log, &s.log
	if err := s.program.Start(); err != nil {
		s.t.Fatal(err)
	}
	ended := make(chan error, 1)
	program := s.program
	go func() { ended <- program.Wait() }()
	s.ended = ended
	s.t.Cleanup(func() { program.Process.Kill() })
	s.waitFor("the window", func() bool {
		return s.try("xdotool", "search", "--name", "^Keeplight") == nil
	})
	// Without a window manager nothing gives the window the keyboard.
	s.waitFor("the keyboard", func() bool {
		return s.try("sh", "-c", "xdotool windowfocus $(xdotool search --name '^Keeplight' | tail -n 1)") == nil
	})
}

// kill ends the program as a power cut would.
func (s *story) kill() {
	s.t.Helper()
	if err := s.program.Process.Signal(syscall.SIGKILL); err != nil {
		s.t.Fatal(err)
	}
	<-s.ended
}

// quit asks the program to end as a session that ends does.
func (s *story) quit() {
	s.t.Helper()
	s.send(syscall.SIGTERM)
	s.waitEnd()
}

// send sends the program a signal.
func (s *story) send(sig syscall.Signal) {
	s.t.Helper()
	if err := s.program.Process.Signal(sig); err != nil {
		s.t.Fatal(err)
	}
}

// closeWindow asks the window to close, as its close button does.
func (s *story) closeWindow() {
	s.t.Helper()
	c := exec.Command("sh", "-c", "xdotool search --name '^Keeplight' | tail -n 1")
	c.Env = append(os.Environ(), "DISPLAY="+s.display)
	out, err := c.Output()
	if err != nil {
		s.t.Fatal(err)
	}
	id, err := strconv.ParseUint(strings.TrimSpace(string(out)), 10, 32)
	if err != nil {
		s.t.Fatalf("the window has no number: %v", err)
	}
	if err := askToClose(s.display, uint32(id)); err != nil {
		s.t.Fatalf("asking the window to close: %v", err)
	}
}

// waitEnd waits until the program has ended well.
func (s *story) waitEnd() {
	s.t.Helper()
	select {
	case err := <-s.ended:
		if err != nil {
			s.t.Fatalf("the program ended with %v:\n%s", err, s.log.String())
		}
	case <-time.After(patience):
		// Go then says where every goroutine stands.
		if err := s.program.Process.Signal(syscall.SIGQUIT); err == nil {
			<-s.ended
		}
		s.t.Fatalf("the program does not end:\n%s", s.log.String())
	}
}

func (s *story) try(name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "DISPLAY="+s.display)
	return c.Run()
}

// press sends keys, named as xdotool names them.
func (s *story) press(keys ...string) {
	s.t.Helper()
	for _, k := range keys {
		if err := s.try("xdotool", "key", "--clearmodifiers", k); err != nil {
			s.t.Fatalf("pressing %s: %v", k, err)
		}
	}
}

// write types text.
func (s *story) write(text string) {
	s.t.Helper()
	if err := s.try("xdotool", "type", "--delay", "15", text); err != nil {
		s.t.Fatalf("typing %q: %v", text, err)
	}
}

// pause lets the window draw what a key changed. Nothing is asserted by it.
func (s *story) pause() { time.Sleep(700 * time.Millisecond) }

func (s *story) waitFor(what string, done func() bool) {
	s.t.Helper()
	for end := time.Now().Add(s.patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if done() {
			return
		}
		select {
		case err := <-s.ended:
			s.t.Fatalf("the program ended (%v) while waiting for %s:\n%s", err, what, s.log.String())
		default:
		}
	}
	s.shot("waiting in vain")
	s.t.Fatalf("%s never came:\n%s", what, s.log.String())
}

// shot lets the window come to rest and keeps a picture of the screen.
func (s *story) shot(what string) image.Image {
	s.t.Helper()
	s.pause()
	s.count++
	return s.screen(fmt.Sprintf("%02d %s.png", s.count, what))
}

// screen writes a picture of the screen as it is.
func (s *story) screen(name string) image.Image {
	s.t.Helper()
	path := filepath.Join(s.shots, name)
	if err := s.try("import", "-window", "root", path); err != nil {
		s.t.Fatalf("taking a picture of the screen: %v", err)
	}
	f, err := os.Open(path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer f.Close()
	im, err := png.Decode(f)
	if err != nil {
		s.t.Fatal(err)
	}
	return im
}

// saved reads the catalogue beside the running program.
func (s *story) saved(read func(context.Context, *catalog.Catalog) error) {
	s.t.Helper()
	cat, err := catalog.OpenReadOnly(s.home)
	if err != nil {
		s.t.Fatalf("opening the catalogue: %v", err)
	}
	defer cat.Close()
	if err := read(s.t.Context(), cat); err != nil {
		s.t.Fatal(err)
	}
}

func (s *story) photos() []library.Photo {
	s.t.Helper()
	var photos []library.Photo
	s.saved(func(ctx context.Context, c *catalog.Catalog) (err error) {
		photos, err = c.Photos(ctx, nil)
		return err
	})
	return photos
}

func (s *story) scores() map[library.ID]*library.Score {
	s.t.Helper()
	var scores map[library.ID]*library.Score
	s.saved(func(ctx context.Context, c *catalog.Catalog) (err error) {
		scores, err = c.Scores(ctx, nil, measure.New().Provenance().Key())
		return err
	})
	return scores
}

// flagged gives the names of the photos with a flag, sorted.
func (s *story) flagged(f library.Flag) []string {
	s.t.Helper()
	var names []string
	for _, p := range s.photos() {
		if p.Decision.Flag == f {
			names = append(names, p.Name())
		}
	}
	slices.Sort(names)
	return names
}

// ranking gives the scored photos' names, the best overall first.
func (s *story) ranking() []string {
	s.t.Helper()
	scores := s.scores()
	photos := slices.DeleteFunc(s.photos(), func(p library.Photo) bool { return scores[p.ID] == nil || !scores[p.ID].Overall.Known })
	slices.SortStableFunc(photos, func(a, b library.Photo) int {
		return int(1e9 * (scores[b.ID].Overall.Mean - scores[a.ID].Overall.Mean))
	})
	names := make([]string, len(photos))
	for i := range photos {
		names[i] = photos[i].Name()
	}
	return names
}

// waitScored waits until so many photos have a score.
func (s *story) waitScored(n int) {
	s.t.Helper()
	s.waitFor(fmt.Sprintf("%d scores", n), func() bool {
		if _, err := os.Stat(filepath.Join(s.home, "catalog.db")); err != nil {
			return false
		}
		return len(s.scores()) >= n
	})
	s.pause() // the window hears of them a moment after the catalogue has them
}

// waitManyScored is waitScored for hundreds of photos, which a busy machine and the
// race detector need minutes for.
func (s *story) waitManyScored(n int) {
	s.t.Helper()
	usual := s.patience
	s.patience = 6 * time.Minute
	s.waitScored(n)
	s.patience = usual
}

// wantFlagged waits until exactly these photos have a flag.
func (s *story) wantFlagged(f library.Flag, names ...string) {
	s.t.Helper()
	slices.Sort(names)
	s.waitFor(fmt.Sprintf("%v to be %s", names, f), func() bool { return slices.Equal(s.flagged(f), names) })
}

// storyPhotos copies the nature photos into a folder of the story's own, or
// draws some where they are missing, and gives the names of its JPEGs.
func storyPhotos(t testing.TB) (dir string, jpegs []string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "shoot")
	from, err := os.ReadDir(natureFolder(t))
	if err != nil {
		t.Logf("there are no real photos (%v), so the story uses drawn ones", err)
		for i, seed := range []uint64{0, 1, 2, 3, 99, 5, 6, 100, 8, 9, 10, 11, 12} { // of 4 and 7 a house is taken for a face
			write(t, filepath.Join(dir, fmt.Sprintf("IMG_%04d.jpg", i+1)), scene(seed))
		}
		if from, err = os.ReadDir(dir); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range from {
		if b, err := os.ReadFile(filepath.Join(natureFolder(t), e.Name())); err == nil {
			if e.Name() == portrait {
				b = scene(99)
			}
			write(t, filepath.Join(dir, e.Name()), b)
		}
		if filepath.Ext(e.Name()) == ".jpg" {
			jpegs = append(jpegs, e.Name())
		}
	}
	return dir, jpegs
}

// portrait is the one real photo with a face, which moves its score whenever it is found:
// stories that go by the order of scores have a drawn one in its place.
const portrait = "craft-beer.jpg"

// natureFolder is where the real photos lie beside the repository, if they do.
func natureFolder(t testing.TB) string {
	t.Helper()
	root := os.Getenv("KEEPLIGHT_PHOTOS")
	if root == "" {
		abs, err := filepath.Abs("../../../shared/photos")
		if err != nil {
			t.Fatal(err)
		}
		root = abs
	}
	return filepath.Join(root, "nature")
}

// fingerprint is every file's bytes, mode and time below a folder.
func fingerprint(t *testing.T, dir string) map[string]string {
	t.Helper()
	prints := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		b, err := os.ReadFile(path)
		sum := sha256.Sum256(b)
		prints[path] = fmt.Sprintf("%s %v %v", hex.EncodeToString(sum[:]), info.Mode(), info.ModTime())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return prints
}

// badges counts the badges of a colour in the grid: patches of touching pixels
// that are large enough to be one.
func badges(im image.Image, c color.NRGBA) int {
	grid := image.Rect(225, 50, 1225, 960).Intersect(im.Bounds())
	seen := map[image.Point]bool{}
	n := 0
	for y := grid.Min.Y; y < grid.Max.Y; y++ {
		for x := grid.Min.X; x < grid.Max.X; x++ {
			if patch(im, grid, image.Pt(x, y), c, seen) >= 150 {
				n++
			}
		}
	}
	return n
}

// patch counts the pixels of a colour that touch each other, from a first one
// on, and remembers them as seen.
func patch(im image.Image, within image.Rectangle, first image.Point, c color.NRGBA, seen map[image.Point]bool) int {
	n := 0
	for todo := []image.Point{first}; len(todo) > 0; {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[p] || !p.In(within) || color.NRGBAModel.Convert(im.At(p.X, p.Y)) != c {
			continue
		}
		seen[p] = true
		n++
		for _, step := range []image.Point{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
			todo = append(todo, p.Add(step))
		}
	}
	return n
}
