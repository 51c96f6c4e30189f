package sidecars

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/sidecar/store"
	"keeplight.app/keeplight/library/volumes"
)

func TestAskedForDecisionsAreWrittenAndNothingElseChanges(t *testing.T) {
	mine := xmp(`xmp:Rating="2" other:keep="a&amp;b"`, "\n <!-- mine -->\n")
	d := newDesk(t, map[string]string{"1.CR2": "", "2.CR2": "", "2.xmp": mine, "3.CR2": "", "4.CR2": "", "4.xmp": "<broken"})
	d.look()
	d.decide("1.CR2", library.Decision{Flag: library.Reject, Rating: 4, Label: library.Green})
	d.decide("2.CR2", library.Decision{Flag: library.Pick, Rating: 5})
	d.decide("4.CR2", library.Decision{Rating: 1})
	var planned []string
	photos, err := d.cat.Photos(t.Context(), nil)
	d.must(err)
	d.must(d.sync.Preview(t.Context(), photos, func(c Change) error { planned = append(planned, filepath.Base(c.Path)); return nil }))
	if want := []string{"1.xmp", "2.xmp", "4.xmp"}; !slices.Equal(planned, want) || d.read("2.xmp") != mine || len(d.names()) != 6 {
		t.Fatalf("planned %q in %q", planned, d.names())
	}
	changes := d.save(false)
	if len(changes) != 3 || !changes[0].New || changes[1].New || changes[2].Problem == nil {
		t.Errorf("%+v", changes)
	}
	if got := d.said("1.xmp"); got != (library.Decision{Flag: library.Reject, Rating: 4, Label: library.Green}) {
		t.Errorf("1: %+v", got)
	}
	if got := d.read("2.xmp"); d.said("2.xmp") != (library.Decision{Flag: library.Pick, Rating: 5}) || !strings.Contains(got, "\n <!-- mine -->\n") || !strings.Contains(got, `other:keep="a&amp;b"`) {
		t.Errorf("2: %s", got)
	}
	if d.read("4.xmp") != "<broken" {
		t.Error("a broken sidecar was written over")
	}
	before := d.read("1.xmp") + d.read("2.xmp")
	d.clock = d.clock.Add(time.Hour)
	if again := d.save(false); len(again) != 1 || d.read("1.xmp")+d.read("2.xmp") != before {
		t.Errorf("written again: %+v", again)
	}
	d.events = nil
	d.look()
	for _, e := range d.events {
		if e.Import != nil && len(e.Import.Photos) > 0 {
			t.Errorf("its own writing was read as another's: %+v", e.Import)
		}
	}
}

func TestASidecarOfAPhotoWithoutADecisionOfThePersonIsNotTouched(t *testing.T) {
	for name, looked := range map[string]bool{"read before": true, "never read": false} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, map[string]string{"1.CR2": "", "1.xmp": three(4) + ` xmp:Label="Red"`, "2.CR2": "", "2.xmp": three(2)})
			if looked {
				d.look()
			}
			theirs := d.read("1.xmp")
			d.decide("2.CR2", library.Decision{Rating: 3})
			for _, insist := range []bool{false, true} {
				if changes := d.save(insist); d.read("1.xmp") != theirs || len(changes) != 1 && !insist {
					t.Errorf("insist %v: %+v: %s", insist, changes, d.read("1.xmp"))
				}
			}
			if got := d.said("2.xmp").Rating; got != 3 {
				t.Errorf("of the other %d stars are written", got)
			}
			d.decide("1.CR2", library.Decision{Rating: 5, Label: library.Red})
			d.save(false)
			if got := d.said("1.xmp"); looked && got.Rating != 5 || got.Label != library.Red {
				t.Errorf("once it is decided about: %+v", got)
			}
		})
	}
}

