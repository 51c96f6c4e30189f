package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// module writes a small module and loads it.
func module(t *testing.T, files map[string]string) (dir string, h *house) {
	t.Helper()
	dir = t.TempDir()
	files["go.mod"] = "module example.org/small\n\ngo 1.26\n"
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h, err := load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir, h
}

// repeat writes a pattern with the numbers 1 to n in it.
func repeat(n int, pattern string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, pattern, i+1)
	}
	return b.String()
}

// of gives the figure with this name.
func of(t *testing.T, name string) figure {
	t.Helper()
	for _, f := range figures {
		if f.name == name {
			return f
		}
	}
	t.Fatalf("there is no figure of that name: %s", name)
	return figure{}
}

const (
	fieldsFigure    = "fields of a struct in ui/ or app/"
	methodsFigure   = "methods of a type in ui/ or app/"
	importsFigure   = "our packages that one imports"
	fileFigure      = "lines of a file"
	functionFigure  = "lines of a function"
	windowFigure    = "lines of ui/window in all"
	uncommentFigure = "exported names without a comment"
)

func TestAFigurePastItsBoundIsFoundAndOneWithinItIsNot(t *testing.T) {
	structOf := func(n int) string { return "package a\n\ntype a struct {\n" + repeat(n, "f%d int\n") + "}\n" }
	methodsOf := func(n int) string { return "package a\n\ntype a int\n" + repeat(n, "func (x *a) m%d() {}\n") }
	importsOf := func(n int) string {
		return "package a\n\nimport (\n" + repeat(n, "_ \"example.org/small/p%d\"\n") + "_ \"fmt\"\n_ \"example.org/smaller\"\n)\n"
	}
	function := func(lines int) string { return "package a\n\nfunc f() {\n" + repeat(lines-2, "_ = %d\n") + "}\n" }
	file := func(lines int) string { return "package a\n" + repeat(lines-1, "// %d\n") }
	table := func(lines int) string {
		return "package a\n\nfunc f() []int {\nreturn []int{\n" + repeat(lines-4, "%d,\n") + "}\n}\n"
	}
	inTable := func(lines int) string {
		return "package a\n\nfunc f() []func() {\nreturn []func(){\nfunc() {\n" + repeat(lines-2, "_ = %d\n") + "},\n}\n}\n"
	}
	for name, c := range map[string]struct {
		figure string
		files  map[string]string
		past   int // how many readings are past the bound
	}{
		"20 fields":                          {fieldsFigure, map[string]string{"ui/a/a.go": structOf(20)}, 0},
		"21 fields":                          {fieldsFigure, map[string]string{"ui/a/a.go": structOf(21)}, 1},
		"21 fields in app":                   {fieldsFigure, map[string]string{"app/a/a.go": structOf(21)}, 1},
		"21 fields elsewhere":                {fieldsFigure, map[string]string{"library/a/a.go": structOf(21)}, 0},
		"21 fields in a test":                {fieldsFigure, map[string]string{"ui/a/a_test.go": structOf(21)}, 0},
		"fields that share a line count":     {fieldsFigure, map[string]string{"ui/a/a.go": "package a\n\ntype a struct {\n" + repeat(11, "f%[1]d, g%[1]d int\n") + "}\n"}, 1},
		"fields of a struct inside count":    {fieldsFigure, map[string]string{"ui/a/a.go": "package a\n\ntype a struct { x struct {\n" + repeat(20, "f%d int\n") + "} }\n"}, 1},
		"a struct inside a function counts":  {fieldsFigure, map[string]string{"ui/a/a.go": "package a\n\nfunc f() {\ntype a struct {\n" + repeat(21, "f%d int\n") + "}\n}\n"}, 1},
		"40 methods":                         {methodsFigure, map[string]string{"ui/a/a.go": methodsOf(40)}, 0},
		"41 methods":                         {methodsFigure, map[string]string{"ui/a/a.go": methodsOf(41)}, 1},
		"41 methods in two files":            {methodsFigure, map[string]string{"ui/a/a.go": methodsOf(40), "ui/a/b.go": "package a\n\nfunc (x a) more() {}\n"}, 1},
		"a test's methods do not count":      {methodsFigure, map[string]string{"ui/a/a.go": methodsOf(40), "ui/a/b_test.go": "package a\n\nfunc (x a) more() {}\n"}, 0},
		"41 methods of a generic type":       {methodsFigure, map[string]string{"ui/a/a.go": "package a\n\ntype a[T any] struct{}\n" + repeat(41, "func (x *a[T]) m%d() {}\n")}, 1},
		"15 of our packages":                 {importsFigure, map[string]string{"library/a/a.go": importsOf(15)}, 0},
		"16 of our packages":                 {importsFigure, map[string]string{"library/a/a.go": importsOf(16)}, 1},
		"25 in a root":                       {importsFigure, map[string]string{"ui/window/a.go": importsOf(25)}, 0},
		"26 in a root":                       {importsFigure, map[string]string{"cmd/keeplight/a.go": importsOf(26)}, 1},
		"16 below a root":                    {importsFigure, map[string]string{"ui/window/part/a.go": importsOf(16)}, 1},
		"one package in two files counts 1":  {importsFigure, map[string]string{"a/a.go": importsOf(15), "a/b.go": importsOf(15)}, 0},
		"a file of 400 lines":                {fileFigure, map[string]string{"library/a.go": file(400)}, 0},
		"a file of 401 lines":                {fileFigure, map[string]string{"library/a.go": file(401)}, 1},
		"a file without a last newline":      {fileFigure, map[string]string{"library/a.go": file(400) + "// end"}, 1},
		"a test of 401 lines":                {fileFigure, map[string]string{"library/a_test.go": file(401)}, 0},
		"testdata and other modules":         {fileFigure, map[string]string{"a/testdata/a.go": file(401), "b/go.mod": "module b\n", "b/a.go": file(401), ".git/a.go": file(401)}, 0},
		"the checks themselves":              {fileFigure, map[string]string{".ci/figures/a.go": file(401)}, 1},
		"a function of 60 lines":             {functionFigure, map[string]string{"library/a.go": function(60)}, 0},
		"a function of 61 lines":             {functionFigure, map[string]string{"library/a.go": function(61)}, 1},
		"a data table of 200 lines":          {functionFigure, map[string]string{"library/a.go": table(200)}, 0},
		"a data table's address":             {functionFigure, map[string]string{"library/a.go": strings.Replace(table(200), "return []", "return &[]", 1)}, 0},
		"a table after another statement":    {functionFigure, map[string]string{"library/a.go": strings.Replace(table(200), "return", "_ = 1\nreturn", 1)}, 1},
		"a table that is handed on":          {functionFigure, map[string]string{"library/a.go": strings.Replace(strings.Replace(table(200), "return []int{", "return f2([]int{", 1), "}\n}", "})\n}", 1)}, 1},
		"a function of 60 lines in a table":  {functionFigure, map[string]string{"library/a.go": inTable(60)}, 0},
		"a function of 61 lines in a table":  {functionFigure, map[string]string{"library/a.go": inTable(61)}, 1},
		"a variable that is a long function": {functionFigure, map[string]string{"library/a.go": strings.Replace(function(61), "func f", "var f = func", 1)}, 1},
		"a window of 1200 lines":             {windowFigure, map[string]string{"ui/window/a.go": file(800), "ui/window/b/b.go": file(400), "ui/window/a_test.go": file(9), "ui/windows/a.go": file(9)}, 0},
		"a window of 1201 lines":             {windowFigure, map[string]string{"ui/window/a.go": file(800), "ui/window/b/b.go": file(401)}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			_, h := module(t, c.files)
			got := of(t, c.figure).judge(h)
			if len(got.tooMuch) != c.past {
				t.Errorf("past the bound: %+v, want %d; the worst is %+v", got.tooMuch, c.past, got.worst)
			}
		})
	}
}

