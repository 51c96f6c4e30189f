package main

import (
	"context"
	"time"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
)

// ownFiles remembers what a model's files were when they were used before, so
// that a change is reported. They are read again each time all the same: that the
// digests are right counts more here than the seconds that it takes.
type ownFiles struct {
	p   *program
	now map[string]engine.Fingerprint // what they are, until keep
}

var _ engine.DigestStore = (*ownFiles)(nil)

func newOwnFiles(p *program) *ownFiles {
	return &ownFiles{p: p, now: map[string]engine.Fingerprint{}}
}

// Recall gives what a file was, with a time that is never the one it has now.
func (o *ownFiles) Recall(path string) (f engine.Fingerprint, known bool, err error) {
	o.p.readCatalog(func(ctx context.Context, cat *catalog.Catalog) error {
		f, known, err = local.NewDigests(ctx, cat).Recall(path)
		return err
	})
	f.ModTime = time.Time{}
	return f, known, err
}

// Remember keeps it until the catalogue can be written.
func (o *ownFiles) Remember(path string, f engine.Fingerprint) error {
	o.now[path] = f
	return nil
}

// keep writes down what the files are now.
func (o *ownFiles) keep(ctx context.Context, cat *catalog.Catalog) error {
	in := local.NewDigests(ctx, cat)
	for path, f := range o.now {
		if err := in.Remember(path, f); err != nil {
			return err
		}
	}
	return nil
}
