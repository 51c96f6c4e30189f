package taste

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	learning "keeplight.app/keeplight/scoring/taste"
)

// mostGathered bounds the photos of which numbers are read, each some 6 kB while it is
// learnt: whoever has decided about more teaches by the newest shoots. Weights take no more
// than a part of them anyway (scoring/taste.Fit).
const mostGathered = 20_000

// gathered are the samples of a taste, with the photos that they are of.
type gathered struct {
	material learning.Material
	ids      []library.ID   // of each sample
	hashes   []library.Hash // of each sample
	folders  []string       // by the numbers of their shoots
	from     From
}

// shoots are the photos of the catalogue by their folders, those alone in which something
// was decided, the newest last.
func shootsOf(ctx context.Context, in *catalog.Catalog) (folders []string, photos map[string][]library.Photo, err error) {
	all, err := in.Photos(ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	photos = map[string][]library.Photo{}
	decided := map[string]bool{}
	first := map[string]time.Time{}
	for i := range all {
		p := &all[i]
		folder := p.Folder()
		photos[folder] = append(photos[folder], *p)
		decided[folder] = decided[folder] || isDecided(p)
		if at, ok := first[folder]; !ok || p.Taken().Before(at) {
			first[folder] = p.Taken()
		}
	}
	for folder := range photos {
		if decided[folder] {
			folders = append(folders, folder)
		} else {
			delete(photos, folder)
		}
	}
	slices.SortFunc(folders, func(a, b string) int {
		return cmp.Or(first[a].Compare(first[b]), cmp.Compare(a, b))
	})
	return folders, photos, nil
}

// Describe makes the features of the photos that were decided about, which takes a tenth of
// a second and more for each that has none yet. progress, where there is one, hears how
// many of how many were looked at. Errors are the stores' and the context's.
func (t *Tastes) Describe(ctx context.Context, progress func(done, of int)) error {
	if t.o.Describe == nil {
		return nil
	}
	folders, photos, err := shootsOf(ctx, t.o.Catalog)
	if err != nil {
		return err
	}
	var decided []library.Photo
	for _, folder := range folders {
		for i := range photos[folder] {
			if isDecided(&photos[folder][i]) {
				decided = append(decided, photos[folder][i])
			}
		}
	}
	_, err = t.o.Describe(ctx, decided, progress)
	return err
}

func isDecided(p *library.Photo) bool {
	return p.Decision.Flag != library.Undecided || p.Decision.Rating > 0
}

// gather makes the samples of a taste from what the catalogue knows now.
func (t *Tastes) gather(ctx context.Context, c *catalog.Taste) (*gathered, error) {
	folders, photos, err := shootsOf(ctx, t.o.Catalog)
	if err != nil {
		return nil, err
	}
	g := &gathered{}
	if t.o.Features != nil {
		g.material.Length = t.o.Features.Length()
	}
	chosen := slices.DeleteFunc(folders, func(folder string) bool {
		return !c.All && !slices.Contains(c.Shoots, folder) && !isImported(c)
	})
	g.folders = newest(chosen, photos, mostGathered)
	for number, folder := range g.folders {
		g.from.Shoots++
		if err := t.gatherShoot(ctx, g, number, photos[folder]); err != nil {
			return nil, fmt.Errorf("gathering the decisions in %s: %w", library.Display(folder), err)
		}
	}
	if err := t.addNumbers(ctx, g); err != nil {
		return nil, err
	}
	return g, nil
}

// newest gives the last of the folders in which at most so many photos were decided about,
// at least one.
func newest(folders []string, photos map[string][]library.Photo, most int) []string {
	first, decided := len(folders), 0
	for first > 0 {
		for i := range photos[folders[first-1]] {
			if isDecided(&photos[folders[first-1]][i]) {
				decided++
			}
		}
		if decided > most && first < len(folders) {
			break
		}
		first--
	}
	return folders[first:]
}

// gatherShoot adds the decided photos of a folder, and those that others were picked over.
func (t *Tastes) gatherShoot(ctx context.Context, g *gathered, number int, photos []library.Photo) error {
	photos = slices.DeleteFunc(photos, func(p library.Photo) bool { return p.Hash == "" })
	grouping := &stacks.Grouping{}
	if t.o.Looks != nil {
		there := slices.DeleteFunc(slices.Clone(photos), func(p library.Photo) bool { return p.Missing })
		var err error
		if grouping, _, err = stacks.OfStored(ctx, t.o.Catalog, t.o.Looks, there); err != nil {
			return err
		}
	}
	stackOf := func(id library.ID) int {
		if group, _ := grouping.Of(id); group != nil && len(group.Members) > 1 {
			return grouping.Place(id) + 1
		}
		return 0
	}
	picked := map[int]bool{}
	for i := range photos {
		if photos[i].Decision.Flag == library.Pick {
			picked[stackOf(photos[i].ID)] = true
		}
	}
	delete(picked, 0)
	for i := range photos {
		p := &photos[i]
		stack := stackOf(p.ID)
		if !isDecided(p) && !picked[stack] {
			continue
		}
		if len(g.ids) == 2*mostGathered { // all in one folder
			break
		}
		switch d := p.Decision; {
		case d.Flag == library.Pick:
			g.from.Picks++
		case d.Flag == library.Reject:
			g.from.Rejects++
		case d.Rating > 0:
			g.from.Rated++
		}
		g.material.Samples = append(g.material.Samples, learning.Sample{
			Flag: p.Decision.Flag, Rating: p.Decision.Rating, Shoot: number, Stack: stack,
		})
		g.ids, g.hashes = append(g.ids, p.ID), append(g.hashes, p.Hash)
	}
	return nil
}

// addNumbers adds what is known of the samples' photos.
func (t *Tastes) addNumbers(ctx context.Context, g *gathered) error {
	known, err := t.numbers(ctx, g.ids, g.hashes)
	if err != nil {
		return err
	}
	for i := range g.material.Samples {
		s := &g.material.Samples[i]
		s.Photo = known[g.ids[i]]
		if s.Flag == library.Undecided && s.Rating == 0 {
			continue
		}
		if s.Features != nil {
			g.from.WithFeatures++
		}
		if !s.Overall.Known {
			g.from.Unscored++
		}
	}
	g.material.Model, err = t.model(ctx, g.ids, g.hashes)
	return err
}

// numbers gives what is known of photos.
func (t *Tastes) numbers(ctx context.Context, ids []library.ID, hashes []library.Hash) (map[library.ID]learning.Photo, error) {
	photos := make([]library.Photo, len(ids))
	for i, id := range ids {
		photos[i] = library.Photo{ID: id, Hash: hashes[i]}
	}
	settled, err := scorers.SettledScores(ctx, t.o.Catalog, photos, t.o.BuiltIn, t.o.Finder)
	if err != nil {
		return nil, err
	}
	var vectors map[library.Hash][]float32
	if t.o.Features != nil {
		if vectors, err = t.o.Features.Vectors(ctx, hashes); err != nil {
			return nil, fmt.Errorf("reading features: %w", err)
		}
	}
	known := make(map[library.ID]learning.Photo, len(ids))
	for i, id := range ids {
		var p learning.Photo
		if s := settled.Scores[id]; s != nil && s.Hash == hashes[i] {
			p.Overall, p.Values = s.Overall, s.Values
		}
		p.Features = vectors[hashes[i]]
		known[id] = p
	}
	return known, nil
}

// model gives the overall scores of the model that scored the most of some photos, nil
// where none did.
func (t *Tastes) model(ctx context.Context, ids []library.ID, hashes []library.Hash) ([]library.Value, error) {
	all, err := t.o.Catalog.Provenances(ctx, string(scorers.Model))
	if err != nil {
		return nil, err
	}
	var best map[library.ID]*library.Score
	for _, by := range all {
		scores, err := t.o.Catalog.Scores(ctx, ids, by.Key())
		if err != nil {
			return nil, err
		}
		if len(scores) > len(best) {
			best = scores
		}
	}
	if len(best) == 0 {
		return nil, nil
	}
	values := make([]library.Value, len(ids))
	for i, id := range ids {
		if s := best[id]; s != nil && s.Hash == hashes[i] {
			values[i] = s.Overall
		}
	}
	return values, nil
}

// Shoots lists the folders in which something was decided, the newest last.
func (t *Tastes) Shoots(ctx context.Context, name string) (all bool, shoots []Shoot, err error) {
	c, err := t.named(ctx, name)
	if err != nil {
		return false, nil, err
	}
	folders, photos, err := shootsOf(ctx, t.o.Catalog)
	if err != nil {
		return false, nil, err
	}
	for _, folder := range folders {
		s := Shoot{Folder: folder, Name: filepath.Base(folder), Learns: c.All || slices.Contains(c.Shoots, folder)}
		for i := range photos[folder] {
			s.count(photos[folder][i].Decision)
		}
		shoots = append(shoots, s)
	}
	return c.All, shoots, nil
}

func (s *Shoot) count(d library.Decision) {
	switch {
	case d.Flag == library.Pick:
		s.Picks++
	case d.Flag == library.Reject:
		s.Rejects++
	case d.Rating > 0:
		s.Rated++
	}
	switch sides := learning.Sides([]learning.Sample{{Flag: d.Flag, Rating: d.Rating}}); sides[0] {
	case learning.Kept:
		s.Kept++
	case learning.NotKept:
		s.NotKept++
	}
}
