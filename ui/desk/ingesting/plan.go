package ingesting

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/ingest"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
)

const (
	maxPreview  = 3 // names that are shown before
	maxProblems = 3 // of reading the card
)

// replanSoon looks again once nobody types any more.
func (x *Ingesting) replanSoon() {
	_, generation := x.begin()
	x.eager = false
	x.view.Again = ""
	x.view.Blocked, x.view.First, x.view.Reading = "", "", lang.L("Looking at the card…")
	x.form.Set(x.view)
	x.Desk.PostAfter(typingTime, func() change.Set {
		if generation == x.generation {
			x.replan()
		}
		return change.None
	})
}

// clear takes away what was found out for an earlier choice.
func (x *Ingesting) clear() {
	x.view.Facts, x.view.Preview, x.view.Warnings = nil, nil, nil
	x.view.Start = lang.L("Import")
}

// replan finds out, beside fyne's goroutine, what an import would do now.
func (x *Ingesting) replan() {
	ctx, generation := x.begin()
	x.view.Reading, x.view.Blocked, x.view.First, x.view.Again = "", "", "", ""
	o := x.options()
	switch {
	case o.Card == "":
		x.view.First = lang.L("Connect a card, or choose the folder that has its photos.")
	case o.To == "":
		x.view.First = lang.L("Choose the folder that the photos go to.")
	case !filepath.IsAbs(o.Card), !filepath.IsAbs(o.To), o.Second != "" && !filepath.IsAbs(o.Second):
		x.view.Blocked = lang.L("Give the full path of the folder, beginning with / or ~/.")
	default:
		// What was found before stays in view meanwhile, so that nothing jumps.
		x.view.Reading = lang.L("Looking at the card…")
		x.planInBackground(ctx, generation, o)
	}
	if x.view.Reading == "" {
		x.clear()
	}
	x.form.Set(x.view)
}

func (x *Ingesting) planInBackground(ctx context.Context, generation int, o ingest.Options) {
	card, after := x.card, x.after
	if card == nil || card.Path() != o.Card {
		card = nil
	}
	x.Desk.Go(func(context.Context) {
		var plan ingest.Plan
		var err error
		if card == nil {
			card, err = ingest.Read(ctx, o.Card, x.found(generation))
		}
		if err == nil {
			job := jobs.Ingest{Options: o, Catalog: x.Catalog, Card: card, After: after}
			plan, err = job.Plan(ctx)
		}
		x.Desk.Post(func() change.Set {
			if generation == x.generation {
				x.card = card
				x.planned(plan, err)
			}
			return change.None
		})
	})
}

// found shows how many photos the card has so far.
func (x *Ingesting) found(generation int) func(int) {
	return func(n int) {
		x.Desk.Post(func() change.Set {
			if generation == x.generation {
				x.view.Reading = lang.L("Looking at the card: {{.Photos}}", language.Args{"Photos": language.Plural("{{.N}} photos", n)})
				x.form.Set(x.view)
			}
			return change.None
		})
	}
}

// planned shows what an import would do.
func (x *Ingesting) planned(plan ingest.Plan, err error) {
	x.plan, x.view.Reading = plan, ""
	x.clear()
	if err != nil {
		x.view.Blocked = library.Display(language.Message(library.MessageOf(err)))
		x.block()
		return
	}
	x.facts(&plan)
	for _, r := range plan.Short() {
		x.view.Blocked = lang.L("There is not enough space in {{.Folder}}: {{.Needed}} are needed and {{.Free}} are free.", language.Args{
			"Folder": library.Display(r.To[0]), "Needed": language.Bytes(r.Needed), "Free": language.Bytes(r.Free),
		})
	}
	x.warn(&plan)
	for i := range plan.Groups {
		if g := &plan.Groups[i]; !g.Known && len(x.view.Preview) < maxPreview {
			x.view.Preview = append(x.view.Preview, previewLine(g))
		}
	}
	x.block()
	if x.eager {
		x.start()
	}
}

// block shows the plan, and where it cannot start offers to look once more: the card may
// be back by then, or some room be made.
func (x *Ingesting) block() {
	if x.view.Blocked != "" {
		x.eager, x.view.Again = false, lang.L("Try again")
	}
	x.form.Set(x.view)
}

// facts says what is on the card, what of it is new, and how much room there is.
func (x *Ingesting) facts(plan *ingest.Plan) {
	all, known, there, fresh := plan.Count()
	x.view.Facts = []string{countText(&all)}
	if n := known.Photos + known.Videos; n > 0 {
		x.view.Facts = append(x.view.Facts, language.Plural("{{.N}} copied before: compared and skipped", n))
	}
	if n := there.Photos + there.Videos; n > 0 {
		x.view.Facts = append(x.view.Facts, language.Plural("{{.N}} already in the folder", n))
	}
	for _, r := range plan.Rooms {
		if r.Known {
			x.view.Facts = append(x.view.Facts, lang.L("{{.Needed}} to copy to {{.Folder}}, {{.Free}} free", language.Args{
				"Needed": language.Bytes(r.Needed), "Folder": library.Display(r.To[0]), "Free": language.Bytes(r.Free),
			}))
		}
	}
	x.view.Start = language.Plural("Import {{.N}} photos", fresh.Photos)
	switch {
	case fresh.Photos == 0 && fresh.Videos > 0:
		x.view.Start = language.Plural("Import {{.N}} videos", fresh.Videos)
	case all.Files == 0 && len(plan.Failed) > 0:
		x.view.Blocked = lang.L("Nothing can be copied:") + " " + failureText(plan.Failed[0])
	case all.Files == 0:
		x.view.First = lang.L("There are no photos or videos on the card.")
	case fresh.Files == 0:
		x.view.Start = lang.L("Compare and open")
	}
}

// countText is such as "480 photos, 3 videos, 12.4 GB".
func countText(c *ingest.Count) string {
	text := language.Plural("{{.N}} photos", c.Photos)
	if c.Videos > 0 {
		text += ", " + language.Plural("{{.N}} videos", c.Videos)
	}
	return text + ", " + language.Bytes(c.Bytes)
}

// warn says what to look out for.
func (x *Ingesting) warn(plan *ingest.Plan) {
	if plan.Undated > 0 {
		x.view.Warnings = append(x.view.Warnings, language.Plural("In {{.N}} photos no camera wrote when they were taken; the time of their files is used.", plan.Undated))
	}
	if n := plan.Left.Files(); n > 0 {
		x.view.Warnings = append(x.view.Warnings, language.Plural("{{.N}} files are no photos or videos, and stay on the card.", n))
	}
	for i, p := range plan.Problems {
		if i < maxProblems {
			x.view.Warnings = append(x.view.Warnings, p.String())
		}
	}
	for _, f := range plan.Failed {
		x.view.Warnings = append(x.view.Warnings, failureText(f))
	}
}

func failureText(f ingest.Failure) string {
	return library.Display(f.Path) + ": " + language.Message(f.Why)
}

// previewLine says where one photo goes.
func previewLine(g *ingest.Group) string {
	line := library.Display(g.Photo.Name()) + " → " + library.Display(g.To(&g.Files[0]))
	if n := len(g.Files) - 1; n > 0 {
		line += " " + lang.L("and {{.Companions}}", language.Args{"Companions": language.Plural("{{.N}} companions", n)})
	}
	return line
}
