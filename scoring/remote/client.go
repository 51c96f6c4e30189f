package remote

import (
	"context"
	"crypto/x509"
	"errors"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
)

// Patience bounds how long things may take and how often they are tried.
type Patience struct {
	Answer   time.Duration // for one answer; a server may load its model first
	Attempts int           // of one question, where asking again may help
	Pause    time.Duration // before the second attempt; it doubles with each
	Longest  time.Duration // between two attempts, also where the server asks for more
}

// AtTheDesk is for a person who waits: a server that cannot be reached counts as gone
// after some ten seconds.
func AtTheDesk() Patience { return Patience{Attempts: 5} }

// filled gives the patience with its defaults, which are for work that runs unattended:
// about three minutes until a server that cannot be reached counts as gone.
func (p Patience) filled() Patience {
	if p.Answer <= 0 {
		p.Answer = 5 * time.Minute
	}
	if p.Attempts <= 0 {
		p.Attempts = 10
	}
	if p.Pause <= 0 {
		p.Pause = time.Second / 2
	}
	if p.Longest <= 0 {
		p.Longest = time.Minute
	}
	return p
}

// Traffic is what was asked of a server so far.
type Traffic struct {
	Requests      int // answers that came
	Retries       int // questions that had to be asked again
	Photos        int // that were shown
	Pictures      int64
	Sent          int64 // bytes of all questions, pictures in them as often as they were sent
	PromptTokens  int64 // that the server read, as it says
	CachedTokens  int64 // of these it had read before, as it says
	WrittenTokens int64
	AtOnce        int // requests that it seems to take at once
}

// counters are Traffic while it grows.
type counters struct {
	requests, retries, photos, pictures, sent, prompt, cached, written atomic.Int64
}

// client asks one server.
type client struct {
	address  Address
	model    string
	key      string
	patience Patience
	limit    *limit
	count    counters
	chat     openai.ChatCompletionService
	models   openai.ModelService
	extra    []option.RequestOption // that this server needs with each question
}

// newClient makes a client. It uses none of the environment's variables for other
// servers: their keys are not this one's. Errors: ErrPlainKey.
func newClient(o Options) (*client, error) {
	if o.Key != "" && !o.Address.mayCarryKey() {
		return nil, ErrPlainKey
	}
	c := &client{address: o.Address, model: o.Model, key: o.Key, patience: o.Patience.filled(), limit: newLimit(o.atOnce())}
	if o.Thinks {
		c.extra = []option.RequestOption{noThinking()}
	}
	with := []option.RequestOption{
		option.WithBaseURL(o.Address.String() + "/"), option.WithMaxRetries(0), // ours count
		option.WithHTTPClient(newHTTP(o.Address, &c.count.sent, o.roots)),
	}
	if o.Key != "" {
		with = append(with, option.WithAPIKey(o.Key))
	} else {
		with = append(with, option.WithHeaderDel("Authorization"))
	}
	c.chat, c.models = openai.NewChatCompletionService(with...), openai.NewModelService(with...)
	return c, nil
}

// noThinking asks servers that know it (vLLM, llama-server) not to let a model think
// aloud before it answers.
func noThinking() option.RequestOption {
	return option.WithJSONSet("chat_template_kwargs", map[string]bool{"enable_thinking": false})
}

// withoutKey is a text of the server without the key, which some servers repeat.
func (c *client) withoutKey(text string) string {
	if c.key == "" {
		return text
	}
	return strings.ReplaceAll(text, c.key, "…")
}

// traffic is what was asked so far.
func (c *client) traffic() Traffic {
	n := &c.count
	return Traffic{
		Requests: int(n.requests.Load()), Retries: int(n.retries.Load()), Photos: int(n.photos.Load()),
		Pictures: n.pictures.Load(), Sent: n.sent.Load(), PromptTokens: n.prompt.Load(), CachedTokens: n.cached.Load(),
		WrittenTokens: n.written.Load(), AtOnce: c.limit.atOnce(),
	}
}

// ask does one request, again where that may help, when it is its turn. Errors that
// every photo would meet, and those of a server that is gone, are
// scoring.ErrUnavailable.
func (c *client) ask(ctx context.Context, do func(context.Context) error) error {
	for attempt := 1; ; attempt++ {
		if err := c.limit.enter(ctx); err != nil {
			return err
		}
		bounded, cancel := context.WithTimeoutCause(ctx, c.patience.Answer, errSlow)
		err := do(bounded)
		if err != nil && ctx.Err() == nil && errors.Is(context.Cause(bounded), errSlow) {
			err = errSlow
		}
		cancel()
		if err == nil {
			c.limit.leave(false, 0)
			c.count.requests.Add(1)
			return nil
		}
		t := trouble{err: err}
		if !errors.As(err, &decided{}) {
			t = c.sort(ctx, err)
		}
		wait := min(t.wait, c.patience.Longest)
		c.limit.leave(t.busy, wait)
		switch {
		case lasting(t.err):
			return gone{t.err}
		case !t.again:
			return t.err
		case attempt >= c.patience.Attempts:
			return gone{t.err}
		}
		c.count.retries.Add(1)
		if err := sleep(ctx, max(wait, c.pause(attempt))); err != nil {
			return err
		}
	}
}

// decided is an error that says itself what it is, and that asking again is of no use.
type decided struct{ error }

// Unwrap is the error.
func (d decided) Unwrap() error { return d.error }

// pause is how long to wait after so many attempts: it doubles, and is spread out so
// that questions which failed together do not come back together.
func (c *client) pause(attempt int) time.Duration {
	most := min(c.patience.Pause<<min(attempt-1, 16), c.patience.Longest)
	return most/2 + rand.N(most/2+1)
}

// retryAfter is how long a server asks to be left alone (RFC 9110, 10.2.3): seconds or
// a date. 0 is nothing that can be read.
func retryAfter(h http.Header, now time.Time) time.Duration {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.ParseFloat(text, 64); err == nil && n > 0 && n < 1e6 {
		return time.Duration(n * float64(time.Second))
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// Options say which server is asked.
type Options struct {
	Address  Address
	Model    string // as the server names it
	Key      string // "" sends none
	AtOnce   int    // requests at most under way at a time; 0 is DefaultAtOnce
	Spoken   bool   // the server gives no probabilities
	Thinks   bool   // the model thinks aloud unless it is asked not to
	Patience Patience

	roots *x509.CertPool // of tests
}

// DefaultAtOnce is how many requests are under way at most where the person says
// nothing: what small servers take, and less than large ones do.
const DefaultAtOnce = 8

// MostAtOnce bounds what a person may choose.
const MostAtOnce = 256

func (o *Options) atOnce() int {
	if o.AtOnce <= 0 {
		return DefaultAtOnce
	}
	return min(o.AtOnce, MostAtOnce)
}
