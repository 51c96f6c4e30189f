package wire

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const (
	// magic begins every frame. Its last byte is the protocol's version.
	magic = "KLM\x01"

	// maxHeader is far more than any header needs, in bytes.
	maxHeader = 64 << 10

	// prefix is the length in bytes of what stands before a header: the magic,
	// the header's length and the body's.
	prefix = len(magic) + 4 + 8
)

// ErrProtocol says that the other end does not speak this protocol, or no
// longer. Nothing that it sends can be trusted after that.
var ErrProtocol = errors.New("the answer is invalid")

func protocolf(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrProtocol, fmt.Errorf(format, args...))
}

// writeFrame writes a header and announces a body of so many bytes, which has to
// follow.
func writeFrame(w io.Writer, header any, body int64) error {
	text, err := json.Marshal(header)
	if err != nil {
		return fmt.Errorf("encoding a header: %w", err)
	}
	if len(text) > maxHeader {
		return fmt.Errorf("a header of %d bytes is too long", len(text))
	}
	frame := append(make([]byte, 0, prefix+len(text)), magic...)
	frame = binary.BigEndian.AppendUint32(frame, uint32(len(text)))
	frame = binary.BigEndian.AppendUint64(frame, uint64(body))
	if _, err := w.Write(append(frame, text...)); err != nil {
		return fmt.Errorf("writing a frame: %w", err)
	}
	return nil
}

// readFrame reads a frame up to its body and gives the body's length, which is
// at most maxBody. io.EOF means that there is no other frame.
func readFrame(r io.Reader, header any, maxBody int64) (body int64, err error) {
	var start [prefix]byte
	if _, err := io.ReadFull(r, start[:]); err != nil {
		if errors.Is(err, io.EOF) {
			return 0, io.EOF
		}
		return 0, fmt.Errorf("reading a frame: %w", err)
	}
	if string(start[:len(magic)]) != magic {
		return 0, protocolf("it begins with %q", start[:len(magic)])
	}
	length := binary.BigEndian.Uint32(start[len(magic):])
	size := binary.BigEndian.Uint64(start[len(magic)+4:])
	if length > maxHeader || size > uint64(maxBody) {
		return 0, protocolf("it announces %d and %d bytes", length, size)
	}
	text := make([]byte, length)
	if _, err := io.ReadFull(r, text); err != nil {
		return 0, fmt.Errorf("reading a header: %w", err)
	}
	if err := json.Unmarshal(text, header); err != nil {
		return 0, protocolf("its header cannot be read: %w", err)
	}
	return int64(size), nil
}
