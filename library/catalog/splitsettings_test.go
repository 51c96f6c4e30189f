package catalog

import (
	"errors"
	"testing"
)

func TestDamagedSettingsStopNoMigrationAndStayAsTheyAre(t *testing.T) {
	for name, tc := range map[string]struct {
		window, model string
		kept          map[string]string
	}{
		"cut":         {`{"width":`, `{"model":"/m"}`, map[string]string{"window": `{"width":`, "model": `{"model":"/m"}`}},
		"a list":      {`[1]`, ``, map[string]string{"window": `[1]`}},
		"null":        {`null`, ``, map[string]string{"window": `null`}},
		"odd scorer":  {`{"scorer":7}`, ``, map[string]string{"scorers": `{}`, "window": `{}`}},
		"odd part":    {`{"scorer":"x","folders":5}`, ``, map[string]string{"scorers": `{}`, "shoot": `{"folders":5}`}},
		"built-in":    {`{"scorer":0}`, ``, map[string]string{"scorers": `{"shown":"builtin"}`}},
		"no model":    {`{"model":{"model":"/m"}}`, ``, map[string]string{"model": `{"model":"/m"}`}},
		"model cut":   {`{"model":{"model":"/m"}}`, `{`, map[string]string{"model": `{"model":"/m"}`}},
		"model known": {`{"model":{"model":"/old"}}`, `{"model":"/m"}`, map[string]string{"model": `{"model":"/m"}`}},
		"odd model":   {`{"model":3}`, `{`, map[string]string{"model": `{`}},
		"nothing":     {``, ``, nil},
	} {
		t.Run(name, func(t *testing.T) {
			dir := copyBefore(t)
			db := connect(dir+"/"+fileName, writeAccess("rw"), 1)
			_, err := db.Exec(`DELETE FROM setting`)
			for key, value := range map[string]string{"window": tc.window, "model": tc.model} {
				if value != "" {
					_, putErr := db.Exec(`INSERT INTO setting VALUES (?, ?)`, key, []byte(value))
					err = errors.Join(err, putErr)
				}
			}
			if err := errors.Join(err, db.Close()); err != nil {
				t.Fatal(err)
			}
			c := reopen(t, dir)
			for key, want := range tc.kept {
				var got []byte
				if err := c.r.QueryRow(`SELECT value FROM setting WHERE key = ?`, key).Scan(&got); err != nil || string(got) != want {
					t.Errorf("%s is %s (%v), want %s", key, got, err, want)
				}
			}
			var n int
			if err := c.r.QueryRow(`SELECT count(*) FROM setting`).Scan(&n); err != nil || (tc.kept == nil && n != 0) {
				t.Errorf("%d settings, %v", n, err)
			}
		})
	}
}
