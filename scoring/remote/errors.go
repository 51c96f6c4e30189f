package remote

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/openai/openai-go/v3"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// Errors that callers decide by.
var (
	// ErrKey says that the server wants a key, or another one.
	ErrKey = errors.New("the server does not accept the key: enter the one that its owner gave you")
	// ErrNoModel says that the server has no model of that name.
	ErrNoModel = errors.New("the server has no model of that name: test the server to see which it has")
	// ErrNotOne says that what answers is no OpenAI-compatible server.
	ErrNotOne = errors.New("what answers there is not an OpenAI-compatible server: look at the address, which often ends with /v1")
	// ErrElsewhere says that the server sends its callers to another one.
	ErrElsewhere = errors.New("the server sends callers to another address, and pictures and keys only go where you said: enter that address if you trust it")
	// ErrCertificate says that the server cannot prove who it is.
	ErrCertificate = errors.New("the server's certificate cannot be trusted, so nothing was sent: ask its owner")
	// ErrAnswer says that an answer is not one.
	ErrAnswer = errors.New("the server's answer cannot be used")
	// ErrTooLong says that an answer is longer than any that was asked for.
	ErrTooLong = errors.New("the server's answer is far too long and was not read to its end")
	// ErrNoProbabilities says that one answer came without the probabilities that the
	// server gave before.
	ErrNoProbabilities = errors.New("the server gave no probabilities with this answer, though it did before")
)

// maxReason bounds what is shown of a server's own words, in bytes.
const maxReason = 200

// trouble is what a request ended with: what to tell, and whether asking again may help.
type trouble struct {
	err   error
	again bool          // asking again may help
	busy  bool          // the server has too much to do
	wait  time.Duration // before that, as the server asked; 0 where it did not
}

// sort says what an error of a request means. Who asked adds which server it was.
func (c *client) sort(ctx context.Context, err error) trouble {
	var status *openai.Error
	switch {
	case ctx.Err() != nil:
		return trouble{err: ctx.Err()}
	case errors.Is(err, errSlow):
		return trouble{err: fmt.Errorf("it did not answer within %v", c.patience.Answer), again: true}
	case unwrapped(err) != nil:
		return trouble{err: unwrapped(err)}
	case isCertificate(err):
		return trouble{err: ErrCertificate}
	case errors.As(err, &status):
		return c.sortStatus(status)
	case isCut(err):
		return trouble{err: fmt.Errorf("it cannot be reached: %s", shortReason(err)), again: true}
	}
	return trouble{err: fmt.Errorf("%w: it is not JSON of the expected kind", ErrAnswer)}
}

// unwrapped is the error that callers know, without what net/http adds to it; nil where
// it is none of these.
func unwrapped(err error) error {
	for _, known := range []error{ErrElsewhere, ErrTooLong, ErrNotOne} {
		if errors.Is(err, known) {
			return known
		}
	}
	return nil
}

// sortStatus says what an HTTP status means.
func (c *client) sortStatus(e *openai.Error) trouble {
	said := ownWords(c.withoutKey(e.Message))
	wait := time.Duration(0)
	if e.Response != nil {
		wait = retryAfter(e.Response.Header, time.Now())
	}
	switch code := e.StatusCode; {
	case code == http.StatusUnauthorized, code == http.StatusForbidden:
		return trouble{err: ErrKey}
	case code == http.StatusNotFound:
		return trouble{err: ErrNoModel}
	case code == http.StatusTooManyRequests, code == http.StatusServiceUnavailable:
		return trouble{err: fmt.Errorf("it has too much to do%s", said), again: true, busy: true, wait: wait}
	case code == http.StatusRequestTimeout, code == http.StatusTooEarly, code >= 500:
		return trouble{err: fmt.Errorf("it has a problem of its own (status %d)%s", code, said), again: true, wait: wait}
	default:
		return trouble{err: fmt.Errorf("it refuses the question (status %d)%s", code, said)}
	}
}

// ownWords is what a server said, cut and made safe to show.
func ownWords(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return ""
	}
	if len(text) > maxReason {
		text = strings.ToValidUTF8(text[:maxReason], "") + "…"
	}
	return ": " + library.Display(text)
}

// lasting is true for trouble that every photo would meet, so that none is to blame.
func lasting(err error) bool {
	for _, e := range []error{ErrKey, ErrNoModel, ErrNotOne, ErrElsewhere, ErrCertificate} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// gone is an error that stops scoring as a whole, in the words of its cause.
type gone struct{ cause error }

func (g gone) Error() string   { return g.cause.Error() }
func (g gone) Unwrap() []error { return []error{g.cause, scoring.ErrUnavailable} }
