package scorers

import (
	"context"
	"fmt"
	"math"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/versus"
)

// Version is what one scorer, or one version of it, says of photos.
type Version struct {
	Name   string             // of its own among those of the same photos: "builtin", "builtin-9", "model", "model-2", "taste"
	ID     ID                 // of the scorer
	By     library.Provenance // the scores' own
	Latest bool               // the others of its scorer are earlier ones, or were asked otherwise
	Scores map[library.ID]*library.Score

	// Unseen is what one that learnt from decisions says of photos by what it learnt from
	// other shoots, on any scale; nil for one that learnt from none.
	Unseen map[library.ID]float64
}

// Title is what it is called in English; title is the name of its scorer for people.
func (v *Version) Title(title string) string {
	name, _, _ := strings.Cut(v.By.Model, " ")
	if name != "" {
		title = library.Display(name)
	}
	if v.Latest {
		return title
	}
	if v.By.Model == "" {
		return title + " " + library.Display(v.By.Version)
	}
	return title + " (" + strings.TrimPrefix(v.Name, string(v.ID)+"-") + ")"
}

// mostVersions bounds how many of one scorer are told of, the newest first.
const mostVersions = 8

// Versions gives all that scored any of the photos and whose scores are stored: of the
// built-in scorer the present version, judged by faces as everywhere, and earlier ones; of
// models each with each prompt and setting, the latest to be used first. The error is the
// catalogue's.
func Versions(ctx context.Context, in ProblemStore, photos []library.Photo, builtIn library.Provenance, finder []string) ([]Version, error) {
	var all []Version
	wanted := ids(photos)
	add := func(id ID, by library.Provenance, latest bool, name string) error {
		scores, err := in.Scores(ctx, wanted, by.Key())
		if err != nil {
			return fmt.Errorf("looking up scores: %w", err)
		}
		if id == BuiltIn && latest {
			if err := WithFaces(ctx, in, finder, scores); err != nil {
				return err
			}
		}
		for i := range photos { // what was said of other pixels says nothing of these
			if s := scores[photos[i].ID]; s != nil && s.Hash != photos[i].Hash {
				delete(scores, photos[i].ID)
			}
		}
		if len(scores) > 0 {
			all = append(all, Version{Name: name, ID: id, By: by, Latest: latest, Scores: scores})
		}
		return nil
	}
	if err := add(BuiltIn, builtIn, true, string(BuiltIn)); err != nil {
		return nil, err
	}
	earlier, err := EarlierVersions(ctx, in, builtIn)
	if err != nil {
		return nil, err
	}
	for _, by := range earlier[:min(len(earlier), mostVersions)] {
		if err := add(BuiltIn, by, false, string(BuiltIn)+"-"+by.Version); err != nil {
			return nil, err
		}
	}
	models, err := in.Provenances(ctx, string(Model))
	if err != nil {
		return nil, err
	}
	first := len(all)
	for _, by := range models[:min(len(models), mostVersions)] {
		n, name := len(all)-first+1, string(Model)
		if n > 1 {
			name = fmt.Sprintf("%s-%d", Model, n)
		}
		if err := add(Model, by, n == 1, name); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Figure is a statistic with its 95 % interval.
type Figure = versus.Figure

// Moved is a photo with its places in two orders.
type Moved = versus.Moved

// Comparison is how two scorers differ on photos.
type Comparison = versus.Result

// Compare holds two of them against each other, and against what was decided about the
// photos. The error is the context's.
func Compare(ctx context.Context, photos []library.Photo, first, second *Version) (*Comparison, error) {
	all := make([]versus.Photo, 0, len(photos))
	for i := range photos {
		p := versus.Photo{ID: photos[i].ID, Decision: photos[i].Decision}
		for k, v := range []*Version{first, second} {
			if s := v.Scores[p.ID]; s != nil {
				p.Scores[k] = s.Overall
			}
			p.Unseen[k] = v.unseen(p.ID)
		}
		all = append(all, p)
	}
	return versus.Compare(ctx, all, versus.Usual())
}

// Verdict says which of two agrees better with the person.
type Verdict = versus.Verdict

// The verdicts (scoring/versus).
const (
	TooFewDecisions = versus.TooFew
	NoDifference    = versus.NoDifference
	FirstBetter     = versus.FirstBetter
	SecondBetter    = versus.SecondBetter
)

// unseen is what versus holds against the decision about a photo, nil where that is its
// score.
func (v *Version) unseen(id library.ID) *float64 {
	if v.Unseen == nil {
		return nil
	}
	said, ok := v.Unseen[id]
	if !ok {
		said = math.NaN()
	}
	return &said
}
