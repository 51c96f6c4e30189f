package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// mostRedirects bounds how often an address may lead to another.
const mostRedirects = 10

// userAgent is all that a server is told about who asks.
const userAgent = "keeplight"

// NewClient gives a client that speaks HTTPS only and follows redirects only to
// HTTPS. base lends its transport, so that a test can trust its own server; nil
// is the system's.
func NewClient(base *http.Client) *http.Client {
	c := &http.Client{CheckRedirect: checkRedirect}
	if base != nil {
		c.Transport = base.Transport
	}
	if c.Transport == nil {
		if t, ok := http.DefaultTransport.(*http.Transport); ok {
			t = t.Clone()
			t.ResponseHeaderTimeout = time.Minute
			c.Transport = t
		}
	}
	return c
}

func checkRedirect(to *http.Request, via []*http.Request) error {
	if len(via) >= mostRedirects {
		return fmt.Errorf("%w: too many redirects", ErrRefused)
	}
	return checkAddress(to.URL)
}

func checkAddress(u *url.URL) error {
	if u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%w: %s is not downloaded", ErrInsecure, u.Redacted())
	}
	return nil
}

// Small gives a small text, such as a publisher's list of digests: at most limit
// bytes. The client is one of NewClient.
func Small(ctx context.Context, client *http.Client, address string, limit int64) ([]byte, error) {
	response, err := ask(ctx, client, address, nil)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, refusal(response)
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %s stopped in the middle: %w", ErrUnreachable, response.Request.URL.Host, err)
	}
	if int64(len(text)) > limit {
		return nil, fmt.Errorf("%w: %s answers with more than %d bytes", ErrSize, response.Request.URL.Host, limit)
	}
	return text, nil
}

// ask sends one GET request.
func ask(ctx context.Context, client *http.Client, address string, header http.Header) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInsecure, err)
	}
	if err := checkAddress(request.URL); err != nil {
		return nil, err
	}
	for key, values := range header {
		request.Header[key] = values
	}
	request.Header.Set("User-Agent", userAgent)
	// A transport that unpacks by itself would count other bytes than those sent.
	request.Header.Set("Accept-Encoding", "identity")
	response, err := client.Do(request)
	switch {
	case err == nil:
		return response, nil
	case errors.Is(err, ErrInsecure), errors.Is(err, ErrRefused):
		return nil, err
	case ctx.Err() != nil:
		return nil, ctx.Err()
	}
	if e := (*url.Error)(nil); errors.As(err, &e) {
		err = e.Err // without the address, which may be a line long
	}
	return nil, passingf("%w: %s: %w", ErrUnreachable, request.URL.Host, err)
}

// refusal puts a status that is none of success into an error.
func refusal(r *http.Response) error {
	host := r.Request.URL.Host
	switch s := r.StatusCode; {
	case s == http.StatusTooManyRequests, s == http.StatusRequestTimeout, s >= 500:
		return passingf("%w: %s answers %d %s", ErrUnreachable, host, s, http.StatusText(s))
	default:
		return fmt.Errorf("%w: %s answers %d %s", ErrRefused, host, s, http.StatusText(s))
	}
}
