package sidecars

import (
	"context"
	"errors"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/volumes"
)

func TestAVolumeThatDoesNotAnswerMayBeACardAndAKnownCardStaysOne(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": ""})
	volume := volumes.Volume{Path: d.dir}
	answers := map[string]func() ([]volumes.Card, []volumes.Volume){
		"silent": func() ([]volumes.Card, []volumes.Volume) { return nil, []volumes.Volume{volume} },
		"card":   func() ([]volumes.Card, []volumes.Volume) { return []volumes.Card{{Volume: volume}}, nil },
		"drive":  func() ([]volumes.Card, []volumes.Volume) { return nil, nil },
	}
	says := "drive"
	var noList error
	d.sync.cards.look = func(context.Context, []volumes.Volume) ([]volumes.Card, []volumes.Volume) { return answers[says]() }
	d.sync.opts.Connected = func() ([]volumes.Volume, error) { return nil, noList }
	d.must(d.sync.SetPolicy(t.Context(), d.dir, AtOnce))
	d.decide("1.CR2", library.Decision{Rating: 2})
	for _, c := range []struct {
		says   string
		noList error
		want   error
		queued int
	}{ // one after the other
		{says: "silent", want: answer.ErrNone, queued: 1},
		{says: "card", want: ErrCard, queued: 1},
		{says: "silent", want: ErrCard, queued: 1},
		{says: "silent", want: ErrCard, queued: 1, noList: errors.New("no list")},
		{says: "drive", queued: 0},
	} {
		says, noList = c.says, c.noList
		d.clock = d.clock.Add(2 * cardsFor)
		if is := d.sync.isOnCard(d.path("1.CR2")); is != errors.Is(c.want, ErrCard) {
			t.Errorf("%s: on a card %v", c.says, is)
		}
		if !errors.Is(c.want, ErrCard) { // which takes it out of the queue
			d.must(d.sync.emptyQueue(t.Context()))
		}
		if n, err := d.cat.CountPendingSidecars(t.Context()); n != c.queued || err != nil {
			t.Errorf("%s: %d wait, %v", c.says, n, err)
		}
		if _, _, err := d.sync.Restore(t.Context(), d.path("1.xmp")); c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: restoring says %v", c.says, err)
		}
		if changes := d.save(true); c.want != nil && (len(changes) != 1 || !errors.Is(changes[0].Problem, c.want)) {
			t.Errorf("%s: %+v", c.says, changes)
		}
		if slices.Contains(d.names(), "1.xmp") != (c.want == nil) {
			t.Errorf("%s: there are %q", c.says, d.names())
		}
	}
}
