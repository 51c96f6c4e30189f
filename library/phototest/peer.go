package phototest

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
	"time"
)

// Peer finds a program that speeds are compared with, installed by the Debian
// package. Where it is missing it says so in one line and gives ok false.
func Peer(tb testing.TB, program, from string) (path string, ok bool) {
	tb.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: not compared with %s, which is not installed (Debian: %s)\n", tb.Name(), program, from)
		return "", false
	}
	return path, true
}

// Cost is what something took.
type Cost struct {
	Wall time.Duration
	CPU  time.Duration // of all threads, in the program and in the kernel for it
}

// Best keeps the least of what several runs took: noise only ever adds.
type Best struct {
	Cost
	runs int
}

func (b *Best) add(c Cost) {
	if b.runs == 0 || c.Wall < b.Wall {
		b.Wall = c.Wall
	}
	if b.runs == 0 || c.CPU < b.CPU {
		b.CPU = c.CPU
	}
	b.runs++
}

// Here runs something in this process.
func (b *Best) Here(tb testing.TB, run func() error) {
	tb.Helper()
	start, cpu := time.Now(), processCPU()
	if err := run(); err != nil {
		tb.Fatal(err)
	}
	b.add(Cost{Wall: time.Since(start), CPU: processCPU() - cpu})
}

// Program runs a program to its end and gives its output.
func (b *Best) Program(tb testing.TB, path string, args ...string) []byte {
	tb.Helper()
	var out bytes.Buffer
	cmd := exec.Command(path, args...)
	cmd.Stdout, cmd.Stderr = &out, io.Discard
	start := time.Now()
	if err := cmd.Run(); err != nil {
		tb.Fatalf("running %s: %v", path, err)
	}
	b.add(Cost{Wall: time.Since(start), CPU: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()})
	return out.Bytes()
}

// Less gives the cost without that of something that is part of it.
func (b *Best) Less(part *Best) Cost {
	return Cost{Wall: b.Wall - part.Wall, CPU: b.CPU - part.CPU}
}

// Milliseconds gives a duration as benchmarks report it.
func Milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// Ratio gives a as a share of b.
func Ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }
