package catalog

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
)

func printsOf(t *testing.T, th *Thumbs, keys ...string) map[string][]byte {
	t.Helper()
	got, err := th.Prints(t.Context(), keys)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestFingerprintsComeBackAfterReopeningAndWithoutTheirThumbnails(t *testing.T) {
	dir := t.TempDir()
	th, err := OpenThumbs(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]byte{"a": {1, 2}, "\xff'\n\x00": {3}, "": {4}}
	for k, v := range want {
		if err := errors.Join(th.PutPrint(t.Context(), k, []byte("old")), th.PutPrint(t.Context(), k, v)); err != nil {
			t.Fatal(err)
		}
	}
	if err := th.Close(); err != nil {
		t.Fatal(err)
	}
	th = openThumbs(t, dir, DefaultThumbsBytes)
	got := printsOf(t, th, "a", "b", "\xff'\n\x00", "")
	if len(got) != len(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for k, v := range want {
		if !bytes.Equal(got[k], v) {
			t.Errorf("%q gave %v, want %v", k, got[k], v)
		}
	}
}

func TestManyFingerprintsAreAskedForAtOnce(t *testing.T) {
	th := openThumbs(t, t.TempDir(), DefaultThumbsBytes)
	var keys []string
	for i := range printsChunk + 10 {
		keys = append(keys, fmt.Sprint(i))
	}
	for _, k := range []string{keys[0], keys[printsChunk], keys[len(keys)-1]} {
		if err := th.PutPrint(t.Context(), k, []byte(k)); err != nil {
			t.Fatal(err)
		}
	}
	if got := printsOf(t, th, keys...); len(got) != 3 || string(got[keys[printsChunk]]) != keys[printsChunk] {
		t.Errorf("%d came", len(got))
	}
	if got := printsOf(t, th); len(got) != 0 {
		t.Errorf("%d of none came", len(got))
	}
}

func TestOldFingerprintsMakeRoomForNewOnes(t *testing.T) {
	const kept = 10
	th := openThumbs(t, t.TempDir(), kept*printsShare*printRoom)
	var keys []string
	for i := range 3 * kept {
		keys = append(keys, fmt.Sprint(i))
		if err := th.PutPrint(t.Context(), keys[i], []byte{1}); err != nil {
			t.Fatal(err)
		}
	}
	if got := printsOf(t, th, keys...); len(got) != kept || got[keys[len(keys)-1]] == nil || got[keys[0]] != nil {
		t.Errorf("%d are kept", len(got))
	}
}

func TestThumbnailsOfVersionsBeforeAreKeptAndTakeWhatIsNew(t *testing.T) {
	for version, schema := range map[int]string{1: thumbsSchema, 2: thumbsSchema + printsSchema} {
		dir := t.TempDir()
		db := connect(filepath.Join(dir, thumbsName), laxAccess(), 1)
		err := inTx(t.Context(), db, func(tx *sql.Tx) error {
			return run(t.Context(), tx, schema+fmt.Sprintf("PRAGMA user_version = %d", version))
		})
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		old := &Thumbs{path: filepath.Join(dir, thumbsName), limit: DefaultThumbsBytes, uses: map[int64]struct{}{}}
		old.db = connect(old.path, laxAccess(), 1)
		putThumb(t, old, "a", []byte("jpeg"))
		if err := old.Close(); err != nil {
			t.Fatal(err)
		}
		th := openThumbs(t, dir, DefaultThumbsBytes)
		if err := errors.Join(th.PutPrint(t.Context(), "a", []byte{7}), th.PutVectors(t.Context(), map[string][]byte{"a": {8}})); err != nil {
			t.Fatal(err)
		}
		if got := getThumb(t, th, "a"); string(got) != "jpeg" {
			t.Errorf("version %d: the thumbnail became %q", version, got)
		}
		if got := printsOf(t, th, "a"); len(got["a"]) != 1 {
			t.Errorf("version %d: %v", version, got)
		}
		if got, err := th.Vectors(t.Context(), []string{"a", "b"}); err != nil || len(got) != 1 || got["a"][0] != 8 {
			t.Errorf("version %d: %v, %v", version, got, err)
		}
	}
}

func TestOldVectorsMakeRoomForNewOnes(t *testing.T) {
	const kept = 10
	th := openThumbs(t, t.TempDir(), kept*vectorsShare*vectorRoom)
	var keys []string
	for i := range 3 * kept {
		keys = append(keys, fmt.Sprint(i))
		if err := th.PutVectors(t.Context(), map[string][]byte{keys[i]: {1}}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := th.Vectors(t.Context(), keys)
	if err != nil || len(got) != kept || got[keys[len(keys)-1]] == nil || got[keys[0]] != nil {
		t.Errorf("%d are kept, %v", len(got), err)
	}
}
