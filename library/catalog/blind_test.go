package catalog

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

// blindSession is a catalogue with three photos and a session that shows the first twice.
func blindSession(t *testing.T, dir string) (*Catalog, BlindSession) {
	t.Helper()
	c := openClosed(t, dir)
	photos, err := c.PutFiles(t.Context(), []File{{Path: "/s/1.jpg", Size: 1}, {Path: "/s/2.jpg", Size: 2}, {Path: "/s/3.jpg", Size: 3}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.BeginBlind(t.Context(), []BlindFrame{{Photo: photos[0].ID}, {Photo: photos[2].ID, Stack: 1}, {Photo: photos[1].ID, Stack: 1}, {Photo: photos[0].ID}})
	if err != nil {
		t.Fatal(err)
	}
	return c, s
}

func TestABlindVerdictIsKeptAndIsNoDecision(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	c, s := blindSession(t, dir)
	pick, none := library.Pick, library.Undecided
	for place, v := range []*library.Flag{&pick, &none, nil} {
		if err := c.GiveBlind(ctx, s.ID, place, v); err != nil {
			t.Fatal(err)
		}
	}
	c = reopenTwice(t, dir, c)
	s.Frames[0].Given, s.Frames[0].Verdict, s.Frames[1].Given = true, library.Pick, true
	all, err := c.BlindSessions(ctx)
	if d := cmp.Diff([]BlindSession{s}, all); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	photos, err := c.Photos(ctx, nil)
	for _, p := range photos {
		if err != nil || p.Decision != (library.Decision{}) {
			t.Errorf("%s is %+v, %v", p.Path, p.Decision, err)
		}
	}
	if h, err := c.History(ctx); err != nil || h.Len() != 0 {
		t.Errorf("%d steps, %v", h.Len(), err)
	}
	if err := c.GiveBlind(ctx, s.ID, 0, nil); err != nil {
		t.Error(err)
	}
	if err := c.EndBlind(ctx, s.ID); err != nil {
		t.Error(err)
	}
	if all, err = c.BlindSessions(ctx); err != nil || all[0].Frames[0].Given || all[0].Ended.IsZero() {
		t.Errorf("%+v, %v", all, err)
	}
	if err := c.Check(ctx); err != nil {
		t.Error(err)
	}
}

func TestABlindSessionLosesPhotosThatAreForgotten(t *testing.T) {
	ctx := t.Context()
	c, s := blindSession(t, t.TempDir())
	defer c.Close()
	if _, err := c.w.Exec(`DELETE FROM photo WHERE id IN (?, ?)`, s.Frames[0].Photo, s.Frames[1].Photo); err != nil {
		t.Fatal(err)
	}
	all, err := c.BlindSessions(ctx)
	if err != nil || len(all) != 1 || len(all[0].Frames) != 1 || all[0].Frames[0].Place != 2 {
		t.Errorf("%+v, %v", all, err)
	}
	pick := library.Pick
	if err := c.GiveBlind(ctx, s.ID, 0, &pick); !errors.Is(err, ErrNoBlindFrame) {
		t.Errorf("gave %v", err)
	}
}

func TestABlindSessionRefusesWhatIsNone(t *testing.T) {
	ctx := t.Context()
	c, s := blindSession(t, t.TempDir())
	defer c.Close()
	odd := library.Flag(2)
	if err := c.GiveBlind(ctx, s.ID, 0, &odd); !errors.Is(err, ErrInvalidValue) {
		t.Errorf("a verdict of 2 gave %v", err)
	}
	if _, err := c.BeginBlind(ctx, nil); !errors.Is(err, ErrInvalidValue) {
		t.Errorf("no photo gave %v", err)
	}
	if _, err := c.BeginBlind(ctx, []BlindFrame{{Photo: 99}}); !errors.Is(err, ErrUnknownPhoto) {
		t.Errorf("an unknown photo gave %v", err)
	}
	if err := c.EndBlind(ctx, 99); !errors.Is(err, ErrNoBlindFrame) {
		t.Errorf("an unknown session gave %v", err)
	}
	if all, err := c.BlindSessions(ctx); err != nil || len(all) != 1 {
		t.Errorf("%d sessions, %v", len(all), err)
	}
}
