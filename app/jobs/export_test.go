package jobs

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/demo"
	"keeplight.app/keeplight/library/export"
)

// exporting is an export of two files, which notes what it is told.
type exporting struct {
	Export
	apart    []string
	followed []string
}

func newExporting(t *testing.T, mode export.Mode, err error) *exporting {
	t.Helper()
	dir := t.TempDir()
	x := &exporting{}
	x.Options = export.NewOptions(filepath.Join(t.TempDir(), "out"))
	x.Options.Mode = mode
	for _, name := range []string{"a.jpg", "b.jpg"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		x.Items = append(x.Items, export.Item{Photo: library.Photo{Path: path}})
	}
	x.NeverRead = func(_ context.Context, folders ...string) error { x.apart = append(x.apart, folders...); return err }
	x.Follow = func(_ context.Context, d *export.Done) error {
		x.followed = append(x.followed, d.Photo.Name())
		return err
	}
	return x
}

func TestAnExportIsNotedAndFollowed(t *testing.T) {
	why := errors.New("catalogue locked")
	for name, c := range map[string]struct {
		mode     export.Mode
		err      error
		apart    int
		followed []string
	}{
		"copies":              {export.Copy, nil, 1, nil},
		"moves":               {export.Move, nil, 0, []string{"a.jpg", "b.jpg"}},
		"copies, not noted":   {export.Copy, why, 1, nil},
		"moves, not followed": {export.Move, why, 0, []string{"a.jpg", "b.jpg"}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newExporting(t, c.mode, c.err)
			var last Progress
			var r Runner
			got, err := PlanAndDo(t.Context(), &r, &x.Export, func(p Progress) { last = p })
			if err != nil || got.Files != 2 || last.Done != 2 || last.Total != 2 {
				t.Fatalf("%d files, %v, at last %+v", got.Files, err, last)
			}
			if len(x.apart) != c.apart || !slices.Equal(x.followed, c.followed) || !slices.Equal(got.Destinations, x.apart) {
				t.Errorf("apart %v, followed %v", x.apart, x.followed)
			}
			if wrong := c.err != nil && c.mode == export.Copy; wrong != (got.DestinationsErr != nil) {
				t.Errorf("noting gave %v", got.DestinationsErr)
			}
			if wrong := c.err != nil && c.mode == export.Move; wrong != (len(got.Unfollowed) == 2) {
				t.Errorf("following gave %v", got.Unfollowed)
			}
		})
	}
}

func TestADryRunOfAnExportNotesNothing(t *testing.T) {
	x := newExporting(t, export.Copy, nil)
	x.Options.DryRun = true
	var r Runner
	if got, err := PlanAndDo(t.Context(), &r, &x.Export, nil); err != nil || len(got.Copied) != 2 || x.apart != nil {
		t.Errorf("%+v, %v, apart %v", got, err, x.apart)
	}
}

func TestTheDemoIsDrawnIntoAFolderThatIsMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	ctx, cancel := context.WithCancel(t.Context())
	var r Runner
	_, err := PlanAndDo(ctx, &r, &Demo{dir, demo.Options{Side: 32, Workers: 1}}, func(p Progress) {
		if p.Total == 0 {
			t.Errorf("told of %+v", p)
		}
		cancel() // the rest takes time
	})
	files, readErr := os.ReadDir(dir)
	if !errors.Is(err, context.Canceled) || readErr != nil || len(files) == 0 {
		t.Errorf("%d files, %v, %v", len(files), err, readErr)
	}
}
