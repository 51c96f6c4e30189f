package burst

import (
	"cmp"
	"slices"
)

// correct makes the borders that a person asked for, after all others.
func (s *shoot) correct() {
	for i := range s.shots {
		sh := &s.shots[i]
		if !sh.Split && sh.JoinTo == 0 {
			continue
		}
		if sh.set == nil {
			s.place(i)
		}
		if j, ok := s.byID[sh.JoinTo]; ok && s.shots[j].set == nil {
			s.put(Single, []int{j})
		}
	}
	for i := range s.shots {
		if s.shots[i].Split {
			s.cut(i)
		}
	}
	for i := range s.shots {
		if j, ok := s.byID[s.shots[i].JoinTo]; ok && j != i {
			s.join(i, j)
		}
	}
}

// place puts a shot that is corrected and in no set, for want of a time or as a copy,
// where it can be: a copy beside its original.
func (s *shoot) place(i int) {
	original := &s.shots[s.shots[i].copyOf]
	if original.set == nil || s.shots[i].JoinTo != 0 {
		s.put(Single, []int{i})
		return
	}
	beside := slices.Index(original.set.shots, s.shots[i].copyOf) + 1
	s.put(original.set.kind, slices.Insert(slices.Clone(original.set.shots), beside, i))
}

// cut lets a set begin at a shot.
func (s *shoot) cut(i int) {
	whole := s.shots[i].set
	at := slices.Index(whole.shots, i)
	if at <= 0 {
		return
	}
	s.put(whole.kind, whole.shots[:at:at])
	s.put(whole.kind, whole.shots[at:])
}

// join puts a shot's set together with that of another. Where its set begins with
// another shot at which it was split, that border stays.
func (s *shoot) join(i, j int) {
	if first := s.shots[i].set.shots[0]; first != i && s.shots[first].Split {
		s.cut(i)
	}
	a, b := s.shots[i].set, s.shots[j].set
	if a == b {
		return
	}
	both := slices.Concat(a.shots, b.shots)
	slices.SortFunc(both, func(i, j int) int { return cmp.Compare(i, j) })
	kind := Burst
	switch {
	case len(a.shots) == 1 && len(b.shots) == 1:
	case len(b.shots) == 1, a.kind == b.kind:
		kind = a.kind
	case len(a.shots) == 1:
		kind = b.kind
	}
	s.put(kind, both)
}
