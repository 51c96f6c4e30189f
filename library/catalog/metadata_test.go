package catalog

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

// setMetadata stores words as they were read from sidecars.
func setMetadata(t *testing.T, c *Catalog, words map[library.ID]library.Metadata) ([]library.Photo, error) {
	t.Helper()
	photos, step, err := c.TakeSidecars(t.Context(), SidecarTake{Folder: abs(), Words: words})
	if step {
		t.Error("words made an undo step")
	}
	return photos, err
}

func TestTitlesAndKeywordsComeBackWithThePhoto(t *testing.T) {
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"), abs("2.jpg"))
	for name, m := range map[string]library.Metadata{
		"all":       {Title: "Gull", Caption: "A \"gull\"\nat dusk <é>", Keywords: []string{"gull", "sea, calm", "gull"}, Label: "Winner"},
		"a label":   {Label: "Zweite Wahl"},
		"keywords":  {Keywords: []string{""}},
		"nothing":   {},
		"a caption": {Caption: strings.Repeat("x", maxMetadataBytes)},
	} {
		photos, err := setMetadata(t, c, map[library.ID]library.Metadata{p[0].ID: m})
		if err != nil || len(photos) != 1 {
			t.Fatalf("%s: %d photos, %v", name, len(photos), err)
		}
		if d := cmp.Diff(m, photoOf(t, c, p[0].ID).Metadata); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	if got := photoOf(t, c, p[1].ID).Metadata; !got.IsZero() {
		t.Errorf("another photo was given %+v", got)
	}
}

func TestWhatIsNoTextIsNotStoredAsTitle(t *testing.T) {
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"))[0]
	for name, m := range map[string]library.Metadata{
		"latin-1": {Title: "Zo\xeb"}, "NUL": {Keywords: []string{"a\x00"}}, "a book": {Caption: strings.Repeat("x", maxMetadataBytes+1)},
	} {
		if _, err := setMetadata(t, c, map[library.ID]library.Metadata{p.ID: m}); !errors.Is(err, ErrInvalidValue) {
			t.Errorf("%s gave %v", name, err)
		}
	}
	_, err := setMetadata(t, c, map[library.ID]library.Metadata{p.ID: {Title: "x"}, p.ID + 1: {Title: "y"}})
	if got := photoOf(t, c, p.ID).Metadata; !errors.Is(err, ErrUnknownPhoto) || !got.IsZero() {
		t.Errorf("%v, %+v", err, got)
	}
}

func TestDamagedKeywordsAreNoneAndHideNoPhoto(t *testing.T) {
	ctx := t.Context()
	for _, damaged := range []string{"{", `[1]`, `{"a":1}`, "gull"} {
		c := newCatalog(t)
		p := put(t, c, abs("1.jpg"), abs("2.jpg"))
		m := library.Metadata{Title: "Gull", Keywords: []string{"gull"}}
		if _, err := setMetadata(t, c, map[library.ID]library.Metadata{p[0].ID: m, p[1].ID: m}); err != nil {
			t.Fatal(err)
		}
		if err := c.Check(ctx); err != nil {
			t.Fatal(err)
		}
		if _, err := c.w.Exec(`UPDATE photo SET keywords = ? WHERE id = ?`, damaged, p[0].ID); err != nil {
			t.Fatal(err)
		}
		photos, err := c.Photos(ctx, nil)
		if err != nil || len(photos) != 2 {
			t.Fatalf("%s: %d photos, %v", damaged, len(photos), err)
		}
		if got := photos[0].Metadata; got.Title != "Gull" || got.Keywords != nil || len(photos[1].Metadata.Keywords) != 1 {
			t.Errorf("%s: %+v, and beside it %+v", damaged, got, photos[1].Metadata)
		}
		if err := c.Check(ctx); !errors.Is(err, ErrDamagedRow) || !strings.Contains(err.Error(), "keywords") {
			t.Errorf("%s: the check says %v", damaged, err)
		}
	}
}

func FuzzParseMetadata(f *testing.F) {
	f.Add([]byte(`[1,"Gull","","[\"a\"]","Winner"]`))
	f.Add([]byte(`[300,1,{},"{","",7]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, m, err := parseMetadata(b); err == nil {
			if _, err := checkMetadata(&m); err != nil && !errors.Is(err, ErrInvalidValue) {
				t.Error(err)
			}
		}
	})
}

func FuzzParseMessageText(f *testing.F) {
	for _, text := range []string{"", "too dark", "{", `{"c":"a.b"}`, `{"c":"text","a":[{"k":"text","s":"{"}]}`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m := parseMessage(text)
		column, err := messageText(m)
		if err != nil {
			t.Fatal(err)
		}
		if again := parseMessage(column); !again.Equal(m) && strings.ToValidUTF8(text, "") == text {
			t.Errorf("%q became %+v, then %q and %+v", text, m, column, again)
		}
	})
}
