package filecache

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library/safefile"
)

const most = 1 << 30

// disk counts what is read through it, which takes time.
type disk struct {
	bytes atomic.Int64
	delay time.Duration // of each read
}

func (d *disk) wrap(r io.Reader) io.Reader { return diskFile{r, d} }

type diskFile struct {
	io.Reader
	disk *disk
}

func (f diskFile) Read(p []byte) (int, error) {
	time.Sleep(f.disk.delay)
	n, err := f.Reader.Read(p)
	f.disk.bytes.Add(int64(n))
	return n, err
}

func written(t *testing.T, name string, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, bytes.Repeat([]byte(name[:1]), n), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func opened(t *testing.T, f *Files, path string) *File {
	t.Helper()
	got, err := f.Open(t.Context(), path, most)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestAFileIsReadOnceForAllThatReadAheadPromises(t *testing.T) {
	d := &disk{}
	c := New(Options{Bytes: 1 << 20, Wrap: d.wrap})
	path := written(t, "a", 1000)
	ahead := opened(t, c.For(Ahead), path)
	shown := opened(t, c.For(View), path) // while it is in use
	shown.Close()
	ahead.Close()
	info, _ := os.Stat(path)
	if !c.Has(path, 1000, info.ModTime()) || c.Kept() != 1000 {
		t.Fatalf("it is not kept: %d bytes", c.Kept())
	}
	last := opened(t, c.For(Last), path)
	if string(last.Data) != string(bytes.Repeat([]byte("a"), 1000)) || d.bytes.Load() != 1000 {
		t.Errorf("%d bytes were read", d.bytes.Load())
	}
	last.Close()
	if c.Has(path, 1000, info.ModTime()) || c.Kept() != 0 || len(c.files) != 0 {
		t.Errorf("%d bytes are kept after the last", c.Kept())
	}
	opened(t, c.For(Background), path).Close()
	if d.bytes.Load() != 2000 || len(c.files) != 0 {
		t.Errorf("what nobody asked to keep was kept: %d bytes were read", d.bytes.Load())
	}
}

func TestKeptBytesAreOnlyThoseOfTheFileAsItIsNow(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, path string){
		"written to": func(t *testing.T, path string) {
			overwrite(t, path, bytes.Repeat([]byte("b"), 1000), time.Now().Add(time.Second))
		},
		"written to, of the same time": func(t *testing.T, path string) {
			info, _ := os.Stat(path)
			overwrite(t, path, bytes.Repeat([]byte("b"), 1001), info.ModTime())
		},
		"replaced, of the same size and time": func(t *testing.T, path string) {
			info, _ := os.Stat(path)
			other := filepath.Join(filepath.Dir(path), "other")
			overwrite(t, other, bytes.Repeat([]byte("b"), 1000), info.ModTime())
			if err := os.Rename(other, path); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := New(Options{Bytes: 1 << 20})
			path := written(t, "a", 1000)
			opened(t, c.For(Ahead), path).Close()
			before := opened(t, c.For(View), path)
			change(t, path)
			after := opened(t, c.For(Last), path)
			if before.Data[0] != 'a' || after.Data[0] != 'b' || c.Kept() != 0 {
				t.Errorf("got %c, then %c, and %d bytes are kept", before.Data[0], after.Data[0], c.Kept())
			}
			before.Close()
			after.Close()
		})
	}
	c := New(Options{Bytes: 1 << 20})
	path := written(t, "a", 1000)
	opened(t, c.For(Ahead), path).Close()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := c.For(View).Open(t.Context(), path, most); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is gone gave %v", err)
	}
}

func overwrite(t *testing.T, path string, data []byte, modTime time.Time) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, modTime, modTime); err != nil {
		t.Fatal(err)
	}
}

// meddler changes a file while it is read.
type meddler struct {
	io.Reader
	once   *sync.Once
	change func()
}

func (m meddler) Read(p []byte) (int, error) {
	defer m.once.Do(m.change)
	return m.Reader.Read(p)
}

