package shoot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// counter is a scorer that counts what it is asked.
type counter struct {
	mu    sync.Mutex
	asked []string // names
	fail  map[string]error
}

func (c *counter) Provenance() library.Provenance {
	return library.Provenance{Name: "counter", Version: "1"}
}

func (c *counter) Score(_ context.Context, s *scoring.Subject) (library.Score, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = append(c.asked, s.Photo.Name())
	if err := c.fail[s.Photo.Name()]; err != nil {
		return library.Score{}, err
	}
	return library.Score{Overall: library.Value{Known: true, Mean: 5}}, nil
}

// heard gathers events by file name.
type heard struct {
	mu       sync.Mutex
	names    map[library.ID]string
	photos   map[string]library.Photo
	results  map[string]queue.Result
	missing  []string
	problems []string
	done     map[string]bool // folders that were read
	scored   chan string

	passedOver map[string]scan.PassedOver // by folder
}

func newHeard() *heard {
	return &heard{
		names: map[library.ID]string{}, photos: map[string]library.Photo{},
		results: map[string]queue.Result{}, done: map[string]bool{}, scored: make(chan string, 1000),
		passedOver: map[string]scan.PassedOver{},
	}
}

func (h *heard) hear(e Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range e.Photos {
		h.names[p.ID] = p.Name()
		h.photos[p.Name()] = p
	}
	for _, id := range e.Missing {
		h.missing = append(h.missing, h.names[id])
	}
	for _, r := range e.Scored {
		h.results[h.names[r.ID]] = r
		h.scored <- h.names[r.ID]
	}
	if e.Problem != "" {
		h.problems = append(h.problems, e.Problem)
	}
	if e.Scan != nil {
		h.passedOver[e.Scan.Folder] = e.Scan.PassedOver
	}
	if e.Scan != nil && e.Scan.Done {
		h.done[e.Scan.Folder] = true
	}
}

func scene(seed uint64) []byte {
	return phototest.JPEG(phototest.Scene(400, 300, seed), phototest.Exif{})
}

// shoot writes n photos, img0.jpg and on, into a new folder.
func shoot(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		write(t, filepath.Join(dir, fmt.Sprintf("img%d.jpg", i)), scene(uint64(i)))
	}
	return dir
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// open opens a shoot that is closed at the end of the test.
func open(t *testing.T, opts Options) *Shoot {
	t.Helper()
	opts.Log = func(text string) { t.Log(text) }
	s, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	return s
}

// once opens a shoot, runs it to the end and closes it.
func once(t *testing.T, opts Options) *heard {
	t.Helper()
	s, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	h := newHeard()
	if err := errors.Join(s.Run(t.Context(), h.hear), s.Close()); err != nil {
		t.Fatal(err)
	}
	return h
}

func TestEveryPhotoIsScoredOnceAndTheNextStartUsesTheStoredScores(t *testing.T) {
	dir, home := shoot(t, 3), t.TempDir()
	for start := range 2 {
		scorer := &counter{}
		h := once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: scorer})
		if want := 3 * (1 - start); len(scorer.asked) != want {
			t.Errorf("start %d scored %v, want %d", start, scorer.asked, want)
		}
		if len(h.results) != 3 || len(h.photos) != 3 || !h.done[dir] {
			t.Errorf("start %d told of %d scores, %d photos, done %v", start, len(h.results), len(h.photos), h.done)
		}
		for name, r := range h.results {
			if r.Score == nil || r.Score.Overall.Mean != 5 || r.Hash != h.photos[name].Hash {
				t.Errorf("start %d, %s: %+v", start, name, r)
			}
		}
	}
}

func TestOnlyAPhotoThatChangedIsScoredAgain(t *testing.T) {
	dir, home := shoot(t, 3), t.TempDir()
	once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}})
	write(t, filepath.Join(dir, "img1.jpg"), scene(77))
	scorer := &counter{}
	once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: scorer})
	if !slices.Equal(scorer.asked, []string{"img1.jpg"}) {
		t.Errorf("scored %v", scorer.asked)
	}
}

