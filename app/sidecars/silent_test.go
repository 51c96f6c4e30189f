package sidecars

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
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
