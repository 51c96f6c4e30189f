package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
)

// DefaultTemplate puts photos into a folder a day and keeps their names.
const DefaultTemplate = "{year4}-{month0}-{day0}/{original}"

// Known is what the catalogue knows of files that were copied in before.
type Known interface {
	IngestedSizes(ctx context.Context, sizes []int64) (map[int64]bool, error)
	Ingested(ctx context.Context, digests []string) (map[string]catalog.Ingested, error)
}

var _ Known = (*catalog.Catalog)(nil)

// Options says from where and to where photos are copied.
type Options struct {
	Card     string // the card's folder, or one on it
	To       string // the folder to work in; it is made where it is missing
	Second   string // a backup of all that is copied, "" for none
	Template string // of names, "" is DefaultTemplate; see export.ParseTemplate
	First    int    // the first number of {seq}; 0 is 1
	Again    bool   // also what was copied in before

	// Volume is where the card is mounted, "" where nobody knows: nothing is written
	// anywhere on it.
	Volume string
}

// destinations are the folders to copy to, the one to work in first.
func (o *Options) destinations() []string {
	if o.Second == "" {
		return []string{o.To}
	}
	return []string{o.To, o.Second}
}

// complete fills in what was left out, makes all paths absolute, and refuses what would
// write to the card.
func (o Options) complete() (Options, error) {
	if o.To == "" {
		return o, message.NewError(message.IngestNoDestination)
	}
	for _, path := range []*string{&o.Card, &o.To, &o.Second} {
		if *path == "" {
			continue
		}
		abs, err := filepath.Abs(*path)
		if err != nil {
			return o, fmt.Errorf("finding the folder %s: %w", library.Display(*path), err)
		}
		*path = abs
	}
	if info, err := os.Stat(o.Card); err != nil || !info.IsDir() {
		return o, refused(message.IngestNoCard, o.Card)
	}
	if o.Template == "" {
		o.Template = DefaultTemplate
	}
	o.First = max(o.First, 1)
	return o, o.checkPlaces()
}

// checkPlaces compares folders by where they really are.
func (o *Options) checkPlaces() error {
	card := resolve(o.Card)
	for _, to := range o.destinations() {
		if info, err := os.Stat(to); err == nil && !info.IsDir() {
			return refused(message.IngestNoFolder, to)
		}
		real := resolve(to)
		onVolume := o.Volume != "" && library.Below(real, resolve(o.Volume))
		if library.Below(real, card) || library.Below(card, real) || onVolume {
			return refused(message.IngestOntoCard, to)
		}
	}
	if o.Second == "" {
		return nil
	}
	if one, two := resolve(o.To), resolve(o.Second); library.Below(one, two) || library.Below(two, one) {
		return refused(message.IngestNested, o.Second)
	}
	return nil
}

// refused is an error about a folder, as a message that people read in their language.
func refused(code, folder string) error {
	return message.NewError(code, message.Text("folder", library.Display(folder)))
}

// resolve follows the links of a path of which the end may not exist yet.
func resolve(path string) string {
	rest := ""
	for at := path; ; at = filepath.Dir(at) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, rest)
		} else if !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			return path
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}
