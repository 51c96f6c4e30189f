package sorting

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/sheets"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestWeightsSortThePhotosAtOnceAndSayWhatIsKnown(t *testing.T) {
	r := newRoom(t)
	r.d.Do(t, r.Commands(), Weights)
	if !r.panel.Visible() || r.Session.Order().By != query.ByWeights || r.grown != 1 {
		t.Fatalf("the panel shows: %v, order %+v", r.panel.Visible(), r.Session.Order())
	}
	r.Apply(r.weigh(query.Weights{library.Clarity: 1}))
	if r.Session.At(0) != 1 {
		t.Errorf("by clarity photo %d is first", r.Session.At(0))
	}
	r.Apply(r.weigh(query.Weights{library.Clarity: 1, library.Exposure: 5}))
	if r.Session.At(0) != 2 {
		t.Errorf("with exposure photo %d is first", r.Session.At(0))
	}
	v := r.view()
	if v.Words != "all 2 known for 1 photo · not all known for 1, ranked by the others" || !v.Judged[library.Exposure] || v.Judged[library.Composition] {
		t.Errorf("it says %q, judged are %v", v.Words, v.Judged)
	}
	r.panel.Resize(fyne.NewSize(1400, 100))
	if all := strings.Join(styletest.Texts(r.panel), " "); !strings.Contains(all, "does not count") {
		t.Errorf("the panel says %q", all)
	}
	r.By(0)
	if r.panel.Visible() || r.Session.Order().Weights[library.Exposure] != 5 {
		t.Errorf("by another order the panel shows: %v, %+v is kept", r.panel.Visible(), r.Session.Order())
	}
}

func TestThePanelOfWeightsIsThereAgainAfterARestart(t *testing.T) {
	r := newRoom(t)
	again := func() *Sorting {
		next := New(r.Needs)
		next.Restore()
		return next
	}
	if again().panel.Visible() {
		t.Error("it is there before anybody asked for it")
	}
	r.d.Do(t, r.Commands(), Weights)
	if r.grown = 0; !again().panel.Visible() || r.grown != 0 {
		t.Errorf("it is gone, or the window was asked to grow %d times before it was there", r.grown)
	}
	r.d.Window.SetContent(r.panel)
	styletest.TapText(t, r.d.Window, "Close")
	if again().panel.Visible() || r.Session.Order().By != query.ByWeights {
		t.Error("it is there though it was closed")
	}
	r.d.Do(t, r.Commands(), Weights)
	r.Session.SetOrder(query.Order{By: query.ByTime}) // as from another computer
	if again().panel.Visible() {
		t.Error("it is there though photos are sorted by time")
	}
}

func TestWeightsAreSavedByNameUsedAndDeleted(t *testing.T) {
	r := newRoom(t)
	portraits := query.Weights{library.Clarity: 2, library.Exposure: 1}
	r.Apply(r.weigh(portraits))
	for range 2 { // the second takes the place of the first
		r.askName()
		for _, o := range styletest.Visible(r.d.Overlay.Object()) {
			if ask, ok := o.(*sheets.Naming); ok {
				ask.Submit("portraits")
			}
		}
	}
	if saved := r.d.Settings.Shoot.Weights; len(saved) != 1 || saved[0].Name != "portraits" || saved[0].Weights != portraits {
		t.Fatalf("saved are %+v", saved)
	}
	r.Apply(r.weigh(query.Equal()))
	if v := r.view(); v.Chosen != -1 || len(v.Saved) != 1 {
		t.Errorf("the panel shows %+v", v)
	}
	r.Apply(r.weigh((*r.Saved)[0].Weights))
	if v := r.view(); v.Chosen != 0 {
		t.Errorf("in use is %d of %v", v.Chosen, v.Saved)
	}
	if changed := r.forget(0); len(*r.Saved) != 0 || changed == change.None {
		t.Errorf("left are %+v", *r.Saved)
	}
}

func TestTheOrderOfWeightsIsKeptWhenItIsTurnedAround(t *testing.T) {
	r := newRoom(t)
	r.Apply(r.weigh(query.Weights{library.Clarity: 1}))
	r.Reverse()
	r.Apply(r.weigh(query.Weights{library.Clarity: 2}))
	if o := r.Session.Order(); o.Descending {
		t.Errorf("a slider turned the order around: %+v", o)
	}
}
