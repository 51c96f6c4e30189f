package reconcile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

// taken is when a test's camera took its n-th photo.
func taken(n int) time.Time {
	return time.Date(2026, 5, 1, 12, n, 0, 250e6, time.UTC)
}

// takenJPEG gives a photo that says when it was taken.
func takenJPEG(n int) []byte {
	return phototest.JPEG(phototest.Scene(96, 64, uint64(n)), phototest.Exif{Make: "Canon", Time: taken(n)})
}

// gatedReader reads no file before it is let, but heads at any time; those may lie.
type gatedReader struct {
	FileReader
	open chan struct{}
	lie  time.Duration
}

func (r *gatedReader) Read(ctx context.Context, path string) Facts {
	select {
	case <-r.open:
	case <-ctx.Done():
	}
	return r.FileReader.Read(ctx, path)
}

func (r *gatedReader) ReadHead(ctx context.Context, path string) Facts {
	f := r.FileReader.ReadHead(ctx, path)
	f.Capture.Time = f.Capture.Time.Add(r.lie)
	return f
}

func TestAFolderIsInOrderLongBeforeItsFilesAreRead(t *testing.T) {
	const files = 20
	for name, lie := range map[string]time.Duration{"heads are right": 0, "the rest of the file knows better": time.Hour} {
		t.Run(name, func(t *testing.T) {
			// A walk on a busy machine may hand over a few files at a time, which are
			// read whole at once: then the gate holds all workers.
			var err error
			for range 6 {
				if err = readInOrder(t, files, lie); err == nil {
					return
				}
			}
			t.Errorf("not all times were told before the first file was read: %v", err)
		})
	}
}

// readInOrder reads a folder of which no file is read whole before all times were told.
func readInOrder(t *testing.T, files int, lie time.Duration) error {
	t.Helper()
	dir := t.TempDir()
	for i := range files {
		write(t, dir, fmt.Sprintf("%02d.jpg", i), takenJPEG(i))
	}
	reader := &gatedReader{open: make(chan struct{}), lie: lie}
	let := sync.OnceFunc(func() { close(reader.open) })
	m := newMirror()
	ctx, cancel := context.WithTimeout(t.Context(), patience/6)
	defer cancel()
	err := New(openCatalog(t), Options{Workers: 2, Reader: reader}).Run(ctx, []string{dir}, false, func(e Event) {
		m.take(e)
		known := 0
		for _, p := range m.photos {
			if p.Hash == "" && p.Width == 96 && !p.Capture.Time.IsZero() {
				known++
			}
		}
		if known == files {
			let()
		}
	})
	if err != nil {
		return err
	}
	for i := range files {
		p := m.at(filepath.Join(dir, fmt.Sprintf("%02d.jpg", i)))
		if p.Hash == "" || !p.Capture.Time.Equal(taken(i)) {
			t.Errorf("in the end, photo %d is %+v", i, p)
		}
	}
	return nil
}

func TestAHeadThatIsToldLateTakesNothingAway(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.jpg", takenJPEG(3))
	cat := openCatalog(t)
	id := once(t, cat, Options{}, dir).at(path).ID
	r := newRun(t.Context(), New(cat, Options{}), []string{dir}, nil, func(e Event) { t.Errorf("told %+v", e) })
	must(t, r.load(t.Context()))
	head := FileReader{}.ReadHead(t.Context(), path)
	if head.Capture.Time.IsZero() {
		t.Fatal("the head tells nothing")
	}
	must(t, r.finishHead(t.Context(), job{id: id, path: path, head: true}, &head))
	if len(r.reads) != 0 {
		t.Error("it would be stored in place of what the whole file told")
	}
}

func TestTheHeadOfAFileTellsWhatTheFileDoesOrNothing(t *testing.T) {
	dir := t.TempDir()
	long := append(takenJPEG(4), make([]byte, 3*headBytes)...)
	for name, c := range map[string]struct {
		data  []byte
		knows bool
	}{
		"a.jpg":    {long, true},
		"b.jpg":    {jpegBytes(1), false},
		"c.jpg":    {[]byte("no picture"), false},
		"d.jpg":    {nil, false},
		"e.jpg":    {takenJPEG(4)[:100], false},
		"gone.jpg": {nil, false},
	} {
		path := write(t, dir, name, c.data)
		if name == "gone.jpg" {
			must(t, os.Remove(path))
		}
		head, whole := FileReader{}.ReadHead(t.Context(), path), FileReader{}.Read(t.Context(), path)
		if known := !head.Capture.Time.IsZero(); known != c.knows {
			t.Errorf("%s: it knows %v", name, known)
		}
		if c.knows && (head.Capture != whole.Capture || head.Width != whole.Width || head.Height != whole.Height) {
			t.Errorf("%s: the head tells %+v, the file %+v", name, head, whole)
		}
		if !head.Problem.IsZero() || head.Hash != "" {
			t.Errorf("%s: the head alone decides something: %+v", name, head)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := (FileReader{}).Pictures.Files.Head(ctx, filepath.Join(dir, "a.jpg"), 1); !errors.Is(err, context.Canceled) {
		t.Errorf("who gave up got %v", err)
	}
}

func TestPhotosInViewAreReadWholeBeforeTheHeadsOfOthers(t *testing.T) {
	q := newQueue()
	for id := range 20 {
		q.add(job{id: library.ID(id), unseen: true})
	}
	q.prefer([]library.ID{7, 5})
	var got []string
	for {
		j, ok := q.next()
		if !ok {
			break
		}
		kind := "whole"
		if j.head {
			kind = "head"
		}
		got = append(got, fmt.Sprint(kind, " ", j.id))
		q.take(j)
	}
	want := []string{"head 7", "head 5", "whole 7", "whole 5", "head 0", "head 1"}
	if len(got) != 40 || fmt.Sprint(got[:6]) != fmt.Sprint(want) || got[22] != "whole 0" || got[39] != "whole 19" {
		t.Errorf("the order is %q", got)
	}
}