func TestAFileThatChangesWhileItIsReadIsSaidToAndNotKept(t *testing.T) {
	path := written(t, "a", 3000)
	for name, change := range map[string]func(){
		"longer":  func() { overwrite(t, path, make([]byte, 4000), time.Unix(5, 0)) },
		"shorter": func() { overwrite(t, path, make([]byte, 10), time.Unix(6, 0)) },
		"renewed": func() { overwrite(t, path, make([]byte, 3000), time.Unix(7, 0)) },
	} {
		var once sync.Once
		c := New(Options{Bytes: 1 << 20, Wrap: func(r io.Reader) io.Reader { return meddler{r, &once, change} }})
		f := opened(t, c.For(Ahead), path)
		f.Close()
		if !f.Moved || c.Kept() != 0 {
			t.Errorf("%s: moved %v, %d bytes kept", name, f.Moved, c.Kept())
		}
		overwrite(t, path, make([]byte, 3000), time.Unix(4, 0))
	}
}

func TestWhatIsKeptIsBoundedAndForgottenInTime(t *testing.T) {
	var paths []string
	for _, name := range []string{"a", "b", "c"} {
		paths = append(paths, written(t, name, 400))
	}
	large := written(t, "d", 2000)
	synctest.Test(t, func(t *testing.T) {
		c := New(Options{Bytes: 1000})
		for _, path := range append(paths, large) {
			opened(t, c.For(Ahead), path).Close()
		}
		if c.Kept() != 800 {
			t.Errorf("%d bytes are kept", c.Kept())
		}
		time.Sleep(keptFor)
		synctest.Wait()
		if c.Kept() != 0 || len(c.files) != 0 {
			t.Errorf("%d bytes are kept for nobody", c.Kept())
		}
		time.Sleep(freeFor) // for the pool's own timer
	})
}

func TestReadingAheadWaitsForSpaceOnlyAsLongAsReadingAgainIsWorth(t *testing.T) {
	a, b, other := written(t, "a", 800), written(t, "b", 800), written(t, "c", 800)
	synctest.Test(t, func(t *testing.T) {
		d := &disk{delay: 100 * time.Millisecond}
		c := New(Options{Bytes: 1000, Wrap: d.wrap})
		for range 30 { // until it knows the disk's pace
			opened(t, c.For(Background), other).Close()
		}
		opened(t, c.For(Ahead), a).Close()
		start := time.Now()
		opened(t, c.For(Ahead), b).Close()
		if took := time.Since(start); took < 390*time.Millisecond || took > 410*time.Millisecond {
			t.Errorf("with nobody who takes the one before, it took %v", took)
		}
		go func() {
			time.Sleep(20 * time.Millisecond)
			f, err := c.For(Last).Open(context.Background(), a, most)
			if err == nil {
				f.Close()
			}
		}()
		start = time.Now()
		opened(t, c.For(Ahead), b).Close()
		if took := time.Since(start); took != 120*time.Millisecond || c.Kept() != 800 {
			t.Errorf("with somebody, it took %v, and %d bytes are kept", took, c.Kept())
		}
		time.Sleep(keptFor + freeFor)
	})
}

