package scan

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
)

// fileState is what must stay as it is before a path counts as settled.
type fileState struct {
	known  bool // false where the file system does not answer
	exists bool
	size   int64
	mtime  time.Time
}

// stateOf stats a file, or at a link that leads nowhere.
func stateOf(path string) fileState {
	info, err := os.Stat(path)
	if link, ok := brokenLink(path, err); ok {
		info, err = link, nil
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fileState{known: true}
	case err != nil:
		return fileState{}
	}
	return fileState{known: true, exists: true, size: info.Size(), mtime: info.ModTime()}
}

func (s fileState) equal(o fileState) bool {
	return s.known == o.known && s.exists == o.exists && s.size == o.size && s.mtime.Equal(o.mtime)
}

// settler holds paths back until they have stopped changing. Its clock is the
// now that it is given; the files' own times are only compared for equality,
// because a server's clock may be wrong.
type settler struct {
	wait      time.Duration // how long a path must stay the same
	waitEmpty time.Duration // the same for an empty file, which usually is about to be filled
	state     func(path string) fileState
	pending   map[string]pendingPath
}

type pendingPath struct {
	fileState
	since time.Time
}

// settled is a path that has stayed the same for long enough.
type settled struct {
	path   string
	exists bool
}

func newSettler(wait, waitEmpty time.Duration) *settler {
	return &settler{wait: wait, waitEmpty: waitEmpty, state: stateOf, pending: map[string]pendingPath{}}
}

// touch notes that something happened to path.
func (s *settler) touch(path string, now time.Time) {
	s.pending[path] = pendingPath{s.state(path), now}
}

// forget drops the paths for which drop is true.
func (s *settler) forget(drop func(path string) bool) {
	for path := range s.pending {
		if drop(path) {
			delete(s.pending, path)
		}
	}
}

// due takes out the paths that have settled, in order.
func (s *settler) due(now time.Time) []settled {
	var out []settled
	for path, p := range s.pending {
		if now.Sub(p.since) < s.wait {
			continue
		}
		state := s.state(path)
		switch {
		case !state.known:
			delete(s.pending, path) // the next full scan asks again
		case !state.equal(p.fileState):
			s.pending[path] = pendingPath{state, now}
		case state.exists && state.size == 0 && now.Sub(p.since) < s.waitEmpty:
		default:
			delete(s.pending, path)
			out = append(out, settled{path, state.exists})
		}
	}
	slices.SortFunc(out, func(a, b settled) int { return strings.Compare(a.path, b.path) })
	return out
}
