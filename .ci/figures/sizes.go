package main

import (
	"go/ast"
	"strconv"
	"strings"
)

// fileLines counts every line of a file, comments and empty ones too.
func fileLines(h *house) []reading {
	var out []reading
	for _, p := range h.packages {
		for _, f := range p.files {
			out = append(out, reading{what: f.name, where: f.name, value: f.lines})
		}
	}
	return out
}

// windowLines adds up the files of ui/window and of what lies below it.
func windowLines(h *house) []reading {
	r := reading{what: "ui/window", where: "ui/window"}
	for _, p := range h.packages {
		if below(p.dir, "ui/window") {
			for _, f := range p.files {
				r.value += f.lines
			}
		}
	}
	return []reading{r}
}

// functionLines measures every function from its first word to its last brace:
// declared ones, and those without a name that a package's variable holds.
//
// A data table is left out: a function whose body is nothing but one return of
// one composite literal (or its address). The functions without a name inside
// one are then measured each by itself.
func functionLines(h *house) []reading {
	var out []reading
	for _, p := range h.packages {
		for _, f := range p.files {
			for _, d := range f.ast.Decls {
				fn, ok := d.(*ast.FuncDecl)
				switch {
				case !ok:
					out = append(out, h.literals(d, "a function in "+p.dir)...)
				case fn.Body == nil: // written in another language
				case isDataTable(fn.Body):
					out = append(out, h.literals(fn.Body, "a function inside "+fn.Name.Name+" in "+p.dir)...)
				default:
					out = append(out, reading{what: fn.Name.Name + " in " + p.dir, where: h.at(fn), value: h.lines(fn.Body) + h.head(fn)})
				}
			}
		}
	}
	return out
}

// head is how many lines a declaration has above that of its body's first brace.
func (h *house) head(fn *ast.FuncDecl) int {
	return h.fset.Position(fn.Body.Pos()).Line - h.fset.Position(fn.Type.Pos()).Line
}

// literals measures the outermost functions without a name in a node.
func (h *house) literals(in ast.Node, what string) []reading {
	var out []reading
	ast.Inspect(in, func(n ast.Node) bool {
		fn, ok := n.(*ast.FuncLit)
		if ok {
			out = append(out, reading{what: what, where: h.at(fn), value: h.lines(fn)})
		}
		return !ok
	})
	return out
}

func isDataTable(body *ast.BlockStmt) bool {
	if len(body.List) != 1 {
		return false
	}
	ret, ok := body.List[0].(*ast.ReturnStmt)
	if !ok || len(ret.Results) != 1 {
		return false
	}
	value := ret.Results[0]
	if address, ok := value.(*ast.UnaryExpr); ok {
		value = address.X
	}
	_, ok = value.(*ast.CompositeLit)
	return ok
}

// imports counts the packages of this module that a package imports, by all its
// files together.
func imports(h *house) []reading {
	var out []reading
	for _, p := range h.packages {
		ours := map[string]bool{}
		for _, f := range p.files {
			for _, spec := range f.ast.Imports {
				if name, err := strconv.Unquote(spec.Path.Value); err == nil && strings.HasPrefix(name, h.module+"/") {
					ours[name] = true
				}
			}
		}
		out = append(out, reading{what: p.dir, where: p.dir, value: len(ours), bound: roots[p.dir]})
	}
	return out
}
