package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
)

// historyPage is how many steps are read at once.
const historyPage = 500

// historyCmd lists what was done, or goes back and forth in it.
type historyCmd struct {
	Limit int    `default:"50" placeholder:"N" help:"List at most N steps, the newest first; 0 lists all."`
	To    *int64 `placeholder:"STEP" help:"Undo down to the step of this number, or redo up to it; 0 undoes all."`
	JSON  bool   `name:"json" help:"One JSON object per line."`
}

// Run lists the steps, or goes to one.
func (c *historyCmd) Run(p *program) (err error) {
	if c.Limit < 0 {
		return usage("--limit %d: name how many steps to list, or 0 for all", c.Limit)
	}
	if c.To != nil {
		return c.goTo(p)
	}
	cat, err := p.openToRead()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	stand, err := cat.History(p.ctx)
	if err != nil {
		return err
	}
	left := stand.Len()
	if c.Limit > 0 {
		left = min(left, c.Limit)
	}
	out := json.NewEncoder(p.stdout)
	for from := stand.Last; left > 0; {
		steps, err := cat.Steps(p.ctx, from, min(left, historyPage))
		if err != nil {
			return err
		}
		if len(steps) == 0 {
			break // another program undid and decided meanwhile
		}
		for i := range steps {
			if err := c.print(p, out, &steps[i], steps[i].Number == stand.Now); err != nil {
				return err
			}
		}
		left -= len(steps)
		from = steps[len(steps)-1].Number - 1
	}
	return nil
}

// goTo undoes or redoes until a step is the last that is done.
func (c *historyCmd) goTo(p *program) error {
	return p.decide(func(cat *catalog.Catalog) (decide.Result, error) {
		stand, err := cat.History(p.ctx)
		if err == nil && (*c.To < 0 || *c.To > stand.Last) {
			err = usage("--to %d: there is no such step; 'keeplight history' lists them", *c.To)
		}
		if err != nil {
			return decide.Result{}, err
		}
		return decide.Once(cat, func(w *decide.Writer) { w.GoTo(*c.To) }), nil
	})
}

// stepRecord is a line of the history in JSON.
type stepRecord struct {
	Step   int64  `json:"step"`
	At     string `json:"at"` // RFC 3339
	Kind   string `json:"kind"`
	Does   string `json:"does"`
	By     string `json:"by"` // "person", "sidecar", "sidecar of darktable"
	Photos int    `json:"photos"`
	State  string `json:"state"` // "done", "undone", "stuck"
	Now    bool   `json:"now"`   // nothing was done after it
}

func (c *historyCmd) print(p *program, out *json.Encoder, s *catalog.HistoryStep, now bool) error {
	r := stepRecord{
		Step: s.Number, At: s.At.Format(time.RFC3339), Kind: string(s.Step.Kind), Does: message.English(s.Step.Message),
		By: originWords(s.Step.Origin), Photos: s.Photos, State: "done", Now: now,
	}
	switch {
	case s.Stuck:
		r.State = "stuck"
	case s.Undone:
		r.State = "undone"
	}
	if c.JSON {
		if err := out.Encode(r); err != nil {
			return fmt.Errorf("writing the history: %w", err)
		}
		return nil
	}
	sign := map[bool]string{true: "*", false: " "}[now]
	if r.State != "done" {
		r.By += ", " + r.State
	}
	_, err := fmt.Fprintf(p.stdout, "%s%6d  %s  %s (%s)\n", sign, r.Step, s.At.Format("2006-01-02 15:04:05"),
		library.Display(r.Does), library.Display(r.By))
	if err != nil {
		return fmt.Errorf("writing the history: %w", err)
	}
	return nil
}

// originWords says who made a step.
func originWords(o library.Origin) string {
	program, ok := o.Sidecar()
	switch {
	case o == library.Person:
		return "person"
	case !ok:
		return string(o)
	case program == "":
		return "sidecar"
	}
	return "sidecar of " + program
}
