package sidecars

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/volumes"
)

// fallSilent has a folder owe an answer, as one does on a drive that is away, until end.
func (d *desk) fallSilent(folder string) (end func()) {
	d.Helper()
	let := make(chan struct{})
	q, err := d.sync.asked.AskOf(folder, time.Nanosecond, func(func()) { <-let })
	d.must(err)
	if err := q.Wait(d.Context()); !errors.Is(err, answer.ErrNone) {
		d.Fatal(err)
	}
	return func() {
		close(let)
		for {
			again, err := d.sync.asked.AskOf(folder, time.Minute, func(func()) {})
			if err == nil {
				d.must(again.Wait(d.Context()))
				return
			}
			time.Sleep(time.Millisecond)
		}
	}
}

func TestAFolderThatDoesNotAnswerHoldsUpNoOther(t *testing.T) {
	d := newDesk(t, map[string]string{"a.jpg": "", "a.xmp": `xmp:Rating="2"`})
	d.must(os.Mkdir(d.path("day"), 0o700))
	d.write(filepath.Join("day", "b.jpg"), "")
	d.write(filepath.Join("day", "b.xmp"), `xmp:Rating="4"`)
	d.photo(filepath.Join("day", "b.jpg"))
	answers := d.fallSilent(d.dir)
	d.look()
	if a, b := d.decision("a.jpg"), d.decision(filepath.Join("day", "b.jpg")); a != (library.Decision{}) || b.Rating != 4 {
		t.Errorf("read were %+v and %+v", a, b)
	}
	photos, err := d.cat.Photos(t.Context(), nil)
	d.must(err)
	for i := range photos {
		photos[i].Decision.Flag = library.Pick
	}
	problems := map[string]error{}
	note := func(c Change) error { problems[filepath.Base(c.Photo)] = c.Problem; return nil }
	for _, c := range []struct {
		name string
		do   func() error
	}{ // in this order: what was written is no change any more
		{"a preview", func() error { return d.sync.Preview(t.Context(), photos, note) }},
		{"writing", func() error { return d.sync.WriteNow(t.Context(), photos, false, note) }},
	} {
		clear(problems)
		if err := c.do(); err != nil || !errors.Is(problems["a.jpg"], answer.ErrNone) || problems["b.jpg"] != nil || len(problems) != 2 {
			t.Errorf("%s: %v, %v", c.name, err, problems)
		}
	}
	if wait, again := d.sync.reads.ripe(time.Now()); !again || wait == 0 {
		t.Errorf("the folder is looked at again: %v, in %v", again, wait)
	}
	answers()
	d.look()
	if a := d.decision("a.jpg"); a.Rating != 2 {
		t.Errorf("once it answers, %+v is read", a)
	}
}

func TestADriveThatComesBackLateTakesNoOneForAnotherProgram(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": "", "1.xmp": three(1), "2.CR2": ""})
	d.look()
	d.events = nil
	d.must(d.sync.SetPolicy(t.Context(), d.dir, AtOnce))
	d.decide("1.CR2", library.Decision{Rating: 5})
	d.sync.silence = 50 * time.Millisecond
	let := make(chan struct{})
	d.sync.making = func() { <-let }
	d.must(d.sync.emptyQueue(t.Context()))
	if un := d.sync.Unwritten(); len(un) != 1 || !errors.Is(un[0].Reason, answer.ErrNone) {
		t.Fatalf("not written are %+v", un)
	}
	d.decide("2.CR2", library.Decision{Rating: 4})
	d.must(d.sync.emptyQueue(t.Context())) // it does not wait for the first one
	d.look()
	if len(d.sync.Unwritten()) != 2 || d.said("1.xmp").Rating != 1 {
		t.Errorf("not written are %+v", d.sync.Unwritten())
	}
	close(let)
	for d.sync.asked.Owes(d.dir) {
		time.Sleep(time.Millisecond)
	}
	if n, err := d.cat.CountPendingSidecars(t.Context()); n != 1 || err != nil || d.said("1.xmp").Rating != 5 {
		t.Errorf("%d wait (%v), the sidecar says %+v", n, err, d.said("1.xmp"))
	}
	d.sync.silence = time.Minute
	d.clock = d.clock.Add(time.Minute)
	d.must(d.sync.emptyQueue(t.Context()))
	d.look()
	if un := d.sync.Unwritten(); len(un) != 0 || d.said("2.xmp").Rating != 4 {
		t.Errorf("not written are %+v", un)
	}
	for _, e := range d.events {
		if e.Import != nil {
			t.Errorf("told %+v", e.Import)
		}
	}
}

