package scan

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// fakeDisk is a settler's view of the disk.
type fakeDisk map[string]fileState

func (d fakeDisk) settler() *settler {
	s := newSettler(2*time.Second, 10*time.Second)
	s.state = func(path string) fileState {
		if state, ok := d[path]; ok {
			return state
		}
		return fileState{known: true}
	}
	return s
}

func file(size int64) fileState { return fileState{known: true, exists: true, size: size} }

func duePaths(s *settler, at time.Time) []string {
	var paths []string
	for _, d := range s.due(at) {
		paths = append(paths, d.path)
	}
	return paths
}

func TestAFileIsReportedOnceItStopsChanging(t *testing.T) {
	start := time.Unix(1000, 0)
	at := func(seconds float64) time.Time { return start.Add(time.Duration(seconds * float64(time.Second))) }
	steps := []struct {
		name   string
		at     float64
		before func(fakeDisk, *settler)
		want   []string
	}{
		{"just appeared", 1.9, func(d fakeDisk, s *settler) { d["a"] = file(5); s.touch("a", at(0)) }, nil},
		{"grew without an event", 2.5, func(d fakeDisk, _ *settler) { d["a"] = file(9) }, nil},
		{"not yet long enough since", 4.4, nil, nil},
		{"stable", 4.5, nil, []string{"a"}},
		{"reported once", 9, nil, nil},
		{"an event starts over", 13, func(_ fakeDisk, s *settler) { s.touch("a", at(10)); s.touch("a", at(12)) }, nil},
		{"stable again", 14, nil, []string{"a"}},
		{"empty is not yet there", 25, func(d fakeDisk, s *settler) { d["b"] = file(0); s.touch("b", at(20)) }, nil},
		{"empty for long is what it is", 30, nil, []string{"b"}},
		{"removed", 33, func(d fakeDisk, s *settler) { delete(d, "a"); s.touch("a", at(31)) }, []string{"a"}},
		{"removed and back is no removal", 43, func(d fakeDisk, s *settler) {
			delete(d, "b")
			s.touch("b", at(40))
			d["b"] = file(7)
		}, nil},
		{"but a change", 45, nil, []string{"b"}},
		{"a disk that does not answer", 60, func(d fakeDisk, s *settler) { d["b"] = fileState{}; s.touch("b", at(50)) }, nil},
		{"is left to the next scan", 80, func(d fakeDisk, _ *settler) { d["b"] = file(7) }, nil},
	}
	disk := fakeDisk{}
	s := disk.settler()
	for _, step := range steps {
		if step.before != nil {
			step.before(disk, s)
		}
		if diff := cmp.Diff(step.want, duePaths(s, at(step.at))); diff != "" {
			t.Errorf("%s: want -, got +:\n%s", step.name, diff)
		}
	}
	if len(s.pending) > 0 {
		t.Errorf("still waiting for %v", s.pending)
	}
}