func TestWhatThePersonTakesAwayIsTakenOutAndNothingElse(t *testing.T) {
	d := newDesk(t, map[string]string{"own.CR2": "", "theirs.CR2": "", "theirs.xmp": three(4), "both.CR2": ""})
	d.look()
	d.undo() // the stars of theirs.xmp
	some := library.Decision{Flag: library.Pick, Rating: 3, Label: library.Red}
	d.decide("own.CR2", some)
	d.decide("both.CR2", some)
	d.save(false)
	d.write("both.xmp", strings.Replace(d.read("both.xmp"), "photoshop:SidecarForExtension", `xmp:Nickname="x" photoshop:SidecarForExtension`, 1))
	for _, name := range []string{"own.CR2", "both.CR2"} {
		d.decide(name, library.Decision{})
	}
	changes := d.save(false)
	if slices.Contains(d.names(), "own.xmp") || d.said("both.xmp") != (library.Decision{}) || !strings.Contains(d.read("both.xmp"), "Nickname") {
		t.Errorf("left %q, %+v", d.names(), changes)
	}
	if d.said("theirs.xmp").Rating != 4 {
		t.Error("undoing an import took the stars out of the sidecar")
	}
	d.decide("theirs.CR2", library.Decision{Rating: 1})
	d.decide("theirs.CR2", library.Decision{})
	d.save(false)
	if got := d.said("theirs.xmp").Rating; got != 0 {
		t.Errorf("the person took the stars away, and the sidecar says %d", got)
	}
	d.look()
	d.decide("own.CR2", some)
	d.save(false)
	if d.said("own.xmp") != some {
		t.Error("it is not written again")
	}
}

func TestTheFirstWritingKeepsAForeignSidecarToRestore(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": "", "1.xmp": three(2), "2.CR2": ""})
	mine := d.read("1.xmp")
	d.look()
	for i := range 3 {
		d.decide("1.CR2", library.Decision{Rating: library.Rating(i + 3)})
		d.decide("2.CR2", library.Decision{Rating: library.Rating(i + 3)})
		d.save(false)
	}
	if _, _, err := d.sync.Restore(t.Context(), d.path("2.xmp")); !errors.Is(err, store.ErrNoBackup) {
		t.Errorf("a sidecar of its own: %v", err)
	}
	kept, changed, err := d.sync.Restore(t.Context(), d.path("1.xmp"))
	if err != nil || !changed || d.read("1.xmp") != mine || kept.Digest != store.Digest([]byte(mine)) {
		t.Fatalf("%+v, %v, %v: %s", kept, changed, err, d.read("1.xmp"))
	}
	if _, changed, err := d.sync.Restore(t.Context(), d.path("1.xmp")); changed || err != nil {
		t.Error("restored twice", changed, err)
	}
	d.look()
	if got := d.decision("1.CR2").Rating; got != 2 {
		t.Errorf("the restored sidecar is not read: %d stars", got)
	}
	d.must(os.Remove(d.path("1.xmp")))
	if _, changed, err := d.sync.Restore(t.Context(), d.path("1.xmp")); !changed || err != nil || d.read("1.xmp") != mine {
		t.Error("a sidecar that is gone was not restored", changed, err)
	}
}

func TestNewSidecarsAreCalledAsTheSettingsSay(t *testing.T) {
	for name, c := range map[string]struct {
		naming Naming
		files  map[string]string
		want   string
	}{
		"Adobe's":               {AdobeNaming, map[string]string{"1.CR2": ""}, "1.xmp"},
		"darktable's":           {FullNaming, map[string]string{"1.CR2": ""}, "1.CR2.xmp"},
		"matching none":         {MatchNaming, map[string]string{"1.CR2": ""}, "1.xmp"},
		"matching darktable's":  {MatchNaming, map[string]string{"1.CR2": "", "2.CR2": "", "2.CR2.xmp": three(0)}, "1.CR2.xmp"},
		"one that is there":     {FullNaming, map[string]string{"1.CR2": "", "1.XMP": three(0)}, "1.XMP"},
		"two that are there":    {FullNaming, map[string]string{"1.CR2": "", "1.xmp": three(0), "1.cr2.xmp": three(0)}, "1.cr2.xmp"},
		"two, Adobe's":          {AdobeNaming, map[string]string{"1.CR2": "", "1.xmp": three(0), "1.CR2.xmp": three(0)}, "1.xmp"},
		"a stem that is shared": {AdobeNaming, map[string]string{"1.CR2": "", "1.png": ""}, "1.CR2.xmp"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, c.files)
			d.must(d.sync.SetSettings(t.Context(), Settings{Naming: c.naming}))
			d.decide("1.CR2", library.Decision{Rating: 2})
			changes := d.save(false)
			if len(changes) != 1 || filepath.Base(changes[0].Path) != c.want || d.said(c.want).Rating != 2 {
				t.Errorf("%+v: %q", changes, d.names())
			}
		})
	}
}

