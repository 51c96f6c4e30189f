package scan

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/catalog"
)

// silent answers about every folder but one, about which it says nothing until let.
type silent struct {
	dir   string
	let   chan struct{}
	asked atomic.Int32
}

func (s *silent) keyOf(dir string) (folderKey, error) {
	if dir == s.dir {
		s.asked.Add(1)
		<-s.let
	}
	return keyOf(dir)
}

func TestAWalkOfAFolderThatFallsSilentIsGivenUp(t *testing.T) {
	root := silentTree(t)
	synctest.Test(t, func(t *testing.T) {
		s := &silent{dir: root, let: make(chan struct{})}
		emitted := 0
		opts := Options{silence: time.Second, keyOf: s.keyOf}
		report, err := opts.Walk(context.Background(), root, func(b []catalog.File) error { emitted += len(b); return nil })
		if !errors.Is(err, ErrNoAnswer) || report.Stuck == nil || emitted != 0 {
			t.Fatalf("%v, %d files, stuck %v", err, emitted, report.Stuck)
		}
		select {
		case <-report.Stuck:
			t.Fatal("it is over before the system answers")
		default:
		}
		close(s.let)
		<-report.Stuck
		if emitted != 0 {
			t.Errorf("%d files were emitted after it was given up", emitted)
		}
	})
}

// silentTree is a folder with a photo in it and one in each of two folders below.
func silentTree(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	for _, file := range []string{"1.jpg", "b/2.jpg", "c/3.jpg"} {
		path := filepath.Join(root, file)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("x"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestAFolderBelowThatFallsSilentIsPassedOverAndNotAskedTwice(t *testing.T) {
	root := silentTree(t)
	synctest.Test(t, func(t *testing.T) {
		s := &silent{dir: filepath.Join(root, "b"), let: make(chan struct{})}
		opts := Options{silence: time.Second, keyOf: s.keyOf, Asked: &answer.Folders{}}
		walk := func() (names []string, problems []Problem) {
			report, err := opts.Walk(context.Background(), root, func(batch []catalog.File) error {
				for _, f := range batch {
					names = append(names, filepath.Base(f.Path))
				}
				return nil
			})
			if err != nil || report.Stuck != nil {
				t.Fatalf("%v, stuck %v", err, report.Stuck)
			}
			return names, report.Problems
		}
		for range 2 {
			names, problems := walk()
			if !slices.Equal(names, []string{"1.jpg", "3.jpg"}) || len(problems) != 1 || problems[0].Path != s.dir || !errors.Is(problems[0].Err, ErrNoAnswer) {
				t.Errorf("%q, %v", names, problems)
			}
			if n := s.asked.Load(); n != 1 {
				t.Errorf("it was asked %d times", n)
			}
		}
		close(s.let)
		synctest.Wait()
		if names, problems := walk(); len(names) != 3 || len(problems) != 0 {
			t.Errorf("once it answers: %q, %v", names, problems)
		}
	})
}

func TestManyFoldersThatFallSilentGiveUpNoWalkWhoseRootAnswers(t *testing.T) {
	root := silentTree(t)
	for i := range 9 {
		if err := os.Mkdir(filepath.Join(root, "away"+strconv.Itoa(i)), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, rootToo := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			let := make(chan struct{})
			var away atomic.Int32
			opts := Options{silence: time.Second, Asked: &answer.Folders{}}
			opts.keyOf = func(dir string) (folderKey, error) {
				if strings.HasPrefix(filepath.Base(dir), "away") {
					away.Add(1)
					<-let
				} else if rootToo && away.Load() > 0 {
					<-let
				}
				return keyOf(dir)
			}
			files := 0
			report, err := opts.Walk(context.Background(), root, func(b []catalog.File) error { files += len(b); return nil })
			if rootToo != errors.Is(err, ErrNoAnswer) || !rootToo && (err != nil || files != 3 || len(report.Problems) != 9) {
				t.Errorf("with the root %v: %v, %d files, %v", rootToo, err, files, report.Problems)
			}
			close(let)
			if report.Stuck != nil {
				<-report.Stuck
			}
		})
	}
}

func TestALinkToWhereNothingAnswersIsPassedOver(t *testing.T) {
	root := silentTree(t)
	for _, name := range []string{"4.jpg", "5.jpg", "b/6.jpg", "b/away", "c/7.jpg"} { // to three places
		if err := os.Symlink(filepath.Join(root, "nowhere", name), filepath.Join(root, name)); err != nil {
			t.Skipf("no links can be made here: %v", err)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		let := make(chan struct{})
		var asked atomic.Int32
		opts := Options{silence: time.Second, Asked: &answer.Folders{}}
		opts.follow = func(path string) (linked, error) { asked.Add(1); <-let; return follow(path) }
		files := 0
		report, err := opts.Walk(context.Background(), root, func(b []catalog.File) error { files += len(b); return nil })
		if err != nil || files != 3 || len(report.Problems) != 5 || asked.Load() != 3 {
			t.Errorf("%v, %d files, %v, asked %d times", err, files, report.Problems, asked.Load())
		}
		for _, p := range report.Problems {
			if !errors.Is(p.Err, ErrNoAnswer) {
				t.Errorf("%v", p)
			}
		}
		close(let)
	})
}

func TestTheEndDoesNotWaitForAWalkOfASilentFolder(t *testing.T) {
	root := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := &silent{dir: root, let: make(chan struct{})}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(3*time.Second, cancel)
		start := time.Now()
		report, err := Options{silence: time.Hour, keyOf: s.keyOf}.Walk(ctx, root, func([]catalog.File) error { return nil })
		if took := time.Since(start); !errors.Is(err, context.Canceled) || report.Stuck == nil || took > 5*time.Second {
			t.Errorf("%v after %v, stuck %v", err, took, report.Stuck)
		}
		close(s.let)
		<-report.Stuck // and no goroutine is left, or the bubble does not end
	})
}

func TestASlowReaderOfAWalkIsNoSilence(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "1.jpg"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		opts := Options{silence: time.Second}
		files := 0
		report, err := opts.Walk(context.Background(), root, func(b []catalog.File) error {
			time.Sleep(time.Minute)
			files += len(b)
			return nil
		})
		if err != nil || report.Stuck != nil || files != 1 || report.Files != 1 {
			t.Errorf("%v, %d files, %+v", err, files, report)
		}
	})
}
