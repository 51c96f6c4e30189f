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
// as the model's file says.
func turnOf(m templates) (t turn, note string, err error) {
	own := m.template()
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
	return turn{before, after}, ok
}

// beginning gives the prompt up to the questions.
func (t turn) beginning(marker, text string) string { return t.before + marker + text }

// question gives the rest of the prompt, up to the answer.
func (t turn) question(text, stem string) string { return text + t.after + stem }
