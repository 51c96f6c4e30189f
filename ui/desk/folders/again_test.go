package folders

import (
	"context"
	"slices"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/ui/command"
)

// fakeShoot hears which photos are to be tried again.
type fakeShoot struct {
	Shoot
	tried []library.ID
}

func (f *fakeShoot) TryAgain(_ context.Context, photos []library.Photo) error {
	for i := range photos {
		f.tried = append(f.tried, photos[i].ID)
	}
	return nil
}

func TestPhotosThatAreSetAsideAreTriedAgain(t *testing.T) {
	setAside := message.New(message.SetAside, message.Of("reason", message.New(message.DecoderCrashed)))
	r := newRoom(t)
	heard := &fakeShoot{Shoot: r.Shoot}
	r.Shoot = heard
	photos := r.d.AddPhotos(t, 3)
	says := func(id command.ID, want string) {
		t.Helper()
		r.d.Do(t, r.Commands(), id)
		r.d.Finish()
		if got := r.d.Notices.Notice(); got != want {
			t.Errorf("%s says %q, want %q", id, got, want)
		}
	}
	says(TryAgain, "This photo is not set aside")
	says("try-all-again", "No photo is set aside")
	for _, p := range photos[1:] {
		r.d.Session.SetProblem(scorers.BuiltIn, p.ID, setAside)
	}
	r.d.Session.MoveTo(r.d.Session.Place(photos[1].ID))
	says(TryAgain, "Decoding again: 1 photo")
	if !slices.Equal(heard.tried, []library.ID{photos[1].ID}) || !r.d.Session.Problem(photos[1].ID).IsZero() {
		t.Errorf("tried were %v", heard.tried)
	}
	says("try-all-again", "Decoding again: 1 photo")
	if !slices.Equal(heard.tried, []library.ID{photos[1].ID, photos[2].ID}) {
		t.Errorf("tried were %v", heard.tried)
	}
	r.d.Session.SetProblem(scorers.BuiltIn, photos[1].ID, setAside)
	r.ReadOnly = true
	says("try-all-again", "Another window has this catalogue open: this one is read-only.")
}
