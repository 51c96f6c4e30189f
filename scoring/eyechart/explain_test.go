package eyechart

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/contradiction"
	"keeplight.app/keeplight/scoring/mllm"
)

// valuesOf gives a score with values for clarity, exposure, saturation, level
// shot and subject integrity.
func valuesOf(clarity, exposure, saturation, level, integrity float64) *library.Score {
	s := &library.Score{Overall: library.Value{Known: true, Mean: 5}}
	for a, mean := range map[library.Attribute]float64{
		library.Clarity: clarity, library.Exposure: exposure, library.Saturation: saturation,
		library.LevelShot: level, library.SubjectIntegrity: integrity,
	} {
		s.Values[a] = library.Value{Known: true, Mean: mean}
	}
	return s
}

// The eye chart's explanations follow the values that it is told, word by word:
// so this proves that every value of the prompt gets where it should, and that the
// text comes back whole.
func TestAnExplanationSaysWhatTheValuesAre(t *testing.T) {
	x, err := mllm.NewExplainer(openChart(t, mllm.Batched))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		score *library.Score
		want  string
	}{
		{valuesOf(8.31, 7.62, 9.05, 8.88, 7.4), "This photograph is sharp, well exposed, vivid, level and whole."},
		{valuesOf(1.2, 8.31, 7.9, 2.45, 9.1), "This photograph is blurred, well exposed, vivid, tilted and whole."},
		{valuesOf(8.6, 0.75, 2.2, 9.31, 1.83), "This photograph is sharp, badly exposed, dull, level and cut off."},
		{valuesOf(5.5, 5.12, 4.9, 6.04, 5.71), "This photograph is fairly sharp, fairly exposed, fairly colourful, nearly level and nearly whole."},
	} {
		pieces := 0
		e, err := x.Explain(t.Context(), &scoring.Subject{Preview: drawings(t, 1)[0].Picture}, c.score, library.Prose,
			func(string) error { pieces++; return nil })
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(e.Text); got != c.want || pieces < 3 {
			t.Errorf("in %d pieces it says %q, want %q", pieces, got, c.want)
		}
		if found := contradiction.Find(&e); len(found) > 0 {
			t.Errorf("%q contradicts its values: %+v", e.Text, found)
		}
		// The same words beside other values are marked.
		e.Values[library.Clarity].Mean = 10 - e.Values[library.Clarity].Mean
		if blurry := c.score.Values[library.Clarity].Mean; blurry < 3 || blurry > 8 {
			if len(contradiction.Find(&e)) == 0 {
				t.Errorf("%q beside a clarity of %.2f is not marked", e.Text, e.Values[library.Clarity].Mean)
			}
		}
	}
}
