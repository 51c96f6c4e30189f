package wire

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
)

// sink is a pipe's writing end in memory.
type sink struct{ bytes.Buffer }

func (*sink) Close() error { return nil }

// over gives a stream that reads data.
func over(data []byte, maxBody int) *Stream {
	return NewStream(io.NopCloser(bytes.NewReader(data)), &sink{}, maxBody)
}

// frame spells a frame with whatever length is wanted.
func frame(length uint32, content string) []byte {
	return append(binary.BigEndian.AppendUint32(nil, length), content...)
}

func TestMessagesAndBodiesArriveAsTheyWereSent(t *testing.T) {
	out := &sink{}
	s := NewStream(io.NopCloser(strings.NewReader("")), out, 0)
	large := bytes.Repeat([]byte("pixels"), 20_000)
	for _, send := range []func() error{
		func() error { return s.WriteObject(Tokens{Texts: []string{"a"}}) },
		func() error { return s.WriteBody(large) },
		func() error { return s.WriteObject(Prefill{Width: 3, Height: 2, Prefix: "b\n"}) },
		func() error { return s.WriteBody([]byte{}) },
		func() error { return s.WriteObject(Ask{}) },
	} {
		if err := send(); err != nil {
			t.Fatal(err)
		}
	}
	got := over(out.Bytes(), len(large))
	var texts Tokens
	if err := got.ReadObject(&texts); err != nil || len(texts.Texts) != 1 || got.TakeBody() != nil {
		t.Fatalf("%+v, %v", texts, err)
	}
	var shown Prefill
	if err := got.ReadObject(&shown); err != nil || shown != (Prefill{Width: 3, Height: 2, Prefix: "b\n"}) {
		t.Fatalf("%+v, %v", shown, err)
	}
	if body := got.TakeBody(); !bytes.Equal(body, large) || got.TakeBody() != nil {
		t.Errorf("a body of %d bytes", len(body))
	}
	if err := got.ReadObject(&Ask{}); err != nil || got.TakeBody() == nil {
		t.Errorf("gave %v", err)
	}
	if err := got.ReadObject(&Ask{}); err != io.EOF || got.Err() != io.EOF {
		t.Errorf("the end gave %v", err)
	}
}

func TestFramesThatCannotBeAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data    []byte
		maxBody int
	}{
		"printed text":            {[]byte("llama_model_loader: loaded"), 100},
		"a long message":          {frame(MaxMessage+1, ""), 100},
		"a body from the worker":  {frame(isBody|4, "abcd"), 0},
		"a body that is too long": {frame(isBody|101, ""), 100},
		"two bodies":              {append(frame(isBody|1, "a"), frame(isBody|1, "b")...), 100},
		"no JSON":                 {frame(4, "nope"), 100},
	} {
		t.Run(name, func(t *testing.T) {
			s := over(c.data, c.maxBody)
			if err := s.ReadObject(&Ask{}); !errors.Is(err, ErrProtocol) || !errors.Is(s.Err(), ErrProtocol) {
				t.Errorf("gave %v", err)
			}
		})
	}
}

func TestAMessageThatEndsEarlyIsAnError(t *testing.T) {
	out := &sink{}
	s := NewStream(io.NopCloser(strings.NewReader("")), out, 0)
	if err := errors.Join(s.WriteBody([]byte("body")), s.WriteObject(Prefill{})); err != nil {
		t.Fatal(err)
	}
	for n := range out.Len() {
		if err := over(out.Bytes()[:n], 100).ReadObject(&Prefill{}); err == nil {
			t.Fatalf("%d of %d bytes are taken for the whole", n, out.Len())
		}
	}
}

func TestWhatIsTooLongIsNotSent(t *testing.T) {
	out := &sink{}
	s := NewStream(io.NopCloser(strings.NewReader("")), out, 0)
	if s.WriteObject(strings.Repeat("a", MaxMessage)) == nil || s.WriteBody(make([]byte, MaxBody+1)) == nil || out.Len() > 0 {
		t.Errorf("%d bytes were sent", out.Len())
	}
}

func FuzzReadObject(f *testing.F) {
	f.Add(append(frame(isBody|4, "abcd"), frame(12, `{"width":12}`)...))
	f.Add(frame(1<<30, ""))
	f.Add(frame(isBody|1<<30, ""))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := over(data, 1000)
		var message json.RawMessage
		for s.ReadObject(&message) == nil {
			if n := len(message) + len(s.TakeBody()); n > len(data) {
				t.Errorf("%d bytes out of %d", n, len(data))
			}
		}
		if s.Err() == nil {
			t.Error("it ended without saying why")
		}
	})
}
