package wire

import (
	"errors"
	"io"
	"runtime"
)

// collectFrom is the size in bytes of a file whose memory is collected before the
// next one is read.
const collectFrom = 64 << 20

// Serve is the worker's side: it greets and then answers requests until there
// are no more, which is no error.
func Serve(r io.Reader, w io.Writer, hello Hello, answer func(*Request) *Reply) error {
	if err := WriteHello(w, hello); err != nil {
		return err
	}
	for {
		req, err := ReadRequest(r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := WriteReply(w, answer(req)); err != nil {
			return err
		}
		if len(req.File) >= collectFrom {
			// Two such files at once may be more than the process is allowed.
			runtime.GC()
		}
	}
}
