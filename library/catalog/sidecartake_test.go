package catalog

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// taken is a take of four stars for a photo that has a decision.
func taken(p library.Photo) SidecarTake {
	return SidecarTake{
		Folder: p.Folder(), Origin: library.SidecarOf("darktable"),
		Marks:    []TakenMark{{Mark: Mark{ID: p.ID, Rating: stars(4)}, Was: p.Decision, Path: p.Path + ".xmp", By: "darktable"}},
		Words:    map[library.ID]library.Metadata{p.ID: {Title: "Gull"}},
		Sidecars: []Sidecar{{ID: p.ID, Path: p.Path + ".xmp", Size: 1, Digest: "blake3:1", Said: SidecarSaid{Decision: library.Decision{Rating: 4}, Rating: true}}},
	}
}

func TestWhatASidecarSaysIsOneStepThatIsNotWrittenBack(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	if err := c.SetSidecarPolicy(ctx, abs(), SidecarsAtOnce); err != nil {
		t.Fatal(err)
	}
	p := put(t, c, abs("a", "1.cr2"))[0]
	photos, step, err := c.TakeSidecars(ctx, taken(p))
	if err != nil || !step || len(photos) != 1 || photos[0].Decision.Rating != 4 || photos[0].Metadata.Title != "Gull" {
		t.Fatalf("%+v, %v, %v", photos, step, err)
	}
	if next, err := c.NextUndo(ctx); err != nil || message.English(next.Message) != "Read from the sidecar of 1.cr2" || next.Origin != library.SidecarOf("darktable") {
		t.Errorf("%+v, %v", next, err)
	}
	if _, _, err := c.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.Redo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := pendingIDs(t, c); got != nil {
		t.Errorf("%v are queued to be written back", got)
	}
	if got := photoOf(t, c, p.ID); got.Decision.Rating != 4 || got.Metadata.Title != "Gull" {
		t.Errorf("%+v", got)
	}
	if photos, step, err = c.TakeSidecars(ctx, SidecarTake{Words: map[library.ID]library.Metadata{p.ID: {Title: "Tern"}}}); err != nil || step || len(photos) != 1 {
		t.Errorf("words alone: %v, %v, %v", photos, step, err)
	}
}

func TestAFieldDecidedMeanwhileBecomesAConflictUntilBothAgree(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := put(t, c, abs("1.cr2"))[0]
	take := taken(p)
	take.Marks[0].Flag = flag(1)
	if _, err := c.Decide(ctx, []Mark{{ID: p.ID, Rating: stars(2)}}); err != nil {
		t.Fatal(err)
	}
	photos, _, err := c.TakeSidecars(ctx, take)
	if err != nil || photos[0].Decision != (library.Decision{Rating: 2, Flag: 1}) {
		t.Fatalf("%+v, %v", photos, err)
	}
	want := []SidecarConflict{{ID: p.ID, Field: RatingField, Theirs: library.Decision{Rating: 4}, Path: p.Path + ".xmp", Program: "darktable"}}
	got, err := c.SidecarConflicts(ctx, nil)
	if d := cmp.Diff(want, got); err != nil || d != "" {
		t.Fatalf("%v\n%s", err, d)
	}
	for _, rating := range []library.Rating{1, 4, 3} {
		if _, err := c.Decide(ctx, []Mark{{ID: p.ID, Rating: stars(rating)}}); err != nil {
			t.Fatal(err)
		}
		got, err := c.SidecarConflicts(ctx, []library.ID{p.ID})
		if asks := rating == 1; err != nil || asks != (len(got) == 1) {
			t.Errorf("%d stars: %v, %v", rating, got, err)
		}
	}
	origins, err := c.DecisionOrigins(ctx, p.ID)
	if err != nil || origins[RatingField] != (FieldOrigin{library.Person, true}) || origins[FlagField] != (FieldOrigin{library.SidecarOf("darktable"), true}) || origins[LabelField].Known {
		t.Errorf("%+v, %v", origins, err)
	}
}

func TestARowThatOnlyASidecarDecidedGivesWayToThePhotoThatMoved(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := put(t, c, abs("a", "1.cr2"), abs("b", "1.cr2"))
	was, now := p[0], p[1]
	if _, err := c.Decide(ctx, []Mark{{ID: was.ID, Flag: flag(1), Rating: stars(5)}}); err != nil {
		t.Fatal(err)
	}
	if err := c.SetMissing(ctx, []library.ID{was.ID}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.TakeSidecars(ctx, taken(now)); err != nil {
		t.Fatal(err)
	}
	got, err := c.Rebind(ctx, was.ID, File{Path: now.Path, Size: 1, ModTime: testTime})
	if err != nil || got.ID != was.ID || got.Decision != (library.Decision{Flag: 1, Rating: 5}) {
		t.Fatalf("%+v, %v", got, err)
	}
	if err := c.Check(ctx); err != nil {
		t.Error(err)
	}
	for range 2 {
		if _, _, err := c.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if got := photoOf(t, c, was.ID); got.Decision != (library.Decision{}) {
		t.Errorf("undone it is %+v", got.Decision)
	}
	all, err := c.Photos(ctx, nil)
	if err != nil || len(all) != 1 || slices.Contains(pendingIDs(t, c), now.ID) {
		t.Errorf("%d photos, %v", len(all), err)
	}
}
