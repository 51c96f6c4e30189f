package catalog

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

func pending(t *testing.T, c *Catalog) []Pending {
	t.Helper()
	all, err := c.PendingSidecars(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// putRead notes sidecars as they were read.
func putRead(t *testing.T, c *Catalog, sidecars []Sidecar) error {
	t.Helper()
	_, _, err := c.TakeSidecars(t.Context(), SidecarTake{Folder: abs(), Sidecars: sidecars})
	return err
}

func pendingIDs(t *testing.T, c *Catalog) []library.ID {
	t.Helper()
	var ids []library.ID
	for _, p := range pending(t, c) {
		ids = append(ids, p.ID)
	}
	return ids
}

func TestNothingIsQueuedUntilSidecarsAreWritten(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"), abs("2.jpg"), abs("3.jpg"))
	for _, m := range []Mark{{ID: p[0].ID, Flag: flag(1)}, {ID: p[1].ID, Flag: flag(1)}, {ID: p[1].ID, Flag: flag(0)}} {
		if _, err := c.Decide(ctx, []Mark{m}); err != nil {
			t.Fatal(err)
		}
	}
	if got := pendingIDs(t, c); got != nil {
		t.Fatalf("queued %v", got)
	}
	if err := c.SetSidecarPolicy(ctx, abs(), SidecarsAtOnce); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]library.ID{p[0].ID}, pendingIDs(t, c)); d != "" {
		t.Error("what was decided before is not queued:\n" + d)
	}
	c = reopenTwice(t, c.Dir(), c)
	if _, err := c.Decide(ctx, []Mark{{ID: p[2].ID, Flag: flag(1)}}); err != nil {
		t.Fatal(err)
	}
	if got := pendingIDs(t, c); len(got) != 2 {
		t.Errorf("after the next start %v are queued", got)
	}
	if err := c.SetSidecarPolicy(ctx, abs(), NoSidecars); err != nil {
		t.Fatal(err)
	}
	if got := pendingIDs(t, c); got != nil {
		t.Fatalf("left %v", got)
	}
}

func TestEveryChangeQueuesItsPhotoOnceAndAtTheEnd(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"), abs("2.jpg"))
	a, b := p[0].ID, p[1].ID
	if err := c.SetSidecarPolicy(ctx, abs(), SidecarsAtOnce); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		name string
		do   func() error
		want []library.ID
	}{
		{"decide", func() error { _, err := c.Decide(ctx, []Mark{{ID: a, Flag: flag(1)}}); return err }, []library.ID{a}},
		{"another", func() error { _, err := c.Decide(ctx, []Mark{{ID: b, Flag: flag(1)}}); return err }, []library.ID{a, b}},
		{"again", func() error { _, err := c.Decide(ctx, []Mark{{ID: a, Flag: flag(-1)}}); return err }, []library.ID{b, a}},
		{"written", func() error { return c.Written(ctx, pending(t, c), nil) }, nil},
		{"undo", func() error { _, _, err := c.Undo(ctx); return err }, []library.ID{a}},
		{"redo", func() error { _, _, err := c.Redo(ctx); return err }, []library.ID{a}},
		{"missing", func() error { return c.SetMissing(ctx, []library.ID{a}) }, nil},
	} {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if d := cmp.Diff(step.want, pendingIDs(t, c)); d != "" {
			t.Errorf("%s:\n%s", step.name, d)
		}
	}
}

func TestAPhotoThatChangesWhileItsSidecarIsWrittenStaysQueued(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"))[0]
	if err := c.SetSidecarPolicy(ctx, abs(), SidecarsAtOnce); err != nil {
		t.Fatal(err)
	}
	for round := range 2 {
		if _, err := c.Decide(ctx, []Mark{{ID: p.ID, Rating: stars(library.Rating(round + 1))}}); err != nil {
			t.Fatal(err)
		}
	}
	old := pending(t, c)
	if _, err := c.Decide(ctx, []Mark{{ID: p.ID, Rating: stars(5)}}); err != nil {
		t.Fatal(err)
	}
	if err := c.Written(ctx, old, nil); err != nil {
		t.Fatal(err)
	}
	if got := pendingIDs(t, c); len(got) != 1 {
		t.Errorf("queued %v", got)
	}
}

