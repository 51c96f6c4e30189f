package burst

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// shot is a frame while it is being grouped.
type shot struct {
	*Frame
	at     time.Duration // on the camera's clock, since the epoch
	coarse bool          // the clock shows whole seconds
	timed  bool
	copyOf int  // the original, itself for one
	weak   bool // it is not very like the frames that it follows

	set *set
}

// set is a group in the making: shots in order of time, by their places.
type set struct {
	kind  Kind
	shots []int
	told  bool // it is among the groups that are given
}

// shoot is all shots in order of time.
type shoot struct {
	shots []shot
	byID  map[library.ID]int // nil where none was joined to another
}

func newShoot(frames []Frame) *shoot {
	s := &shoot{shots: make([]shot, len(frames))}
	if slices.ContainsFunc(frames, func(f Frame) bool { return f.JoinTo != 0 }) {
		s.byID = make(map[library.ID]int, len(frames))
	}
	all, order := make([]shot, len(frames)), make([]int32, len(frames))
	for i := range frames {
		f := &frames[i]
		t := f.Photo.Capture.Time
		all[i], order[i] = shot{Frame: f, at: clock(t), coarse: t.Nanosecond() == 0, timed: !t.IsZero()}, int32(i)
	}
	// Places are sorted, as shots are large.
	slices.SortFunc(order, func(i, j int32) int { return compareShots(&all[i], &all[j]) })
	for i, from := range order {
		s.shots[i] = all[from]
	}
	s.findCopies()
	return s
}

// findCopies finds the original of each shot.
func (s *shoot) findCopies() {
	originals := make(map[library.Hash]int, len(s.shots))
	for i := range s.shots {
		sh := &s.shots[i]
		if s.byID != nil {
			s.byID[sh.Photo.ID] = i
		}
		known, ok := originals[sh.Photo.Hash]
		if !ok || sh.isOriginalOf(&s.shots[known]) {
			originals[sh.Photo.Hash] = i
		}
	}
	for i := range s.shots {
		s.shots[i].copyOf = i
		if hash := s.shots[i].Photo.Hash; hash != "" {
			s.shots[i].copyOf = originals[hash]
		}
	}
}

// isOriginalOf is true for the likelier original of two shots of the same pixels, of
// which the other one was taken first: the names of copies, and the paths of folders
// of copies, are longer.
func (sh *shot) isOriginalOf(other *shot) bool {
	return sh.timed == other.timed && sh.at == other.at && len(sh.Photo.Path) < len(other.Photo.Path)
}

// clock is what a camera's clock showed. Its zone does not count: a camera keeps its
// own, and those that write none and those that do are to agree.
func clock(t time.Time) time.Duration {
	_, offset := t.Zone()
	return time.Duration(t.Unix()+int64(offset))*time.Second + time.Duration(t.Nanosecond())
}

// compareShots orders by time, then by name as people count, as photos that are
// sorted by time are shown.
func compareShots(a, b *shot) int {
	switch {
	case a.timed != b.timed:
		if a.timed {
			return -1
		}
		return 1
	case a.at != b.at:
		return cmp.Compare(a.at, b.at)
	}
	pathA, pathB := a.Photo.Path, b.Photo.Path
	if c := query.CompareNames(a.Photo.Name(), b.Photo.Name()); c != 0 {
		return c
	}
	return cmp.Or(query.CompareNames(pathA, pathB), strings.Compare(pathA, pathB), cmp.Compare(a.Photo.ID, b.Photo.ID))
}

// streams gives the places of the shots of each camera, in order of time, without
// copies and without those that have no time.
func (s *shoot) streams() [][]int {
	type camera struct{ name, serial string }
	by := map[camera][]int{}
	for i := range s.shots {
		sh := &s.shots[i]
		if sh.timed && sh.copyOf == i {
			key := camera{sh.Photo.Capture.Camera, sh.Photo.Capture.Serial}
			by[key] = append(by[key], i)
		}
	}
	return slices.SortedFunc(maps.Values(by), func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
}

// put makes a set of shots, which may be in other sets.
func (s *shoot) put(kind Kind, shots []int) {
	made := &set{kind: kind, shots: shots}
	for _, i := range shots {
		s.shots[i].set = made
	}
}

// groups gives the sets as groups, with the copies beside their originals.
func (s *shoot) groups() []Group {
	copies := map[int][]int{}
	for i := range s.shots {
		if original := s.shots[i].copyOf; original != i && s.shots[i].set == nil {
			copies[original] = append(copies[original], i)
		}
	}
	var all []Group
	for i := range s.shots {
		sh := &s.shots[i]
		if sh.set == nil && sh.copyOf == i {
			s.put(Single, []int{i})
		}
		if sh.set == nil || sh.set.told {
			continue
		}
		sh.set.told = true
		several := false // pictures
		g := Group{Kind: sh.set.kind, Members: make([]Member, 0, len(sh.set.shots))}
		for _, j := range sh.set.shots {
			g.Members = append(g.Members, s.member(j))
			several = several || s.shots[j].copyOf != s.shots[sh.set.shots[0]].copyOf
			if len(copies) > 0 {
				for _, c := range copies[j] {
					g.Members = append(g.Members, s.member(c))
				}
			}
		}
		if !several {
			g.Kind = Single
			if len(g.Members) > 1 {
				g.Kind = Copies
			}
		}
		all = append(all, g)
	}
	return all
}

func (s *shoot) member(i int) Member {
	m := Member{ID: s.shots[i].Photo.ID}
	if original := s.shots[i].copyOf; original != i {
		m.CopyOf = s.shots[original].Photo.ID
	}
	return m
}
