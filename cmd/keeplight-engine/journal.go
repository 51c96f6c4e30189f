package main

import (
	"io"
	"strings"
	"sync"
)

// journal takes what llama.cpp logs: warnings and errors go to standard error,
// where Keeplight reads them should this process end, and the first error since
// the last mark is kept for an answer.
type journal struct {
	out io.Writer

	mu    sync.Mutex
	level int32
	first string
}

// The levels of ggml's log.
const (
	levelWarning      = 3
	levelError        = 4
	levelContinuation = 5 // goes on with the line before
)

// write takes a piece of text at a level.
func (j *journal) write(level int32, text string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if level == levelContinuation {
		level = j.level
	}
	j.level = level
	if level != levelWarning && level != levelError {
		return
	}
	_, _ = io.WriteString(j.out, text) // there is nowhere else to say it
	if line := strings.TrimSpace(text); level == levelError && j.first == "" {
		j.first = line
	}
}

// mark forgets what was said before.
func (j *journal) mark() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.first = ""
}

// firstError gives the first error since the mark, or "".
func (j *journal) firstError() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.first
}
