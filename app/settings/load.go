package settings

import (
	"context"
	"errors"
	"fmt"

	"keeplight.app/keeplight/scoring/local"
)

// Store is where settings are kept, each as JSON under a key.
type Store interface {
	// Setting reads a value; found is false, and v as it was, where none is kept.
	Setting(ctx context.Context, key string, v any) (found bool, err error)
	// PutSetting replaces a value.
	PutSetting(ctx context.Context, key string, v any) error
}

// Load gives what is stored. A part that is not stored, or that cannot be used, is
// as at a first start; log is told of the latter.
func Load(ctx context.Context, in Store, log func(string)) Settings {
	s, d := Defaults(), Defaults()
	l := loader{ctx, in, log}
	load(&l, WindowKey, &s.Window, d.Window, (*Window).check)
	load(&l, ShootKey, &s.Shoot, d.Shoot, (*Shoot).check)
	load(&l, FiltersKey, &s.Filters, d.Filters, (*Filters).check)
	load(&l, ExportKey, &s.Export, d.Export, (*Export).check)
	load(&l, ModelKey, &s.Model, d.Model, func(*local.Settings) error { return nil })
	load(&l, ScorersKey, &s.Scorers, d.Scorers, (*Scorers).check)
	load(&l, ExplainKey, &s.Explain, d.Explain, (*Explain).check)
	load(&l, AppearanceKey, &s.Appearance, d.Appearance, (*Appearance).check)
	return s
}

// loader is where parts are read from.
type loader struct {
	ctx context.Context
	in  Store
	log func(string)
}

// load reads one part into v, which holds its default.
func load[T any](l *loader, key string, v *T, def T, check func(*T) error) {
	_, err := l.in.Setting(l.ctx, key, v)
	if err == nil {
		err = check(v)
	}
	if err != nil {
		*v = def
		if !errors.Is(err, context.Canceled) {
			l.log(fmt.Sprintf("the settings of %q are damaged and were reset to their defaults: %v", key, err))
		}
	}
}
