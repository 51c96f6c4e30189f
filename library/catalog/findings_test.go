package catalog

import (
	"errors"
	"maps"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

func TestFindingsComeBackByImageDataAndAlsoWhenThereAreNone(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	by := library.Provenance{Name: "faces", Version: "1"}
	left := Finding{Box: library.Box{X: 0.1, Y: 0.2, Width: 0.3, Height: 0.4}, Values: map[string]float64{"confidence": 0.9}}
	whole := Finding{Box: library.Box{Width: 1, Height: 1}}
	for hash, found := range map[library.Hash][]Finding{"h:1": {whole}, "h:2": nil, "h:3": {left}} {
		if err := c.PutFindings(ctx, Searched{Search{by, hash, "face"}, found}); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.PutFindings(ctx, Searched{Search{by, "h:1", "face"}, []Finding{left, whole}}); err != nil {
		t.Fatal(err)
	}
	got, err := c.Findings(ctx, by.Key(), "face", []library.Hash{"h:1", "h:2", "h:4"})
	if err != nil || len(got) != 2 || got["h:2"] == nil || len(got["h:1"]) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i, want := range []Finding{left, whole} {
		want.ID = got["h:1"][i].ID
		if d := cmp.Diff(want, got["h:1"][i]); d != "" || want.ID == 0 {
			t.Errorf("%d: %s", i, d)
		}
	}
	for name, key := range map[string]string{"other": "face", by.Key(): "cat"} {
		if got, err := c.Findings(ctx, name, FindingKind(key), []library.Hash{"h:1"}); err != nil || len(got) != 0 {
			t.Errorf("%s, %s: %+v, %v", name, key, got, err)
		}
	}
	if _, err := c.w.Exec(`UPDATE finding SET x = 7 WHERE id = ?`, got["h:1"][0].ID); err != nil {
		t.Fatal(err)
	}
	if got, err := c.Findings(ctx, by.Key(), "face", []library.Hash{"h:1"}); err != nil || len(got["h:1"]) != 1 || c.Skipped() != 1 {
		t.Errorf("a damaged finding: %+v, %v", got, err)
	}
}

func TestFindingsThatCannotBeAreRefusedAndKeepTheOldOnes(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	s := Search{library.Provenance{Name: "faces"}, "h:1", "face"}
	if err := c.PutFindings(ctx, Searched{s, []Finding{{Box: library.Box{Width: 1, Height: 1}}}}); err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]Finding{
		"outside": {Box: library.Box{X: 0.5, Y: 0.5, Width: 0.6, Height: 0.1}}, "empty": {}, "no number": {Box: library.Box{Width: 1, Height: 1}, Values: map[string]float64{"x": math.NaN()}},
		"NaN": {Box: library.Box{X: math.NaN(), Width: 1, Height: 1}},
	} {
		if err := c.PutFindings(ctx, Searched{s, []Finding{f}}); !errors.Is(err, ErrInvalidValue) {
			t.Errorf("%s gave %v", name, err)
		}
	}
	if err := c.PutFindings(ctx, Searched{Search: Search{Kind: "face"}}); !errors.Is(err, ErrNoHash) {
		t.Errorf("no hash gave %v", err)
	}
	if got, err := c.Findings(ctx, s.By.Key(), "face", []library.Hash{"h:1"}); err != nil || len(got["h:1"]) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestIngestedContentIsKnownAgain(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	first := Ingested{Digest: "blake3:1", Size: 10, At: time.Unix(1_780_000_000, 0), Source: abs("card", "\xff.jpg")}
	again := first
	again.Source, again.At = abs("card", "again.jpg"), first.At.Add(time.Hour)
	if err := c.PutIngested(ctx, []Ingested{first, again}); err != nil {
		t.Fatal(err)
	}
	got, err := c.Ingested(ctx, []string{"blake3:1", "blake3:2"})
	if d := cmp.Diff(map[string]Ingested{"blake3:1": first}, got); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	if sizes, err := c.IngestedSizes(ctx, []int64{9, 10, 11}); err != nil || !maps.Equal(sizes, map[int64]bool{10: true}) {
		t.Errorf("known sizes %v, %v", sizes, err)
	}
	if err := c.PutIngested(ctx, []Ingested{{Source: abs("x")}}); !errors.Is(err, ErrInvalidValue) {
		t.Errorf("no digest gave %v", err)
	}
}
