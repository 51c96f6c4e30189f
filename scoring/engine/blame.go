package engine

import (
	"cmp"
	"errors"
	"regexp"
	"strings"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// death says in words for people how a process ended that failed with err, such
// as "it divided by zero (SIGFPE)".
func (p *process) death(err error) string {
	lines := p.said.lines()
	text := "it ended by itself"
	switch signal := cmp.Or(caught(lines), signalName(p.err)); {
	case errors.Is(err, errHung):
		text = err.Error()
	case errors.Is(err, wire.ErrProtocol) || errors.Is(p.stream.Err(), wire.ErrProtocol):
		text = "it gave an answer that makes no sense"
	case signal != "":
		text = inWords(signal)
	}
	if own := ownMessage(lines); own != "" {
		text += ", and said: " + plain(buildPath.ReplaceAllString(own, ""))
	}
	return text
}

// buildPath is where llama.cpp's source was on the computer that built it.
var buildPath = regexp.MustCompile(`^/\S*/`)

// signals tells what the usual ones mean.
var signals = map[string]string{
	"SIGABRT": "it gave up over something that must not be",
	"SIGFPE":  "it divided by zero",
	"SIGBUS":  "a file that it was reading was cut off, or the disk failed",
	"SIGSEGV": "it touched memory that is not its own",
	"SIGILL":  "this processor lacks an instruction that llama.cpp was built with; install the build for this computer",
	"SIGKILL": "the system or somebody ended it, perhaps because memory ran out",
	"SIGTERM": "somebody ended it",
}

func inWords(signal string) string {
	if words, ok := signals[signal]; ok {
		return words + " (" + signal + ")"
	}
	return "it crashed (" + signal + ")"
}

// caughtSignal is how Go's runtime, which sees them before C's does, prints one.
var caughtSignal = regexp.MustCompile(`^\[?signal (SIG[A-Z]+)|^(SIG[A-Z]+): `)

// caught gives the signal that Go's runtime in the process ended it for, or "".
func caught(lines []string) string {
	for _, line := range lines {
		if m := caughtSignal.FindStringSubmatch(line); m != nil {
			return m[1] + m[2]
		}
	}
	return ""
}

// ownMessage gives what the process said of its end: a failed assertion or an
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
		if first == "" {
			first = line
		}
	}
	return first
}

// isAboutFFI is true for the line with which the process ends where libffi is
// missing, without which it cannot call llama.cpp.
func isAboutFFI(line string) bool { return strings.Contains(line, "libffi") }
