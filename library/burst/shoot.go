package burst

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// shot is a frame while it is being grouped.
type shot struct {
	*Frame
	at       time.Duration // on the camera's clock, since the epoch
	exposure time.Duration // 0 where it is not known
	coarse   bool          // the clock shows whole seconds
	timed    bool
	copyOf   int  // the original, itself for one
	weak     bool // it is not very like the frames that it follows

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
	all, order := make([]shot, len(frames)), make([]moment, len(frames))
	for i := range frames {
		f := &frames[i]
		c := &f.Photo.Capture
		all[i] = shot{Frame: f, at: clock(c.Time), exposure: c.ExposureTime, coarse: c.Time.Nanosecond() == 0, timed: !c.Time.IsZero()}
		order[i] = moment{all[i].at, int32(i), all[i].timed}
	}
	// Moments are sorted, as shots are large and lie all over the memory.
	slices.SortFunc(order, func(a, b moment) int {
		if a.at != b.at && a.timed && b.timed {
			return cmp.Compare(a.at, b.at)
		}
		return compareShots(&all[a.shot], &all[b.shot])
	})
	for i := range order {
		s.shots[i] = all[order[i].shot]
	}
	s.findCopies()
	return s
}

// moment is when a shot was taken, by its place among all.
type moment struct {
	at    time.Duration
	shot  int32
	timed bool
}

// findCopies finds the original of each shot.
func (s *shoot) findCopies() {
	known := newHashes(len(s.shots))
	copied := false
	for i := range s.shots {
		sh := &s.shots[i]
		sh.copyOf = i
		if s.byID != nil {
			s.byID[sh.Photo.ID] = i
		}
		if sh.Photo.Hash == "" {
			continue
		}
		first := known.first(s.shots, i)
		if first == i {
			continue
		}
		// The first shot of some pixels says for all of them which is the original.
		copied = true
		sh.copyOf = first
		if original := s.shots[first].copyOf; sh.isOriginalOf(&s.shots[original]) {
			s.shots[first].copyOf = i
		}
	}
	if !copied {
		return
	}
	for i := range s.shots {
		if first := s.shots[i].copyOf; first < i {
			s.shots[i].copyOf = s.shots[first].copyOf
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
	by := map[camera]int{}
	var streams [][]int
	var last camera
	at := -1 // the stream of last
	for i := range s.shots {
		sh := &s.shots[i]
		if !sh.timed || sh.copyOf != i {
			continue
		}
		// Most shots follow one of the same camera.
		if c := (camera{sh.Photo.Capture.Camera, sh.Photo.Capture.Serial}); at < 0 || c != last {
			known, ok := by[c]
			if !ok {
				known = len(streams)
				by[c] = known
				streams = append(streams, nil)
			}
			last, at = c, known
		}
		streams[at] = append(streams[at], i)
	}
	return streams
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
	room := make([]Member, 0, len(s.shots)) // for all groups: thousands of small ones cost more
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
		g := Group{Kind: sh.set.kind}
		from := len(room)
		for _, j := range sh.set.shots {
			room = append(room, s.member(j))
			several = several || s.shots[j].copyOf != s.shots[sh.set.shots[0]].copyOf
			if len(copies) > 0 {
				for _, c := range copies[j] {
					room = append(room, s.member(c))
				}
			}
		}
		g.Members = room[from:len(room):len(room)]
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
