package message

import (
	"strings"

	"keeplight.app/keeplight/library"
)

// mostRecognised bounds, in bytes, what is compared with sentences: what is longer is
// none of them.
const mostRecognised = 2000

// Recognise gives a text that says in English why a file gives no picture, as another
// process or an earlier version of this program wrote it, as the message that it is, so
// that it can be said in other languages. Any other text stays as it is.
func Recognise(m library.Message) library.Message {
	if text := m.Text(); m.Code() == "" && text != "" && len(text) <= mostRecognised {
		if known, ok := recognise(text, 1); ok {
			return known
		}
	}
	return m
}

// recognise finds the first sentence that a text fits. A reason in it may be a sentence
// itself, depth levels deep.
func recognise(text string, depth int) (library.Message, bool) {
	all := faultSentences()
	for i := range all {
		args, ok := match(all[i].template, text)
		if !ok {
			continue
		}
		for k := range args {
			if args[k].Name != "why" || depth == 0 {
				continue
			}
			if why, ok := recognise(args[k].Text, depth-1); ok {
				args[k] = Of("why", why)
			}
		}
		return New(all[i].code, args...), true
	}
	return library.Message{}, false
}

// match says whether a text is a template with something in the place of each argument,
// and gives those. An argument ends where what follows it in the template comes first.
func match(template, text string) (args []library.Arg, ok bool) {
	for {
		before, rest, found := strings.Cut(template, "{{.")
		if !found {
			return args, text == template
		}
		if !strings.HasPrefix(text, before) {
			return nil, false
		}
		text = text[len(before):]
		name, after, closed := strings.Cut(rest, "}}")
		if !closed {
			return nil, false
		}
		literal, _, _ := strings.Cut(after, "{{.")
		end := len(text)
		if literal != "" {
			if end = strings.Index(text, literal); end < 0 {
				return nil, false
			}
		}
		if end == 0 {
			return nil, false
		}
		args, text, template = append(args, Text(name, text[:end])), text[end:], after
	}
}
