package main

import (
	"strings"
	"testing"
)

// template and render give the fake a chat template.
func (f *fakeMachine) template() string { return f.own }

func (f *fakeMachine) render(template, content string) (string, bool) {
	form, ok := f.chat[template]
	return strings.ReplaceAll(form, "%", content), ok
}

// knowing is a fake whose vocabulary has ChatML's words.
type knowing struct{ *fakeMachine }

func (k knowing) tokens(text string) []token {
	if text == "<|im_start|>" {
		return []token{1}
	}
	return k.fakeMachine.tokens(text)
}

func TestATurnIsWrittenAsTheModelWantsIt(t *testing.T) {
	const thinking = "{% if add_generation_prompt %}<a><think>"
	const tidying = "{{ content.split('<think>') }}{% if add_generation_prompt %}<a>"
	f := &fakeMachine{chat: map[string]string{
		"own": "<u>%</u><a>", chatML: "[u]%[a]", "silent": "<u></u>",
		thinking: "<u>%</u><a>", thinking + "!": "<u>%</u><a><think>\n", tidying: "<u>%</u><a>",
	}}
	const none = "<think>\n\n</think>\n\n"
	for name, c := range map[string]struct {
		own    string
		knows  bool
		want   turn
		note   string
		failed string
	}{
		"its own":               {"own", false, turn{"<u>", "</u><a>", false}, "", ""},
		"its own before ChatML": {"own", true, turn{"<u>", "</u><a>", false}, "", ""},
		"none":                  {"", true, turn{"[u]", "[a]", false}, "has no chat template", ""},
		"an unknown one":        {"new", true, turn{"[u]", "[a]", false}, "does not know", ""},
		"one without content":   {"silent", true, turn{"[u]", "[a]", false}, "does not know", ""},
		"none at all":           {"", false, turn{}, "", "Instruct"},
		"an unknown one alone":  {"new", false, turn{}, "", "another model"},
		"one that thinks":       {thinking, false, turn{"<u>", "</u><a>" + none, true}, "", ""},
		"one that is thinking":  {thinking + "!", false, turn{"<u>", "</u><a>" + none, true}, "", ""},
		"one that thinks, new":  {thinking + "?", true, turn{"[u]", "[a]" + none, true}, "does not know", ""},
		"one that has thought":  {tidying, false, turn{"<u>", "</u><a>", false}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			f.own = c.own
			var m templates = f
			if c.knows {
				m = knowing{f}
			}
			got, note, err := turnOf(m)
			if got != c.want || !strings.Contains(note, c.note) || (note == "") != (c.note == "") {
				t.Errorf("%+v, %q", got, note)
			}
			if (err == nil) != (c.failed == "") || (err != nil && !strings.Contains(err.Error(), c.failed)) {
				t.Errorf("gave %v", err)
			}
		})
	}
	own := turn{"<u>", "</u><a>", false}
	if p := own.beginning("[picture]", "Rate. ") + own.question("Sharp?", "Score: "); p != "<u>[picture]Rate. Sharp?</u><a>Score: " {
		t.Errorf("the prompt is %q", p)
	}
}

func TestTheFirstErrorIsKept(t *testing.T) {
	var out strings.Builder
	j := &journal{out: &out}
	for _, line := range []struct {
		level int32
		text  string
	}{{2, "loading\n"}, {levelContinuation, "...\n"}, {3, "careful\n"}, {levelError, "no such tensor"}, {levelContinuation, ": a\n"}, {levelError, "failed\n"}} {
		j.write(line.level, line.text)
	}
	if got := j.firstError(); got != "no such tensor" {
		t.Errorf("it is %q", got)
	}
	if out.String() != "no such tensor: a\nfailed\n" {
		t.Errorf("standard error has %q", out.String())
	}
	j.mark()
	if got := j.firstError(); got != "" {
		t.Errorf("after the mark it is %q", got)
	}
}
