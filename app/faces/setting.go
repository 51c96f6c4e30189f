package faces

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// SettingKey is where the catalogue keeps whether faces are looked for.
const SettingKey = catalog.FacesSetting

// setting is what is kept there.
type setting struct {
	Off bool `json:"off,omitempty"`
}

// SetOn switches the search on, or off and deletes what was found in any photo ever, in
// one transaction with the setting. It waits for photos that are being looked at: call
// it where nobody is kept waiting. Tell hears of all photos. The error is the
// catalogue's; after it nothing is changed.
func (p *Pass) SetOn(ctx context.Context, on bool) error {
	p.turn.Lock()
	defer p.turn.Unlock()
	if on == p.On() {
		return nil
	}
	if on {
		return p.switchOn(ctx)
	}
	return p.switchOff(ctx)
}

func (p *Pass) switchOn(ctx context.Context) error {
	if err := p.o.Catalog.PutSetting(ctx, SettingKey, setting{}); err != nil {
		return fmt.Errorf("switching the search for faces on: %w", err)
	}
	p.searchAgain(ctx)
	return nil
}

// searchAgain switches the search on, and puts all photos in anew of which nothing is known.
func (p *Pass) searchAgain(ctx context.Context) {
	p.mu.Lock()
	var ids []library.ID
	for id, s := range p.photos {
		if _, looked := p.known[s]; !looked {
			ids = append(ids, id)
		}
	}
	p.mu.Unlock()
	slices.Sort(ids)
	p.queue.Remove(ids) // what was found once it was off counts as looked at, and was not stored
	var photos []library.Photo
	for _, id := range ids {
		if photo, err := p.o.Catalog.Photo(ctx, id); err == nil { // one that is gone has no faces
			photos = append(photos, photo)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.on = true
	p.coming = append([][]library.Photo{photos}, p.coming...)
	if p.life != nil && p.life.Err() == nil && !p.o.Catalog.ReadOnly() {
		p.begin()
	}
	p.awake()
}

func (p *Pass) switchOff(ctx context.Context) error {
	p.setOn(false) // nothing more is stored from here on
	if err := p.end(); err != nil {
		p.o.Log("ending the search for faces: " + err.Error())
	}
	err := p.o.Catalog.DeleteFindings(ctx, catalog.Faces, map[string]any{SettingKey: setting{Off: true}})
	if err != nil {
		p.searchAgain(context.WithoutCancel(ctx))
		return fmt.Errorf("switching the search for faces off: %w", err)
	}
	ids := p.forget()
	p.queue.Remove(ids)
	p.o.Tell(ids)
	p.o.Changed(nil) // those too that were not yet taken in
	return nil
}

func (p *Pass) setOn(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.on = on
}

// forget drops all that is known and gives the photos.
func (p *Pass) forget() []library.ID {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.known)
	clear(p.fresh)
	clear(p.wrong)
	ids := slices.Collect(maps.Keys(p.photos))
	slices.Sort(ids)
	return ids
}
