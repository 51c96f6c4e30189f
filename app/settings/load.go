package settings

import (
	"context"
	"errors"
	"fmt"

	"keeplight.app/keeplight/app/servers"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/local"
)

// Store is where settings are kept, each as JSON under a key.
type Store interface {
	// Setting reads a value; found is false, and v as it was, where none is kept.
	// Errors: catalog.ErrDamagedRow for a value that does not fit v.
	Setting(ctx context.Context, key string, v any) (found bool, err error)
	// PutSetting replaces a value.
	PutSetting(ctx context.Context, key string, v any) error
}

// Loaded are settings as they were read.
type Loaded struct {
	Settings
	Damaged []string // keys of the parts that are not stored as they are here, since what is stored cannot be used
}

// Load gives what is stored. A part that is not stored, or that cannot be used, is
// as at a first start; log is told of the latter. Of a shoot whose order alone is
// unknown only that is.
func Load(ctx context.Context, in Store, log func(string)) Loaded {
	s, d := Defaults(), Defaults()
	l := loader{ctx: ctx, in: in, log: log}
	load(&l, WindowKey, &s.Window, d.Window, (*Window).check)
	load(&l, ShootKey, &s.Shoot, d.Shoot, (*Shoot).check)
	load(&l, FiltersKey, &s.Filters, d.Filters, (*Filters).check)
	load(&l, ExportKey, &s.Export, d.Export, (*Export).check)
	load(&l, ModelKey, &s.Model, d.Model, func(*local.Settings) error { return nil })
	load(&l, ScorersKey, &s.Scorers, d.Scorers, (*Scorers).check)
	load(&l, ExplainKey, &s.Explain, d.Explain, (*Explain).check)
	load(&l, AppearanceKey, &s.Appearance, d.Appearance, (*Appearance).check)
	load(&l, LookingKey, &s.Looking, d.Looking, func(*Looking) error { return nil })
	load(&l, IngestKey, &s.Ingest, d.Ingest, (*Ingest).check)
	load(&l, ServersKey, &s.Servers, d.Servers, (*servers.Settings).Check)
	return Loaded{s, l.damaged}
}

// loader is where parts are read from.
type loader struct {
	ctx context.Context
	in  Store
	log func(string)

	damaged []string // keys
}

// errPartly is for a part of which check replaced one value and kept the others.
var errPartly = errors.New("the other values were kept")

// load reads one part into v, which holds its default. A part that could not be
// read, as on a disk that is slow, may be whole: it does not count as damaged.
func load[T any](l *loader, key string, v *T, def T, check func(*T) error) {
	_, err := l.in.Setting(l.ctx, key, v)
	damaged := errors.Is(err, catalog.ErrDamagedRow)
	if err == nil {
		err = check(v)
		damaged = err != nil
	}
	if err == nil {
		return
	}
	if !errors.Is(err, errPartly) {
		*v = def
	}
	if damaged {
		l.damaged = append(l.damaged, key)
		l.log(fmt.Sprintf("the settings of %q are damaged and were reset to their defaults: %v", key, err))
	} else if !errors.Is(err, context.Canceled) {
		l.log(fmt.Sprintf("the settings of %q could not be read and are at their defaults: %v", key, err))
	}
}
