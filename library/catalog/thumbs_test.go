package catalog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func openThumbs(t testing.TB, dir string, limit int64) *Thumbs {
	t.Helper()
	th, err := OpenThumbsLimit(dir, limit)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := th.Close(); err != nil {
			t.Error("closing:", err)
		}
	})
	return th
}

func putThumb(t testing.TB, th *Thumbs, key string, jpeg []byte) {
	t.Helper()
	if err := th.Put(context.Background(), key, jpeg); err != nil {
		t.Fatal(err)
	}
}

func getThumb(t testing.TB, th *Thumbs, key string) []byte {
	t.Helper()
	b, err := th.Get(context.Background(), key)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestThumbnailsComeBackAfterReopening(t *testing.T) {
	dir := t.TempDir()
	th, err := OpenThumbs(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]byte{"a": {1, 2, 3}, "": {}, "\xff'\n\x00": {4}}
	putThumb(t, th, "a", []byte("old"))
	for k, v := range want {
		putThumb(t, th, k, v)
	}
	if err := th.Close(); err != nil {
		t.Fatal(err)
	}
	th = openThumbs(t, dir, DefaultThumbsBytes)
	for k, v := range want {
		if got := getThumb(t, th, k); !bytes.Equal(got, v) {
			t.Errorf("%q gave %v, want %v", k, got, v)
		}
	}
	if got := getThumb(t, th, "b"); got != nil {
		t.Errorf("an absent key gave %v", got)
	}
}

func TestThumbnailsStayBelowTheirBoundAndTheUsedOnesStay(t *testing.T) {
	const size, limit = 1000, 20_000
	th := openThumbs(t, t.TempDir(), limit)
	if err := th.Put(context.Background(), "huge", make([]byte, limit)); err == nil {
		t.Error("a thumbnail as large as the store was taken")
	}
	putThumb(t, th, "favourite", make([]byte, size))
	for i := range 200 {
		putThumb(t, th, fmt.Sprint(i), bytes.Repeat([]byte{byte(i)}, size))
		if getThumb(t, th, "favourite") == nil {
			t.Fatalf("what is used all the time was evicted at %d", i)
		}
		var total int64
		if err := th.db.QueryRow("SELECT sum(size) FROM thumb").Scan(&total); err != nil || total > limit {
			t.Fatalf("%d bytes are stored, %v", total, err)
		}
	}
	if getThumb(t, th, "0") != nil || getThumb(t, th, "199") == nil {
		t.Error("the newest was evicted before the oldest")
	}
}

func TestADamagedThumbnailFileIsMadeAnew(t *testing.T) {
	for name, harm := range map[string]func(path string) error{
		"text": func(p string) error { return os.WriteFile(p, []byte("no database"), 0o600) },
		"cut":  func(p string) error { return os.Truncate(p, 5000) },
		"version": func(p string) error {
			db := connect(p, laxAccess(), 1)
			_, err := db.Exec("PRAGMA user_version = 99")
			return errors.Join(err, db.Close())
		},
		"pages": func(p string) error {
			b, err := os.ReadFile(p)
			for i := 4096; i < len(b); i++ {
				b[i] ^= 0x5a
			}
			return errors.Join(err, os.WriteFile(p, b, 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			th, err := OpenThumbs(dir)
			if err != nil {
				t.Fatal(err)
			}
			for i := range 50 {
				putThumb(t, th, fmt.Sprint(i), bytes.Repeat([]byte{byte(i)}, 9000))
			}
			if err := th.Close(); err != nil {
				t.Fatal(err)
			}
			if err := harm(filepath.Join(dir, thumbsName)); err != nil {
				t.Fatal(err)
			}
			th = openThumbs(t, dir, DefaultThumbsBytes)
			for i := range 50 {
				if got := getThumb(t, th, fmt.Sprint(i)); got != nil && !bytes.Equal(got, bytes.Repeat([]byte{byte(i)}, 9000)) {
					t.Fatalf("thumbnail %d came back damaged", i)
				}
				putThumb(t, th, fmt.Sprint(i), []byte("new"))
			}
			if got := getThumb(t, th, "49"); string(got) != "new" {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestAThumbnailWhoseBytesRottedIsAbsent(t *testing.T) {
	th := openThumbs(t, t.TempDir(), DefaultThumbsBytes)
	putThumb(t, th, "a", []byte{1, 2, 3})
	if _, err := th.db.Exec("UPDATE thumb SET jpeg = x'010204'"); err != nil {
		t.Fatal(err)
	}
	if got := getThumb(t, th, "a"); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestThumbnailsServeManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	// Two stores on one file: two windows.
	stores := []*Thumbs{openThumbs(t, dir, 100_000), openThumbs(t, dir, 100_000)}
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			th := stores[w%2]
			for i := range 100 {
				key := fmt.Sprint(i % 40)
				if err := th.Put(context.Background(), key, bytes.Repeat([]byte(key), 2000)); err != nil {
					t.Error(err)
				}
				got, err := th.Get(context.Background(), key)
				if err != nil || (got != nil && !bytes.Equal(got, bytes.Repeat([]byte(key), 2000))) {
					t.Errorf("%d bytes, %v", len(got), err)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkGet200Thumbnails(b *testing.B) {
	th := openThumbs(b, b.TempDir(), DefaultThumbsBytes)
	for i := range 2000 {
		putThumb(b, th, fmt.Sprint(i), make([]byte, 15<<10))
	}
	b.ResetTimer()
	for n := range b.N {
		for i := range 200 {
			if getThumb(b, th, fmt.Sprint((n+i*7919)%2000)) == nil {
				b.Fatal("absent")
			}
		}
	}
}
