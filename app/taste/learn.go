package taste

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	learning "keeplight.app/keeplight/scoring/taste"
)

// stored is what is kept of a taste beside its test, as JSON.
type stored struct {
	Imported bool              `json:"imported,omitempty"` // from a file: nothing is learnt
	Features string            `json:"features,omitempty"` // version of the network
	Weights  *learning.Weights `json:"weights,omitempty"`
	Version  string            `json:"version,omitempty"` // of the weights
	From     From              `json:"from"`
	Curve    []learning.Point  `json:"curve,omitempty"`
	Pulls    []learning.Pull   `json:"pulls,omitempty"` // of the ten attributes, or none
	Decided  *float64          `json:"decided,omitempty"`
	Wins     *float64          `json:"wins,omitempty"`
}

// check gives an error where what was read is none of ours.
func (s *stored) check() error {
	if len(s.Pulls) != 0 && len(s.Pulls) != library.NumAttributes {
		return fmt.Errorf("%w: %d pulls", learning.ErrWeights, len(s.Pulls))
	}
	if s.Weights == nil {
		return nil
	}
	return s.Weights.Check()
}

// parse reads what is stored of a taste. What is damaged counts as not learnt: it can be
// learnt again. A test that is damaged begins anew.
func (t *Tastes) parse(c *catalog.Taste) (stored, learning.Gate) {
	var s stored
	var g learning.Gate
	if c.Weights != nil {
		if err := errors.Join(json.Unmarshal(c.Weights, &s), s.check()); err != nil {
			t.o.Log("reading what was learnt: " + library.Display(err.Error()))
			s = stored{}
		}
	}
	if c.Gate != nil {
		if err := errors.Join(json.Unmarshal(c.Gate, &g), g.Check()); err != nil {
			t.o.Log("reading the test of what was learnt: " + library.Display(err.Error()))
			g = learning.Gate{}
		}
	}
	return s, g
}

// isImported is true for a taste whose weights came from a file.
func isImported(c *catalog.Taste) bool {
	var s struct {
		Imported bool `json:"imported"`
	}
	return c.Weights != nil && json.Unmarshal(c.Weights, &s) == nil && s.Imported
}

// Learn takes in what was decided since, tests it and learns.
func (t *Tastes) Learn(ctx context.Context, name string) (State, error) {
	if !t.On() {
		return State{}, ErrOff
	}
	t.learning.Lock()
	defer t.learning.Unlock()
	c, err := t.named(ctx, name)
	if err != nil {
		return State{}, err
	}
	g, err := t.gather(ctx, c)
	if err != nil {
		return State{}, err
	}
	s, gate := t.parse(c)
	if s.Imported {
		g.material.Fixed = s.Weights
	}
	if err := advance(ctx, c, g, &gate); err != nil {
		return State{}, fmt.Errorf("testing what was learnt: %w", err)
	}
	if !s.Imported {
		s = stored{}
		if t.o.Features != nil {
			s.Features = t.o.Features.Version()
		}
		if err := s.learn(ctx, &g.material); err != nil {
			return State{}, fmt.Errorf("learning from your picks: %w", err)
		}
	}
	s.From = g.from
	if err := t.keep(ctx, c, &s, &gate); err != nil {
		return State{}, err
	}
	t.o.Tell()
	return t.stateOf(c, &s, &gate), t.offer(ctx)
}

// advance tests what was not tested yet.
func advance(ctx context.Context, c *catalog.Taste, g *gathered, gate *learning.Gate) error {
	tested := make(map[library.ID]bool, len(c.Tested))
	for _, id := range c.Tested {
		tested[id] = true
	}
	used := make([]bool, len(g.ids))
	for i, id := range g.ids {
		used[i] = tested[id]
	}
	if _, err := learning.Advance(ctx, &g.material, used, gate); err != nil {
		return err
	}
	g.from.Untested = 0
	for i, id := range g.ids {
		s := &g.material.Samples[i]
		switch {
		case used[i] && !tested[id]:
			c.Tested = append(c.Tested, id)
		case !used[i] && (s.Flag != library.Undecided || s.Rating > 0):
			g.from.Untested++
		}
	}
	return nil
}

// learn fits weights. That there is too little to learn from is no error.
func (s *stored) learn(ctx context.Context, m *learning.Material) error {
	l, err := learning.Learn(ctx, m)
	if errors.Is(err, learning.ErrTooFew) || errors.Is(err, learning.ErrAllAlike) {
		return nil
	}
	if err != nil {
		return err
	}
	s.Weights, s.Curve, s.Version = &l.Weights, l.Curve, l.Weights.Version()
	if l.HasPull {
		s.Pulls = l.Pulls[:]
	}
	if !math.IsNaN(l.Decided) && !math.IsNaN(l.Wins) {
		s.Decided, s.Wins = &l.Decided, &l.Wins
	}
	return nil
}

// keep stores what was learnt and its test, in one transaction.
func (t *Tastes) keep(ctx context.Context, c *catalog.Taste, s *stored, gate *learning.Gate) error {
	var err error
	if c.Weights, err = json.Marshal(s); err != nil {
		return fmt.Errorf("writing down what was learnt: %w", err)
	}
	if c.Gate, err = json.Marshal(gate); err != nil {
		return fmt.Errorf("writing down the test: %w", err)
	}
	return t.o.Catalog.PutTaste(ctx, c.Name, c)
}

// State gives how a taste stands, as it was last learnt.
func (t *Tastes) State(ctx context.Context, name string) (State, error) {
	c, err := t.named(ctx, name)
	if err != nil {
		return State{}, err
	}
	s, gate := t.parse(c)
	return t.stateOf(c, &s, &gate), nil
}

func (t *Tastes) stateOf(c *catalog.Taste, s *stored, g *learning.Gate) State {
	st := State{
		Name: c.Name, On: t.On(), Used: c.Used, Imported: s.Imported, Learnt: s.Weights != nil,
		Proved: g.Open && s.Weights != nil, Fell: !g.Open && g.Falls > 0, Version: s.Version, From: s.From, Curve: s.Curve,
		Test: Test{
			Pairs: g.Pairs, Wins: g.BuiltIn.Wins(), Losses: g.BuiltIn.Losses(),
			Evidence: g.BuiltIn.Evidence(), Needed: g.Needed(), HasModel: g.HasModel(),
			ModelWins: g.Model.Wins(), ModelLosses: g.Model.Losses(), ModelEvidence: g.Model.Evidence(),
		},
	}
	for i, p := range s.Pulls {
		st.Pulls = append(st.Pulls, Pull{library.Attribute(i), p})
	}
	if !st.Proved {
		decided, wins := math.NaN(), math.NaN()
		if s.Decided != nil && s.Wins != nil {
			decided, wins = *s.Decided, *s.Wins
		}
		st.Outlook = g.Foretell(decided, wins, s.From.Shoots, s.From.Untested)
	}
	return st
}
