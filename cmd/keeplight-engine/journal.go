package main

import (
	"io"
	"strings"
	"sync"
)

// journal takes what llama.cpp logs: errors go to standard error, where Keeplight
// reads them should this process end, and the first since the last mark is kept
// for an answer. Warnings would stand before them and explain nothing.
type journal struct {
	out io.Writer

	mu    sync.Mutex
	level int32
	first string
}

// Levels of ggml's log.
const (
	levelError        = 4
	levelContinuation = 5 // goes on with the line before
)

// write takes a piece of text at a level.
func (j *journal) write(level int32, text string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if level != levelContinuation {
		j.level = level
	}
	if j.level != levelError {
		return
	}
	_, _ = io.WriteString(j.out, text) // there is nowhere else to say it
	if j.first == "" {
		j.first = strings.TrimSpace(text)
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
