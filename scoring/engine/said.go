package engine

import (
	"strings"
	"sync"
)

// kept is how many bytes are kept of the beginning and of the end of what a
// process prints.
const kept = 4 << 10

// said keeps what the process prints to its standard error since the last mark:
// the beginning, where llama.cpp says what is wrong, and the end.
type said struct {
	mu         sync.Mutex
	head, tail []byte
}

// Write takes everything and keeps some.
func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rest := p
	if room := kept - len(s.head); room > 0 {
		n := min(room, len(rest))
		s.head = append(s.head, rest[:n]...)
		rest = rest[n:]
	}
	s.tail = append(s.tail, rest...)
	if n := len(s.tail) - kept; n > 0 {
		s.tail = append(s.tail[:0], s.tail[n:]...)
	}
	return len(p), nil
}

// mark forgets what was said before.
func (s *said) mark() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.head, s.tail = s.head[:0], s.tail[:0]
}

func (s *said) lines() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := string(s.head)
	if len(s.tail) > 0 {
		text += "\n" + string(s.tail)
	}
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
