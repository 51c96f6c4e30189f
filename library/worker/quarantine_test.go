package worker

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"keeplight.app/keeplight/library/message"
)

var crashed = message.New(message.DecoderCrashed)

func TestTheQuarantineIsKeptUntilItIsCleared(t *testing.T) {
	dir := t.TempDir()
	first := openList(t, dir)
	if err := first.add(keyOf([]byte("bad")), "/a/bad\n.heic", 3, crashed, "lib 1"); err != nil {
		t.Fatal(err)
	}
	again := openList(t, dir)
	if e, found := again.find(keyOf([]byte("bad"))); !found || !e.Reason.Equal(crashed) || e.Decoder != "lib 1" {
		t.Errorf("found %v, %+v", found, e)
	}
	if _, found := again.find(keyOf([]byte("bad, but written anew"))); found {
		t.Error("other bytes are on the list")
	}
	if e := again.Entries(); len(e) != 1 || e[0].Name != `/a/bad\n.heic` || e[0].Since.IsZero() {
		t.Errorf("the list says %+v", e)
	}
	for _, want := range []int{1, 0} {
		if n, err := again.Clear(); err != nil || n != want {
			t.Errorf("clearing gave %d, %v", n, err)
		}
	}
	if e := openList(t, dir).Entries(); len(e) != 0 {
		t.Errorf("after clearing there are %+v", e)
	}
}

func openList(t *testing.T, dir string) *Quarantine {
	t.Helper()
	q, err := OpenQuarantine(dir)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestAListOfAnOlderVersionIsRead(t *testing.T) {
	dir := t.TempDir()
	old := `{"version":1,"files":[{"key":"xxh3:00","name":"/a.heic","size":7,"reason":"its decoder crashed","since":"2026-01-02T03:04:05Z"}]}`
	if err := os.WriteFile(filepath.Join(dir, quarantineFile), []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	q := openList(t, dir)
	e, found := q.find("xxh3:00")
	if !found || message.English(e.Reason) != "its decoder crashed" || e.Decoder != "" || e.Size != 7 {
		t.Errorf("found %v, %+v", found, e)
	}
	if err := q.remove("xxh3:00"); err != nil {
		t.Fatal(err)
	}
	if err := q.remove("xxh3:01"); err != nil {
		t.Errorf("removing what is not there: %v", err)
	}
	if e := openList(t, dir).Entries(); len(e) != 0 {
		t.Errorf("after that there are %+v", e)
	}
}

func TestADamagedListWorksInMemoryAndIsNotOverwritten(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, quarantineFile)
	if err := os.WriteFile(path, []byte(`{"version":1,"files":[{"key":`), 0o600); err != nil {
		t.Fatal(err)
	}
	q, err := OpenQuarantine(dir)
	if err == nil {
		t.Error("a damaged list is no error")
	}
	if err := q.add("k", "a", 1, crashed, "lib 1"); err != nil {
		t.Error(err)
	}
	if _, found := q.find("k"); !found {
		t.Error("it does not work in memory")
	}
	if data, err := os.ReadFile(path); err != nil || len(data) != 29 {
		t.Errorf("the file has %d bytes now, %v", len(data), err)
	}
}

func TestAListThatMayOnlyBeLookedAtIsNotWritten(t *testing.T) {
	dir := t.TempDir()
	q := openList(t, dir)
	q.KeepInMemory()
	if err := q.add("k", "a", 1, crashed, "lib 1"); err != nil {
		t.Fatal(err)
	}
	if e := openList(t, dir).Entries(); len(e) != 0 {
		t.Errorf("there are %+v", e)
	}
}

func TestTheListIsBounded(t *testing.T) {
	q := NewQuarantine()
	for i := range maxEntries {
		q.entries[fmt.Sprint(i)] = Entry{Key: fmt.Sprint(i)}
	}
	if err := q.add("new", "a", 1, crashed, "lib 1"); err != nil {
		t.Fatal(err)
	}
	if _, found := q.find("new"); !found || len(q.entries) != maxEntries {
		t.Errorf("%d entries, the new one among them: %v", len(q.entries), found)
	}
}

func TestFilesMayBeSetAsideAtTheSameTime(t *testing.T) {
	dir := t.TempDir()
	q := openList(t, dir)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if err := q.add(fmt.Sprint(i), "a", 1, crashed, "lib 1"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if e := openList(t, dir).Entries(); len(e) != 20 {
		t.Errorf("%d of 20 are kept", len(e))
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
}

func FuzzAListOfFilesInQuarantine(f *testing.F) {
	f.Add(`{"version":1,"files":[{"key":"xxh3:00","name":"/a.heic","size":7,"reason":"its decoder crashed","since":"2026-01-02T03:04:05Z"}]}`)
	f.Add(`{"version":1,"files":[{"key":"xxh3:00","reason":{"c":"decoder.processor_time","a":[{"k":"seconds","n":60,"u":"count"}]},"decoder":"lib 1"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, quarantineFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		q, err := OpenQuarantine(dir)
		if q == nil {
			t.Fatal("there is no list")
		}
		for _, e := range q.Entries() {
			_ = message.English(e.Reason) // whatever it says, it is worded
		}
		if err == nil {
			if _, err := q.Clear(); err != nil {
				t.Error(err)
			}
		}
	})
}
