package taste

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	learning "keeplight.app/keeplight/scoring/taste"
)

// fileForm is the first thing that a file says.
const fileForm = "keeplight-taste 1"

// Bounds of a file to take along: one of this program has some ten thousand numbers.
const (
	mostFile     = 4 << 20
	mostHashes   = 50_000
	mostFileText = 4096
)

// file is a taste to take along.
type file struct {
	Form     string            `json:"form"`
	Name     string            `json:"name,omitempty"`
	Features string            `json:"features,omitempty"` // version of the network
	Weights  *learning.Weights `json:"weights"`
	Pulls    []learning.Pull   `json:"pulls,omitempty"`
	Shoots   []fileShoot       `json:"shoots,omitempty"`
	Hashes   []library.Hash    `json:"picked,omitempty"`
}

// fileShoot is a shoot as the person chose to name it.
type fileShoot struct {
	Name string `json:"name"`
	Path []byte `json:"path,omitempty"` // base64, for a path may be no text
}

// Export writes a taste as one file to take along.
func (t *Tastes) Export(ctx context.Context, name string, w io.Writer, o ExportOptions) error {
	c, err := t.named(ctx, name)
	if err != nil {
		return err
	}
	s, _ := t.parse(c)
	if s.Weights == nil {
		return ErrNothingLearnt
	}
	f := file{Form: fileForm, Name: o.Name, Features: s.Features, Weights: s.Weights, Pulls: s.Pulls}
	for _, folder := range slices.Sorted(maps.Keys(o.ShootNames)) {
		shoot := fileShoot{Name: o.ShootNames[folder]}
		if o.Paths {
			shoot.Path = []byte(folder)
		}
		f.Shoots = append(f.Shoots, shoot)
	}
	if o.Hashes {
		g, err := t.gather(ctx, c)
		if err != nil {
			return err
		}
		for i, h := range g.hashes {
			if g.material.Samples[i].Flag == library.Pick && len(f.Hashes) < mostHashes {
				f.Hashes = append(f.Hashes, h)
			}
		}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	if err := e.Encode(f); err != nil {
		return fmt.Errorf("writing the taste: %w", err)
	}
	return nil
}

// readFile reads what Export wrote. Errors: ErrFile.
func readFile(r io.Reader) (*file, error) {
	limited := &io.LimitedReader{R: r, N: mostFile + 1}
	var f file
	d := json.NewDecoder(limited)
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("%w: %s", ErrFile, library.Display(err.Error()))
	}
	_, more := d.Token()
	switch {
	case limited.N <= 0:
		return nil, fmt.Errorf("%w: it is larger than %d MiB", ErrFile, mostFile>>20)
	case f.Form != fileForm:
		return nil, fmt.Errorf("%w: it does not begin with %q", ErrFile, fileForm)
	case more != io.EOF:
		return nil, fmt.Errorf("%w: more follows behind its end", ErrFile)
	case f.Weights == nil:
		return nil, fmt.Errorf("%w: it has no weights", ErrFile)
	case len(f.Shoots) > catalog.MostTasteShoots || len(f.Hashes) > mostHashes || len(f.Features) > mostFileText:
		return nil, fmt.Errorf("%w: a list in it is too long", ErrFile)
	}
	s := stored{Weights: f.Weights, Pulls: f.Pulls}
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	return &f, nil
}

// Import reads what Export wrote as a new taste and gives its name.
func (t *Tastes) Import(ctx context.Context, r io.Reader) (string, error) {
	f, err := readFile(r)
	if err != nil {
		return "", err
	}
	s := stored{Imported: true, Features: f.Features, Weights: f.Weights, Pulls: f.Pulls, Version: f.Weights.Version()}
	body, err := json.Marshal(s)
	if err != nil {
		return "", fmt.Errorf("writing down what was learnt: %w", err)
	}
	t.learning.Lock()
	defer t.learning.Unlock()
	names, _, err := t.Names(ctx)
	if err != nil {
		return "", err
	}
	name := freeName(f.Name, names)
	return name, t.add(ctx, &catalog.Taste{Name: name, Weights: body})
}

// freeName makes a name of a file's that is none of those there are.
func freeName(wanted string, taken []string) string {
	if checkName(wanted) != nil {
		wanted = DefaultName
	}
	name := wanted
	for n := 2; slices.Contains(taken, name); n++ {
		suffix := fmt.Sprintf(" %d", n)
		runes := []rune(wanted)
		name = strings.TrimSpace(string(runes[:min(len(runes), mostName-len(suffix))])) + suffix
	}
	return name
}
