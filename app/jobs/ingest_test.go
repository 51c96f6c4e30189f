package jobs

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/ingest"
	"keeplight.app/keeplight/library/scan"
)

func TestAnIngestStandsInTheJournalAndKeepsWhatWasDecidedOnTheCard(t *testing.T) {
	ctx := t.Context()
	cat, err := catalog.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	card, to, second := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "backup")
	var files []catalog.File
	for _, name := range []string{"IMG_1.jpg", "IMG_2.jpg"} {
		path := filepath.Join(card, name)
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := scan.Stat(path, library.JPEG, nil)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	onCard, err := cat.PutFiles(ctx, files)
	if err != nil {
		t.Fatal(err)
	}
	pick := library.Pick
	if err := cat.SetRead(ctx, []catalog.Read{{ID: onCard[0].ID, Hash: "test:1", Size: onCard[0].Size, ModTime: onCard[0].ModTime}}); err != nil {
		t.Fatal(err)
	}
	if _, err := cat.Decide(ctx, []catalog.Mark{{ID: onCard[0].ID, Flag: &pick}}); err != nil {
		t.Fatal(err)
	}
	var apart []string
	var counted int
	job := &Ingest{
		Options: ingest.Options{Card: card, To: to, Second: second, Template: "{original}"}, Catalog: cat,
		NeverRead: func(_ context.Context, folders ...string) error { apart = folders; return nil },
		Counted:   func(done, _ int) { counted = done },
	}
	var run Runner
	var last Progress
	r, err := PlanAndDo(ctx, &run, job, func(p Progress) { last = p })
	if err != nil || r.NotedErr != nil || r.Copied.Photos != 2 || len(r.Photos) != 2 || counted != 2 || last.Done != last.Total {
		t.Fatalf("%+v, %v; counted %d, last %+v", r, err, counted, last)
	}
	if len(apart) != 1 || apart[0] != second {
		t.Errorf("never to be read: %q", apart)
	}
	got, err := cat.Photos(ctx, []string{to})
	if err != nil || len(got) != 2 || got[0].Decision.Flag != library.Pick || got[1].Decision != (library.Decision{}) {
		t.Errorf("the catalogue has %+v, %v", got, err)
	}
	step, err := cat.NextUndo(ctx)
	if err != nil || step.Kind != library.ImportStep {
		t.Errorf("the last step is %+v, %v", step, err)
	}
	if r, err = PlanAndDo(ctx, &run, job, nil); err != nil || r.Known != 2 || len(r.Photos) != 0 {
		t.Errorf("a second time: %+v, %v", r, err)
	}
}
