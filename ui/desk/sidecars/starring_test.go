package sidecars

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

func TestStarsByScoreAreCountedBeforeTheyAreGivenAsOneStep(t *testing.T) {
	r := newRoom(t, 5, nil)
	if ok, why := r.starring.can(); ok || why == "" {
		t.Error("photos without scores can get stars by them")
	}
	for i, p := range r.all() {
		if i < 4 {
			r.d.Score(scorers.BuiltIn, p, float64(5+i)) // 5, 6, 7 and 8
		}
	}
	photos := r.all()
	r.Session.MoveTo(r.Session.Place(photos[3].ID))
	r.mark(t, catalog.Mark{Rating: new(library.Rating(2))})
	r.d.Do(t, r.Commands(), Stars)
	r.d.Finish()
	v := &r.starring.view
	if v.Give != 3 || v.Get != [5]int{0, 1, 1, 1, 0} || len(v.Others) != 2 || v.Wrong != "" {
		t.Errorf("it says %+v", v)
	}
	copy(v.Least[:], []string{"", "", "6,5", "", " 7 "})
	r.starring.count()
	if v.Give != 1 || v.Get != [5]int{0, 0, 0, 0, 1} || !strings.Contains(fmt.Sprint(v.Others), "2 photos score too low") {
		t.Errorf("it says %+v", v)
	}
	v.Least[2] = "9"
	r.starring.count()
	r.starring.give()
	if v.Wrong == "" || !r.d.Overlay.IsOpen() {
		t.Error("three stars for more than five are given")
	}
	v.Least[2] = ""
	r.starring.count()
	r.starring.give()
	r.d.Finish()
	if r.d.Overlay.IsOpen() {
		t.Error("the sheet stays")
	}
	var got []library.Rating
	for _, p := range photos {
		got = append(got, r.Session.Photo(p.ID).Decision.Rating)
	}
	if fmt.Sprint(got) != fmt.Sprint([]library.Rating{0, 0, 5, 2, 0}) {
		t.Errorf("the stars are %v", got)
	}
	if last, err := sidecars.LastThresholds(t.Context(), r.Sync); err != nil || last != ",,,,7" {
		t.Errorf("kept are %q, %v", last, err)
	}
}

func TestASidecarIsRestoredOnlyAsItWasShown(t *testing.T) {
	r := newRoom(t, 1, map[string]string{"IMG_1.xmp": xmp(`xmp:Rating="2"`)})
	before := r.text("IMG_1.xmp")
	r.run(t)
	r.until(t, "the sidecar", func() bool { return r.Session.Current().Decision.Rating == 2 })
	r.d.Do(t, r.Commands(), Restore)
	r.d.Finish()
	if r.d.Overlay.IsOpen() {
		t.Error("a sidecar that nobody wrote into can be restored")
	}
	r.mark(t, catalog.Mark{Rating: new(library.Rating(4))})
	if err := r.Sync.WriteNow(t.Context(), r.all(), false, func(sidecars.Change) error { return nil }); err != nil {
		t.Fatal(err)
	}
	written := r.text("IMG_1.xmp")
	r.d.Do(t, r.Commands(), Restore)
	r.until(t, "the question", r.d.Overlay.IsOpen)
	found, err := sidecars.Restorable(t.Context(), r.Sync, r.Session.Current())
	if err != nil || len(found) != 1 || !strings.Contains(restoreText(&found[0]), "★★★★ → ★★") {
		t.Fatalf("%+v, %v", found, err)
	}
	r.d.Overlay.Close()

	r.put(t, "IMG_1.xmp", written+"\n")
	r.restoring.restore(r.Session.Cursor(), found)
	r.d.Finish()
	if got := r.text("IMG_1.xmp"); got != written+"\n" {
		t.Errorf("what another program wrote since is gone: %s", got)
	}
	if found, err = sidecars.Restorable(t.Context(), r.Sync, r.Session.Current()); err != nil || len(found) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	r.restoring.restore(r.Session.Cursor(), found)
	r.until(t, "the stars of before", func() bool { return r.Session.Current().Decision.Rating == 2 })
	if r.text("IMG_1.xmp") != before {
		t.Error("the sidecar is not as it was")
	}
	if err := os.Remove(filepath.Join(r.dir, "IMG_1.xmp")); err != nil {
		t.Fatal(err)
	}
	if found, err = sidecars.Restorable(t.Context(), r.Sync, r.Session.Current()); err != nil || len(found) != 1 || !found[0].Gone {
		t.Errorf("one that is gone: %+v, %v", found, err)
	}
}
