package catalog

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
)

// trace is a value that no other row has, so that it can be looked for in files.
const trace = "lidgaptrace"

// manyFindings are so many that their tables take some hundred pages.
func manyFindings(kind FindingKind, name string) []Searched {
	var all []Searched
	for i := range 2000 {
		s := Searched{Search: Search{library.Provenance{Name: "faces"}, library.Hash(fmt.Sprintf("h:%d", i)), kind}}
		for k := range i % 5 {
			s.Found = append(s.Found, Finding{
				Box:    library.Box{X: 0.1, Y: 0.1, Width: 0.1 + float64(k)/100, Height: 0.2},
				Values: map[string]float64{name: float64(i), fmt.Sprintf("%s%d", name, i%97): 1},
			})
		}
		all = append(all, s)
	}
	return all
}

// filesWith gives the files below a folder whose bytes hold a text.
func filesWith(t *testing.T, dir, text string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(text)) {
			found = append(found, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestDeletedFindingsCannotBeReadFromAnyFile(t *testing.T) {
	faces, cats := manyFindings(Faces, trace), manyFindings("cat", "whiskers")
	for name, all := range map[string][][]Searched{
		"alone": {faces}, "beside another kind": {cats, faces}, "found again": {faces, cats, faces}, "few": {faces[:3], cats[:3]},
	} {
		t.Run(name, func(t *testing.T) { deleteFaces(t, all) })
	}
}

// deleteFaces stores findings, deletes the faces among them and looks for traces.
func deleteFaces(t *testing.T, all [][]Searched) {
	ctx := t.Context()
	c := newCatalog(t)
	cats := 0
	for _, more := range all {
		if more[0].Kind == "cat" {
			cats = len(more)
		}
		if err := c.PutFindings(ctx, more...); err != nil {
			t.Fatal(err)
		}
	}
	if len(filesWith(t, c.dir, trace)) == 0 {
		t.Fatal("the test looks for what is nowhere")
	}
	if _, err := c.Backup(ctx); err != nil {
		t.Fatal(err)
	}
	if err := c.DeleteFindings(ctx, Faces, map[string]any{"faces": map[string]bool{"off": true}}); err != nil {
		t.Fatal(err)
	}
	if found := filesWith(t, c.dir, trace); found != nil {
		t.Errorf("they can still be read in %v", found)
	}
	var left int
	if err := c.r.QueryRow(`SELECT count(*) FROM finding_search`).Scan(&left); err != nil || left != cats {
		t.Errorf("of another kind %d searches are left of %d, %v", left, cats, err)
	}
	if got, err := c.Findings(ctx, (library.Provenance{Name: "faces"}).Key(), "cat", []library.Hash{"h:2"}); err != nil || cats > 0 && len(got["h:2"]) != 2 {
		t.Errorf("what is left of another kind: %v, %v", got, err)
	}
	var off struct{ Off bool }
	if found, err := c.Setting(ctx, "faces", &off); !found || !off.Off || err != nil {
		t.Errorf("the setting: %v, %+v, %v", found, off, err)
	}
}

func TestFindingsStayWhereTheSettingCannotBeStored(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	s := Search{library.Provenance{Name: "faces"}, "h:1", Faces}
	if err := c.PutFindings(ctx, Searched{s, nil}); err != nil {
		t.Fatal(err)
	}
	if err := c.DeleteFindings(ctx, Faces, map[string]any{"faces": func() {}}); err == nil {
		t.Error("a setting that is no JSON was stored")
	}
	if got, err := c.Findings(ctx, s.By.Key(), Faces, []library.Hash{"h:1"}); err != nil || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestABackupHoldsNoFindings(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	if err := c.PutFindings(ctx, manyFindings(Faces, trace)...); err != nil {
		t.Fatal(err)
	}
	path, err := c.Backup(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if found := filesWith(t, filepath.Dir(path), trace); found != nil {
		t.Errorf("they can be read in %v", found)
	}
	if err := sameRows(ctx, filepath.Join(c.dir, fileName), path); err != nil {
		t.Errorf("it does not count as whole: %v", err)
	}
}

func TestABackupOfAVersionWithoutFindingsIsLeftAsItIs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	db, err := sql.Open("sqlite3", path)
	if err == nil {
		_, err = db.Exec(`CREATE TABLE photo (id INTEGER)`)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := withoutFindings(t.Context(), path); err != nil {
		t.Error(err)
	}
}