func TestUnscorablePhotosAreToldWithAReasonAndRememberedAsSuch(t *testing.T) {
	dir, home := shoot(t, 2), t.TempDir()
	whole := scene(5)
	write(t, filepath.Join(dir, "short.jpg"), whole[:len(whole)*2/3])
	write(t, filepath.Join(dir, "empty.jpg"), nil)
	for start := range 2 {
		scorer := &counter{fail: map[string]error{"img1.jpg": errors.New("it shows nothing: delete it")}}
		h := once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: scorer})
		if start == 1 && len(scorer.asked) != 0 {
			t.Errorf("asked again about %v", scorer.asked)
		}
		if h.results["img0.jpg"].Score == nil {
			t.Errorf("the good photo has no score: %+v", h.results["img0.jpg"])
		}
		if r := h.results["img1.jpg"]; r.Score != nil || message.English(r.Problem) != "it shows nothing: delete it" {
			t.Errorf("img1.jpg: %+v", r)
		}
		for _, name := range []string{"short.jpg", "empty.jpg"} {
			problem := message.English(h.photos[name].Problem) + message.English(h.results[name].Problem)
			if h.results[name].Score != nil || problem == "" {
				t.Errorf("start %d, %s: %+v, problem %q", start, name, h.results[name], problem)
			}
		}
	}
}

func TestALockedCatalogueCanStillBeReadOrDoneWithout(t *testing.T) {
	dir, home := shoot(t, 2), t.TempDir()
	once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}})
	open(t, Options{CatalogDir: home}) // holds the lock
	if _, err := Open(t.Context(), Options{CatalogDir: home}); !errors.Is(err, catalog.ErrLocked) {
		t.Fatalf("a second writer got %v", err)
	}
	for mode, asked := range map[Mode]int{ReadOnly: 0, Scratch: 2} {
		scorer := &counter{}
		h := once(t, Options{CatalogDir: home, Mode: mode, Folders: []string{dir}, Scorer: scorer})
		if len(h.results) != 2 || len(scorer.asked) != asked {
			t.Errorf("mode %d: %d results, asked %v", mode, len(h.results), scorer.asked)
		}
	}
}

func TestScratchLeavesNothingBehind(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	home := filepath.Join(t.TempDir(), "never made")
	once(t, Options{CatalogDir: home, Mode: Scratch, Folders: []string{shoot(t, 1)}, Scorer: &counter{}})
	if _, err := os.Stat(home); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the catalogue's folder was touched: %v", err)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 1 {
		t.Errorf("left in the temporary folder: %v, %v", left, err)
	}
}

func TestAFolderThatIsNotThereIsAProblemAndTheOthersGoOn(t *testing.T) {
	dir := shoot(t, 1)
	h := once(t, Options{CatalogDir: t.TempDir(), Folders: []string{dir, filepath.Join(dir, "..", "nowhere")}, Scorer: &counter{}})
	if len(h.results) != 1 || len(h.problems) != 1 || !strings.Contains(h.problems[0], "nowhere") {
		t.Errorf("%d results, problems %q", len(h.results), h.problems)
	}
}

func TestASinglePhotoCanBeOpened(t *testing.T) {
	dir := shoot(t, 2)
	scorer := &counter{}
	h := once(t, Options{CatalogDir: t.TempDir(), Folders: []string{filepath.Join(dir, "img1.jpg")}, Scorer: scorer})
	if len(h.results) != 1 || !slices.Equal(scorer.asked, []string{"img1.jpg"}) || len(h.problems) != 0 {
		t.Errorf("%d results, asked %v, problems %q", len(h.results), scorer.asked, h.problems)
	}
}

