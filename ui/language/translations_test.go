package language_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"keeplight.app/keeplight/assets/translations"
	"keeplight.app/keeplight/ui/language"
)

// source is an English text in the code.
type source struct {
	text   string
	plural bool
	where  string
}

// calls are the functions that translate, and which of their arguments are the key
// and the English text.
func calls() map[string]struct {
	key, text int
	plural    bool
} {
	return map[string]struct {
		key, text int
		plural    bool
	}{
		"lang.L": {0, 0, false}, "lang.Localize": {0, 0, false},
		"lang.X": {0, 1, false}, "lang.LocalizeKey": {0, 1, false},
		"lang.N": {0, 0, true}, "lang.LocalizePlural": {0, 0, true},
		"lang.XN": {0, 1, true}, "lang.LocalizePluralKey": {0, 1, true},
		"language.Plural": {0, 0, true}, "Plural": {0, 0, true},
		// Where it is shown, language.Marked translates it.
		"language.Mark": {0, 0, false}, "Mark": {0, 0, false},
	}
}

// literal is the text of a string that stands in the code, in one or several
// pieces.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		a, left := literal(e.X)
		b, right := literal(e.Y)
		return a + b, left && right && e.Op == token.ADD
	case *ast.ParenExpr:
		return literal(e.X)
	}
	return "", false
}

// sources finds the texts of one file by their key. A key that is put together
// when the program runs is told by unknown.
func sources(set *token.FileSet, file *ast.File, unknown func(where string)) map[string]source {
	found := map[string]source{}
	ast.Inspect(file, func(n ast.Node) bool {
		c, isCall := n.(*ast.CallExpr)
		if !isCall {
			return true
		}
		name := ""
		switch f := c.Fun.(type) {
		case *ast.Ident:
			if file.Name.Name == "language" {
				name = f.Name
			}
		case *ast.SelectorExpr:
			if pkg, ok := f.X.(*ast.Ident); ok {
				name = pkg.Name + "." + f.Sel.Name
			}
		}
		call, translates := calls()[name]
		if !translates || len(c.Args) <= call.text {
			return true
		}
		where := set.Position(c.Pos()).String()
		key, known := literal(c.Args[call.key])
		text, alsoKnown := literal(c.Args[call.text])
		if !known || !alsoKnown {
			unknown(where)
			return true
		}
		found[key] = source{text, call.plural, where}
		return true
	})
	return found
}

