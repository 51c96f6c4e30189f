package explaining

import (
	"context"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
)

// Recall reads what was written at another time about a photo, or about the face in it
// that is chosen; nil reads nothing.
func (x *Explaining) Recall(p *library.Photo) {
	x.forgetFaces()
	if p == nil || !x.showsModel() || p.Hash == "" {
		return
	}
	about, hash := x.topicOf(p), p.Hash
	if t := x.known[about]; t.loaded && (t.e.Text == "" || t.e.Hash == hash) {
		return
	}
	x.keep(about, text{})
	x.Desk.Go(func(ctx context.Context) {
		read := x.Store.Explanations
		if about.isFace() {
			read = x.Store.FaceExplanations
		}
		found, err := read(ctx, []library.ID{about.id})
		if err != nil {
			if ctx.Err() == nil {
				x.Desk.Log("looking for an explanation: " + err.Error())
			}
			return
		}
		checks, err := scorers.ReadPhotoChecks(ctx, x.Store)
		if err != nil && ctx.Err() == nil {
			x.Desk.Log(err.Error())
		}
		x.Desk.Post(func() change.Set {
			x.checks = checks
			return x.recalled(about, found[about.id])
		})
	})
}

// recalled takes in what was stored, the newest first.
func (x *Explaining) recalled(about topic, found []library.Explanation) change.Set {
	for _, e := range found {
		if about.isFace() && !e.IsAbout(about.face) {
			continue
		}
		if x.known[about].e.Text != "" || about.isFace() && !x.faces.On() {
			break // something was written meanwhile, or it was deleted
		}
		t := text{e: e}
		if e.End == library.CutOff {
			t.state = x.cutOffText()
		}
		x.keep(about, t)
		return change.If(about.id == x.Session.Cursor(), change.Cursor)
	}
	return change.None
}
