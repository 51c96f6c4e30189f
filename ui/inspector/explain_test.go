package inspector

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// said is all words of spans, and those in the colour of a warning.
func said(spans []controls.Span) (all, warned string) {
	for _, s := range spans {
		all += s.Text + "|"
		if s.Color == style.Warning {
			warned += s.Text + "|"
		}
	}
	return all, warned
}

func TestAContradictionIsMarkedByASignAndAColourAndSaysWhy(t *testing.T) {
	const text = "It is calm. It is soft. It glows."
	w := &Words{Text: text, Note: "It explains.", Marks: []library.Contradiction{{From: 12, To: 23, Attribute: library.Clarity, Reason: "Clarity is 8.30."}}}
	all, warned := said(wordSpans(w))
	if warned != "[!] It is soft.|[!] Clarity is 8.30.|" {
		t.Errorf("warned of %q", warned)
	}
	if all != "It is calm. |[!] It is soft.| It glows.|[!] Clarity is 8.30.|It explains.|" {
		t.Errorf("said %q", all)
	}
}

func TestTextIsShownAsItIsOnLinesOfItsOwn(t *testing.T) {
	spans := wordSpans(&Words{Text: "1.1 **Reason**: <b>x</b>\n\n[a](http://b)\u202e\x1b[31m"})
	if all, _ := said(spans); len(spans) != 2 || !spans[1].NewLine || strings.ContainsAny(all, "\u202e\x1b") || !strings.Contains(all, "**Reason**: <b>x</b>|[a](http://b)") {
		t.Errorf("%q", all)
	}
}

func TestMarksThatDoNotFitTheTextHarmNothing(t *testing.T) {
	for _, m := range []library.Contradiction{{From: 3, To: 300}, {From: 5, To: 2}, {From: -1, To: 2}} {
		if all, _ := said(wordSpans(&Words{Text: "It is calm.", Marks: []library.Contradiction{m}})); !strings.Contains(strings.ReplaceAll(all, "|", ""), "calm.") {
			t.Errorf("%+v: %q", m, all)
		}
	}
}
