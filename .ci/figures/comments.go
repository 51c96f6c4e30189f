package main

import (
	"go/ast"
	"go/token"
	"strings"
)

// uncommented finds the exported names of a package (types, functions, methods
// of exported types, variables, constants) that no comment explains. It gives
// none where all have one. Fields, and the names of a test, are not asked for.
//
// A comment explains a name when it stands above it or behind it on its line,
// when it stands above the group of constants or variables that it is in, or
// when it stands above a run of functions without empty lines between them and
// names this one too.
func uncommented(h *house) []reading {
	var out []reading
	for _, p := range h.packages {
		for _, f := range p.files {
			above := "" // the comment of the run of functions that we are in
			end := 0    // the line on which its last one ended
			for _, d := range f.ast.Decls {
				var bare []*ast.Ident
				switch d := d.(type) {
				case *ast.FuncDecl:
					if d.Doc != nil {
						above = d.Doc.Text()
					} else if h.fset.Position(d.Pos()).Line != end+1 {
						above = ""
					}
					end = h.fset.Position(d.End()).Line
					if isOffered(d) && !names(above, d.Name.Name, d.Doc != nil) {
						bare = append(bare, d.Name)
					}
				case *ast.GenDecl:
					bare = bareNames(d)
				}
				for _, name := range bare {
					out = append(out, reading{what: name.Name + " in " + p.dir, where: h.at(name), value: 1})
				}
			}
		}
	}
	return out
}

// isOffered is true for an exported function, or method of an exported type.
func isOffered(fn *ast.FuncDecl) bool {
	return fn.Name.IsExported() && (fn.Recv == nil || ast.IsExported(receiver(fn)))
}

// names is true where a comment explains a name: its own does whatever it says,
// another's only where it says the name.
func names(comment, name string, own bool) bool {
	if own {
		return strings.TrimSpace(comment) != ""
	}
	isLetter := func(r rune) bool {
		return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	for _, word := range strings.FieldsFunc(comment, func(r rune) bool { return !isLetter(r) }) {
		if word == name {
			return true
		}
	}
	return false
}

// bareNames gives the exported names of a declaration that no comment explains.
func bareNames(d *ast.GenDecl) []*ast.Ident {
	if d.Tok == token.IMPORT || d.Doc != nil && d.Tok != token.TYPE {
		return nil
	}
	var out []*ast.Ident
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			alone := !d.Lparen.IsValid() && d.Doc != nil
			if s.Name.IsExported() && s.Doc == nil && s.Comment == nil && !alone {
				out = append(out, s.Name)
			}
		case *ast.ValueSpec:
			if s.Doc != nil || s.Comment != nil {
				continue
			}
			for _, name := range s.Names {
				if name.IsExported() {
					out = append(out, name)
				}
			}
		}
	}
	return out
}
