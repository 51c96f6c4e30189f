package remote

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// mostAnswer bounds an answer in bytes. Twenty probabilities for each of a few tokens
// are some kilobytes, and a long explanation streams as some hundred.
const mostAnswer = 2 << 20

// mostHeader bounds the header of an answer, in bytes.
const mostHeader = 64 << 10

// newHTTP gives what speaks to one server alone: it follows no way to another, checks
// certificates, bounds what it reads and counts what it sends.
func newHTTP(a Address, sent *atomic.Int64, roots *x509.CertPool) *http.Client {
	dial := &net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second}
	t := &http.Transport{
		Proxy: proxyFor(a), DialContext: dial.DialContext,
		TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		TLSHandshakeTimeout: 15 * time.Second, MaxResponseHeaderBytes: mostHeader,
		MaxIdleConnsPerHost: 64, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
	}
	return &http.Client{
		Transport:     &guard{next: t, server: a, sent: sent},
		CheckRedirect: func(*http.Request, []*http.Request) error { return ErrElsewhere },
	}
}

// proxyFor is the proxy of the environment, but none for this computer.
func proxyFor(a Address) func(*http.Request) (*url.URL, error) {
	if a.Here() {
		return nil
	}
	return http.ProxyFromEnvironment
}

// guard is between the library that speaks the protocol and the network.
type guard struct {
	next   http.RoundTripper
	server Address
	sent   *atomic.Int64 // bytes of questions
}

// RoundTrip asks the one server.
func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != g.server.url.Host || r.URL.Scheme != g.server.url.Scheme {
		return nil, ErrElsewhere
	}
	for name := range r.Header { // what machine and which build asks is nobody's business
		if strings.HasPrefix(name, "X-Stainless-") {
			r.Header.Del(name)
		}
	}
	r.Header.Set("User-Agent", "Keeplight")
	g.sent.Add(max(0, r.ContentLength))
	answer, err := g.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer.Body = &bounded{ReadCloser: answer.Body, left: mostAnswer}
	var refused error
	switch code := answer.StatusCode; {
	case code >= 300 && code < 400 && staysAt(answer, g.server):
		refused = ErrNotOne // its address is another one
	case code >= 300 && code < 400:
		refused = ErrElsewhere
	case code < 300 && !isAnswer(answer.Header):
		refused = ErrNotOne
	}
	if refused != nil {
		answer.Body.Close()
		return nil, refused
	}
	return answer, nil
}

// staysAt is true for a redirection within the server.
func staysAt(answer *http.Response, a Address) bool {
	to, err := answer.Location()
	return err == nil && to.Host == a.url.Host && to.Scheme == a.url.Scheme
}

// isAnswer is true for JSON and for a stream of it.
func isAnswer(h http.Header) bool {
	kind, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	return err == nil && (strings.HasSuffix(kind, "json") || kind == "text/event-stream")
}

// bounded fails where an answer goes on and on.
type bounded struct {
	io.ReadCloser
	left int
}

// Read reads what is left of the bound.
func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, ErrTooLong
	}
	n, err := b.ReadCloser.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// errSlow is the cause with which the time of one request ends.
var errSlow = errors.New("the time for an answer is over")

// isCut is true where no whole answer came over the network.
func isCut(err error) bool {
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.EPIPE)
}

// isCertificate is true where the server could not prove who it is.
func isCertificate(err error) bool {
	var unverified *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	return errors.As(err, &unverified) || errors.As(err, &unknown) || errors.As(err, &name) ||
		errors.As(err, &invalid) || errors.As(err, &record)
}

// shortReason is why a server cannot be reached, without the addresses around it.
func shortReason(err error) string {
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns):
		return "there is no machine of that name"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "no server listens there"
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		return "it does not answer"
	}
	return "the connection was cut"
}

func isTimeout(err error) bool {
	var network net.Error
	return errors.As(err, &network) && network.Timeout()
}
