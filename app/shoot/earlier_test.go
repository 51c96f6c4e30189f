package shoot

import (
	"errors"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
)

// edition is a measuring scorer in one of its versions.
type edition struct {
	counter
	version string
}

func (e *edition) Provenance() library.Provenance {
	return library.Provenance{Name: string(scorers.BuiltIn), Version: e.version}
}

// told runs a shoot to its end and gives the scores of earlier versions that it
// told of, by file name.
func told(t *testing.T, opts Options) map[string]scorers.Earlier {
	t.Helper()
	s, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	names, got := map[library.ID]string{}, map[string]scorers.Earlier{}
	err = s.Run(t.Context(), func(e Event) {
		for _, p := range e.Photos {
			names[p.ID] = p.Name()
		}
		for _, old := range e.Earlier {
			got[names[old.Photo]] = old
		}
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestScoresOfAnEarlierVersionAreToldUntilAllPhotosHaveNewOnes(t *testing.T) {
	dir, home := shoot(t, 3), t.TempDir()
	with := func(s *edition) Options {
		return Options{CatalogDir: home, Folders: []string{dir}, Scorer: s}
	}
	if got := told(t, with(&edition{version: "4"})); len(got) != 0 {
		t.Errorf("the first version tells of %v", got)
	}
	again := &edition{version: "10"} // a later number than 9, though not as text
	got := told(t, with(again))
	if len(got) != 3 || len(again.asked) != 3 {
		t.Fatalf("%d earlier scores are told, %d photos scored anew", len(got), len(again.asked))
	}
	for name, old := range got {
		if old.Of != scorers.BuiltIn || old.Score.By.Version != "4" || old.Score.Overall.Mean != 5 {
			t.Errorf("%s: %+v", name, old)
		}
	}
	if got := told(t, with(&edition{version: "10"})); len(got) != 0 {
		t.Errorf("when all are scored it tells of %v", got)
	}
	if got := told(t, with(&edition{version: "4"})); len(got) != 0 {
		t.Errorf("the earlier version tells of %v", got)
	}
}

func TestOfSeveralEarlierVersionsTheNewestIsTold(t *testing.T) {
	dir, home := shoot(t, 2), t.TempDir()
	for _, version := range []string{"9", "2", "10", "next"} {
		told(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &edition{version: version}})
	}
	got := told(t, Options{CatalogDir: home, Folders: []string{dir}, Scorer: &edition{version: "11"}})
	if len(got) != 2 || got["img0.jpg"].Score.By.Version != "10" {
		t.Errorf("told of %v", got)
	}
}

func TestAModelHasNoEarlierVersions(t *testing.T) {
	dir, home := shoot(t, 1), t.TempDir()
	for _, model := range []string{"a", "b"} {
		opts := Options{CatalogDir: home, Folders: []string{dir}, Scorer: &opinion{model: model}, PreviewOnly: true}
		if got := told(t, opts); len(got) != 0 {
			t.Errorf("model %s tells of %v", model, got)
		}
	}
}
