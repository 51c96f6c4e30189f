package exiftool

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library/child"
)

const (
	// fileTime is how long one question may take; large files on a network take
	// a second or two.
	fileTime = 15 * time.Second

	// maxAnswer is the size in bytes of the largest preview that is taken.
	maxAnswer = 64 << 20
)

var (
	// ErrNoPreview says that ExifTool finds no preview in the file either.
	ErrNoPreview = errors.New("ExifTool finds no preview")

	// ErrAnswer says that ExifTool ended, took too long or answered too much.
	ErrAnswer = errors.New("ExifTool gave no usable answer")
)

// What a file costs that is not asked about again.
var (
	errTooLong = errors.New("took longer than")
	errTooMuch = errors.New("it answered with more than")
)

// Tool is ExifTool, kept running between questions. Several goroutines may ask;
// one at a time is answered.
type Tool struct {
	program string
	turn    chan struct{} // holds one token: who has it may use running
	running *process      // nil while none is
	costly  costly        // files that it is not asked about again; who has the token may use it
	limit   time.Duration
}

// Find looks for an installed ExifTool. ok is false where there is none.
// Nothing is started before the first question.
func Find() (tool *Tool, ok bool) {
	program, err := exec.LookPath("exiftool")
	if err != nil {
		return nil, false
	}
	return New(program), true
}

// New uses the program at a path.
func New(program string) *Tool {
	t := &Tool{program: program, turn: make(chan struct{}, 1), limit: fileTime}
	t.turn <- struct{}{}
	return t
}

// Close ends the program and waits for it.
func (t *Tool) Close() {
	<-t.turn
	t.stop()
	t.turn <- struct{}{}
}

// Preview gives the largest preview of the file at a path, the bytes of a JPEG.
// Errors wrap ErrNoPreview, ErrAnswer, those of opening the file, or are the context's.
// A file that took all of its time is not asked about again until it changes, or the
// program is started anew: on a busy machine it may be a sound one. No time of the file
// changes.
func (t *Tool) Preview(ctx context.Context, path string) (jpeg []byte, err error) {
	select {
	case <-t.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { t.turn <- struct{}{} }()
	if err := t.costly.find(ctx, path); err != nil {
		return nil, err
	}
	err = onCopy(ctx, path, func(copied string) error {
		jpeg, err = t.largest(ctx, copied)
		return err
	})
	if errors.Is(err, errTooLong) || errors.Is(err, errTooMuch) {
		t.costly.add(ctx, path, err)
	}
	return jpeg, err
}

// largest asks for one preview after the other, from the largest on.
func (t *Tool) largest(ctx context.Context, path string) ([]byte, error) {
	for _, tag := range []string{"-JpgFromRaw", "-PreviewImage", "-OtherImage", "-ThumbnailImage"} {
		answer, err := t.ask(ctx, "-b", tag, path)
		if err != nil {
			return nil, err
		}
		if bytes.HasPrefix(answer, []byte("\xff\xd8")) {
			return answer, nil
		}
	}
	return nil, ErrNoPreview
}

// ask puts one question, to a new process where none runs. A process that fails
// is ended, so that the next question gets a fresh one.
func (t *Tool) ask(ctx context.Context, args ...string) ([]byte, error) {
	if t.running == nil {
		p, err := start(t.program)
		if err != nil {
			return nil, fmt.Errorf("%w: starting it: %w", ErrAnswer, err)
		}
		t.running = p
	}
	limited, cancel := context.WithTimeout(ctx, t.limit)
	defer cancel()
	// Killing it ends the reading below.
	stopKilling := context.AfterFunc(limited, t.running.kill)
	answer, err := t.running.ask(args)
	if stopKilling() && err == nil {
		return answer, nil
	}
	t.stop()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, fmt.Errorf("%w: it %w %v", ErrAnswer, errTooLong, t.limit)
	}
	return nil, fmt.Errorf("%w: %w", ErrAnswer, err)
}

func (t *Tool) stop() {
	if t.running != nil {
		t.running.close()
		t.running = nil
	}
}

// process is one ExifTool that reads questions from its input.
type process struct {
	child  *child.Child
	input  *bufio.Writer
	output *bufio.Reader
}

func start(program string) (*process, error) {
	c, err := child.Start(child.Command{
		Program: program,
		// Without -config "" it would run the Perl code of a file in the home folder.
		Arguments: []string{"-config", "", "-stay_open", "True", "-@", "-"},
		Dir:       filepath.VolumeName(program) + string(filepath.Separator),
	})
	if err != nil {
		return nil, err
	}
	return &process{child: c, input: bufio.NewWriter(c.In), output: bufio.NewReaderSize(c.Out, 64<<10)}, nil
}

// ask writes the arguments, one a line, and reads up to the mark that ends the
// answer. The mark cannot be guessed, so no file can hold it.
func (p *process) ask(args []string) ([]byte, error) {
	const digits = "0123456789"
	number := []byte(rand.Text())
	for i, c := range number {
		number[i] = digits[int(c)%len(digits)] // the program allows digits only
	}
	for _, line := range append(args, "-execute"+string(number)) {
		if _, err := p.input.WriteString(line + "\n"); err != nil {
			return nil, err
		}
	}
	if err := p.input.Flush(); err != nil {
		return nil, err
	}
	mark := []byte("{ready" + string(number) + "}")
	var answer []byte
	for {
		piece, err := p.output.ReadSlice('\n')
		answer = append(answer, piece...)
		if trimmed := bytes.TrimRight(answer, "\r\n"); len(trimmed) < len(answer) && bytes.HasSuffix(trimmed, mark) {
			return trimmed[:len(trimmed)-len(mark)], nil
		}
		if len(answer) > maxAnswer {
			return nil, fmt.Errorf("%w %d MB", errTooMuch, maxAnswer>>20)
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
	}
}

// kill ends the process at once. It may be called at any time.
func (p *process) kill() { p.child.Kill() }

// close ends it and waits until it is gone, where that can be waited for.
func (p *process) close() { p.child.Reap(0) }
