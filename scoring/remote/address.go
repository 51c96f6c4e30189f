package remote

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	"keeplight.app/keeplight/library"
)

// Errors that callers decide by.
var (
	// ErrAddress says that a text is not the address of a server.
	ErrAddress = errors.New("this is not the address of a server: it looks like http://127.0.0.1:8080/v1 or https://gpu.example.org/v1")
	// ErrPlainKey says that a key would travel where others can read it.
	ErrPlainKey = errors.New("a key is only sent over https, or to this computer: use an address that begins with https, or leave out the key")
)

// maxAddress is more than any address has, in bytes.
const maxAddress = 500

// Address is where a server is: scheme, host and the path before /chat/completions.
type Address struct{ url url.URL }

// ParseAddress reads an address as people write it; where it names no path, /v1 is
// taken. The error is ErrAddress with what is wrong.
func ParseAddress(text string) (Address, error) {
	text = strings.TrimSpace(text)
	if len(text) > maxAddress {
		return Address{}, fmt.Errorf("%w; this one is too long", ErrAddress)
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Opaque != "" || u.Hostname() == "" || !isPrintable(text):
		return Address{}, fmt.Errorf("%q: %w", library.Display(text), ErrAddress)
	case u.Scheme != "http" && u.Scheme != "https":
		return Address{}, fmt.Errorf("%q begins with neither http:// nor https://: %w", library.Display(text), ErrAddress)
	case u.User != nil:
		return Address{}, fmt.Errorf("the address holds a name or a password: give the key by itself. %w", ErrAddress)
	case u.RawQuery != "" || u.Fragment != "":
		return Address{}, fmt.Errorf("the address has something behind its path (? or #): leave that out. %w", ErrAddress)
	}
	u.Host = strings.ToLower(u.Host)
	u.Path = strings.TrimRight(u.Path, "/")
	u.Path = strings.TrimSuffix(u.Path, "/chat/completions")
	if u.Path == "" {
		u.Path = "/v1"
	}
	u.RawPath = ""
	return Address{*u}, nil
}

func isPrintable(text string) bool {
	for _, r := range text {
		if r <= ' ' || r == 0x7f {
			return false
		}
	}
	return true
}

// String is the address as it is stored and shown.
func (a Address) String() string { return a.url.String() }

// Host is the machine with its port, for people.
func (a Address) Host() string { return a.url.Host }

// Here is true where the server is a program on this computer. It may pass on what it
// gets, as a tunnel does.
func (a Address) Here() bool { return isLoopback(a.url.Hostname()) }

// Encrypted is true where nobody on the way can read what is sent.
func (a Address) Encrypted() bool { return a.url.Scheme == "https" }

// mayCarryKey refuses to send a key in the open.
func (a Address) mayCarryKey() bool { return a.Encrypted() || a.Here() }

// isLoopback is true for names and numbers of this computer. A name that only
// resolves to one is not enough: who answers for names could change that.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
