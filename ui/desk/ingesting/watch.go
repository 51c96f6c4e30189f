package ingesting

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/volumes"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

const lookEvery = 3 * time.Second

// Run says when a card is connected, until ctx ends. It runs on a goroutine of its own.
func (x *Ingesting) Run(ctx context.Context) {
	known := x.volumePaths()
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(lookEvery):
		}
		now := x.volumePaths()
		if slices.Equal(now, known) {
			continue
		}
		fresh := slices.DeleteFunc(slices.Clone(now), func(path string) bool { return slices.Contains(known, path) })
		known = now
		cards := x.connected()
		x.Desk.Post(func() change.Set { return x.cardsChanged(cards, fresh) })
	}
}

// cardsChanged offers a card that was connected just now.
func (x *Ingesting) cardsChanged(cards []volumes.Card, fresh []string) change.Set {
	if x.Overlay.IsOpen() && x.view.State == sheets.IngestChoosing {
		x.look()
	}
	for _, c := range cards {
		if slices.Contains(fresh, c.Path) && !x.ReadOnly && !x.Overlay.IsOpen() {
			return x.Notices.Announce(lang.L("The card {{.Card}} is connected: {{.Key}} imports it", language.Args{
				"Card": library.Display(c.Name), "Key": x.Desk.KeyText(Import),
			}))
		}
	}
	return change.None
}

// volumePaths are where cards and drives are mounted now.
func (x *Ingesting) volumePaths() []string {
	all, err := x.Volumes.All()
	if err != nil {
		x.Desk.Log(err.Error())
	}
	var paths []string
	for _, v := range all {
		paths = append(paths, v.Path)
	}
	return paths
}

// connected are the volumes that a camera wrote on. It may wait for the system a little.
func (x *Ingesting) connected() []volumes.Card {
	all, err := x.Volumes.All()
	if err != nil {
		x.Desk.Log(err.Error())
	}
	return x.Volumes.Cards(x.Desk.Context(), all)
}
