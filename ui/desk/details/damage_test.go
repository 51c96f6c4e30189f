package details

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/ui/session"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

func TestADamagedPhotoIsShownMarkedAndSaysHow(t *testing.T) {
	damage := message.New(message.DamageNoEnd)
	cutOff := message.New(message.DamageCut, message.Percent("missing", 0.4))
	cut := message.New(message.NotScored, message.Of("damage", cutOff))
	for name, c := range map[string]struct {
		damage, problem library.Message
		says            string
	}{
		"scored":                      {damage, library.Message{}, "The file lacks the marker"},
		"not scored":                  {cutOff, cut, "lower 40 % of the picture"},
		"found damaged while scoring": {library.Message{}, cut, "not scored"},
	} {
		t.Run(name, func(t *testing.T) {
			d, s := onePhoto(false)
			p := library.Photo{ID: 1, Path: "/a.jpg", Hash: "1", Damage: c.damage}
			s.Put([]library.Photo{p})
			if !c.problem.IsZero() {
				s.SetProblem(scorers.BuiltIn, 1, c.problem)
			}
			if tile := d.Tile(0); tile.Kind != "damaged" || tile.Problem != "" {
				t.Errorf("the tile says %+v", tile)
			}
			if words := d.Chips(&p); !strings.Contains(words.Damage, c.says) {
				t.Errorf("the loupe says %q", words.Damage)
			}
			if v := d.Inspector(&p); !strings.Contains(v.Damage+v.Problem, c.says) || v.CanTryAgain {
				t.Errorf("the inspector says %q and %q", v.Problem, v.Damage)
			}
			q := s.Filter()
			q.Damaged = true
			s.SetFilter(q)
			if s.Len() != 1 || session.NewCounting(s, s.Filter()).All().Damaged != 1 {
				t.Errorf("the filter shows %d photos and counts %d", s.Len(), session.NewCounting(s, s.Filter()).All().Damaged)
			}
		})
	}
	d, s := onePhoto(false)
	q := s.Filter()
	q.Damaged = true
	s.SetFilter(q)
	if s.Len() != 0 || d.Inspector(&library.Photo{ID: 1}).Damage != "" {
		t.Errorf("a sound photo is shown among the damaged ones")
	}
}

func TestAPhotoThatIsSetAsideOffersAnotherTry(t *testing.T) {
	for code, want := range map[string]bool{message.SetAside: true, message.DecoderStopped: true, message.FileGone: false} {
		d, s := onePhoto(false)
		s.SetProblem(scorers.BuiltIn, 1, message.New(code, message.Of("reason", message.New(message.DecoderCrashed))))
		if v := d.Inspector(s.Current()); v.CanTryAgain != want || v.Problem == "" || strings.Contains(v.Problem, "keeplight ") {
			t.Errorf("%s: another try is offered: %v, it says %q", code, v.CanTryAgain, v.Problem)
		}
		if tile := d.Tile(0); tile.Problem == "" {
			t.Errorf("%s: the tile says nothing", code)
		}
	}
}
