package scorers

import (
	"context"
	"errors"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/local"
)

// madeBy is a catalogue that holds scores by these.
type madeBy struct {
	versions
	all []library.Provenance
}

func (m madeBy) Provenances(context.Context, string) ([]library.Provenance, error) {
	return m.all, m.err
}

func TestAModelThatSeesPicturesOtherwiseScoresAnew(t *testing.T) {
	by := func(model, picture string) library.Provenance {
		p := library.Provenance{Name: "model", Version: "1", Model: model, Settings: map[string]string{"max_pixels": "524288"}}
		if picture != "" {
			p.Settings = map[string]string{local.GeometrySetting: picture}
		}
		return p
	}
	now := by("qwen", "qwen3vl_merger, 32 px a token, 8 to 512 tokens")
	for name, c := range map[string]struct {
		now    library.Provenance
		stored []library.Provenance
		want   bool
	}{
		"nothing was scored":             {now, nil, false},
		"by a version without sizes":     {now, []library.Provenance{by("qwen", "")}, true},
		"at another size":                {now, []library.Provenance{by("qwen", "qwen3vl_merger, 32 px a token, 8 to 256 tokens")}, true},
		"by another model":               {now, []library.Provenance{by("gemma", "")}, false},
		"it has begun to":                {now, []library.Provenance{by("qwen", ""), now}, false},
		"a server's, which says nothing": {by("qwen", ""), []library.Provenance{by("qwen", "a")}, false},
	} {
		if got, err := ShownOtherwise(t.Context(), madeBy{all: c.stored}, c.now); err != nil || got != c.want {
			t.Errorf("%s: %t, %v", name, got, err)
		}
	}
	why := errors.New("the disk is gone")
	if _, err := ShownOtherwise(t.Context(), madeBy{versions: versions{err: why}}, now); !errors.Is(err, why) {
		t.Errorf("a catalogue that cannot be read gives %v", err)
	}
}
