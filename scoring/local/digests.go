package local

import (
	"context"
	"fmt"
	"sync"

	"keeplight.app/keeplight/scoring/engine"
)

// digestsKey is the setting under which the digests of a person's own files are
// kept.
const digestsKey = "model_files"

// mostDigests bounds how many files are remembered; with more, all are read
// again.
const mostDigests = 200

// settings is where the catalogue keeps settings.
type settings interface {
	Setting(ctx context.Context, key string, value any) (found bool, err error)
	PutSetting(ctx context.Context, key string, value any) error
}

// Digests remembers model files in a catalogue's settings. It may be used from
// several goroutines at once.
type Digests struct {
	ctx context.Context
	in  settings
	mu  sync.Mutex
}

var _ engine.DigestStore = (*Digests)(nil)

// NewDigests remembers in a catalogue until ctx ends.
func NewDigests(ctx context.Context, in settings) *Digests { return &Digests{ctx: ctx, in: in} }

// Recall gives what was remembered for a file's absolute path.
func (d *Digests) Recall(path string) (engine.Fingerprint, bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	all, err := d.all()
	f, ok := all[path]
	return f, ok, err
}

// Remember replaces what was remembered for a file.
func (d *Digests) Remember(path string, f engine.Fingerprint) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	all, err := d.all()
	if err != nil || all == nil || len(all) >= mostDigests {
		all = map[string]engine.Fingerprint{} // what cannot be read is only a convenience
	}
	all[path] = f
	if err := d.in.PutSetting(d.ctx, digestsKey, all); err != nil {
		return fmt.Errorf("remembering what %s holds: %w", path, err)
	}
	return nil
}

func (d *Digests) all() (map[string]engine.Fingerprint, error) {
	var all map[string]engine.Fingerprint
	if _, err := d.in.Setting(d.ctx, digestsKey, &all); err != nil {
		return nil, fmt.Errorf("recalling model files: %w", err)
	}
	return all, nil
}
