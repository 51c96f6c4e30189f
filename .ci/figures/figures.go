package main

// figure is one property of the code that has a bound.
type figure struct {
	name  string
	bound int
	read  func(*house) []reading
}

// reading is a figure of one place in the code.
type reading struct {
	what  string // "Window in ui/window"
	where string // file:line, or a folder
	value int
	bound int // of this place, where it has one of its own; else 0
}

// figures are the bounds that this repository keeps. A bound is passed by one more.
var figures = []figure{
	{"fields of a struct in ui/ or app/", 20, structFields},
	{"methods of a type in ui/ or app/", 40, methods},
	{"our packages that one imports", 15, imports},
	{"lines of a file", 400, fileLines},
	{"lines of a function", 60, functionLines},
	{"lines of ui/window in all", 1200, windowLines},
	{"exported names without a comment", 0, uncommented},
}

// roots put the program together, so they import more than others may.
var roots = map[string]int{"cmd/keeplight": 25, "ui/window": 25}

// result is what came of one figure.
type result struct {
	figure
	worst   reading // the one nearest to its bound, or furthest past it
	tooMuch []reading
}

// judge compares every reading with its bound.
func (f figure) judge(h *house) result {
	res := result{figure: f}
	for i, r := range f.read(h) {
		if r.bound == 0 {
			r.bound = f.bound
		}
		if r.value > r.bound {
			res.tooMuch = append(res.tooMuch, r)
		}
		if i == 0 || r.value-r.bound > res.worst.value-res.worst.bound {
			res.worst = r
		}
	}
	return res
}