func TestWhatIsKnownOfSidecarsComesBack(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"), abs("2.jpg"))
	content := &SidecarContent{Decision: library.Decision{Flag: 1, Rating: 4}, Rotation: 1, Metadata: library.Metadata{Title: "Gull", Keywords: []string{"a"}}}
	first := Sidecar{ID: p[0].ID, Path: abs("1.xmp"), Size: 12, ModTime: testTime.Local(), Digest: "xxh3:1", Written: content}
	second := Sidecar{ID: p[0].ID, Path: abs("latin1-\xe9.xmp"), Size: 13, ModTime: testTime.Add(time.Hour).Local(), Digest: "xxh3:2"}
	if err := putRead(t, c, []Sidecar{second, {ID: first.ID, Path: first.Path}}); err != nil {
		t.Fatal(err)
	}
	if err := c.Written(ctx, nil, []Sidecar{first}); err != nil {
		t.Fatal(err)
	}
	for _, ids := range [][]library.ID{nil, {p[0].ID, p[1].ID}} {
		got, err := c.Sidecars(ctx, ids)
		if d := cmp.Diff(map[library.ID][]Sidecar{p[0].ID: {first, second}}, got); err != nil || d != "" {
			t.Errorf("%v\n%s", err, d)
		}
	}
	if err := putRead(t, c, []Sidecar{{ID: 99, Path: abs("x.xmp")}}); !errors.Is(err, ErrUnknownPhoto) {
		t.Errorf("a photo that is not there: %v", err)
	}
	if err := putRead(t, c, []Sidecar{{ID: p[0].ID, Path: "x.xmp"}}); !errors.Is(err, errBadPath) {
		t.Errorf("a relative path: %v", err)
	}
}

func TestTheInnermostTreeSaysWhatIsQueued(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := put(t, c, abs("a", "1.jpg"), abs("a", "b", "2.jpg"), abs("a", "b", "c", "3.jpg"), abs("ab", "4.jpg"))
	for _, tree := range []SidecarTree{
		{abs("a"), SidecarsAtOnce}, {abs("a", "b"), NoSidecars}, {abs("a", "b", "c"), SidecarsAtOnce},
	} {
		if err := c.SetSidecarPolicy(ctx, tree.Folder, tree.Policy); err != nil {
			t.Fatal(err)
		}
	}
	for _, one := range p {
		if _, err := c.Decide(ctx, []Mark{{ID: one.ID, Flag: flag(1)}}); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff([]library.ID{p[0].ID, p[2].ID}, pendingIDs(t, c)); d != "" {
		t.Error(d)
	}
	if err := c.QueueSidecars(ctx, []library.ID{p[3].ID, p[0].ID}); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]library.ID{p[2].ID, p[3].ID, p[0].ID}, pendingIDs(t, c)); d != "" {
		t.Error("asked for:\n" + d)
	}
	if err := c.SetSidecarPolicy(ctx, abs("a"), NoSidecars); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]library.ID{p[2].ID, p[3].ID}, pendingIDs(t, c)); d != "" {
		t.Error("after never:\n" + d)
	}
	if n, err := c.CountPendingSidecars(ctx); n != 2 || err != nil {
		t.Error(n, err)
	}
	trees, err := c.SidecarTrees(ctx)
	if want := []SidecarTree{{abs("a"), NoSidecars}, {abs("a", "b"), NoSidecars}, {abs("a", "b", "c"), SidecarsAtOnce}}; err != nil || cmp.Diff(want, trees) != "" {
		t.Error(trees, err)
	}
	if err := c.SetSidecarPolicy(ctx, abs("a"), AskSidecars); err != nil {
		t.Fatal(err)
	}
	if trees, err = c.SidecarTrees(ctx); len(trees) != 2 || err != nil {
		t.Error(trees, err)
	}
	if err := c.SetSidecarPolicy(ctx, abs("a"), "sometimes"); !errors.Is(err, ErrInvalidValue) {
		t.Error(err)
	}
}