func TestAnExportedNameNeedsAComment(t *testing.T) {
	for name, c := range map[string]struct {
		code string
		bare string // the names that have none, in order
	}{
		"a type, a function, a method":   {"type T int\n\nfunc F() {}\n\nfunc (t T) M() {}\n", "T F M"},
		"with comments":                  {"// T is.\ntype T int\n\n// F does.\nfunc F() {}\n\n// M does.\nfunc (t *T) M() {}\n", ""},
		"what is not exported":           {"type t int\n\nfunc f() {}\n\nfunc (x t) M() {}\n\nvar v, w int\n", ""},
		"a variable, a constant":         {"var V int\n\nconst C, D = 1, 2\n", "V C D"},
		"a group with a comment":         {"// The ends.\nconst (\n\tA = 1\n\tB = 2\n)\n", ""},
		"a group without":                {"const (\n\tA = 1 // the first\n\t// B is the second.\n\tB = 2\n\tC = 3\n)\n", "C"},
		"a group's comment for types":    {"// Words.\ntype (\n\tA int\n\t// B is.\n\tB int\n)\n", "A"},
		"a run under one comment":        {"// F and G do.\nfunc F() {}\nfunc G() {}\nfunc H() {}\n", "H"},
		"a run that an empty line ends":  {"// F and G do.\nfunc F() {}\n\nfunc G() {}\n", "G"},
		"a part of a word is not a name": {"// F and Going.\nfunc F() {}\nfunc Go() {}\n", "Go"},
	} {
		t.Run(name, func(t *testing.T) {
			_, h := module(t, map[string]string{"a/a.go": "package a\n\n" + c.code})
			var bare []string
			for _, r := range of(t, uncommentFigure).judge(h).tooMuch {
				bare = append(bare, strings.Fields(r.what)[0])
			}
			if got := strings.Join(bare, " "); got != c.bare {
				t.Errorf("without a comment: %q, want %q", got, c.bare)
			}
		})
	}
}

