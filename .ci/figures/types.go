package main

import (
	"go/ast"
	"go/token"
)

// isCounted is true for the packages whose types have bounds: those of the
// window and of the use cases, where state gathers.
func isCounted(p *pkg) bool { return below(p.dir, "ui") || below(p.dir, "app") }

// structFields counts the fields of every struct with a name, an embedded one
// as one, and with them those of structs without a name inside it.
func structFields(h *house) []reading {
	var out []reading
	for _, p := range h.packages {
		if !isCounted(p) {
			continue
		}
		for _, f := range p.files {
			ast.Inspect(f.ast, func(n ast.Node) bool {
				spec, ok := n.(*ast.TypeSpec)
				if !ok {
					return true
				}
				if s, ok := spec.Type.(*ast.StructType); ok {
					out = append(out, reading{what: spec.Name.Name + " in " + p.dir, where: h.at(spec), value: countFields(s)})
				}
				return true
			})
		}
	}
	return out
}

func countFields(s *ast.StructType) int {
	n := 0
	for _, f := range s.Fields.List {
		n += max(1, len(f.Names))
		if inner, ok := f.Type.(*ast.StructType); ok {
			n += countFields(inner)
		}
	}
	return n
}

// methods counts the methods of every type, over all files of its package.
func methods(h *house) []reading {
	var out []reading
	for _, p := range h.packages {
		if !isCounted(p) {
			continue
		}
		count := map[string]int{}
		for _, f := range p.files {
			for _, d := range f.ast.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
					count[receiver(fn)]++
				}
			}
		}
		for _, f := range p.files {
			for _, spec := range typesOf(f.ast) {
				if n := count[spec.Name.Name]; n > 0 {
					out = append(out, reading{what: spec.Name.Name + " in " + p.dir, where: h.at(spec), value: n})
				}
			}
		}
	}
	return out
}

// typesOf gives the types that a file declares for its package.
func typesOf(f *ast.File) []*ast.TypeSpec {
	var out []*ast.TypeSpec
	for _, d := range f.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE {
			for _, s := range g.Specs {
				out = append(out, s.(*ast.TypeSpec))
			}
		}
	}
	return out
}

// receiver is the name of the type whose method this is.
func receiver(fn *ast.FuncDecl) string {
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr: // of a generic type
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}
