package taste

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// SettingKey is the setting that holds the switch.
const SettingKey = "taste"

// mostName bounds a taste's name, in characters.
const mostName = 60

// Features gives what a frozen network says of pictures.
type Features interface {
	// Version tells networks and preparations apart.
	Version() string
	// Length is how many numbers each picture has.
	Length() int
	// Vectors gives those that are stored, by the pictures' hashes.
	Vectors(ctx context.Context, hashes []library.Hash) (map[library.Hash][]float32, error)
}

// Options are what tastes work with.
type Options struct {
	Catalog  *catalog.Catalog
	BuiltIn  library.Provenance // of the built-in scorer
	Finder   []string           // keys of who finds faces, by which scores are judged again
	Features Features           // nil where there are none
	Looks    stacks.Looks       // by which photos are grouped; nil groups none
	List     *scorers.List      // in which the used taste is offered; nil offers none
	Tell     func()             // hears that a state may be another one, in no goroutine of its caller's; nil tells nobody
	Log      func(string)       // notes for a developer; nil drops them

	// Describe makes the features of photos that have none, and says how many it made; nil
	// where somebody else does.
	Describe func(ctx context.Context, photos []library.Photo, progress func(done, of int)) (made int, err error)
}

// Tastes keeps what is learnt from the person's picks.
type Tastes struct {
	o Options

	learning sync.Mutex // held while a taste is changed or learnt
	changed  chan struct{}

	mu    sync.Mutex
	off   bool
	shown *scorer // in the list; nil for none
	kept  *keepers
}

var _ Service = (*Tastes)(nil)

// New gets the tastes of a catalogue ready, and offers the used one where it has proved
// itself. The error is the catalogue's.
func New(ctx context.Context, o Options) (*Tastes, error) {
	if o.Tell == nil {
		o.Tell = func() {}
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	t := &Tastes{o: o, changed: make(chan struct{}, 1)}
	var s setting
	if _, err := o.Catalog.Setting(ctx, SettingKey, &s); err != nil {
		o.Log(err.Error()) // it is on, as at first
		s = setting{}
	}
	t.off = s.Off
	return t, t.offer(ctx)
}

// setting is what is stored of the switch.
type setting struct {
	Off bool `json:"off"`
}

// On is false while the person has switched My taste off.
func (t *Tastes) On() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return !t.off
}

// SetOn switches it, and stores that.
func (t *Tastes) SetOn(ctx context.Context, on bool) error {
	t.learning.Lock()
	defer t.learning.Unlock()
	if err := t.o.Catalog.PutSetting(ctx, SettingKey, setting{Off: !on}); err != nil {
		return fmt.Errorf("switching My taste: %w", err)
	}
	t.mu.Lock()
	t.off = !on
	t.mu.Unlock()
	if on {
		t.Changed()
	}
	return t.offer(ctx)
}

// all gives the stored tastes; where there is none, the default one that nothing is
// stored of yet.
func (t *Tastes) all(ctx context.Context) ([]catalog.Taste, error) {
	all, err := t.o.Catalog.Tastes(ctx)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return []catalog.Taste{{Name: DefaultName, Used: true, All: true}}, nil
	}
	if !slices.ContainsFunc(all, func(c catalog.Taste) bool { return c.Used }) {
		all[0].Used = true
	}
	return all, nil
}

// named gives one of them. Errors: ErrUnknown.
func (t *Tastes) named(ctx context.Context, name string) (*catalog.Taste, error) {
	all, err := t.all(ctx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Name == name {
			return &all[i], nil
		}
	}
	return nil, fmt.Errorf("%s: %w", library.Display(name), ErrUnknown)
}

// Names lists the tastes in order of their names, and says which is used.
func (t *Tastes) Names(ctx context.Context) (names []string, used string, err error) {
	all, err := t.all(ctx)
	for i := range all {
		names = append(names, all[i].Name)
		if all[i].Used {
			used = all[i].Name
		}
	}
	return names, used, err
}

// Use shows another taste's scores.
func (t *Tastes) Use(ctx context.Context, name string) error {
	return t.change(ctx, name, func(c *catalog.Taste) error { c.Used = true; return nil })
}

// change changes what is stored of a taste.
func (t *Tastes) change(ctx context.Context, name string, by func(*catalog.Taste) error) error {
	t.learning.Lock()
	defer t.learning.Unlock()
	c, err := t.named(ctx, name)
	if err != nil {
		return err
	}
	if err := by(c); err != nil {
		return err
	}
	if err := t.o.Catalog.PutTaste(ctx, name, c); err != nil {
		return err
	}
	t.Changed()
	return t.offer(ctx)
}

// Create adds a taste without shoots.
func (t *Tastes) Create(ctx context.Context, name string) error {
	t.learning.Lock()
	defer t.learning.Unlock()
	return t.add(ctx, &catalog.Taste{Name: name})
}

// add stores another taste; the default one is stored with the first.
func (t *Tastes) add(ctx context.Context, c *catalog.Taste) error {
	if err := checkName(c.Name); err != nil {
		return err
	}
	all, err := t.all(ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(o catalog.Taste) bool { return o.Name == c.Name }) {
		return fmt.Errorf("%s: %w", library.Display(c.Name), ErrExists)
	}
	if len(all) >= catalog.MostTastes {
		return ErrTooMany
	}
	if len(all) == 1 {
		if err := t.o.Catalog.PutTaste(ctx, all[0].Name, &all[0]); err != nil {
			return err
		}
	}
	return t.o.Catalog.PutTaste(ctx, "", c)
}

// checkName gives ErrName.
func checkName(name string) error {
	hidden := func(r rune) bool { return !unicode.IsPrint(r) }
	if !utf8.ValidString(name) || strings.TrimSpace(name) == "" || utf8.RuneCountInString(name) > mostName || strings.ContainsFunc(name, hidden) {
		return ErrName
	}
	return nil
}

// Rename gives a taste another name.
func (t *Tastes) Rename(ctx context.Context, from, to string) error {
	if err := checkName(to); err != nil {
		return err
	}
	if _, err := t.named(ctx, to); err == nil && from != to {
		return fmt.Errorf("%s: %w", library.Display(to), ErrExists)
	}
	return t.change(ctx, from, func(c *catalog.Taste) error { c.Name = to; return nil })
}

// SetShoots says from which folders a taste learns. Its test begins anew.
func (t *Tastes) SetShoots(ctx context.Context, name string, folders []string) error {
	if len(folders) > catalog.MostTasteShoots {
		return ErrTooMany
	}
	return t.change(ctx, name, func(c *catalog.Taste) error {
		c.All, c.Shoots = folders == nil, slices.Sorted(slices.Values(folders))
		c.Weights, c.Gate, c.Tested = nil, nil, nil
		return nil
	})
}

// Forget deletes a taste with all that was learnt.
func (t *Tastes) Forget(ctx context.Context, name string) error {
	t.learning.Lock()
	defer t.learning.Unlock()
	if _, err := t.named(ctx, name); err != nil {
		return err
	}
	names, _, err := t.Names(ctx)
	if err != nil {
		return err
	}
	return t.forget(ctx, slices.DeleteFunc(names, func(n string) bool { return n == name })...)
}

// ForgetAll is Forget for all tastes.
func (t *Tastes) ForgetAll(ctx context.Context) error {
	t.learning.Lock()
	defer t.learning.Unlock()
	return t.forget(ctx)
}

func (t *Tastes) forget(ctx context.Context, but ...string) error {
	if err := t.o.Catalog.DeleteTastes(ctx, but...); err != nil {
		return err
	}
	return t.offer(ctx)
}
