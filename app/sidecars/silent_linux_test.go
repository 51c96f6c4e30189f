package sidecars

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer/silentdrive"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/sidecar/store"
)

func TestRestoringAsksASilentDriveOnceAndLeavesItAlone(t *testing.T) {
	d := newDesk(t, nil)
	behind := t.TempDir()
	for name, text := range map[string]string{"1.CR2": "", "1.xmp": xmp(three(5), "")} {
		d.must(os.WriteFile(filepath.Join(behind, name), []byte(text), 0o600))
	}
	drive := silentdrive.Mount(t, behind)
	image, path := filepath.Join(drive.Path, "1.CR2"), filepath.Join(drive.Path, "1.xmp")
	photos, err := d.cat.PutFiles(t.Context(), []catalog.File{{Path: image, Format: library.RAW}})
	d.must(err)
	was := []byte(xmp(three(1), ""))
	d.must(store.BackupsIn(d.cat.Dir()).Keep(path, &store.Version{Bytes: was, Digest: store.Digest(was)}, d.clock))
	found, err := Restorable(t.Context(), d.sync, &photos[0])
	if err != nil || len(found) != 1 || found[0].Was.Rating != 1 || found[0].Now.Rating != 5 {
		t.Fatalf("while it answers: %+v, %v", found, err)
	}
	drive.FallSilent()
	d.sync.silence = 100 * time.Millisecond
	for name, ask := range map[string]func() error{
		"what can be restored": func() error { _, err := Restorable(t.Context(), d.sync, &photos[0]); return err },
		"from the window":      func() error { return found[0].Restore(t.Context(), d.sync) },
		"by its path":          func() error { _, _, err := d.sync.Restore(t.Context(), path); return err },
	} {
		begin := time.Now()
		if err := ask(); !errors.Is(err, ErrSilent) || time.Since(begin) > 10*time.Second {
			t.Errorf("%s: %v after %v", name, err, time.Since(begin))
		}
	}
	if n := drive.Waiting(); n > 2 { // one may be the end of a reading before
		t.Errorf("%d questions wait for the drive", n)
	}
	drive.Answer()
	for d.sync.asked.Owes(drive.Path) {
		time.Sleep(time.Millisecond)
	}
	d.sync.silence = time.Minute
	if found, err = Restorable(t.Context(), d.sync, &photos[0]); err != nil || len(found) != 1 {
		t.Errorf("once it answers again: %+v, %v", found, err)
	}
}
