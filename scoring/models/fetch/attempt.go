package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// attempt asks once for what is missing after the first have bytes, and writes
// down what comes. An error is passing where another try may help.
func (d *download) attempt(ctx context.Context, have int64) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	// The timer ends a request that no byte comes of any more.
	stalled := time.AfterFunc(d.o.Stall, cancel)
	defer stalled.Stop()

	header := http.Header{}
	if have > 0 {
		header.Set("Range", fmt.Sprintf("bytes=%d-", have))
		if tag := d.part.etag(); tag != "" {
			header.Set("If-Range", tag)
		}
	}
	response, err := ask(ctx, d.client, d.src.URL, header)
	if err != nil {
		if errors.Is(err, context.Canceled) {
			return passingf("%w: it did not answer for %s", ErrUnreachable, d.o.Stall)
		}
		return err
	}
	defer response.Body.Close()
	d.heard = true
	flag, err := d.place(response, have)
	if err != nil {
		return err
	}
	out, err := d.create(d.part.file(), flag)
	if err != nil {
		return fmt.Errorf("opening a file for the download: %w", err)
	}
	err = d.copy(out, response.Body, stalled)
	if err == nil {
		err = out.Sync()
	}
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	return err
}

// place says how the answer's bytes are to be written: after those that are
// there, or from the start. It sets the meter to where they begin.
func (d *download) place(r *http.Response, have int64) (flag int, err error) {
	switch r.StatusCode {
	case http.StatusPartialContent:
		from, size, ok := parseRange(r.Header.Get("Content-Range"))
		if !ok || from != have || size != d.src.Size {
			return 0, d.restart("%w: it answers with %q", ErrUnreachable, r.Header.Get("Content-Range"))
		}
		d.meter.enter(Loading, have)
		return os.O_APPEND, nil
	case http.StatusOK: // all of it: it knows no ranges, or has another version now
		if r.ContentLength >= 0 && r.ContentLength != d.src.Size {
			return 0, errors.Join(fmt.Errorf("%w: %s has %d bytes, and not %d", ErrSize, d.name(), r.ContentLength, d.src.Size), d.part.remove())
		}
		if err := d.part.keepTag(strongTag(r.Header.Get("ETag"))); err != nil {
			return 0, err
		}
		d.meter.enter(Loading, 0)
		return os.O_TRUNC, nil
	case http.StatusRequestedRangeNotSatisfiable:
		return 0, d.restart("%w: it does not have the rest of %s", ErrUnreachable, d.name())
	}
	return 0, refusal(r)
}

// restart forgets what came, so that the next try asks for the whole file.
func (d *download) restart(format string, args ...any) error {
	if err := d.part.remove(); err != nil {
		return err
	}
	return passingf(format, args...)
}

// copy writes what comes, and never more than was announced.
func (d *download) copy(out io.Writer, in io.Reader, stalled *time.Timer) error {
	buf := make([]byte, 256<<10)
	for {
		n, err := in.Read(buf)
		stalled.Reset(d.o.Stall)
		if d.meter.done+int64(n) > d.src.Size {
			return errors.Join(fmt.Errorf("%w: the server sends more than %d bytes of %s", ErrSize, d.src.Size, d.name()), d.part.remove())
		}
		if n > 0 {
			if _, err := out.Write(buf[:n]); err != nil {
				return fmt.Errorf("writing the download: %w", err)
			}
			d.meter.add(n)
		}
		switch {
		case err == io.EOF && d.meter.done == d.src.Size:
			return nil
		case err == io.EOF:
			return passingf("%w: the connection ended in the middle of %s", ErrUnreachable, d.name())
		case err != nil:
			return passingf("%w: the connection broke in the middle of %s: %w", ErrUnreachable, d.name(), err)
		}
	}
}

// parseRange reads a Content-Range such as "bytes 5-9/10" (RFC 9110, 14.4) that
// reaches to the file's end. ok is false for everything else.
func parseRange(text string) (from, size int64, ok bool) {
	text, ok = strings.CutPrefix(text, "bytes ")
	if !ok {
		return 0, 0, false
	}
	span, all, ok := strings.Cut(text, "/")
	if !ok {
		return 0, 0, false
	}
	first, last, ok := strings.Cut(span, "-")
	if !ok {
		return 0, 0, false
	}
	from, ok = parseCount(first)
	to, ok2 := parseCount(last)
	size, ok3 := parseCount(all)
	if !ok || !ok2 || !ok3 || from > to || to != size-1 {
		return 0, 0, false
	}
	return from, size, true
}

// parseCount reads a number of digits alone.
func parseCount(text string) (int64, bool) {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}
