package details

import (
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/mllm"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/inspector"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

type fakeScorers struct{ off bool }

func (s fakeScorers) ModelOff() bool { return s.off }

type fakeExplanations struct{}

func (fakeExplanations) Words(*library.Photo) *inspector.Words {
	return &inspector.Words{Text: "Sharp."}
}

// fakePlaces has the same place for every photo, where it has one.
type fakePlaces struct{ cell string }

func (p fakePlaces) Cell(library.ID) string { return p.cell }

func (p fakePlaces) Lines(_ library.ID, burst bool) []string {
	if burst {
		return []string{"2nd of 7 in this burst", "3rd of 12 in this shoot"}
	}
	return []string{"3rd of 12 in this shoot"}
}

// fakeStacks says of every photo that it is one of a stack.
type fakeStacks struct{}

func (fakeStacks) Cell(c session.Cell) grid.StackMark { return grid.StackMark{Count: "7"} }

func (fakeStacks) Choice(library.ID) []library.ID { return nil }

func (fakeStacks) Of(library.ID) []library.ID { return nil }

func (fakeStacks) Lines(library.ID) []string { return []string{"2nd of 7 in this stack"} }

func (fakeStacks) Sections() []grid.Section { return []grid.Section{{At: 0, Title: "noon"}} }

// onePhoto gives the details of one photo, which both scorers have scored.
func onePhoto(modelOff bool) (*Details, *session.Session) {
	s := session.NewSession()
	s.Put([]library.Photo{{ID: 1, Path: "/a.jpg", Hash: "1"}})
	s.SetScore(scorers.BuiltIn, 1, scoreOf(7, 4, 0))
	s.SetScore(scorers.Model, 1, scoreOf(6, 3, 0))
	s.Resort()
	return New(s, fakeScorers{modelOff}, fakeExplanations{}, fakePlaces{}, fakeStacks{}, new(settings.Mean)), s
}

// scoreOf is a score with an overall value and a clarity, of which a share was no
// score.
func scoreOf(overall, clarity, off float64) library.Score {
	score := library.Score{Overall: library.Value{Known: true, Mean: overall, Off: off}, Hash: "1", Summary: library.Verbatim("Good.")}
	score.Values[library.Clarity] = library.Value{Known: true, Mean: clarity, Off: off}
	return score
}

func TestATileShowsTheValueThatTheGridIsSortedBy(t *testing.T) {
	for by, want := range map[query.SortBy]string{
		query.ByOverall: "7.00", query.ByName: "7.00", query.ByTime: "7.00", query.SortBy(library.Clarity.Key()): "4.00",
		query.SortBy(library.Exposure.Key()): "–",
	} {
		d, s := onePhoto(false)
		s.SetOrder(query.Order{By: by})
		if got := d.Tile(0).Score; got != want {
			t.Errorf("sorted by %s it shows %q, want %q", by, got, want)
		}
	}
	d, s := onePhoto(false)
	s.Choose(scorers.Model)
	if got := d.Tile(0).Score; got != "6.00" {
		t.Errorf("by the model it shows %q", got)
	}
}

func TestATileOutsideShowsNothing(t *testing.T) {
	d, _ := onePhoto(false)
	for _, i := range []int{-1, 1} {
		if got := d.Tile(i); got.ID != 0 || got.Name != "" || got.Score != "" {
			t.Errorf("at %d it shows %+v", i, got)
		}
	}
}

func TestLowConfidenceIsSaidOfTheValueInQuestion(t *testing.T) {
	for name, c := range map[string]struct {
		off  float64
		tile bool
		text string // in the warning
	}{
		"none":      {0, false, ""},
		"at border": {mllm.OffWarning, false, ""},
		"above":     {0.62, true, "up to 62 % of the model's answer was not a score (clarity, overall)"},
	} {
		t.Run(name, func(t *testing.T) {
			d, s := onePhoto(false)
			s.Choose(scorers.Model)
			s.SetScore(scorers.Model, 1, scoreOf(6, 3, c.off))
			if got := d.Tile(0).LowConfidence; got != c.tile {
				t.Errorf("the tile says low confidence: %v", got)
			}
			warning := d.Inspector(s.Photo(1)).Warning
			if (warning == "") != (c.text == "") || !strings.Contains(warning, c.text) {
				t.Errorf("the inspector warns: %q", warning)
			}
			s.SetOrder(query.Order{By: query.SortBy(library.Exposure.Key())})
			if d.Tile(0).LowConfidence {
				t.Error("the tile warns of a value that it does not show")
			}
		})
	}
}

func TestTheInspectorSaysWhoseScoreItIs(t *testing.T) {
	d, s := onePhoto(false)
	p := s.Photo(1)
	if v := d.Inspector(p); v.OverallTitle != "technical quality" || !v.Measured || v.Checks != nil || v.Words.Text != "Sharp." {
		t.Errorf("measured it shows %+v", v)
	}
	s.Choose(scorers.Model)
	if v := d.Inspector(p); v.OverallTitle != "overall" || v.Measured || v.Checks == nil || v.Checks[library.Clarity].Mean != 4 {
		t.Errorf("by the model it shows %q, measured beside it %v", v.OverallTitle, v.Checks)
	}
	s.SetSpread(scorers.Model, func(sc library.Score) library.Score { sc.Overall.Mean = 9; return sc })
	if v := d.Inspector(p); v.OverallTitle != "overall · given as 6.00" || v.Overall.Mean != 9 {
		t.Errorf("spread out it shows %q and %v", v.OverallTitle, v.Overall.Mean)
	}
}

func TestTheInspectorSaysWhyThereIsNoScore(t *testing.T) {
	for name, c := range map[string]struct {
		off     bool
		chosen  scorers.ID
		problem string
		want    string // the state
	}{
		"to be scored":    {false, scorers.BuiltIn, "", "waiting to be scored"},
		"the model loads": {false, scorers.Model, "", "waiting to be scored"},
		"no model":        {true, scorers.Model, "", "no model is running"},
		"a problem":       {false, scorers.BuiltIn, "the file is damaged", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d, s := onePhoto(c.off)
			s.ForgetScores(scorers.BuiltIn)
			s.ForgetScores(scorers.Model)
			s.Choose(c.chosen)
			if c.problem != "" {
				s.SetProblem(c.chosen, 1, library.Verbatim(c.problem))
			}
			v := d.Inspector(s.Photo(1))
			if v.State != c.want || !strings.EqualFold(v.Problem, c.problem) || v.Words != nil {
				t.Errorf("it says %q, problem %q", v.State, v.Problem)
			}
		})
	}
	d, _ := onePhoto(false)
	if v := d.Inspector(nil); v.Name != "" || v.State != "" {
		t.Errorf("of no photo it shows %+v", v)
	}
}

