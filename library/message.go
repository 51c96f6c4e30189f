package library

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Unit says what a number in a message counts, and so how it is written.
type Unit string

// The units. A score has two decimals, a measure and an angle one, the others
// none.
const (
	Percent Unit = "percent" // a share of 0..1, written as "43 %"
	Points  Unit = "score"   // 0..10
	Pixels  Unit = "pixels"
	Count   Unit = "count"
	Measure Unit = "measure" // of no unit, such as "1.4 times"
	Degrees Unit = "degrees"
)

// Arg is a named part of a message: a text where Unit and Message are not set.
type Arg struct {
	Name    string
	Text    string
	Number  float64 // finite; counts where Unit is set
	Unit    Unit
	Message *Message // a part that is worded in its own right; nil for none
}

// Message is something to say to people, which is worded where it is shown: a
// code with its arguments, or Text alone, which is the words of an older row, of
// an error or of another program. Package message holds the wordings.
//
// It is compared with Equal. A score holds eleven of them, of which a window
// holds fifty thousand, so it is small.
type Message struct {
	words string // the code, or the text where args is nil
	args  *[]Arg
}

// Coded is a message with a code; without one it is the zero value.
func Coded(code string, args ...Arg) Message {
	if code == "" {
		return Message{}
	}
	return Message{words: code, args: &args}
}

// CodedWith is Coded for a message with one argument: the argument lies with what refers
// to it, of which a large shoot has half a million.
func CodedWith(code string, arg Arg) Message {
	if code == "" {
		return Message{}
	}
	m := &struct {
		args []Arg
		arg  [1]Arg
	}{arg: [1]Arg{arg}}
	m.args = m.arg[:]
	return Message{words: code, args: &m.args}
}

// Verbatim is a message that is worded already.
func Verbatim(text string) Message { return Message{words: text} }

// Code gives the code, "" for a mere text.
func (m Message) Code() string {
	if m.args == nil {
		return ""
	}
	return m.words
}

// Args gives the arguments of a code. They are not to be changed.
func (m Message) Args() []Arg {
	if m.args == nil {
		return nil
	}
	return *m.args
}

// Text gives the text of a message without a code, "" for any other.
func (m Message) Text() string {
	if m.args != nil {
		return ""
	}
	return m.words
}

// IsZero is true where there is nothing to say.
func (m Message) IsZero() bool { return m.words == "" }

// Equal is true for the same code with the same arguments, or the same text.
func (m Message) Equal(other Message) bool {
	if m.words != other.words || (m.args == nil) != (other.args == nil) || len(m.Args()) != len(other.Args()) {
		return false
	}
	for i, a := range m.Args() {
		b := other.Args()[i]
		if a.Name != b.Name || a.Text != b.Text || a.Number != b.Number || a.Unit != b.Unit || (a.Message == nil) != (b.Message == nil) {
			return false
		}
		if a.Message != nil && !a.Message.Equal(*b.Message) {
			return false
		}
	}
	return true
}

// MessageOf is what an error says to people: the message of one that has a
// method Message, the text of any other. An error that is wrapped is worded by
// what wraps it, which has more to say.
func MessageOf(err error) Message {
	if err == nil {
		return Message{}
	}
	if m, ok := err.(interface{ Message() Message }); ok {
		return m.Message()
	}
	return Verbatim(err.Error())
}

// Bounds on a stored message; those of this program have three arguments and one
// message inside another.
const (
	MaxMessageArgs  = 16
	MaxMessageDepth = 4
)

// ErrBadMessage says that a stored message cannot be one.
var ErrBadMessage = errors.New("a stored message is damaged")

// wireMessage is a message as JSON: {"c":code,"a":[…]} or {"t":text}.
type wireMessage struct {
	Code string    `json:"c,omitempty"`
	Args []wireArg `json:"a,omitempty"`
	Text string    `json:"t,omitempty"`
}

// wireArg holds a number, a text or a message.
type wireArg struct {
	Name    string       `json:"k"`
	Number  *float64     `json:"n,omitempty"`
	Unit    Unit         `json:"u,omitempty"`
	Text    *string      `json:"s,omitempty"`
	Message *wireMessage `json:"m,omitempty"`
}

// MarshalJSON writes a message with a code as an object and a mere text as a
// string, as rows had it before there were codes.
func (m Message) MarshalJSON() ([]byte, error) {
	if m.args == nil {
		return json.Marshal(m.words)
	}
	w, err := wireOf(m, 1)
	if err != nil {
		return nil, err
	}
	return json.Marshal(w)
}

func wireOf(m Message, depth int) (*wireMessage, error) {
	args := m.Args()
	if depth > MaxMessageDepth || len(args) > MaxMessageArgs {
		return nil, fmt.Errorf("%w: it has more than %d arguments or %d levels", ErrBadMessage, MaxMessageArgs, MaxMessageDepth)
	}
	if m.args == nil {
		return &wireMessage{Text: m.words}, nil
	}
	w := &wireMessage{Code: m.words}
	for i := range args {
		a := &args[i]
		to := wireArg{Name: a.Name}
		switch {
		case a.Message != nil && !a.Message.IsZero():
			inner, err := wireOf(*a.Message, depth+1)
			if err != nil {
				return nil, err
			}
			to.Message = inner
		case a.Unit != "":
			to.Number, to.Unit = &a.Number, a.Unit
		default:
			to.Text = &a.Text
		}
		w.Args = append(w.Args, to)
	}
	return w, nil
}

// UnmarshalJSON reads what MarshalJSON writes; anything else is ErrBadMessage.
func (m *Message) UnmarshalJSON(b []byte) error {
	var text string
	if json.Unmarshal(b, &text) == nil {
		*m = Verbatim(text)
		return nil
	}
	var w wireMessage
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("%w: %w", ErrBadMessage, err)
	}
	got, err := w.message(1)
	if err != nil {
		return err
	}
	*m = got
	return nil
}

func (w *wireMessage) message(depth int) (Message, error) {
	if depth > MaxMessageDepth || len(w.Args) > MaxMessageArgs {
		return Message{}, fmt.Errorf("%w: it has more than %d arguments or %d levels", ErrBadMessage, MaxMessageArgs, MaxMessageDepth)
	}
	if (w.Code == "") == (w.Text == "") || (w.Code == "" && len(w.Args) > 0) {
		return Message{}, fmt.Errorf("%w: it has neither code nor text, or both", ErrBadMessage)
	}
	if w.Code == "" {
		return Verbatim(w.Text), nil
	}
	args := make([]Arg, len(w.Args))
	for i := range w.Args {
		var err error
		if args[i], err = w.Args[i].arg(depth); err != nil {
			return Message{}, err
		}
	}
	return Coded(w.Code, args...), nil
}

func (w *wireArg) arg(depth int) (Arg, error) {
	a := Arg{Name: w.Name}
	switch {
	case w.Name == "":
		return a, fmt.Errorf("%w: an argument has no name", ErrBadMessage)
	case w.Number != nil && w.Unit != "" && w.Text == nil && w.Message == nil:
		a.Number, a.Unit = *w.Number, w.Unit
	case w.Text != nil && w.Unit == "" && w.Number == nil && w.Message == nil:
		a.Text = *w.Text
	case w.Message != nil && w.Unit == "" && w.Number == nil && w.Text == nil:
		inner, err := w.Message.message(depth + 1)
		if err != nil {
			return a, err
		}
		a.Message = &inner
	default:
		return a, fmt.Errorf("%w: argument %q is not one of number, text and message", ErrBadMessage, w.Name)
	}
	return a, nil
}
