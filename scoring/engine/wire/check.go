package wire

import (
	"math"
	"unicode/utf8"
)

// slack is how much more than 1 probabilities may add up to by rounding.
const slack = 1e-6

// Check gives ErrProtocol where a greeting makes no sense.
func (h *Hello) Check() error {
	if !isName(h.Runtime) || len(h.Devices) > MaxDevices {
		return protocolf("a greeting with %d devices", len(h.Devices))
	}
	for i := range h.Devices {
		if err := h.Devices[i].check(); err != nil {
			return err
		}
	}
	return nil
}

func (d *Device) check() error {
	if !isName(d.Name) || !isName(d.Description) || !isName(d.Backend) || !isName(d.Kind) ||
		d.MemoryFree < 0 || d.MemoryTotal < 0 {
		return protocolf("a device that cannot be")
	}
	return nil
}

func isName(s string) bool { return len(s) <= maxName && utf8.ValidString(s) }

func (m Memory) check() error {
	if m.Used < 0 || m.Total < 0 {
		return protocolf("%d of %d bytes of memory", m.Used, m.Total)
	}
	return nil
}

// Check gives ErrProtocol where an answer to Load makes no sense.
func (l *Loaded) Check() error {
	if !isName(l.Architecture) || l.Context <= 0 || l.Context > math.MaxInt32 || len(l.Notes) > 16 {
		return protocolf("a model with %d tokens of context", l.Context)
	}
	for _, note := range l.Notes {
		if !isName(note) {
			return protocolf("a note of %d bytes", len(note))
		}
	}
	if err := l.Device.check(); err != nil {
		return err
	}
	return l.Memory.check()
}

// Check gives ErrProtocol where an answer to Prefill makes no sense.
func (l *Prefilled) Check() error {
	if l.Tokens <= 0 || l.Tokens > math.MaxInt32 || l.Picture < 0 || l.Picture > l.Tokens {
		return protocolf("a picture of %d tokens", l.Tokens)
	}
	return l.Memory.check()
}

// Check gives ErrProtocol where an answer does not fit what was asked.
func (a *Asked) Check(to *Ask) error {
	if len(a.Readings) != len(to.Questions) || a.Tokens < 0 || a.Tokens > math.MaxInt32 {
		return protocolf("%d readings for %d questions", len(a.Readings), len(to.Questions))
	}
	for i, r := range a.Readings {
		if err := r.check(len(to.Questions[i].Answers)); err != nil {
			return err
		}
	}
	return nil
}

func (r *Reading) check(answers int) error {
	if len(r.P) != answers {
		return protocolf("%d probabilities for %d answers", len(r.P), answers)
	}
	sum := 0.0
	for _, p := range r.P {
		if !(p >= 0 && p <= 1+slack) { // NaN is neither
			return protocolf("a probability of %g", p)
		}
		sum += p
	}
	if sum > 1+slack {
		return protocolf("probabilities that add up to %g", sum)
	}
	return nil
}

// Check gives ErrProtocol where what was written is more than was asked for.
func (w *Written) Check(to *Write) error {
	if w.Tokens < 0 || w.Tokens > to.Tokens || w.Read < 0 || w.Read > math.MaxInt32 {
		return protocolf("%d tokens were written where %d were asked for", w.Tokens, to.Tokens)
	}
	return nil
}

// Check gives ErrProtocol where counts do not fit the texts.
func (c *Counted) Check(to *Tokens) error {
	if len(c.Counts) != len(to.Texts) {
		return protocolf("%d counts for %d texts", len(c.Counts), len(to.Texts))
	}
	for i, n := range c.Counts {
		if n < 0 || n > 4*len(to.Texts[i])+16 { // a byte can be a token of its own
			return protocolf("%d tokens for %d bytes", n, len(to.Texts[i]))
		}
	}
	return nil
}
