package silentdrive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/library/answer"
)

func TestADriveShowsItsFilesAndAnswersNothingWhileItIsSilent(t *testing.T) {
	of := t.TempDir()
	if err := errors.Join(os.Mkdir(filepath.Join(of, "day"), 0o700), os.WriteFile(filepath.Join(of, "day", "1.jpg"), []byte("pixels"), 0o600)); err != nil {
		t.Fatal(err)
	}
	d := Mount(t, of)
	path := filepath.Join(d.Path, "day", "1.jpg")
	if data, err := os.ReadFile(path); err != nil || string(data) != "pixels" {
		t.Fatalf("it holds %q, %v", data, err)
	}
	if names, err := os.ReadDir(filepath.Join(d.Path, "day")); err != nil || len(names) != 1 || names[0].Name() != "1.jpg" {
		t.Fatalf("listed are %v, %v", names, err)
	}
	if _, err := os.Stat(filepath.Join(d.Path, "nowhere")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what is not there gives %v", err)
	}
	d.FallSilent()
	var folders answer.Folders
	stat := func() error {
		_, err := answer.Get(context.Background(), &folders, path, 300*time.Millisecond, func() (os.FileInfo, error) { return os.Stat(path) })
		return err
	}
	if err := stat(); !errors.Is(err, answer.ErrNone) || d.Waiting() != 1 {
		t.Fatalf("silent it gives %v, %d questions wait", err, d.Waiting())
	}
	if err := stat(); !errors.Is(err, answer.ErrNone) || d.Waiting() != 1 {
		t.Errorf("asked again it gives %v, %d questions wait", err, d.Waiting())
	}
	d.Answer()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if err := stat(); err == nil {
			break
		} else if time.Now().After(end) {
			t.Fatalf("back again it gives %v", err)
		}
	}
}
