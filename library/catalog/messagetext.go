package catalog

import (
	"encoding/json"
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
)

// messageText spells a message for a column of text: a mere text as it is, as
// every version wrote it, one with a code as JSON. A text that could be taken
// for JSON becomes JSON too.
func messageText(m library.Message) (string, error) {
	if m.Code() == "" && !strings.HasPrefix(m.Text(), "{") {
		return m.Text(), nil
	}
	if m.Code() == "" {
		m = library.Coded(quotedText, library.Arg{Name: "text", Text: m.Text()})
	}
	b, err := json.Marshal(m)
	if err != nil {
		return "", fmt.Errorf("encoding a message: %w", err)
	}
	return string(b), nil
}

// quotedText stands for a text that begins like JSON.
const quotedText = "text"

// parseMessage reads what messageText wrote. What is no message is the text of
// an older row, whatever it looks like.
func parseMessage(text string) library.Message {
	if !strings.HasPrefix(text, `{"c":`) {
		return library.Verbatim(text)
	}
	var m library.Message
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		return library.Verbatim(text)
	}
	if args := m.Args(); m.Code() == quotedText && len(args) == 1 {
		return library.Verbatim(args[0].Text)
	}
	return m
}
