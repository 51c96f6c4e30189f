package scorers

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestAModelThatFailsSaysWhy(t *testing.T) {
	r := newRoom(t, true)
	r.run(t)
	r.choose("broken")
	r.OpenForm()
	r.d.Apply(r.StartModel())
	r.until(t, "the reason", func() bool { return r.model.problem != "" })
	const why = "Broken.gguf is no model: choose another file"
	if got := r.d.Notices.Problem(); got != "The model is not running: "+why || !r.ModelOff() {
		t.Errorf("the status line says %q", got)
	}
	if seen := strings.Join(styletest.Texts(r.d.Overlay.Object()), " "); !strings.Contains(seen, why) {
		t.Errorf("the form says %q", seen)
	}
	if !r.d.Applied.Has(change.Status) || r.changes == 0 {
		t.Errorf("%v changed, the model %d times", r.d.Applied, r.changes)
	}
}

func TestAModelThatRunsIsNamedAndForgetsTheScoresOfTheOneBefore(t *testing.T) {
	r := newRoom(t, true)
	r.run(t)
	r.d.Score(scorers.Model, r.photos[0], 3)
	r.choose("qwen")
	r.d.Apply(r.StartModel())
	r.until(t, "the model", r.ModelOn)
	if got := r.d.Notices.Notice(); got != "qwen is scoring; M switches between its scores and the measured ones" {
		t.Errorf("it says %q", got)
	}
	if r.d.Session.ScoreBy(scorers.Model, r.photos[0].ID) != nil {
		t.Error("another model's score is shown as its own")
	}
	r.d.Score(scorers.Model, r.photos[0], 4)
	before := r.changes
	r.d.Apply(r.StartModel()) // anew
	r.until(t, "its second start", func() bool { return r.changes == before+2 && r.ModelOn() })
	if r.d.Session.ScoreBy(scorers.Model, r.photos[0].ID) == nil {
		t.Error("its own score was forgotten")
	}
	r.StopModel()
	r.until(t, "its end", r.ModelOff)
	if r.d.Settings.Scorers.ModelOn || r.EngineText() != "" {
		t.Errorf("it is to run at the next start, on %q", r.EngineText())
	}
}

func TestInASecondWindowNoModelStarts(t *testing.T) {
	r := newRoom(t, true)
	r.ReadOnly = true
	r.choose("qwen")
	r.d.Apply(r.StartModel())
	if got := r.d.Notices.Problem(); !strings.HasPrefix(got, "Another window has this catalogue open") || r.d.Settings.Scorers.ModelOn {
		t.Errorf("it says %q", got)
	}
}