func TestTheTableNamesTheWorstAndEveryViolation(t *testing.T) {
	dir, _ := module(t, map[string]string{
		"ui/a/a.go": "package a\n\ntype wide struct {\n" + repeat(23, "f%d int\n") + "}\n\ntype wider struct {\n" + repeat(30, "f%d int\n") + "}\n",
	})
	var out bytes.Buffer
	ok, err := run(dir, &out)
	if ok || err != nil {
		t.Errorf("two structs are too wide, and the answer is %v, %v", ok, err)
	}
	for _, want := range []string{"30     wider in ui/a  PAST IT: 2", "ui/a/a.go:3: wide in ui/a", "ui/a/a.go:29: wider in ui/a"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
	fine, _ := module(t, map[string]string{"ui/a/a.go": "package a\n"})
	if ok, err := run(fine, &out); !ok || err != nil {
		t.Errorf("nothing is wrong, and the answer is %v, %v", ok, err)
	}
	if _, err := run(t.TempDir(), &out); err == nil {
		t.Error("a folder without go.mod is no error")
	}
	broken, _ := module(t, map[string]string{})
	if err := os.WriteFile(filepath.Join(broken, "a.go"), []byte("package"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := run(broken, &out); err == nil {
		t.Error("a file that is not Go is no error")
	}
}

func TestTheWorstIsTheOneFurthestPastItsOwnBound(t *testing.T) {
	f := figure{"f", 15, func(*house) []reading {
		return []reading{{what: "root", value: 24, bound: 25}, {what: "leaf", value: 16}}
	}}
	if got := f.judge(nil); got.worst.what != "leaf" || len(got.tooMuch) != 1 {
		t.Errorf("%+v", got)
	}
}
