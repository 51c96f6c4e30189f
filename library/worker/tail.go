package worker

import (
	"strings"
	"sync"
)

// tail keeps the last of what a worker prints to its standard error.
type tail struct {
	mu  sync.Mutex
	end []byte
}

// Write takes everything and keeps the last few kilobytes.
func (t *tail) Write(p []byte) (int, error) {
	const kept = 8 << 10
	t.mu.Lock()
	defer t.mu.Unlock()
	t.end = append(t.end, p...)
	if n := len(t.end) - kept; n > 0 {
		t.end = append(t.end[:0], t.end[n:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.end)
}

// contains is true when one of the words was printed.
func (t *tail) contains(words ...string) bool {
	text := strings.ToLower(t.String())
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// firstLine is what a program that does not start has to say.
func (t *tail) firstLine() string {
	line, _, _ := strings.Cut(strings.TrimSpace(t.String()), "\n")
	return plain(line)
}
