package mllm

import "keeplight.app/keeplight/library"

// sheet is what one view gave.
type sheet struct {
	values  [library.NumAttributes]judgement
	overall judgement
	tokens  int // of the picture; 0 where the engine does not say
}

// anyKnown is true when at least one attribute could be read.
func (s *sheet) anyKnown() bool {
	for _, j := range s.values {
		if j.known {
			return true
		}
	}
	return false
}

// middleOf joins the sheets of views that differ in the order of the scale.
func middleOf(sheets []*sheet) *sheet {
	of := func(which func(*sheet) judgement) judgement {
		ways := make([]judgement, len(sheets))
		for i, s := range sheets {
			ways[i] = which(s)
		}
		return middle(ways)
	}
	joined := &sheet{overall: of(func(s *sheet) judgement { return s.overall }), tokens: sheets[0].tokens}
	for a := range joined.values {
		joined.values[a] = of(func(s *sheet) judgement { return s.values[a] })
	}
	return joined
}