func TestAPairsSidecarIsTheRAWFiles(t *testing.T) {
	d := newDesk(t, nil)
	d.write("IMG_1.jpg", "")
	d.write("img_1.CR3", "")
	d.photo("IMG_1.jpg", "img_1.CR3")
	d.decide("IMG_1.jpg", library.Decision{Rating: 3})
	d.save(false)
	if got := d.read("img_1.xmp"); !strings.Contains(got, `photoshop:SidecarForExtension="CR3"`) {
		t.Errorf("%q: %s", d.names(), got)
	}
	d.look()
	if len(d.events) != 0 {
		t.Errorf("told %+v", d.events)
	}
}

func TestARejectIsWrittenAsStarsOnlyWhereThatIsChosen(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": ""})
	reject := library.Decision{Flag: library.Reject, Rating: 4}
	d.decide("1.CR2", reject)
	d.must(d.sync.SetSettings(t.Context(), Settings{RejectAsRating: true, Labels: GermanSet}))
	d.save(false)
	if got := d.read("1.xmp"); !strings.Contains(got, `xmp:Rating="-1"`) {
		t.Error(got)
	}
	d.write("1.xmp", strings.Replace(d.read("1.xmp"), "photoshop:Side", `xmp:Label="Rot" photoshop:Side`, 1))
	d.look()
	reject.Label = library.Red
	if got := d.decision("1.CR2"); got != reject {
		t.Errorf("read back as %+v", got)
	}
	d.decide("1.CR2", library.Decision{Flag: library.Pick, Rating: 4, Label: library.Red})
	d.save(false)
	if got := d.said("1.xmp"); got != (library.Decision{Flag: library.Pick, Rating: 4, Label: library.Red}) {
		t.Errorf("%+v: %s", got, d.read("1.xmp"))
	}
}

func TestNothingIsWrittenOnACard(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": ""})
	d.must(os.Mkdir(d.path("dcim"), 0o755))
	d.sync.opts.Connected = func() ([]volumes.Volume, error) { return []volumes.Volume{{Path: d.dir}}, nil }
	d.decide("1.CR2", library.Decision{Rating: 2})
	photo := d.stored("1.CR2")
	if p, _, err := d.sync.Policy(t.Context(), d.dir); p != Card || err != nil {
		t.Error(p, err)
	}
	if err := d.sync.SetPolicy(t.Context(), d.dir, AtOnce); !errors.Is(err, ErrCard) {
		t.Error(err)
	}
	if on, err := d.sync.Write(t.Context(), []library.Photo{photo}); len(on) != 1 || err != nil {
		t.Error(on, err)
	}
	if changes := d.save(true); len(changes) != 1 || !errors.Is(changes[0].Problem, ErrCard) {
		t.Errorf("%+v", changes)
	}
	d.must(d.cat.SetSidecarPolicy(t.Context(), d.dir, AtOnce))
	d.must(d.sync.emptyQueue(t.Context()))
	if n, err := d.cat.CountPendingSidecars(t.Context()); n != 0 || err != nil || slices.Contains(d.names(), "1.xmp") {
		t.Error(n, err, d.names())
	}
}

func TestALinkLeadsNoWriteOutOfTheFolder(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": "", "2.CR2": ""})
	outside := filepath.Join(t.TempDir(), "outside.xmp")
	d.must(os.WriteFile(outside, []byte(xmp(three(1), "")), 0o600))
	for name, to := range map[string]string{"1.xmp": outside, "2.xmp": filepath.Join(filepath.Dir(outside), "nowhere.xmp")} {
		if err := os.Symlink(to, d.path(name)); err != nil {
			t.Skipf("no links can be made here: %v", err)
		}
	}
	d.look()
	d.decide("1.CR2", library.Decision{Rating: 5})
	d.decide("2.CR2", library.Decision{Rating: 5})
	changes := d.save(false)
	if len(changes) != 2 || !errors.Is(changes[0].Problem, store.ErrLink) || changes[1].Problem == nil {
		t.Errorf("%+v", changes)
	}
	b, err := os.ReadFile(outside)
	if entries, _ := os.ReadDir(filepath.Dir(outside)); err != nil || string(b) != xmp(three(1), "") || len(entries) != 1 {
		t.Errorf("written outside: %s, %v", b, err)
	}
}

