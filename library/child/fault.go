package child

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
)

// Fault is how a child ended that was not asked to.
type Fault struct {
	Signal      string // that ended it, by the system's word or its own: "SIGSEGV"; "" for none
	Status      int    // with which it exited; -1 where it did not, or is not gone
	OutOfMemory bool   // it said that memory ran out
	Said        string // the line that says most about its end, safe to show; "" for none

	system string // the signal by the system's word alone, which no file can put there
	ours   bool   // Kill was called while it ran
}

// Fault says how it ended. A child that is not gone has a Status of -1 and no
// Signal of its own.
func (p *Child) Fault() Fault {
	f := faultOf(p.Stderr.Lines())
	select {
	case <-p.ended:
		f.Status = p.cmd.ProcessState.ExitCode()
		f.system = signalName(p.cmd.ProcessState)
		f.Signal = cmp.Or(f.Signal, f.system)
		p.mu.Lock()
		f.ours = p.ours
		p.mu.Unlock()
	default:
	}
	return f
}

// faultOf is what the child printed of its end.
func faultOf(lines []string) Fault {
	return Fault{
		Signal:      caught(lines),
		Status:      -1,
		OutOfMemory: saysOutOfMemory(lines),
		Said:        Clean(buildPath.ReplaceAllString(ownMessage(lines), "")),
	}
}

// IsFromOutside is true when somebody else ended the process: a person, a system
// that shuts down, or one that ran out of memory and chose this process to kill.
// What the process was doing need not be the reason.
func (f Fault) IsFromOutside() bool {
	switch f.system {
	case "SIGTERM", "SIGINT", "SIGHUP":
		return true
	case "SIGKILL":
		return !f.ours
	}
	return false
}

// IsOutOfTime is true when the system ended the process for its use of the
// processor.
func (f Fault) IsOutOfTime() bool { return f.system == "SIGXCPU" }

// signals tells what the usual ones mean.
var signals = map[string]string{
	"SIGABRT": "it aborted because of an internal error",
	"SIGFPE":  "it divided by zero",
	"SIGBUS":  "a file that it was reading was cut off, or the disk failed",
	"SIGSEGV": "it accessed memory that it must not (segmentation fault)",
	"SIGILL":  "it needs an instruction that this processor lacks",
	"SIGKILL": "it was killed, perhaps because memory ran out",
	"SIGTERM": "it was told to end",
	"SIGINT":  "it was told to end",
	"SIGHUP":  "it was told to end",
	"SIGXCPU": "it took too much processor time",
}

// String says it in words that follow a colon: "it divided by zero (SIGFPE)".
func (f Fault) String() string {
	var how string
	switch {
	case f.OutOfMemory:
		how = "it ran out of memory"
	case f.Signal != "":
		how = cmp.Or(signals[f.Signal], "it crashed")
	case f.Status > 0:
		return fmt.Sprintf("it exited (exit status %d)", f.Status)
	default:
		how = "it exited"
	}
	if f.Signal != "" {
		how += " (" + f.Signal + ")"
	}
	return how
}

// buildPath is where a library's source was on the computer that built it.
var buildPath = regexp.MustCompile(`^/\S*/`)

// caughtSignal is how Go's runtime, which sees them before C's does, prints one.
var caughtSignal = regexp.MustCompile(`^\[?signal (SIG[A-Z]+)|^(SIG[A-Z]+): `)

// caught gives the signal that Go's runtime in the child ended it for, or "".
func caught(lines []string) string {
	for _, line := range lines {
		if m := caughtSignal.FindStringSubmatch(line); m != nil {
			return m[1] + m[2]
		}
	}
	return ""
}

// saysOutOfMemory is true where C's, C++'s or Go's words for that were printed, or
// what libjxl before 0.10 says when it is given none for its pixels.
func saysOutOfMemory(lines []string) bool {
	for _, line := range lines {
		line = strings.ToLower(line)
		for _, words := range []string{"out of memory", "bad_alloc", "cannot allocate memory", "jxl_check: bytes_.get()"} {
			if strings.Contains(line, words) {
				return true
			}
		}
	}
	return false
}

// ownMessage gives what the child said of its end: a failed assertion or an
// exception before any other line, and nothing of Go's traces.
func ownMessage(lines []string) string {
	first := ""
	for _, line := range lines {
		if caughtSignal.MatchString(line) || strings.HasPrefix(line, "fatal error: unexpected signal") {
			break
		}
		for _, mark := range []string{"GGML_ASSERT", "what():", "panic: ", "fatal error: "} {
			if strings.Contains(line, mark) {
				return line
			}
		}
		first = cmp.Or(first, line)
	}
	return first
}
