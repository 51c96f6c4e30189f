package catalog

import (
	"errors"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestTheCheckTellsOfEveryKindOfDamagedValue(t *testing.T) {
	ctx := t.Context()
	for name, tc := range map[string]struct{ damage, want string }{
		"nothing":            {``, ""},
		"a setting":          {`INSERT INTO setting VALUES ('x', x'7b')`, "settings: 1"},
		"keywords":           {`UPDATE photo SET keywords = '{'`, "keywords: 2"},
		"a sidecar":          {`UPDATE sidecar SET written = '[1]'`, "contents of sidecars: 1"},
		"a rotation":         {`UPDATE step_photo SET after_value = '7' WHERE step_id = 1`, "steps to undo: 1"},
		"no rotation":        {`UPDATE step_photo SET before_value = 'null' WHERE step_id = 1`, "steps to undo: 1"},
		"a correction":       {`UPDATE step_photo SET after_value = '{"kind":"join"}' WHERE step_id = 2`, "steps to undo: 1"},
		"an empty one":       {`UPDATE step_photo SET after_value = '{}' WHERE step_id = 2`, "steps to undo: 1"},
		"the trash":          {`UPDATE step_photo SET after_value = '{"missing":1}', before_value = '' WHERE step_id = 3`, "steps to undo: 2"},
		"a kind not known":   {`UPDATE step SET kind = 'developing'`, ""},
		"and no JSON in one": {`UPDATE step SET kind = 'developing'; UPDATE step_photo SET after_value = '{' WHERE step_id = 1`, "steps to undo: 1"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCatalog(t)
			p := put(t, c, abs("1.jpg"), abs("2.jpg"))
			_, err1 := c.Rotate(ctx, library.Person, map[library.ID]library.Rotation{p[0].ID: 1})
			_, err2 := c.Correct(ctx, map[library.ID]Correction{p[0].ID: {Kind: Join, Other: p[1].ID}})
			_, err3 := c.RecordTrash(ctx, []library.MovedFile{{ID: p[0].ID, Before: p[0].Path, After: abs("t", "1.jpg")}})
			err4 := putRead(t, c, []Sidecar{{ID: p[0].ID, Path: abs("1.xmp"), Written: &SidecarContent{}}})
			if err := errors.Join(err1, err2, err3, err4); err != nil {
				t.Fatal(err)
			}
			if _, err := c.w.Exec(tc.damage); err != nil {
				t.Fatal(err)
			}
			err := c.Check(ctx)
			if tc.want == "" && err != nil || tc.want != "" && (!errors.Is(err, ErrDamagedRow) || !strings.Contains(err.Error(), tc.want)) {
				t.Errorf("the check says %v, want %q", err, tc.want)
			}
		})
	}
}

func FuzzStepValue(f *testing.F) {
	for _, b := range []string{"3", "null", `{"kind":"join","other":2}`, `{"missing":1,"path":["/a"]}`, "{", "[]"} {
		f.Add([]byte(b))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, kind := range []library.StepKind{library.RotationStep, library.GroupingStep, library.TrashStep, "developing"} {
			if validStepValue(b, string(kind)) && !validJSON(b) {
				t.Errorf("%s takes %q, which is no JSON", kind, b)
			}
		}
	})
}
