package catalog

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

// tasteTrace is a text that nothing else in a catalogue has.
const tasteTrace = "weddingtrace"

func tracedTaste(name string, ids []library.ID) *Taste {
	return &Taste{
		Name: name, Shoots: []string{"/b\xff", "/" + tasteTrace + name}, Tested: ids,
		Weights: []byte(`{"` + tasteTrace + `":[` + strings.Repeat("0.12345,", 5000) + `1]}`), Gate: []byte(`{"` + tasteTrace + `":1}`),
	}
}

// storedPhotos puts n photos into a catalogue.
func storedPhotos(t *testing.T, c *Catalog, n int) (ids []library.ID) {
	t.Helper()
	var files []File
	for i := range n {
		files = append(files, File{Path: fmt.Sprintf("/s/%04d.jpg", i), Size: 1, ModTime: time.Unix(1, 0), Format: library.JPEG})
	}
	photos, err := c.PutFiles(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	for i := range photos {
		ids = append(ids, photos[i].ID)
	}
	return ids
}

func TestTastesAreStoredByNameAndOneIsUsed(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	ids := storedPhotos(t, c, 3)
	birds, wedding := tracedTaste("birds", ids[:2]), tracedTaste("wedding", nil)
	birds.Used = true
	for _, taste := range []*Taste{birds, wedding} {
		if err := c.PutTaste(ctx, "", taste); err != nil {
			t.Fatal(err)
		}
	}
	wedding.Used, wedding.Name, wedding.Tested = true, "weddings", []library.ID{ids[2], 999}
	if err := c.PutTaste(ctx, "wedding", wedding); err != nil {
		t.Fatal(err)
	}
	birds.Used, wedding.Tested = false, ids[2:]
	got, err := c.Tastes(ctx)
	if d := cmp.Diff([]Taste{*birds, *wedding}, got); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	if err := c.PutTaste(ctx, "birds", &Taste{Name: "weddings"}); !errors.Is(err, ErrInvalidValue) {
		t.Errorf("two of the same name: %v", err)
	}
	if err := c.PutTaste(ctx, "", &Taste{Name: "x", Gate: []byte("{")}); !errors.Is(err, ErrInvalidValue) {
		t.Errorf("no JSON: %v", err)
	}
	for i := 2; i < MostTastes; i++ {
		if err := c.PutTaste(ctx, "", &Taste{Name: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.PutTaste(ctx, "", &Taste{Name: "one more"}); !errors.Is(err, ErrInvalidValue) {
		t.Errorf("too many: %v", err)
	}
	if err := c.Check(ctx); err != nil {
		t.Error(err)
	}
}

func TestForgottenTastesLeaveNoByteInAnyFile(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	ids := storedPhotos(t, c, 2000)
	for k := range 6 {
		name := fmt.Sprintf("t%d", k)
		for n := range 3 {
			if err := c.PutTaste(ctx, name, tracedTaste(name, ids[:500*(n+1)])); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := c.PutTaste(ctx, "", &Taste{Name: "kept", Shoots: []string{"/k"}, Tested: ids[:3]}); err != nil {
		t.Fatal(err)
	}
	if len(filesWith(t, c.dir, tasteTrace)) == 0 {
		t.Fatal("the test looks for what is nowhere")
	}
	path, err := c.Backup(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range filesWith(t, c.dir, tasteTrace) {
		if strings.HasSuffix(path, file) {
			t.Error("the backup holds tastes")
		}
	}
	if err := c.DeleteTastes(ctx, "kept"); err != nil {
		t.Fatal(err)
	}
	if found := filesWith(t, c.dir, tasteTrace); found != nil {
		t.Errorf("they can still be read in %v", found)
	}
	got, err := c.Tastes(ctx)
	if d := cmp.Diff([]Taste{{Name: "kept", Shoots: []string{"/k"}, Tested: ids[:3]}}, got); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	if err := c.Check(ctx); err != nil {
		t.Error(err)
	}
}

func TestDamagedTastesAreNamedAndPassedOver(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	if err := c.PutTaste(ctx, "", tracedTaste("birds", nil)); err != nil {
		t.Fatal(err)
	}
	if _, err := c.w.ExecContext(ctx, `UPDATE taste SET gate = '{"open":tru'`); err != nil {
		t.Fatal(err)
	}
	got, err := c.Tastes(ctx)
	if err != nil || len(got) != 1 || got[0].Gate != nil || got[0].Weights == nil || c.Skipped() != 1 {
		t.Errorf("%v, %d skipped", err, c.Skipped())
	}
	if err := c.Check(ctx); !errors.Is(err, ErrDamagedRow) || !strings.Contains(err.Error(), "tastes: 1") {
		t.Error(err)
	}
}
