package wire

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/sourcegraph/jsonrpc2"
)

// ErrProtocol says that the other end does not speak this protocol, or no
// longer. Nothing that it sends can be trusted after that.
var ErrProtocol = errors.New("the answer is invalid")

func protocolf(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrProtocol, fmt.Errorf(format, args...))
}

const (
	// MaxMessage is the length in bytes of the longest message.
	MaxMessage = 4 << 20

	// isBody marks the length of a frame that holds bytes instead of a message.
	isBody = 1 << 31
)

// Stream carries messages for a jsonrpc2.Conn, and bodies: a body is sent right
// before the message that it belongs to, because megabytes of pixels would take
// longer as JSON than the model needs to read them.
type Stream struct {
	in      *bufio.Reader
	inPipe  io.Closer
	maxBody int

	writing sync.Mutex
	out     io.WriteCloser

	mu     sync.Mutex
	closed bool
	body   []byte // that came and was not taken
	err    error  // why reading ended
}

var _ jsonrpc2.ObjectStream = (*Stream)(nil)

// NewStream makes a stream of two pipes, which it closes. It takes bodies of at
// most maxBody bytes from the other end.
func NewStream(in io.ReadCloser, out io.WriteCloser, maxBody int) *Stream {
	return &Stream{in: bufio.NewReaderSize(in, 64<<10), inPipe: in, maxBody: maxBody, out: out}
}

// WriteObject sends a message.
func (s *Stream) WriteObject(message any) error {
	text, err := json.Marshal(message)
	if err != nil {
		return fmt.Errorf("encoding a message: %w", err)
	}
	if len(text) > MaxMessage {
		return fmt.Errorf("a message of %d bytes is too long, at most %d are sent", len(text), MaxMessage)
	}
	return s.write(uint32(len(text)), text)
}

// WriteBody sends bytes, which belong to the next message.
func (s *Stream) WriteBody(body []byte) error {
	if len(body) > MaxBody {
		return fmt.Errorf("a body of %d bytes is too long, at most %d are sent", len(body), MaxBody)
	}
	return s.write(isBody|uint32(len(body)), body)
}

func (s *Stream) write(length uint32, content []byte) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if len(content) <= 64<<10 { // one system call for the usual message
		content = append(binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(content)), length), content...)
	} else if _, err := s.out.Write(binary.BigEndian.AppendUint32(nil, length)); err != nil {
		return fmt.Errorf("writing a frame: %w", err)
	}
	if _, err := s.out.Write(content); err != nil {
		return fmt.Errorf("writing a frame: %w", err)
	}
	return nil
}

// ReadObject reads the next message, and keeps a body that comes before it for
// TakeBody. io.EOF means that there are no more.
func (s *Stream) ReadObject(message any) error {
	err := s.read(message)
	if err != nil {
		s.mu.Lock()
		s.err = err
		s.mu.Unlock()
	}
	return err
}

func (s *Stream) read(message any) error {
	for {
		if s.isClosed() {
			return io.ErrClosedPipe // whatever is left in the buffer
		}
		var start [4]byte
		if _, err := io.ReadFull(s.in, start[:]); err != nil {
			return err
		}
		length := binary.BigEndian.Uint32(start[:])
		if length&isBody != 0 {
			if err := s.readBody(int64(length &^ isBody)); err != nil {
				return err
			}
			continue
		}
		if length > MaxMessage {
			return protocolf("a message of %d bytes", length)
		}
		text, err := readBytes(s.in, int64(length))
		if err != nil {
			return err
		}
		if err := json.Unmarshal(text, message); err != nil {
			return protocolf("a message cannot be read: %w", err)
		}
		return nil
	}
}

func (s *Stream) readBody(length int64) error {
	s.mu.Lock()
	waiting := s.body != nil
	s.mu.Unlock()
	if length > int64(s.maxBody) || waiting {
		return protocolf("a body of %d bytes that nobody asked for", length)
	}
	body, err := readBytes(s.in, length)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.body = body
	return nil
}

// readBytes reads n bytes. Beyond a few megabytes the memory grows with what
// arrives, not with what was announced.
func readBytes(r io.Reader, n int64) ([]byte, error) {
	const trusted = 8 << 20
	var buf bytes.Buffer
	buf.Grow(int(min(n, trusted)) + bytes.MinRead)
	got, err := io.Copy(&buf, io.LimitReader(r, n))
	if err == nil && got < n {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("reading a frame: %w", err)
	}
	return buf.Bytes(), nil
}

// TakeBody gives the body that came before the last message, once; nil if there
// was none.
func (s *Stream) TakeBody() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	body := s.body
	s.body = nil
	return body
}

// Err says why reading ended, or nil while it goes on.
func (s *Stream) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

func (s *Stream) isClosed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

// Close closes both pipes. It may be called twice, and an error then means
// nothing.
func (s *Stream) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	return errors.Join(s.out.Close(), s.inPipe.Close())
}