// allSources are the texts of all packages of ui, and those that are registered.
func allSources(t *testing.T) map[string]source {
	t.Helper()
	all := map[string]source{}
	for key, text := range language.Registered() {
		all[key] = source{text: text, where: "Registered"}
	}
	set := token.NewFileSet()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		maps.Copy(all, sources(set, file, func(where string) {
			// This package puts keys together from what it registers.
			if file.Name.Name != "language" {
				t.Errorf("%s: the key is no literal, so nobody can tell whether it is translated", where)
			}
		}))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// translation is a text by its plural form; one without a plural has only "other".
type translation map[string]string

func read(t *testing.T, name string) map[string]translation {
	t.Helper()
	data, err := translations.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	all, err := decode(data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return all
}

// decode reads one file, in which no key may stand twice.
func decode(data []byte) (map[string]translation, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, fmt.Errorf("it is no object: %v, %v", open, err)
	}
	all := map[string]translation{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		key := token.(string) // a decoder gives nothing else here
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		if _, twice := all[key]; twice {
			return nil, fmt.Errorf("%q stands twice", key)
		}
		var text string
		forms := translation{}
		if json.Unmarshal(value, &text) == nil {
			forms["other"] = text
		} else if err := json.Unmarshal(value, &forms); err != nil {
			return nil, fmt.Errorf("%q: %w", key, err)
		}
		all[key] = forms
	}
	return all, nil
}

// places are the places of a text: {{.Name}}.
func places(text string) []string {
	var names []string
	for _, m := range regexp.MustCompile(`\{\{[^}]*\}\}`).FindAllString(text, -1) {
		names = append(names, strings.ReplaceAll(m, " ", ""))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// faults says what is wrong with a language, given the texts of the code. English
// needs its plurals only.
func faults(all map[string]source, of map[string]translation, english bool) []string {
	var wrong []string
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	for key, s := range all {
		forms, there := of[key]
		switch {
		case !there && (s.plural || !english):
			say("%s: %q is missing", s.where, key)
			continue
		case s.plural && (forms["one"] == "" || forms["other"] == ""):
			say("%q needs the forms one and other", key)
		}
		for form, text := range forms {
			if strings.TrimSpace(text) == "" {
				say("%q is empty", key)
			}
			if got, want := places(text), places(s.text); !slices.Equal(got, want) {
				say("%q (%s) has the places %v, its source has %v", key, form, got, want)
			}
		}
	}
	for key := range of {
		if _, used := all[key]; !used {
			say("%q is never used", key)
		}
	}
	slices.Sort(wrong)
	return wrong
}

func TestEveryTextIsTranslatedAndNothingElse(t *testing.T) {
	all := allSources(t)
	if len(all) < 100 {
		t.Fatalf("only %d texts were found in the code", len(all))
	}
	files, err := translations.Files.ReadDir(".")
	if err != nil || len(files) < 2 {
		t.Fatalf("%d languages, %v", len(files), err)
	}
	for _, f := range files {
		for _, fault := range faults(all, read(t, f.Name()), f.Name() == "en.json") {
			t.Errorf("%s: %s", f.Name(), fault)
		}
	}
}

func TestWhatIsWrongWithATranslationIsFound(t *testing.T) {
	code := map[string]source{
		"Close": {text: "Close"}, "{{.N}} files": {text: "{{.N}} files", plural: true}, "at": {text: "at {{.Place}}"},
	}
	right := map[string]translation{
		"Close": {"other": "Schließen"}, "{{.N}} files": {"one": "{{.N}} Datei", "other": "{{.N}} Dateien"}, "at": {"other": "bei {{.Place}}"},
	}
	if got := faults(code, right, false); got != nil {
		t.Errorf("all is well, and yet %q", got)
	}
	for want, edit := range map[string]func(map[string]translation){
		`"Close" is missing`:              func(m map[string]translation) { delete(m, "Close") },
		`"Open" is never used`:            func(m map[string]translation) { m["Open"] = translation{"other": "Öffnen"} },
		"{{.Place}}":                      func(m map[string]translation) { m["at"] = translation{"other": "bei {{.Ort}}"} },
		"needs the forms one and other":   func(m map[string]translation) { m["{{.N}} files"] = translation{"other": "{{.N}} Dateien"} },
		`"Close" is empty`:                func(m map[string]translation) { m["Close"] = translation{"other": " "} },
		`"{{.N}} files" (one) has the pl`: func(m map[string]translation) { m["{{.N}} files"]["one"] = "eine Datei" },
	} {
		of := map[string]translation{}
		for key, forms := range right {
			of[key] = maps.Clone(forms)
		}
		edit(of)
		if got := faults(code, of, false); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("want %q alone, got %q", want, got)
		}
	}
}

func TestAKeyThatIsNoLiteralIsFound(t *testing.T) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "a.go", `package a
func f(s string) { lang.L(s); lang.L("one " + "two"); lang.X("key", "text"); language.Plural("{{.N}} x", 2) }`, 0)
	if err != nil {
		t.Fatal(err)
	}
	unknown := 0
	found := sources(set, file, func(string) { unknown++ })
	if keys := slices.Sorted(maps.Keys(found)); unknown != 1 || !slices.Equal(keys, []string{"key", "one two", "{{.N}} x"}) {
		t.Errorf("%d unknown, found %q", unknown, keys)
	}
}
