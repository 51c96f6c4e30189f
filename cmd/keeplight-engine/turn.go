package main

import (
	"errors"
	"strings"
)

// turn is how a model wants one turn of the person and the beginning of its own
// to be written.
type turn struct {
	before string // what the person says
	after  string // that, and before what the model says

	closed bool // a block of thoughts was closed at the end of after
}

// What models with thoughts put around them (Qwen3, MiniCPM-V 4.6).
const (
	thinkOpen   = "<think>"
	thinkClosed = "<think>\n\n</think>\n\n" // as their own templates write it where nothing is thought
)

// thinks says whether a template has the model begin its turn with thoughts: it
// speaks of them where it begins the model's turn, not only where it tidies up
// what was thought in earlier ones.
func thinks(template string) bool {
	at := strings.LastIndex(template, "add_generation_prompt")
	return at >= 0 && strings.Contains(template[at:], thinkOpen)
}

// withoutThoughts closes an empty block of thoughts, so that the answer comes at
// once: a digit that is read where the model would begin to think has next to no
// probability.
func (t turn) withoutThoughts() turn {
	begun := strings.TrimRight(t.after, "\n")
	if before, open := strings.CutSuffix(begun, thinkOpen); open {
		t.after = before
	}
	t.after, t.closed = t.after+thinkClosed, true
	return t
}

// chatML is what most models without a template of their own were trained with.
const chatML = "chatml"

// template is what turnOf needs of a model.
type templates interface {
	template() string
	render(template, content string) (string, bool)
	tokens(text string) []token
}

// turnOf finds out how turns are written, with a note for people where it is not
// as the model's file says. A model that thinks is kept from it.
func turnOf(m templates) (t turn, note string, err error) {
	own := m.template()
	t, note, err = written(m, own)
	if err == nil && thinks(own) {
		t = t.withoutThoughts()
	}
	return t, note, err
}

// written finds out how turns are written where nobody thinks.
func written(m templates, own string) (t turn, note string, err error) {
	if own != "" {
		if t, ok := cut(m, own); ok {
			return t, "", nil
		}
	}
	if len(m.tokens("<|im_start|>")) == 1 {
		if t, ok := cut(m, chatML); ok {
			if own == "" {
				return t, "the model has no chat template; ChatML is used, which its vocabulary knows", nil
			}
			return t, "llama.cpp " + pinnedBuild + " does not know the model's chat template; ChatML is used, which its vocabulary knows", nil
		}
	}
	if own == "" {
		return turn{}, "", errors.New("the model has no chat template and does not know ChatML: it is not made for questions; choose one that is called Instruct or Chat")
	}
	return turn{}, "", errors.New("llama.cpp " + pinnedBuild + " does not know the model's chat template, and the model does not know ChatML; choose another model")
}

// cut writes a turn and cuts out what was said.
func cut(m templates, template string) (turn, bool) {
	const said = "[what the person says]"
	text, ok := m.render(template, said)
	if !ok {
		return turn{}, false
	}
	before, after, ok := strings.Cut(text, said)
	return turn{before: before, after: after}, ok
}

// beginning gives the prompt up to the questions.
func (t turn) beginning(marker, text string) string { return t.before + marker + text }

// question gives the rest of the prompt, up to the answer.
func (t turn) question(text, stem string) string { return text + t.after + stem }