func TestAPersonsReadingGoesFirst(t *testing.T) {
	long, short, third := written(t, "a", 10*piece), written(t, "b", piece), written(t, "c", piece)
	synctest.Test(t, func(t *testing.T) {
		d := &disk{delay: 100 * time.Millisecond}
		c := New(Options{Bytes: 1 << 20, Wrap: d.wrap})
		start := time.Now()
		ended := func(path string, p Purpose) <-chan time.Duration {
			took := make(chan time.Duration, 1)
			go func() {
				f, err := c.For(p).Open(context.Background(), path, most)
				if err == nil {
					f.Close()
				}
				took <- time.Since(start)
			}()
			synctest.Wait()
			return took
		}
		behind := ended(long, Ahead)
		time.Sleep(50 * time.Millisecond)
		first := ended(short, View)
		joined := ended(long, Background)
		if at := <-first; at != 150*time.Millisecond {
			t.Errorf("who looks waited until %v", at)
		}
		// One of the ten pieces was being read, and the others waited for 50 ms.
		if at := <-behind; at != 1050*time.Millisecond || at != <-joined {
			t.Errorf("the rest went on until %v", at)
		}
		// Who looks at what is being read anyway makes all of it go first.
		start = time.Now()
		behind = ended(long, Background)
		waiting := ended(third, Background)
		looks := ended(long, View)
		if at := <-looks; at != time.Second || at != <-behind {
			t.Errorf("what was being read took %v", at)
		}
		if at := <-waiting; at != 100*time.Millisecond {
			t.Errorf("a piece that was begun took %v", at)
		}
		// A drive that does not answer holds up others for a while only.
		over := c.For(View).First()
		start = time.Now()
		if at := <-ended(third, Background); at != patience+100*time.Millisecond {
			t.Errorf("it held up others for %v", at)
		}
		over()
		over()
		if c.viewing != 0 {
			t.Errorf("%d still look", c.viewing)
		}
		time.Sleep(keptFor + freeFor)
	})
}

func TestWhoGivesUpWaitingLeavesTheOthersTheirFile(t *testing.T) {
	path := written(t, "a", piece)
	synctest.Test(t, func(t *testing.T) {
		d := &disk{delay: time.Second}
		c := New(Options{Bytes: 2 << 20, Wrap: d.wrap})
		got := make(chan *File, 1)
		go func() {
			f, _ := c.For(Background).Open(context.Background(), path, most)
			got <- f
		}()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if _, err := c.For(View).Open(ctx, path, most); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("who gave up got %v", err)
		}
		f := <-got
		if len(f.Data) != piece {
			t.Errorf("the other got %d bytes", len(f.Data))
		}
		f.Close()
		f.Close() // a second time does nothing
		if len(c.files) != 0 || c.viewing != 0 {
			t.Errorf("%d files are held, %d look", len(c.files), c.viewing)
		}
		time.Sleep(freeFor)
	})
}

func TestMemoryIsUsedAgainOnceNobodyUsesIt(t *testing.T) {
	a, b := written(t, "a", 1000), written(t, "b", 900)
	c := New(Options{Bytes: 4 << 20})
	first := opened(t, c.For(Background), a)
	second := first.Share()
	first.Close()
	other := opened(t, c.For(Background), b)
	if &other.Data[0] == &second.Data[0] || second.Data[0] != 'a' {
		t.Error("memory that is in use was used again")
	}
	was := &second.Data[0]
	second.Close()
	again := opened(t, c.For(Background), b)
	again.Close()
	other.Close()
	third := opened(t, c.For(Background), a)
	if now := &third.Data[0]; now != was && now != &other.Data[0] {
		t.Error("memory that is free was not used again")
	}
	third.Close()
}

func TestWhatIsNoFileToReadIsAnErrorOfItsOwn(t *testing.T) {
	c := New(Options{Bytes: 1 << 20})
	large := written(t, "a", 100)
	for _, f := range []*Files{nil, c.For(View), c.For(Ahead)} {
		if _, err := f.Open(t.Context(), t.TempDir(), most); !errors.Is(err, safefile.ErrNotRegular) {
			t.Errorf("a folder gave %v", err)
		}
		if _, err := f.Open(t.Context(), large, 99); !errors.Is(err, safefile.ErrTooLarge) {
			t.Errorf("a file over the limit gave %v", err)
		}
		empty, whole := opened(t, f, written(t, "b", 0)), opened(t, f, large)
		if len(empty.Data) != 0 || string(whole.Data) != string(bytes.Repeat([]byte("a"), 100)) {
			t.Errorf("got %d and %d bytes", len(empty.Data), len(whole.Data))
		}
		empty.Close()
		whole.Close()
	}
	if len(c.files) != 1 || c.Kept() != 100 {
		t.Errorf("%d files of %d bytes are kept", len(c.files), c.Kept())
	}
}
