package window

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/assets/models"
	"keeplight.app/keeplight/assets/translations"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style/styletest"
)

// languages are the texts of each language by their English source, but English.
func languages(t *testing.T) map[string]map[string]any {
	t.Helper()
	all := map[string]map[string]any{}
	files, err := translations.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := translations.Files.ReadFile(f.Name())
		if err != nil || f.Name() == "en.json" {
			continue
		}
		texts := map[string]any{}
		if err := json.Unmarshal(data, &texts); err != nil {
			t.Fatalf("%s: %v", f.Name(), err)
		}
		all[f.Name()] = texts
	}
	if len(all) == 0 {
		t.Fatal("there is no language but English")
	}
	return all
}

func TestEveryCommandIsTranslated(t *testing.T) {
	w := open(t, t.TempDir(), Options{})
	for name, texts := range languages(t) {
		for _, b := range w.rooms.keyboard.Table().All() {
			for _, text := range []string{b.Title, b.Row, string(b.Section)} {
				if text != "" && texts[text] == nil {
					t.Errorf("%s: %q of the command %q is missing", name, text, b.ID)
				}
			}
		}
	}
}

func TestTextsOfPackagesWithoutALanguageAreTranslated(t *testing.T) {
	var table struct {
		Models []struct{ About string }
		Engine struct{ Libraries []struct{ Needs string } }
	}
	if err := json.Unmarshal(models.Offers, &table); err != nil {
		t.Fatal(err)
	}
	foreign := (&local.Settings{}).Missing()
	for _, m := range table.Models {
		foreign = append(foreign, m.About)
	}
	for _, r := range table.Engine.Libraries {
		foreign = append(foreign, r.Needs)
	}
	if len(foreign) < 8 {
		t.Fatalf("only %q were found", foreign)
	}
	for name, texts := range languages(t) {
		for _, text := range foreign {
			if text != "" && texts[text] == nil {
				t.Errorf("%s: %q is missing", name, text)
			}
		}
	}
}

// unmarked finds reasons why a command is disabled that language.Mark does not
// mark: literals beside false in what gives a truth and a text.
func unmarked(set *token.FileSet, file *ast.File) (where []string) {
	gives := func(f *ast.FuncType) bool {
		if f.Results == nil {
			return false
		}
		var types []string
		for _, r := range f.Results.List {
			name, ok := r.Type.(*ast.Ident)
			for range max(1, len(r.Names)) {
				if ok {
					types = append(types, name.Name)
				}
			}
		}
		return strings.Join(types, " ") == "bool string"
	}
	look := func(body *ast.BlockStmt) {
		ast.Inspect(body, func(n ast.Node) bool {
			r, ok := n.(*ast.ReturnStmt)
			if !ok || len(r.Results) != 2 {
				return true
			}
			if text, ok := r.Results[1].(*ast.BasicLit); ok && text.Kind == token.STRING && text.Value != `""` {
				where = append(where, set.Position(text.Pos()).String())
			}
			return true
		})
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch f := n.(type) {
		case *ast.FuncDecl:
			if f.Body != nil && gives(f.Type) {
				look(f.Body)
			}
		case *ast.FuncLit:
			if gives(f.Type) {
				look(f.Body)
			}
		}
		return true
	})
	return where
}

func TestEveryReasonWhyACommandIsDisabledIsMarked(t *testing.T) {
	set := token.NewFileSet()
	for _, root := range []string{".", "../desk"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, at := range unmarked(set, file) {
				t.Errorf("%s: language.Mark is missing around the reason", at)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	file, err := parser.ParseFile(set, "a.go", `package a
func f() (ok bool, why string) { return false, "no" }
func g() { h = func() (bool, string) { return false, "no" } }
func m() (ok bool, why string) { return false, language.Mark("no") }
func n() (int, string) { return 0, "no" }`, 0)
	if err != nil || len(unmarked(set, file)) != 2 {
		t.Errorf("%v, found %q", err, unmarked(set, file))
	}
}

func TestTheWindowSpeaksGerman(t *testing.T) {
	w := openIn(t, "de_DE.UTF-8", t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.addPhotos(t, 3)
	w.press("Home")
	styletest.Sees(t, w.win.Content(), "Raster", "Sortiert nach", "Gesamtwert", "Bewertet von", "Exportieren …", "Strg+E", "9,00",
		"±0,4 technische Qualität", "0 markiert · 0 abgelehnt · 3 unentschieden")
	w.pressed(command.Key{Name: "a", Mod: command.Ctrl})
	w.press("x")
	w.hear(t)
	styletest.Sees(t, w.win.Content(), "3 Fotos abgelehnt · Strg+Z macht es rückgängig")
	w.press("\\")
	styletest.Sees(t, w.win.Content(), "Kein Filter aktiv")
	f := query.NewFilter()
	f.Flags, f.MinRating = []library.Flag{library.Pick}, 3
	w.setFilter(f)
	styletest.Sees(t, w.win.Content(), "Kein Treffer unter 3 Fotos", "Filter: markiert, 3 Sterne oder mehr.")
	w.press("?")
	styletest.Sees(t, w.rooms.overlay.Object(), "Entscheiden", "Rückgängig, auch nach einem Neustart", "Bild↑ Bild↓")
}

func TestAFilterIsStoredInEnglishAndShownInTheLanguage(t *testing.T) {
	w := openIn(t, "de_DE.UTF-8", t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.addPhotos(t, 3)
	f := query.NewFilter()
	f.Flags = []library.Flag{library.Undecided}
	w.setFilter(f)
	w.win.Resize(fyne.NewSize(1600, 2000)) // so that nothing is scrolled out of sight
	styletest.TapText(t, w.win, "Filter speichern …")
	styletest.TapText(t, w.win, "Speichern") // under the name that is offered
	styletest.Sees(t, w.win.Content(), "Filter gespeichert: unentschieden")
	if saved := w.settings.Filters.Saved; len(saved) != 1 || saved[0].Name != "undecided" || language.Filter(&saved[0].Filter) != "unentschieden" {
		t.Errorf("saved %+v", saved)
	}
}
