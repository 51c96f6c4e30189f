package loupe

import (
	"context"
	"image"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestAPhotoThatWasSetAsideIsShownOnceItCanBeDecoded(t *testing.T) {
	setAside := true
	decode := func(context.Context, *library.Photo, int) (*picture.Picture, error) {
		if setAside {
			return nil, message.NewError(message.SetAside, message.Of("reason", message.New(message.DecoderCrashed)))
		}
		return &picture.Picture{Pixels: image.NewRGBA(image.Rect(0, 0, 60, 40)), Info: picture.Info{Width: 60, Height: 40}}, nil
	}
	loaded := make(chan pane.Loaded, 16)
	pool := pane.NewPool(pane.Reading{Decode: decode}, 1, pane.NewCache(1<<20), 0)
	t.Cleanup(pool.Close)
	l := New(pool.Seat(func(l pane.Loaded) { loaded <- l }), func(func()) {})
	styletest.Show(t, l, 600, 400)
	p := library.Photo{ID: 1, Path: "/card/a.heic", Width: 60, Height: 40}
	l.ShowPhoto(p, nil, nil, Words{})
	l.Deliver(<-loaded)
	if l.trouble.Text == "" {
		t.Fatal("nothing is said")
	}
	setAside = false
	l.ShowPhoto(p, nil, nil, Words{}) // the news of the other try
	l.Deliver(<-loaded)
	if l.trouble.Text != "" {
		t.Errorf("it still says %q", l.trouble.Text)
	}
}
