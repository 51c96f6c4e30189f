package engine

import (
	"errors"
	"strings"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// howItEnded says in words for people how a process ended that failed with err, such
// as "it divided by zero (SIGFPE), and said: …".
func (p *process) howItEnded(err error) string {
	how := p.Fault()
	text := how.String()
	switch {
	case errors.Is(err, errHung):
		text = err.Error()
	case errors.Is(err, wire.ErrProtocol) || errors.Is(p.stream.Err(), wire.ErrProtocol):
		text = "it gave an invalid answer"
	case how.Signal == "SIGILL":
		text += "; install the llama.cpp that was built for this computer"
	}
	if how.Said != "" {
		text += ", and said: " + how.Said
	}
	return text
}

// isAboutFFI is true for the line with which the process ends where libffi is
// missing, without which it cannot call llama.cpp.
func isAboutFFI(line string) bool { return strings.Contains(line, "libffi") }
