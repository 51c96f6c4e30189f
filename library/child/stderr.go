package child

import (
	"strings"
	"sync"
)

// kept is how many bytes are kept of the beginning and of the end of what a child
// prints.
const kept = 4 << 10

// Stderr keeps what a child prints to its standard error since it was reset: the
// first 4 KiB, where a library says what is wrong, and the last 4 KiB. Its
// methods may be called from any goroutine.
type Stderr struct {
	mu         sync.Mutex
	head, tail []byte
	dropped    bool // between them
}

// Write takes everything and keeps some. It never fails.
func (s *Stderr) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rest := p
	if room := kept - len(s.head); room > 0 {
		n := min(room, len(rest))
		s.head = append(s.head, rest[:n]...)
		rest = rest[n:]
	}
	// Only what can be kept is copied, however much a child prints at once.
	if n := len(rest) - kept; n > 0 {
		rest, s.tail, s.dropped = rest[n:], s.tail[:0], true
	}
	if n := len(s.tail) + len(rest) - kept; n > 0 {
		s.tail, s.dropped = append(s.tail[:0], s.tail[n:]...), true
	}
	s.tail = append(s.tail, rest...)
	return len(p), nil
}

// Reset forgets what was printed so far, such as about an earlier photo.
func (s *Stderr) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.head, s.tail, s.dropped = s.head[:0], s.tail[:0], false
}

// String gives what is kept, as it was printed. A line break stands where
// something was dropped.
func (s *Stderr) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	between := ""
	if s.dropped {
		between = "\n"
	}
	return string(s.head) + between + string(s.tail)
}

// Lines gives the lines that are not empty, without spaces at their ends.
func (s *Stderr) Lines() []string {
	var lines []string
	for line := range strings.Lines(s.String()) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
