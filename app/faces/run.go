package faces

import (
	"context"
	"errors"
	"slices"
	"time"

	"keeplight.app/keeplight/library"
)

const (
	// settle is Pass.settle: between two photos of a slow card scorers rest for a
	// moment too.
	settle = time.Second
	// lookUp is how many photos' findings are read together.
	lookUp = 500
)

// Start looks for faces whenever all else is at rest, until ctx ends. In a catalogue
// that is open for reading only it tells what is known and looks for nothing.
func (p *Pass) Start(ctx context.Context) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.life = ctx
	p.working.Go(func() { p.lookUpAll(ctx) })
	if p.o.Catalog.ReadOnly() {
		return
	}
	p.working.Go(func() { p.giveWay(ctx) })
	if p.on {
		p.begin()
	}
}

// Stop waits for the pass, once the context of Start has ended. The error is that of
// findings which could not be stored.
func (p *Pass) Stop() error {
	p.working.Wait()
	p.turn.Lock()
	defer p.turn.Unlock()
	return p.end()
}

// Wait waits until all photos that were put in were looked at. An end of ctx is no
// error; findings that cannot be stored are.
func (p *Pass) Wait(ctx context.Context) error {
	p.takeIn(ctx)
	if p.o.Catalog.ReadOnly() || !p.On() {
		return nil
	}
	err := p.queue.Wait(ctx)
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}

// begin starts the search. What could not be stored before is tried again. The caller
// holds mu.
func (p *Pass) begin() {
	p.retry.works()
	p.queue.Retry()
	ctx, stop := context.WithCancel(p.life)
	stopped := make(chan error, 1)
	p.stop, p.stopped = stop, stopped
	go func() { stopped <- p.queue.Run(ctx) }()
}

// end stops the search, if there is one, and waits for it. The caller holds turn.
func (p *Pass) end() error {
	p.mu.Lock()
	stop, stopped := p.stop, p.stopped
	p.stop, p.stopped = nil, nil
	p.mu.Unlock()
	p.retry.stop()
	if stop == nil {
		return nil
	}
	stop()
	err := <-stopped
	p.retry.stop() // the last results too may have failed to be stored
	return err
}

// giveWay lets photos be looked at only while nothing else is to do.
func (p *Pass) giveWay(ctx context.Context) {
	for p.o.Rest.WaitAtRest(ctx) == nil {
		quiet, cancel := context.WithTimeout(ctx, p.settle)
		err := p.o.Rest.WaitAtWork(quiet)
		cancel()
		if err == nil {
			continue
		}
		if ctx.Err() != nil {
			return
		}
		p.queue.Release()
		err = p.o.Rest.WaitAtWork(ctx)
		p.queue.Hold()
		if err != nil {
			return
		}
	}
}

// lookUpAll takes in photos as they come.
func (p *Pass) lookUpAll(ctx context.Context) {
	for {
		p.takeIn(ctx)
		select {
		case <-ctx.Done():
			return
		case <-p.wake:
		}
	}
}

// takeIn tells what is known of the photos that came, and has the others looked at.
func (p *Pass) takeIn(ctx context.Context) {
	p.turn.Lock()
	defer p.turn.Unlock()
	for ctx.Err() == nil {
		photos, otherwise := p.next()
		if len(photos) == 0 {
			return
		}
		if !p.On() {
			continue
		}
		if err := p.recall(ctx, photos); err != nil && ctx.Err() == nil {
			p.o.Log("looking up faces: " + err.Error()) // they are looked for again
		}
		photos = slices.DeleteFunc(photos, p.isGone)
		var ids []library.ID
		var unknown []library.Photo
		for i := range photos {
			if _, looked := p.Of(&photos[i]); looked {
				ids = append(ids, photos[i].ID)
			} else {
				unknown = append(unknown, photos[i])
			}
		}
		if len(ids) > 0 {
			p.o.Tell(ids)
		}
		// Right before they are put in, so that nothing that a worker still finds in a photo
		// as it was counts for the photo as it is.
		p.queue.Remove(otherwise)
		if !p.o.Catalog.ReadOnly() { // else they would wait for ever
			p.queue.Add(unknown)
		}
	}
}

// next takes some of the photos that came and can be looked at. otherwise are those of
// them that were turned otherwise before.
func (p *Pass) next() (photos []library.Photo, otherwise []library.ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.coming) > 0 && len(photos) < lookUp {
		lot := p.coming[0]
		if len(lot) == 0 {
			p.coming[0], p.coming = nil, p.coming[1:]
			continue
		}
		photo := lot[0]
		p.coming[0] = lot[1:]
		if photo.Missing || photo.Hash == "" || !photo.Problem.IsZero() {
			continue
		}
		if was, ok := p.photos[photo.ID]; ok && was.turn != photo.Rotation {
			otherwise = append(otherwise, photo.ID)
		}
		p.photos[photo.ID] = seenIn(&photo)
		photos = append(photos, photo)
	}
	if len(p.coming) == 0 {
		p.coming = nil
	}
	return photos, otherwise
}

// recall reads what is stored of the photos' faces.
func (p *Pass) recall(ctx context.Context, photos []library.Photo) error {
	var asked []seen
	for i := range photos {
		if _, looked := p.Of(&photos[i]); !looked {
			asked = append(asked, seenIn(&photos[i]))
		}
	}
	stored, err := read(ctx, p.o.Catalog, p.o.Finder, asked)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for s, found := range stored {
		p.known[s] = found
	}
	return nil
}

// isGone is true for a photo that was taken out, has another file now, or is turned
// otherwise.
func (p *Pass) isGone(photo library.Photo) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.photos[photo.ID] != seenIn(&photo)
}
