package settings

import (
	"fmt"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/ingest"
	"keeplight.app/keeplight/library/query"
)

// Lengths that a window or a cell of the grid may have. What lies outside was not
// made by a person.
const (
	leastLength = 50
	mostLength  = 100_000
)

// maxSaved bounds how many filters, and how many weights, are kept.
const maxSaved = 1000

// check gives an error where a length is none that a window can have, and replaces an
// unknown mean, which costs nothing else.
func (w *Window) check() error {
	for _, l := range []float32{w.Width, w.Height, w.TileSide} {
		if !(l >= leastLength && l <= mostLength) {
			return fmt.Errorf("%v is not a valid length for a window or a tile", l)
		}
	}
	switch w.Against {
	case NoMean, StackMean, KeepersMean:
		return nil
	}
	unknown := w.Against
	w.Against = NoMean
	return fmt.Errorf("there is no mean %q (%w)", string(unknown), errPartly)
}

// check replaces an order by something unknown, and says so: what folders were
// open does not hang on it.
func (s *Shoot) check() error {
	s.Recent = s.Recent[:min(len(s.Recent), maxRecent)]
	s.Weights = s.Weights[:min(len(s.Weights), maxSaved)]
	if _, err := query.ParseSortBy(string(s.Order.By)); err != nil {
		s.Order = Defaults().Shoot.Order
		return fmt.Errorf("%w (%w)", err, errPartly)
	}
	return nil
}

// check keeps the list of saved filters within its bound.
func (f *Filters) check() error {
	f.Saved = f.Saved[:min(len(f.Saved), maxSaved)]
	return nil
}

func (e *Export) check() error { return nil }

// check takes the default where there is no template.
func (i *Ingest) check() error {
	if i.Template == "" {
		i.Template = ingest.DefaultTemplate
	}
	return nil
}

// check takes the built-in scorer where none is named. One that is not there now
// may be there later.
func (s *Scorers) check() error {
	if s.Shown == "" {
		s.Shown = scorers.BuiltIn
	}
	return nil
}

// check gives an error for an unknown form; none is library.Prose.
func (e *Explain) check() error {
	if e.Form == "" {
		e.Form = library.Prose
	}
	_, err := library.ParseExplanationForm(string(e.Form))
	return err
}

// check gives an error for an unknown theme.
func (a *Appearance) check() error {
	switch a.Theme {
	case SystemTheme, DarkTheme, LightTheme:
		return nil
	}
	return fmt.Errorf("there is no theme %q", a.Theme)
}
