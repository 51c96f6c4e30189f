package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
)

// versusCmd holds two scorers, or two versions of one, against each other.
type versusCmd struct {
	Folder string `arg:"" name:"dir" help:"Folder of photos that were scored."`
	First  string `arg:"" optional:"" help:"A scorer, by the name that this command lists: builtin, builtin-9 for version 9, model, model-2, taste."`
	Second string `arg:"" optional:"" help:"The other one. Without both, the scorers that have scores of these photos are listed."`
	Most   int    `default:"20" placeholder:"N" help:"Print so many of the photos that moved most; 0 prints all."`
	JSON   bool   `name:"json" help:"Print one JSON object."`
}

// Run lists the scorers, or compares two.
func (c *versusCmd) Run(p *program) (err error) {
	if c.Most < 0 || c.First != "" && c.Second == "" || c.First != "" && c.First == c.Second {
		return usage("name two different scorers, or none to list them; --most is 0 or more")
	}
	t, done, err := p.tastes(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	folder, err := filepath.Abs(c.Folder)
	if err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	cat := t.Catalog()
	photos, err := cat.PhotosOf(p.ctx, folder)
	if err != nil {
		return fmt.Errorf("listing %s: %w", library.Display(c.Folder), err)
	}
	all, err := scorers.Versions(p.ctx, cat, photos, p.scorer.Provenance(), shoot.FaceFinderKeys())
	if err != nil {
		return err
	}
	learnt, speaks, err := t.Version(p.ctx, photos)
	if err != nil {
		return err
	}
	if speaks {
		all = append(all, learnt)
	}
	if c.First == "" {
		return c.list(p.stdout, all)
	}
	first, err := c.named(all, c.First)
	if err != nil {
		return err
	}
	second, err := c.named(all, c.Second)
	if err != nil {
		return err
	}
	r, err := scorers.Compare(p.ctx, photos, first, second)
	if err != nil {
		return err
	}
	paths := make(map[library.ID]string, len(photos))
	for i := range photos {
		paths[photos[i].ID] = photos[i].Path
	}
	if c.JSON {
		return json.NewEncoder(p.stdout).Encode(comparisonObject(first, second, r, paths, c.Most))
	}
	c.print(p.stdout, first, second, r, func(id library.ID) string {
		if rel, err := filepath.Rel(folder, paths[id]); err == nil {
			return library.Display(rel)
		}
		return library.Display(paths[id])
	})
	return nil
}

// named gives the scorer of this name.
func (c *versusCmd) named(all []scorers.Version, name string) (*scorers.Version, error) {
	var names []string
	for i := range all {
		if all[i].Name == name {
			return &all[i], nil
		}
		names = append(names, all[i].Name)
	}
	if len(names) == 0 {
		return nil, usage("no photo below %s has a score: run 'keeplight score' first", library.Display(c.Folder))
	}
	return nil, usage("%s has no scores of these photos: name two of %s", library.Display(name), strings.Join(names, ", "))
}

// scorerTitle is what a scorer is called in English.
func scorerTitle(v *scorers.Version) string {
	return v.Title(map[scorers.ID]string{scorers.BuiltIn: "built-in", scorers.Model: "model", scorers.Taste: "My taste"}[v.ID])
}

// list prints the scorers that have scores.
func (c *versusCmd) list(w io.Writer, all []scorers.Version) error {
	if c.JSON {
		list := make([]versionJSON, 0, len(all))
		for i := range all {
			list = append(list, versionObject(&all[i]))
		}
		return json.NewEncoder(w).Encode(map[string]any{"scorers": list})
	}
	for i := range all {
		fmt.Fprintf(w, "%-12s %s, %s\n", all[i].Name, scorerTitle(&all[i]), plain.Plural(len(all[i].Scores), "photo", "photos"))
	}
	return nil
}

// print writes a comparison for people.
func (c *versusCmd) print(w io.Writer, first, second *scorers.Version, r *scorers.Comparison, name func(library.ID) string) {
	titles := [2]string{scorerTitle(first), scorerTitle(second)}
	fmt.Fprintf(w, "%s against %s: %s scored by both", titles[0], titles[1], plain.Plural(r.Photos, "photo", "photos"))
	if r.Missing != [2]int{} {
		fmt.Fprintf(w, " (%s by %s alone, %s by %s alone)", plain.Count(r.Missing[1]), titles[0], plain.Count(r.Missing[0]), titles[1])
	}
	fmt.Fprintln(w)
	if r.Ordered {
		fmt.Fprintf(w, "their orders correlate by %.2f (1 is the same order)\n", r.Order)
	}
	fmt.Fprintf(w, "held against your decisions: %s kept, %s not\n", plain.Count(r.Kept), plain.Count(r.NotKept))
	for k, right := range r.Right {
		if right.Known {
			fmt.Fprintf(w, "  %s puts %.1f %% of the pairs, one kept and one not, in your order (95 %%: %.1f to %.1f)\n", titles[k], 100*right.Value, 100*right.Low, 100*right.High)
		}
	}
	fmt.Fprintf(w, "  %s\n", verdictText(titles, r))
	if first.Unseen != nil || second.Unseen != nil {
		fmt.Fprintln(w, "  what was learnt from these picks is held against them by what was learnt from other shoots alone")
	}
	if len(r.Moved) > 0 {
		fmt.Fprintf(w, "moved most, of %s places:\n", plain.Count(r.Photos))
	}
	for i := range r.Moved[:printed(len(r.Moved), c.Most)] {
		m := &r.Moved[i]
		fmt.Fprintf(w, "  %+6.0f  from %4.0f (%.1f) to %4.0f (%.1f)  %s\n", m.By(), m.Places[0], m.Scores[0].Mean, m.Places[1], m.Scores[1].Mean, name(m.ID))
	}
}

// printed is how many of so many photos are printed.
func printed(n, most int) int {
	if most == 0 {
		return n
	}
	return min(n, most)
}

// verdictText says which of both agrees better, and how sure that is.
func verdictText(titles [2]string, r *scorers.Comparison) string {
	by := &r.Test.By
	figures := fmt.Sprintf("difference in rank correlation %+.2f, 95 %%: %+.2f to %+.2f", by.Value, by.Low, by.High)
	if r.Test.Tested {
		figures += fmt.Sprintf(", p = %.2g", r.Test.P)
	}
	switch r.Verdict() {
	case scorers.FirstBetter:
		return titles[0] + " agrees with you better: " + figures
	case scorers.SecondBetter:
		return titles[1] + " agrees with you better: " + figures
	case scorers.NoDifference:
		return "neither agrees with you better beyond chance: " + figures
	}
	return "too few decisions to say which agrees with you better: pick and reject at least five each"
}

// versionJSON is a scorer.
type versionJSON struct {
	Name   string             `json:"name"`
	By     library.Provenance `json:"scorer"`
	Photos int                `json:"photos"`
}

func versionObject(v *scorers.Version) versionJSON { return versionJSON{v.Name, v.By, len(v.Scores)} }

// comparisonJSON is a comparison. Of each pair the first number is the first scorer's.
type comparisonJSON struct {
	Scorers     [2]versionJSON `json:"scorers"`
	Photos      int            `json:"photos"`          // scored by both
	Missing     [2]int         `json:"missing"`         // scored by the other one alone
	Order       *float64       `json:"srcc_between"`    // null where one gives all photos one score
	Kept        int            `json:"kept"`            // decided about and held against both
	NotKept     int            `json:"not_kept"`        //
	Right       [2]figureJSON  `json:"pairs_right"`     // 0..1
	SRCC        [2]figureJSON  `json:"srcc"`            // with the decisions
	Difference  figureJSON     `json:"difference"`      // first minus second, paired bootstrap
	P           *float64       `json:"p_williams"`      // null where the test does not exist
	Verdict     string         `json:"verdict"`         // "first", "second", "none" or "too few"
	OtherShoots [2]bool        `json:"by_other_shoots"` // held against decisions by what was learnt from other shoots
	Moved       []movedJSON    `json:"moved"`           // the one that moved by the most places first
}

// figureJSON is a figure with its 95 % interval, all null where there is none.
type figureJSON struct {
	Value *float64 `json:"value"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
}

type movedJSON struct {
	Path    string     `json:"path"`
	PathB64 []byte     `json:"path_b64,omitempty"` // its bytes, where they are not UTF-8
	Scores  [2]float64 `json:"scores"`
	Places  [2]float64 `json:"places"` // 1 is the highest score
}

func comparisonObject(first, second *scorers.Version, r *scorers.Comparison, paths map[library.ID]string, most int) comparisonJSON {
	o := comparisonJSON{
		Scorers: [2]versionJSON{versionObject(first), versionObject(second)}, Photos: r.Photos, Missing: r.Missing,
		Kept: r.Kept, NotKept: r.NotKept, OtherShoots: [2]bool{first.Unseen != nil, second.Unseen != nil},
		Right:      [2]figureJSON{figureObject(r.Right[0]), figureObject(r.Right[1])},
		SRCC:       [2]figureJSON{figureObject(r.Test.First), figureObject(r.Test.Second)},
		Difference: figureObject(r.Test.By),
		Verdict:    map[scorers.Verdict]string{scorers.FirstBetter: "first", scorers.SecondBetter: "second", scorers.NoDifference: "none", scorers.TooFewDecisions: "too few"}[r.Verdict()],
		Moved:      []movedJSON{},
	}
	if r.Ordered {
		o.Order = &r.Order
	}
	if r.Test.Tested {
		o.P = &r.Test.P
	}
	for i := range r.Moved[:printed(len(r.Moved), most)] {
		m := &r.Moved[i]
		row := movedJSON{Path: library.Display(paths[m.ID]), Scores: [2]float64{m.Scores[0].Mean, m.Scores[1].Mean}, Places: m.Places}
		if row.Path != paths[m.ID] {
			row.PathB64 = []byte(paths[m.ID])
		}
		o.Moved = append(o.Moved, row)
	}
	return o
}

func figureObject(f scorers.Figure) (o figureJSON) {
	if f.Known {
		o.Value = &f.Value
	}
	if f.Known && f.Rounds > 0 {
		o.Low, o.High = &f.Low, &f.High
	}
	return o
}
