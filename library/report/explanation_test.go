package report

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
)

// hostile is a row whose explanation would do harm where it was taken at its word.
func hostile() Row {
	const text = "=HYPERLINK(\"http://x\") It is soft.\n<script>alert(1)</script> & \x1b[31m\u202e"
	e := &library.Explanation{
		Text: text, Form: library.Prose, End: library.CutOff, By: library.Provenance{Model: "tiny aa"},
		Overall: library.Value{Known: true, Mean: 7.84},
	}
	from := strings.Index(text, "It is")
	return Row{
		Path: "a.jpg", Photo: library.Photo{Hash: "h"}, Score: &library.Score{}, Explanation: e,
		Contradictions: []library.Contradiction{{From: from, To: from + len("It is soft."), Attribute: library.Clarity, Reason: "Clarity is 8.30."}},
	}
}

func TestAnExplanationInJSONIsTextWithItsContradictions(t *testing.T) {
	var b strings.Builder
	j := NewJSONLines(&b)
	j.Explain = true
	if err := j.Write(hostile()); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Explanation struct {
			Text, Form, End string
			Complete        bool
			Contradictions  []struct {
				From, To          int
				Attribute, Reason string
			}
		}
	}
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	e := got.Explanation
	if e.Text != hostile().Explanation.Text || e.Form != "prose" || e.End != "cut_off" || e.Complete || strings.Count(b.String(), "\n") != 1 {
		t.Errorf("%+v", e)
	}
	if len(e.Contradictions) != 1 || e.Contradictions[0].Attribute != "clarity" || e.Text[e.Contradictions[0].From:e.Contradictions[0].To] != "It is soft." {
		t.Errorf("%+v", e.Contradictions)
	}
}

func TestAnExplanationInATableIsNoFormula(t *testing.T) {
	var b strings.Builder
	c := NewCSV(&b)
	c.Explain = true
	if err := c.Write(hostile()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%v, %v", rows, err)
	}
	cell := func(name string) string { return rows[1][slices.Index(rows[0], name)] }
	if text := cell("explanation"); !strings.HasPrefix(text, "'=HYPERLINK") || strings.ContainsAny(text, "\n\x1b\u202e") {
		t.Errorf("%q", text)
	}
	if cell("explanation_end") != "cut_off" || cell("explanation_contradictions") != "Clarity is 8.30." {
		t.Errorf("%q, %q", cell("explanation_end"), cell("explanation_contradictions"))
	}
}

func TestAnExplanationOnThePageIsEscapedAndMarked(t *testing.T) {
	var b strings.Builder
	noThumb := func(library.Photo) ([]byte, error) { return nil, nil }
	if err := HTML(t.Context(), &b, Options{}, slices.Values([]Row{hostile()}), noThumb); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{
		"<mark>[!] It is soft.</mark>", "&lt;script&gt;alert(1)&lt;/script&gt; &amp;", "[!] Clarity is 8.30.",
		"It explains the number and did not cause it. The number is 7.84. It was not finished. Written by tiny aa.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "<script") || strings.ContainsAny(page, "\x1b\u202e") {
		t.Error("the page holds what the model wrote as it is")
	}
}