func TestThePhotosPlaceAndScoreAreOverTheLoupe(t *testing.T) {
	d, s := onePhoto(false)
	if w := d.Chips(s.Photo(1)); w.Name != "a.jpg" || w.Place != "1 of 1" || w.Right != "7.00" {
		t.Errorf("it says %+v", w)
	}
	s.ForgetScores(scorers.BuiltIn)
	if w := d.Chips(s.Photo(1)); w.Right != "" {
		t.Errorf("without a score it says %q", w.Right)
	}
}

func TestAMisfireIsNamedInItsCell(t *testing.T) {
	d, s := onePhoto(false)
	if got := d.Tile(0).Kind; got != "" {
		t.Errorf("a sharp photo is called %q", got)
	}
	black := scoreOf(0, 0, 0)
	black.Summary = message.New(message.SummaryBlack)
	s.SetScore(scorers.BuiltIn, 1, black)
	if got := d.Tile(0).Kind; got != "misfire" {
		t.Errorf("a black frame is called %q", got)
	}
	if got := d.Inspector(s.Photo(1)).Summary; !strings.Contains(got, "covered lens") {
		t.Errorf("the inspector says %q", got)
	}
	if s.Photo(1).Decision.Flag != library.Undecided {
		t.Error("it is marked already")
	}
}

func TestAScoreOfAnEarlierVersionSaysSoQuietly(t *testing.T) {
	s := session.NewSession()
	s.Put([]library.Photo{{ID: 1, Path: "/a.jpg", Hash: "1"}})
	old := scoreOf(7, 4, 0)
	old.By = library.Provenance{Name: "builtin", Version: "4"}
	s.SetEarlier(scorers.BuiltIn, 1, old)
	s.Resort()
	d := New(s, fakeScorers{}, fakeExplanations{}, fakePlaces{}, fakeStacks{}, new(settings.Mean))
	tile, v := d.Tile(0), d.Inspector(s.Photo(1))
	if tile.Score != "7.00" || !tile.Earlier || tile.Kind != "v4" || v.State != "by version 4" || v.Overall.Mean != 7 {
		t.Errorf("the cell shows %+v, the inspector %v, %q", tile, v.Overall, v.State)
	}
	fresh := scoreOf(3, 4, 0)
	fresh.By = library.Provenance{Name: "builtin", Version: "5"}
	s.SetScore(scorers.BuiltIn, 1, fresh)
	tile, v = d.Tile(0), d.Inspector(s.Photo(1))
	if tile.Score != "3.00" || tile.Earlier || tile.Kind != "" || v.State != "" {
		t.Errorf("afterwards the cell shows %+v, the inspector says %q", tile, v.State)
	}
}

func TestACellShowsAPlaceInTheShootUnlessItIsSortedByAnAttribute(t *testing.T) {
	_, s := onePhoto(false)
	d := New(s, fakeScorers{}, fakeExplanations{}, fakePlaces{"92 %"}, fakeStacks{}, new(settings.Mean))
	for by, want := range map[query.SortBy]string{query.ByOverall: "92 %", query.ByName: "92 %", query.SortBy(library.Clarity.Key()): "4.00"} {
		s.SetOrder(query.Order{By: by})
		if got := d.Tile(0).Score; got != want {
			t.Errorf("sorted by %s it shows %q, want %q", by, got, want)
		}
	}
	if v := d.Inspector(s.Photo(1)); !slices.Equal(v.Places, []string{"2nd of 7 in this stack", "3rd of 12 in this shoot"}) || style.Number(v.Overall) != "7.00" {
		t.Errorf("the inspector shows %v, %q", v.Overall, v.Places)
	}
}
