package library

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func nested(depth int) Message {
	m := Coded("a.b", Arg{Name: "n", Number: 0.43, Unit: Percent}, Arg{Name: "s", Text: "é \" {"})
	for range depth - 1 {
		inner := m
		m = Coded("c.d", Arg{Name: "m", Message: &inner})
	}
	return m
}

func TestAMessageSurvivesJSON(t *testing.T) {
	text := Verbatim("of another program")
	for name, c := range map[string]struct {
		m    Message
		json string
	}{
		"nothing":        {Message{}, `""`},
		"text":           {Verbatim("{not a code}"), `"{not a code}"`},
		"code":           {Coded("a.b"), `{"c":"a.b"}`},
		"zero":           {Coded("a.b", Arg{Name: "n", Unit: Count}, Arg{Name: "s"}), `{"c":"a.b","a":[{"k":"n","n":0,"u":"count"},{"k":"s","s":""}]}`},
		"deep":           {nested(MaxMessageDepth), ``},
		"text in a code": {Coded("a.b", Arg{Name: "m", Message: &text}), `{"c":"a.b","a":[{"k":"m","m":{"t":"of another program"}}]}`},
	} {
		b, err := json.Marshal(c.m)
		if err != nil || (c.json != "" && string(b) != c.json) {
			t.Errorf("%s is written as %s (%v), want %s", name, b, err, c.json)
		}
		var got Message
		if err := json.Unmarshal(b, &got); err != nil || !got.Equal(c.m) {
			t.Errorf("%s came back as %+v, %v", name, got, err)
		}
	}
}

func TestADamagedMessageIsRefused(t *testing.T) {
	many := `{"c":"a","a":[` + strings.Repeat(`{"k":"n","s":""},`, MaxMessageArgs) + `{"k":"n","s":""}]}`
	deep := strings.Repeat(`{"c":"a","a":[{"k":"m","m":`, MaxMessageDepth) + `{"t":"x"}` + strings.Repeat(`}]}`, MaxMessageDepth)
	for _, text := range []string{
		`1`, `[]`, `{}`, `{"c":""}`, `{"c":"a","t":"b"}`, `{"t":"b","a":[{"k":"n","s":""}]}`, `{"c":"a","a":[{}]}`,
		`{"c":"a","a":[{"k":"n"}]}`, `{"c":"a","a":[{"k":"n","n":1}]}`, `{"c":"a","a":[{"k":"n","n":1,"u":"count","s":""}]}`, many, deep,
	} {
		var m Message
		if err := json.Unmarshal([]byte(text), &m); !errors.Is(err, ErrBadMessage) {
			t.Errorf("%s gave %+v, %v", text, m, err)
		}
	}
	b, err := json.Marshal(Coded("a.b", Arg{Name: "m", Message: &Message{}}))
	if err != nil || string(b) != `{"c":"a.b","a":[{"k":"m","s":""}]}` {
		t.Errorf("an argument that says nothing is written as %s, %v", b, err)
	}
	if _, err := json.Marshal(nested(MaxMessageDepth + 1)); !errors.Is(err, ErrBadMessage) {
		t.Errorf("too deep a message is written: %v", err)
	}
}

func TestMessagesAreEqualWhenTheySayTheSame(t *testing.T) {
	for name, other := range map[string]Message{
		"text": Verbatim("a.b"), "code": Coded("x", nested(2).Args()...), "fewer": Coded("c.d"), "inside": nested(3),
		"number": Coded("c.d", Arg{Name: "m", Number: 1, Unit: Count}),
	} {
		if nested(2).Equal(other) || other.Equal(nested(2)) {
			t.Errorf("%s counts as equal", name)
		}
	}
	if !nested(3).Equal(nested(3)) {
		t.Error("a message is not equal to itself")
	}
}

func FuzzMessage(f *testing.F) {
	for _, m := range []Message{{}, Verbatim("x"), nested(1), nested(MaxMessageDepth)} {
		b, err := json.Marshal(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var m, again Message
		if json.Unmarshal(b, &m) != nil {
			return
		}
		out, err := json.Marshal(m)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		if err := json.Unmarshal(out, &again); err != nil || !again.Equal(m) {
			t.Errorf("%q became %q (%v)", b, out, err)
		}
	})
}
