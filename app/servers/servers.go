package servers

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/mllm"
	"keeplight.app/keeplight/scoring/remote"
	"keeplight.app/keeplight/scoring/remote/keys"
)

// Found is what a test of a server told.
type Found = remote.Found

// Most bounds how many servers are kept.
const Most = 100

// ErrNotAgreed says that nobody agreed yet to send pictures to a server.
var ErrNotAgreed = errors.New("nobody has agreed yet that pictures are sent to this server")

// Server is a server as a person entered it, and what its test found.
type Server struct {
	Address string `json:"address"` // as remote.Address gives it
	Model   string `json:"model"`   // as the server names it
	AtOnce  int    `json:"at_once"` // requests at a time; 0 is remote.DefaultAtOnce
	Agreed  bool   `json:"agreed"`  // pictures may be sent there
	Keyed   bool   `json:"keyed"`   // its key is in the keyring

	Spoken bool `json:"spoken,omitempty"` // it gives no probabilities
	Thinks bool `json:"thinks,omitempty"` // its model thinks aloud unless asked not to
}

// Title is what a server is called in the list of scorers.
func (s *Server) Title() string {
	a, err := remote.ParseAddress(s.Address)
	if err != nil {
		return s.Model
	}
	return s.Model + " (" + a.Host() + ")"
}

// Settings are the servers that were entered.
type Settings struct {
	Known  []Server `json:"known,omitempty"`
	Chosen string   `json:"chosen,omitempty"` // address of the one that is used, "" for none
	On     bool     `json:"on,omitempty"`     // it scores
}

// Check keeps the settings within their bounds.
func (s *Settings) Check() error {
	s.Known = s.Known[:min(len(s.Known), Most)]
	if s.Find(s.Chosen) == nil {
		s.Chosen, s.On = "", false
	}
	return nil
}

// Find gives the server with an address, nil where there is none.
func (s *Settings) Find(address string) *Server {
	for i := range s.Known {
		if s.Known[i].Address == address {
			return &s.Known[i]
		}
	}
	return nil
}

// Put adds a server or replaces the one with its address, and chooses it.
func (s *Settings) Put(server Server) {
	if known := s.Find(server.Address); known != nil {
		*known = server
	} else {
		s.Known = slices.Insert(s.Known[:min(len(s.Known), Most-1)], 0, server)
	}
	s.Chosen = server.Address
}

// Forget takes a server out.
func (s *Settings) Forget(address string) {
	s.Known = slices.DeleteFunc(s.Known, func(k Server) bool { return k.Address == address })
	if s.Chosen == address {
		s.Chosen, s.On = "", false
	}
}

// Where says in plain words where pictures go.
type Where struct {
	Host      string // machine and port
	Here      bool   // a program on this computer, which may pass them on
	Encrypted bool   // nobody on the way can read them
}

// WhereTo reads an address as a person wrote it, and gives it as it is kept. Errors:
// remote.ErrAddress.
func WhereTo(text string) (address string, w Where, err error) {
	a, err := remote.ParseAddress(text)
	if err != nil {
		return "", Where{}, err
	}
	return a.String(), Where{Host: a.Host(), Here: a.Here(), Encrypted: a.Encrypted()}, nil
}

// Test asks a server which models it has and tries the one that is named, or the only
// one, with a drawn picture. What it found is in the server that it gives. Errors:
// those of remote.Probe.
func Test(ctx context.Context, s Server, key string) (Server, Found, error) {
	o, err := options(&s, key)
	if err != nil {
		return s, Found{}, err
	}
	o.Spoken, o.Thinks = false, false // what an earlier test found may be past
	found, err := remote.Probe(ctx, o)
	if found.Model != "" && err == nil {
		s.Model, s.Spoken, s.Thinks = found.Model, !found.Probabilities, found.Thinks
	}
	return s, found, err
}

// AtTheDesk is the patience with a server while a person waits.
func AtTheDesk() Patience { return remote.AtTheDesk() }

// How gives how questions are put, from the words of a command line, which may be "".
func How(form, overall string, careful bool, log func(string)) mllm.Options {
	return mllm.Options{Form: mllm.Form(form), Overall: mllm.Overall(overall), Careful: careful, Log: log}
}

// Patience bounds how long a server may take and how often it is asked again.
type Patience = remote.Patience

// Start makes a scorer of a server, and says how many photos it is to get at a time. It
// asks nobody yet. Errors: ErrNotAgreed, those of remote.New.
func Start(ctx context.Context, s Server, key string, how mllm.Options, wait Patience) (*remote.Scorer, int, error) {
	if !s.Agreed {
		return nil, 0, ErrNotAgreed
	}
	o, err := options(&s, key)
	if err != nil {
		return nil, 0, err
	}
	o.Patience = wait
	scorer, err := remote.New(ctx, o, how)
	return scorer, o.PhotosAtOnce(), err
}

func options(s *Server, key string) (remote.Options, error) {
	a, err := remote.ParseAddress(s.Address)
	return remote.Options{Address: a, Model: s.Model, Key: key, AtOnce: s.AtOnce, Spoken: s.Spoken, Thinks: s.Thinks}, err
}

// Key finds the key for an address: in the file, if one is named, in the environment
// variable, which env reads, or in the keyring; "" where there is none. Errors: those of
// keys.FromFile and keys.FromVariable, the context's.
func Key(ctx context.Context, address, file string, env func(string) string) (string, error) {
	if file != "" {
		return keys.FromFile(file)
	}
	if key, err := keys.FromVariable(env); key != "" || err != nil {
		return key, err
	}
	key, err := keys.Get(ctx, address)
	if errors.Is(err, keys.ErrNoKeyring) {
		return "", nil // where there is no keyring no key was kept
	}
	return key, err
}

// KeepKey keeps a key in the system's keyring. Errors: those of keys.Put.
func KeepKey(ctx context.Context, address, key string) error { return keys.Put(ctx, address, key) }

// ForgetKey deletes the key of a server. Errors: those of keys.Forget.
func ForgetKey(ctx context.Context, address string) error { return keys.Forget(ctx, address) }

// Sent says in a sentence what was sent to a server.
func Sent(host string, t remote.Traffic) string {
	if t.Photos == 0 {
		return ""
	}
	n := int64(t.Photos)
	text := fmt.Sprintf("%s to %s: %s a photo (its picture has %s)", plain.Plural(t.Requests, "request", "requests"), library.Display(host),
		plain.Bytes(t.Sent/n), plain.Bytes(t.Pictures/n))
	if t.PromptTokens > 0 {
		text += fmt.Sprintf(", %s tokens read", plain.Count(int(t.PromptTokens/n)))
		if t.CachedTokens > 0 {
			text += fmt.Sprintf(", of which %s from the server's cache", plain.Count(int(t.CachedTokens/n)))
		}
	}
	if t.Retries > 0 {
		text += fmt.Sprintf("; asked again %s", plain.Plural(t.Retries, "time", "times"))
	}
	return text
}