func TestOpeningOneFileOfAPairKeepsThePair(t *testing.T) {
	dir, home := shoot(t, 1), t.TempDir()
	write(t, filepath.Join(dir, "img0.cr2"), []byte("II*\x00 not much of a RAW file"))
	before := once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}}).photos["img0.jpg"]
	for _, name := range []string{"img0.jpg", "img0.cr2"} {
		h := once(t, Options{CatalogDir: home, Folders: []string{filepath.Join(dir, name)}, Scorer: &counter{}})
		after := h.photos["img0.jpg"]
		if len(h.photos) != 1 || after.ID != before.ID || len(after.Companions) != 1 {
			t.Errorf("opening %s gave %+v, before it was %+v", name, h.photos, before)
		}
	}
}

func TestFoldersCanBeAddedAndRemovedWhileItRuns(t *testing.T) {
	first, second := shoot(t, 1), t.TempDir()
	write(t, filepath.Join(second, "late.jpg"), scene(9))
	s := open(t, Options{CatalogDir: t.TempDir(), Folders: []string{first}, Scorer: &counter{}, Watch: true})
	h := newHeard()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, h.hear) }()
	waitFor(t, h, "img0.jpg")
	if err := s.AddFolder(second); err != nil {
		t.Error(err)
	}
	waitFor(t, h, "late.jpg")
	if err := s.RemoveFolder(first); err != nil {
		t.Error(err)
	}
	if got := s.Folders(); !slices.Equal(got, []string{second}) {
		t.Errorf("open folders: %v", got)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestAPhotoMovedBetweenOpenFoldersKeepsItsDecisions(t *testing.T) {
	from, to, home := shoot(t, 2), t.TempDir(), t.TempDir()
	photo := once(t, Options{CatalogDir: home, Folders: []string{from}}).photos["img0.jpg"]
	moved := filepath.Join(to, "moved.jpg")
	if err := os.Rename(photo.Path, moved); err != nil {
		t.Fatal(err)
	}
	s := open(t, Options{CatalogDir: home, Folders: []string{to}, Scorer: &counter{}, Watch: true})
	rating := library.Rating(4)
	if _, err := s.Catalog().Decide(t.Context(), []catalog.Mark{{ID: photo.ID, Rating: &rating}}); err != nil {
		t.Fatal(err)
	}
	h, found := newHeard(), make(chan library.Photo, 10)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- s.Run(ctx, func(e Event) {
			h.hear(e)
			for _, p := range e.Photos {
				if p.ID == photo.ID && p.Path == moved {
					found <- p
				}
			}
		})
	}()
	waitFor(t, h, "moved.jpg") // and taken for new: nobody misses it yet
	if err := s.AddFolder(from); err != nil {
		t.Error(err)
	}
	select {
	case p := <-found:
		if p.Missing || p.Decision.Rating != rating {
			t.Errorf("found again as %+v", p)
		}
	case <-time.After(30 * time.Second):
		t.Error("the photo that moved stayed a new one")
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestAShootThatMovedKeepsItsDecisionsWhicheverPlaceIsOpenedFirst(t *testing.T) {
	for name, orders := range map[string][]string{
		"the new place first": {"archive", "inbox archive"},
		"both at once":        {"inbox archive"},
		"the old place first": {"inbox", "archive"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, home := t.TempDir(), t.TempDir()
			inbox, archive := filepath.Join(dir, "inbox"), filepath.Join(dir, "archive")
			folders := map[string][]string{"inbox": {inbox}, "archive": {archive}, "inbox archive": {inbox, archive}}
			if err := os.Rename(shoot(t, 3), inbox); err != nil {
				t.Fatal(err)
			}
			photo := once(t, Options{CatalogDir: home, Folders: folders["inbox"]}).photos["img1.jpg"]
			s := open(t, Options{CatalogDir: home, Folders: folders["inbox"]})
			rating := library.Rating(5)
			if _, err := s.Catalog().Decide(t.Context(), []catalog.Mark{{ID: photo.ID, Rating: &rating}}); err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(s.Close(), os.Mkdir(archive, 0o755), os.Rename(inbox, filepath.Join(archive, "shoot"))); err != nil {
				t.Fatal(err)
			}
			for _, order := range orders {
				once(t, Options{CatalogDir: home, Folders: folders[order]})
			}
			s = open(t, Options{CatalogDir: home, Folders: folders["archive"]})
			found, err := s.Catalog().Photo(t.Context(), photo.ID)
			if err != nil || found.Missing || found.Decision.Rating != rating || found.Folder() != filepath.Join(archive, "shoot") {
				t.Errorf("found %+v, %v", found, err)
			}
		})
	}
}

func waitFor(t *testing.T, h *heard, name string) {
	t.Helper()
	for {
		select {
		case got := <-h.scored:
			if got == name {
				return
			}
		case <-time.After(30 * time.Second):
			t.Fatalf("%s was never scored", name)
		}
	}
}

func TestNestedFoldersAreReadOnce(t *testing.T) {
	for name, c := range map[string]struct{ add, want []string }{
		"inner after outer": {[]string{"/a", "/a/b"}, []string{"/a"}},
		"outer after inner": {[]string{"/a/b", "/a/c", "/a"}, []string{"/a"}},
		"same twice":        {[]string{"/a", "/a/"}, []string{"/a"}},
		"neighbours":        {[]string{"/a", "/ab"}, []string{"/a", "/ab"}},
		"everything":        {[]string{"/a", "/"}, []string{"/"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := &Shoot{folders: map[string]bool{}, moved: make(chan struct{}, 1)}
			for _, f := range c.add {
				if err := s.AddFolder(f); err != nil {
					t.Fatal(err)
				}
			}
			if got := s.Folders(); !slices.Equal(got, c.want) {
				t.Errorf("open folders: %v, want %v", got, c.want)
			}
		})
	}
}

func TestAnInterruptedRunKeepsWhatIsFinished(t *testing.T) {
	dir, home := shoot(t, 6), t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	scorer := &stopper{counter: &counter{}, stop: cancel, after: 2}
	s, err := Open(ctx, Options{CatalogDir: home, Folders: []string{dir}, Scorer: scorer, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Run(ctx, newHeard().hear), s.Close()); err != nil {
		t.Fatalf("an interruption is no error: %v", err)
	}
	rest := &counter{}
	once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: rest})
	if len(rest.asked) != 4 {
		t.Errorf("the next start scored %v, want the four that were left", rest.asked)
	}
}

