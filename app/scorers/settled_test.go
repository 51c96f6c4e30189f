package scorers

import (
	"context"
	"errors"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// versions holds what each version of a scorer scored, and what it could not.
type versions struct {
	scores   map[string][]library.ID // by version
	problems map[library.ID]library.Message
	err      error
}

func version(v string) library.Provenance { return library.Provenance{Name: "builtin", Version: v} }

func (s versions) Scores(_ context.Context, ids []library.ID, key string) (map[library.ID]*library.Score, error) {
	out := map[library.ID]*library.Score{}
	for v, scored := range s.scores {
		for _, id := range scored {
			if version(v).Key() == key && slices.Contains(ids, id) {
				out[id] = &library.Score{By: version(v)}
			}
		}
	}
	return out, nil
}

func (s versions) ScoreProblems(context.Context, []library.ID, string) (map[library.ID]library.Message, error) {
	return s.problems, nil
}

func (versions) FindingsBy(context.Context, []string, catalog.FindingKind, []library.Hash) (map[string]map[library.Hash][]catalog.Finding, error) {
	return nil, nil
}

func (s versions) Provenances(_ context.Context, name string) ([]library.Provenance, error) {
	var all []library.Provenance
	for v := range s.scores {
		p := version(v)
		p.Name = name
		all = append(all, p)
	}
	return all, s.err
}

func TestOneVersionsScoresAreGivenUntilTheNextHasThemAll(t *testing.T) {
	photos := []library.Photo{{ID: 1}, {ID: 2}, {ID: 3}}
	cut := map[library.ID]library.Message{3: library.Verbatim("cut off")}
	for name, c := range map[string]struct {
		in      versions
		version string
		scored  int
		pending int
	}{
		"never scored":                {versions{}, "5", 0, 0},
		"scored by the present":       {versions{scores: map[string][]library.ID{"5": {1, 2, 3}, "4": {1, 2, 3}}}, "5", 3, 0},
		"not yet":                     {versions{scores: map[string][]library.ID{"4": {1, 2, 3}}}, "4", 3, 3},
		"half of them":                {versions{scores: map[string][]library.ID{"5": {1, 2}, "4": {1, 2, 3}}}, "4", 3, 1},
		"one cannot be scored":        {versions{map[string][]library.ID{"5": {1, 2}, "4": {1, 2, 3}}, cut, nil}, "5", 2, 0},
		"a photo that came since":     {versions{scores: map[string][]library.ID{"5": {1, 2}, "4": {1, 2}}}, "5", 2, 0},
		"the newest of the earlier":   {versions{scores: map[string][]library.ID{"4": {1}, "3": {1, 2, 3}}}, "4", 1, 1},
		"scored by a later one alone": {versions{scores: map[string][]library.ID{"6": {1, 2, 3}}}, "5", 0, 0},
		"scored by versions unknown":  {versions{scores: map[string][]library.ID{"x": {1, 2, 3}}}, "5", 0, 0},
		"only other photos are older": {versions{scores: map[string][]library.ID{"4": {8, 9}}}, "5", 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := SettledScores(t.Context(), c.in, photos, version("5"), nil)
			if err != nil || got.By.Version != c.version || len(got.Scores) != c.scored || got.Pending != c.pending {
				t.Errorf("version %s with %d scores, %d pending, %v", got.By.Version, len(got.Scores), got.Pending, err)
			}
			for id, s := range got.Scores {
				if s.By.Version != c.version {
					t.Errorf("photo %d has a score of version %s", id, s.By.Version)
				}
			}
		})
	}
	why := errors.New("disk gone")
	if _, err := SettledScores(t.Context(), versions{err: why}, photos, version("5"), nil); !errors.Is(err, why) {
		t.Errorf("gave %v", err)
	}
}

func TestEarlierVersionsAreTheNewestFirst(t *testing.T) {
	in := versions{scores: map[string][]library.ID{"9": nil, "10": nil, "2": nil, "11": nil, "dev": nil, "": nil}}
	got, err := EarlierVersions(t.Context(), in, version("11"))
	if err != nil || len(got) != 3 || got[0].Version != "10" || got[2].Version != "2" {
		t.Errorf("%v, %v", got, err)
	}
	asked := library.Provenance{Name: "model", Version: "11", Model: "m"}
	if got, err := EarlierVersions(t.Context(), in, asked); err != nil || len(got) != 0 {
		t.Errorf("a model has %v, %v", got, err)
	}
}
