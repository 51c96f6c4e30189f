package checksum

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library/filelock"
)

// togetherIn names the folder in which a child of the test adds its lines, and who it is.
const togetherIn = "KEEPLIGHT_CHECKSUM_CHILD"

const linesEach = 40

// TestProgramsThatWriteOneListAtOnceLoseNoLine has programs add to a list by turns that
// nobody gives them.
func TestProgramsThatWriteOneListAtOnceLoseNoLine(t *testing.T) {
	if dir, who, ok := strings.Cut(os.Getenv(togetherIn), "|"); ok {
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		l := NewList(root)
		for i := range linesEach {
			if err := l.Add(t.Context(), []Entry{entry(fmt.Sprintf("%s/%d.jpg", who, i))}); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	_, dir := folder(t)
	var children []*exec.Cmd
	for _, who := range []string{"a", "b", "c"} {
		cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
		cmd.Env = append(os.Environ(), togetherIn+"="+dir+"|"+who)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		children = append(children, cmd)
	}
	for _, cmd := range children {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	text := list(t, dir)
	for _, who := range []string{"a", "b", "c"} {
		for i := range linesEach {
			if name := fmt.Sprintf("%s/%d.jpg", who, i); !strings.Contains(text, "  "+name+"\n") {
				t.Errorf("%s is not listed", name)
			}
		}
	}
	if n := strings.Count(text, "\n"); n != 3*linesEach {
		t.Errorf("%d lines, want %d", n, 3*linesEach)
	}
}

// TestOneThatWasStoppedInTheMiddleIsWaitedForOnceAndNotAfterACancel has somebody hold the
// lock for ever.
func TestOneThatWasStoppedInTheMiddleIsWaitedForOnceAndNotAfterACancel(t *testing.T) {
	root, dir := folder(t)
	held, err := os.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	if err := filelock.Try(held); err != nil {
		t.Skip("no locks here: " + err.Error())
	}
	add := func(ctx context.Context, l *List, name string) time.Duration {
		begin := time.Now()
		if err := l.Add(ctx, []Entry{entry(name)}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return time.Since(begin)
	}
	const patience = 300 * time.Millisecond
	l := NewList(root)
	l.patience = patience
	first := add(t.Context(), l, "1.jpg")
	var others time.Duration
	for _, name := range []string{"2.jpg", "3.jpg", "4.jpg"} {
		others += add(t.Context(), l, name)
	}
	if first < patience || others >= patience {
		t.Errorf("waited %v for the first photo and %v for the others", first, others)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if took := add(ctx, NewList(root), "5.jpg"); took >= lockTime/2 {
		t.Errorf("one who cancels waits %v", took)
	}
	for i := range 5 {
		if name := fmt.Sprintf("%d.jpg", i+1); !strings.Contains(list(t, dir), "  "+name+"\n") {
			t.Errorf("%s is not listed", name)
		}
	}
}

func TestAListThatOthersWroteMeanwhileIsNotReplaced(t *testing.T) {
	const other = "# another's\n"
	for name, meanwhile := range map[string]func(path string) error{
		"it grows": func(path string) error {
			f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
			if err == nil {
				_, err = f.WriteString(other)
				err = errors.Join(err, f.Close())
			}
			return err
		},
		"it is replaced": func(path string) error {
			return errors.Join(os.WriteFile(path+".new", []byte(other), 0o600), os.Rename(path+".new", path))
		},
		"it goes": os.Remove,
	} {
		t.Run(name, func(t *testing.T) {
			root, dir := folder(t)
			path := filepath.Join(dir, Name)
			if _, err := replace(root, []byte("one\n"), nil); err != nil {
				t.Fatal(err)
			}
			_, was, err := read(root)
			if err = errors.Join(err, meanwhile(path)); err != nil {
				t.Fatal(err)
			}
			before, _ := os.ReadFile(path)
			if _, err := replace(root, []byte("two\n"), was); !errors.Is(err, errMeanwhile) {
				t.Errorf("it is replaced: %v", err)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Errorf("it was %q and is %q", before, after)
			}
			if left, err := filepath.Glob(filepath.Join(dir, ".keeplight-*")); err != nil || len(left) > 0 {
				t.Errorf("left are %q, %v", left, err)
			}
		})
	}
	root, dir := folder(t)
	if err := os.WriteFile(filepath.Join(dir, Name), []byte(other), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := replace(root, []byte("two\n"), nil); !errors.Is(err, errMeanwhile) {
		t.Errorf("one that was made meanwhile is replaced: %v", err)
	}
}