func TestOddNamesGetTheirSidecars(t *testing.T) {
	files := map[string]string{}
	names := []string{"-rf.CR2", "a\nb.CR2", `"q'.CR2`, "\u202e2RC.CR2", strings.Repeat("n", 251) + ".CR2", "latin1-\xe9.CR2", "no.dots.CR2", " .CR2"}
	for _, name := range names {
		files[name] = ""
	}
	d := newDesk(t, files)
	for _, name := range names {
		d.decide(name, library.Decision{Rating: 3})
	}
	d.save(false)
	for _, name := range names {
		if got := d.said(strings.TrimSuffix(name, ".CR2") + ".xmp").Rating; got != 3 {
			t.Errorf("%q: %d stars", name, got)
		}
	}
	d.look()
	if len(d.events) != 0 {
		t.Errorf("told %+v", d.events)
	}
}

func TestWhatCannotBeWrittenIsNamedAndTriedAgain(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": "", "1.xmp": "<broken", "2.CR2": ""})
	d.must(d.sync.SetPolicy(t.Context(), d.dir, AtOnce))
	d.decide("1.CR2", library.Decision{Rating: 5})
	d.decide("2.CR2", library.Decision{Rating: 5})
	d.must(d.sync.emptyQueue(t.Context()))
	un := d.sync.Unwritten()
	if len(un) != 1 || un[0].Path != d.path("1.xmp") || un[0].Tries != 1 || un[0].Reason == nil || d.said("2.xmp").Rating != 5 {
		t.Fatalf("%+v", un)
	}
	last := d.events[len(d.events)-1]
	if *last.Progress != (Progress{Waiting: 1, Written: 1, Unwritten: 1}) || len(last.Written) != 1 {
		t.Errorf("told %+v", last)
	}
	d.write("1.xmp", three(0))
	d.must(d.sync.emptyQueue(t.Context()))
	if got := d.sync.Unwritten(); len(got) != 1 || got[0].Tries != 1 {
		t.Errorf("tried before its time: %+v", got)
	}
	d.clock = d.clock.Add(time.Second)
	d.must(d.sync.emptyQueue(t.Context()))
	if got := d.sync.Unwritten(); len(got) != 0 || d.said("1.xmp").Rating != 5 {
		t.Errorf("%+v", got)
	}
}

func TestTheAnswerOfTheInnermostFolderCounts(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": ""})
	ctx := t.Context()
	if p, tree, err := d.sync.Policy(ctx, d.path("1.CR2")); p != Ask || tree != "" || err != nil {
		t.Error(p, tree, err)
	}
	d.must(d.sync.SetPolicy(ctx, filepath.Dir(d.dir), AtOnce))
	d.must(d.sync.SetPolicy(ctx, d.path("1.CR2"), Never)) // a photo that was opened by itself
	if p, tree, err := d.sync.Policy(ctx, d.path("1.CR2")); p != Never || tree != d.dir || err != nil {
		t.Error(p, tree, err)
	}
	if trees, err := d.sync.Trees(ctx); len(trees) != 2 || err != nil {
		t.Error(trees, err)
	}
}

func TestARunReadsWritesAndEnds(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": "", "1.xmp": three(2), "2.CR2": ""})
	d.sync.opts.Settle, d.sync.opts.Now = time.Millisecond, time.Now
	d.must(d.sync.SetPolicy(t.Context(), d.dir, AtOnce))
	events := make(chan Event, 100)
	ended := make(chan error, 1)
	ctx, stop := contextWithCancel(t)
	go func() { ended <- d.sync.Run(ctx, func(e Event) { events <- e }) }()
	d.sync.Look([]library.Photo{d.stored("1.CR2"), d.stored("2.CR2")})
	await := func(what string, ok func(Event) bool) {
		t.Helper()
		for timeout := time.After(20 * time.Second); ; {
			select {
			case e := <-events:
				if ok(e) {
					return
				}
			case <-timeout:
				t.Fatalf("nothing was told of %s", what)
			}
		}
	}
	await("the import", func(e Event) bool { return e.Import != nil && e.Import.Decided == 1 })
	d.decide("2.CR2", library.Decision{Rating: 4})
	d.sync.Wake()
	await("the writing", func(e Event) bool { return len(e.Written) == 1 })
	d.write("2.xmp", strings.Replace(d.read("2.xmp"), `xmp:Rating="4"`, `xmp:Rating="1"`, 1))
	d.sync.LookAgain([]library.ID{d.stored("2.CR2").ID})
	await("the change", func(e Event) bool { return e.Import != nil && e.Import.Decided == 1 })
	if got := d.decision("2.CR2").Rating; got != 1 {
		t.Errorf("%d stars", got)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