// stopper ends the run after some photos.
type stopper struct {
	*counter
	stop  context.CancelFunc
	after int
}

func (s *stopper) Score(ctx context.Context, sub *scoring.Subject) (library.Score, error) {
	score, err := s.counter.Score(ctx, sub)
	if len(s.asked) == s.after {
		s.stop()
	}
	return score, err
}

func TestScoringStoresTheThumbnailAndLeavesTheOriginalAlone(t *testing.T) {
	dir, home := shoot(t, 1), t.TempDir()
	path := filepath.Join(dir, "img0.jpg")
	old := time.Date(2020, 5, 31, 12, 0, 0, 123456789, time.UTC)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	h := once(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &counter{}})
	p := h.photos["img0.jpg"]

	s := open(t, Options{CatalogDir: home})
	if img, _ := s.Pictures().Peek(&p); img != nil {
		t.Error("scoring filled the memory that is for photos in view")
	}
	img, final, err := s.Pictures().Quick(t.Context(), &p)
	if err != nil || !final || img.Rect.Dx() != picture.ThumbSide {
		t.Errorf("the stored thumbnail: final %v, %v", final, err)
	}
	if img, final := s.Pictures().Peek(&p); img == nil || !final {
		t.Error("a thumbnail that was shown is not in memory")
	}
	after, err := os.ReadFile(path)
	info, statErr := os.Stat(path)
	if err != nil || statErr != nil || !bytes.Equal(before, after) || !info.ModTime().Equal(old) {
		t.Error("the original changed")
	}
}
