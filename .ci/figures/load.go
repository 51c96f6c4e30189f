package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// house is all Go code of a module but its tests.
type house struct {
	module   string // its path, as go.mod says it
	fset     *token.FileSet
	packages []*pkg // by folder
}

// pkg is the files of one folder.
type pkg struct {
	dir   string // relative to the module, with slashes; "." is the module itself
	files []*file
}

// file is one parsed file.
type file struct {
	name  string // relative to the module, with slashes
	lines int
	ast   *ast.File
}

// load parses the module at root. Folders that Go leaves out of ./... (hidden,
// testdata) are left out here too, but for .ci, which is held to the same bounds.
func load(root string) (*house, error) {
	module, err := modulePath(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	h := &house{module: module, fset: token.NewFileSet()}
	byDir := map[string]*pkg{}
	err = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return skipFolder(name, rel)
		}
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := h.parse(name, filepath.ToSlash(rel))
		if err != nil {
			return err
		}
		dir := path.Dir(f.name)
		if byDir[dir] == nil {
			byDir[dir] = &pkg{dir: dir}
			h.packages = append(h.packages, byDir[dir])
		}
		byDir[dir].files = append(byDir[dir].files, f)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the code below %s: %w", root, err)
	}
	slices.SortFunc(h.packages, func(a, b *pkg) int { return strings.Compare(a.dir, b.dir) })
	return h, nil
}

// skipFolder gives fs.SkipDir for a folder that is no part of the module.
func skipFolder(name, rel string) error {
	base := filepath.Base(rel)
	switch {
	case rel == "." || rel == ".ci":
		return nil
	case base == "testdata" || base == "vendor" || rel == "build" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_"):
		return fs.SkipDir
	}
	if _, err := os.Stat(filepath.Join(name, "go.mod")); err == nil {
		return fs.SkipDir // another module
	}
	return nil
}

func (h *house) parse(name, rel string) (*file, error) {
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	parsed, err := parser.ParseFile(h.fset, rel, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	lines := bytes.Count(src, []byte("\n"))
	if len(src) > 0 && src[len(src)-1] != '\n' {
		lines++
	}
	return &file{name: rel, lines: lines, ast: parsed}, nil
}

// modulePath reads the module's path out of its go.mod.
func modulePath(name string) (string, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("finding the module: %w", err)
	}
	for line := range strings.Lines(string(b)) {
		if words := strings.Fields(line); len(words) == 2 && words[0] == "module" {
			return strings.Trim(words[1], `"`), nil
		}
	}
	return "", errors.New(name + " names no module")
}

// at says where a node is, as an editor takes it.
func (h *house) at(n ast.Node) string {
	p := h.fset.Position(n.Pos())
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}

// lines is how many lines a node spans.
func (h *house) lines(n ast.Node) int {
	return h.fset.Position(n.End()).Line - h.fset.Position(n.Pos()).Line + 1
}

// below is true for a folder and all that lie in it.
func below(dir, top string) bool { return dir == top || strings.HasPrefix(dir, top+"/") }