func TestNothingIsWrittenAfterItWasGivenUp(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": ""})
	d.must(d.sync.SetPolicy(t.Context(), d.dir, AtOnce))
	d.decide("1.CR2", library.Decision{Rating: 5})
	d.sync.silence = 50 * time.Millisecond
	let := make(chan struct{})
	d.sync.cards.look = func(context.Context, []volumes.Volume) ([]volumes.Card, []volumes.Volume) {
		<-let
		return nil, nil
	}
	d.clock = d.clock.Add(2 * cardsFor)
	d.must(d.sync.emptyQueue(t.Context()))
	close(let)
	for d.sync.asked.Owes(d.dir) {
		time.Sleep(time.Millisecond)
	}
	if n, err := d.cat.CountPendingSidecars(t.Context()); n != 1 || err != nil || slices.Contains(d.names(), "1.xmp") {
		t.Errorf("%d wait (%v) in %q", n, err, d.names())
	}
}

func TestWhoWaitsForAFolderLeavesOnceItOwesAnAnswer(t *testing.T) {
	d := newDesk(t, nil)
	nothing := func() {}
	release, err := d.sync.takeFolder(t.Context(), d.dir, nothing)
	d.must(err)
	defer d.fallSilent(d.dir)()
	if _, err := d.sync.takeFolder(t.Context(), d.dir, nothing); !errors.Is(err, answer.ErrNone) {
		t.Errorf("taken: %v", err)
	}
	release()
	ctx, cancel := contextWithCancel(t)
	cancel()
	if _, err := d.sync.takeFolder(ctx, t.TempDir(), nothing); !errors.Is(err, context.Canceled) {
		t.Errorf("of one that left: %v", err)
	}
}

func TestASidecarOnADriveThatIsSilentIsNotRestoredOnceItWasGivenUp(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": "", "1.xmp": three(1)})
	d.look()
	d.decide("1.CR2", library.Decision{Rating: 5})
	d.save(false)
	written := d.read("1.xmp")
	photo := d.stored("1.CR2")
	found, err := Restorable(t.Context(), d.sync, &photo)
	if err != nil || len(found) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	d.sync.silence = 50 * time.Millisecond
	let := make(chan struct{})
	d.sync.making = func() { <-let }
	ctx, leave := contextWithCancel(t)
	for name, restore := range map[string]func() error{
		"on the command line": func() error { _, _, err := d.sync.Restore(t.Context(), d.path("1.xmp")); return err },
		"in the window":       func() error { return found[0].Restore(t.Context(), d.sync) },
	} {
		if err := restore(); !errors.Is(err, answer.ErrNone) {
			t.Errorf("%s: %v", name, err)
		}
	}
	close(let)
	for d.sync.asked.Owes(d.dir) {
		time.Sleep(time.Millisecond)
	}
	d.sync.silence = time.Minute
	d.sync.making = leave
	if _, _, err := d.sync.Restore(ctx, d.path("1.xmp")); !errors.Is(err, context.Canceled) {
		t.Errorf("one who left: %v", err)
	}
	if got := d.read("1.xmp"); got != written {
		t.Errorf("after it was given up it became %s", got)
	}
	if err := found[0].Restore(t.Context(), d.sync); err != nil || d.said("1.xmp").Rating != 1 {
		t.Errorf("asked again: %v, %+v", err, d.said("1.xmp"))
	}
}
