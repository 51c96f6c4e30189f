package reconcile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

func TestPhotosAreToldAtOnceAndReadAfterwards(t *testing.T) {
	dir := t.TempDir()
	data := jpegBytes(1)
	path := write(t, dir, "day/a.jpg", data)
	var first *library.Photo
	m := newMirror()
	must(t, New(openCatalog(t), Options{}).Run(context.Background(), []string{dir}, false, func(e Event) {
		if first == nil && len(e.Photos) > 0 {
			first = &e.Photos[0]
		}
		m.take(e)
	}))
	if first == nil || first.Hash != "" || first.Path != path {
		t.Errorf("the first news is %+v", first)
	}
	p := m.at(path)
	if p == nil || p.Hash != picture.ImageHash(data, library.JPEG) || p.Width != 96 || p.Height != 64 || !p.Problem.IsZero() {
		t.Errorf("after reading: %+v", p)
	}
	if last := m.scanned[len(m.scanned)-1]; last.Folder != dir || last.Files != 1 || !last.Done || last.PassedOver.Any() {
		t.Errorf("progress ends with %+v", last)
	}
}

func TestWhatIsKnownIsNotReadAgain(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.jpg", jpegBytes(1))
	cat := openCatalog(t)
	once(t, cat, Options{}, dir)
	reader := &countingReader{}
	if m := once(t, cat, Options{Reader: reader}, dir); len(m.photos) > 0 || len(reader.paths) > 0 {
		t.Errorf("told %v, read %q", m.photos, reader.paths)
	}
}

func TestWhatCannotBeShownSaysWhy(t *testing.T) {
	dir := t.TempDir()
	whole := jpegBytes(1)
	for name, data := range map[string][]byte{
		"empty.jpg": {}, "cut.jpg": whole[:200], "text.jpg": []byte("not a picture"), "raw.cr2": []byte("not a RAW file"),
		"a.heic": []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1"),
	} {
		write(t, dir, name, data)
	}
	m := once(t, openCatalog(t), Options{}, dir)
	if len(m.photos) != 5 {
		t.Fatalf("%d photos", len(m.photos))
	}
	for _, p := range m.photos {
		if p.Problem.IsZero() {
			t.Errorf("%s has no problem", p.Name())
		}
	}
}

func TestExcludedFoldersAreNoSources(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.jpg", jpegBytes(1))
	write(t, dir, "out/b.jpg", jpegBytes(2))
	cat := openCatalog(t)
	if m := once(t, cat, Options{Exclude: []string{filepath.Join(dir, "out")}}, dir); len(m.photos) != 1 {
		t.Errorf("%d photos", len(m.photos))
	}
	once(t, cat, Options{}, dir)
	if m := once(t, cat, Options{Exclude: []string{filepath.Join(dir, "out")}}, dir); len(m.missing) > 0 {
		t.Error("what is excluded later is called missing")
	}
}

func TestAFolderInsideAnotherIsTakenInOnce(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "day/a.jpg", jpegBytes(1))
	cat := openCatalog(t)
	m := once(t, cat, Options{}, filepath.Join(dir, "day"), dir, dir+"/day/../day")
	if len(m.photos) != 1 || m.at(path) == nil {
		t.Errorf("photos: %+v", m.photos)
	}
	if _, err := outermost(nil); err == nil {
		t.Error("no folder at all is no error")
	}
	got, err := outermost([]string{"/b", "/a b", "/a", "/a/c"})
	must(t, err)
	if diff := cmp.Diff([]string{"/a", "/a b", "/b"}, got); diff != "" {
		t.Error(diff)
	}
}

// countingReader notes what is read, and may wait for a go-ahead.
type countingReader struct {
	paths []string
	ready chan struct{} // when not nil, each reading takes one
}

func (r *countingReader) Read(ctx context.Context, path string) Facts {
	if r.ready != nil {
		select {
		case <-r.ready:
		case <-ctx.Done():
			return Facts{}
		}
	}
	r.paths = append(r.paths, filepath.Base(path))
	return FileReader{}.Read(ctx, path)
}

func TestPhotosInViewAreReadFirst(t *testing.T) {
	dir := t.TempDir()
	for i := range 9 {
		write(t, dir, fmt.Sprintf("%d.jpg", i), jpegBytes(uint64(i)))
	}
	reader := &countingReader{ready: make(chan struct{})}
	in := New(openCatalog(t), Options{Workers: 1, Reader: reader})
	m := newMirror()
	must(t, in.Run(context.Background(), []string{dir}, false, func(e Event) {
		m.take(e)
		if e.Scanned.Done { // all are known, and at most one is being read
			in.Prefer([]library.ID{m.at(filepath.Join(dir, "7.jpg")).ID, m.at(filepath.Join(dir, "5.jpg")).ID})
			close(reader.ready)
		}
	}))
	// One reading may have been handed out before the preference was heard.
	if at := slices.Index(reader.paths, "7.jpg"); at > 2 || reader.paths[at+1] != "5.jpg" || len(reader.paths) != 9 {
		t.Errorf("read in the order %q", reader.paths)
	}
}

func TestARunThatIsCancelledEnds(t *testing.T) {
	dir := t.TempDir()
	for i := range 20 {
		write(t, dir, fmt.Sprintf("%d.jpg", i), jpegBytes(uint64(i)))
	}
	ctx, cancel := context.WithCancel(context.Background())
	reader := &countingReader{ready: make(chan struct{})} // never lets go
	err := New(openCatalog(t), Options{Workers: 2, Reader: reader}).Run(ctx, []string{dir}, false, func(e Event) {
		if len(e.Photos) > 0 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

func TestRealPhotosAreReadOrSayWhy(t *testing.T) {
	dir := phototest.Folder(t, "camera")
	for _, p := range once(t, openCatalog(t), Options{}, dir).photos {
		// Half of the suite's JPEGs were damaged on purpose.
		camera := p.Format == library.JPEG && !strings.Contains(p.Name(), "ImageTestSuite")
		switch {
		case camera && !p.Problem.IsZero():
			t.Errorf("%s: %s", p.Name(), message.English(p.Problem))
		case p.Problem.IsZero() && (p.Hash == "" || p.Width <= 0 || p.Height <= 0):
			t.Errorf("%s: neither read nor a problem: %+v", p.Name(), p)
		}
	}
}

func TestASpecialFileIsAProblemAndNeverWaitedFor(t *testing.T) {
	dir := t.TempDir()
	fifo := filepath.Join(dir, "fifo.jpg")
	makeFIFO(t, fifo)
	p := once(t, openCatalog(t), Options{}, dir).at(fifo)
	if p == nil || !strings.Contains(message.English(p.Problem), "FIFO") {
		t.Errorf("%+v", p)
	}
}

func TestARunLeavesTheFilesAsTheyWere(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.jpg", jpegBytes(1))
	before, err := os.Stat(path)
	must(t, err)
	once(t, openCatalog(t), Options{}, dir)
	after, err := os.Stat(path)
	must(t, err)
	data, err := os.ReadFile(path)
	must(t, err)
	if !after.ModTime().Equal(before.ModTime()) || after.Mode() != before.Mode() || !slices.Equal(data, jpegBytes(1)) {
		t.Error("the file changed")
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}
