package keys

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/zalando/go-keyring"

	"keeplight.app/keeplight/library"
)

// Errors that callers decide by.
var (
	// ErrNoKeyring says that the system keeps no passwords, or does not give them.
	ErrNoKeyring = errors.New("this system has no keyring that answers, so the key cannot be kept: put it into the environment variable " + Variable + " instead, or into a file that only you can read")
	// ErrOpenFile says that others could read a key.
	ErrOpenFile = errors.New("others can read this file: allow it to you alone (chmod 600), and it will be used")
	// ErrNoKey says that a text cannot be a key.
	ErrNoKey = errors.New("this cannot be a key: it is empty, too long, or more than one line")
)

// Variable is the environment variable that a key may be in.
const Variable = "KEEPLIGHT_SERVER_KEY"

const (
	service = "Keeplight" // under which the keyring lists what is ours
	longest = 4096        // bytes of a key
	// patience is for a keyring that asks the person to unlock it first.
	patience = 90 * time.Second
)

// Get gives the key for an address, "" where none is kept. It may wait for the person
// to unlock the keyring. Errors: ErrNoKeyring, the context's.
func Get(ctx context.Context, address string) (string, error) {
	var key string
	err := within(ctx, func() (err error) {
		key, err = keyring.Get(service, address)
		return err
	})
	if errors.Is(err, keyring.ErrNotFound) {
		return "", nil
	}
	return key, err
}

// Put keeps a key for an address. Errors: ErrNoKey, ErrNoKeyring, the context's.
func Put(ctx context.Context, address, key string) error {
	if err := check(key); err != nil {
		return err
	}
	return within(ctx, func() error { return keyring.Set(service, address, key) })
}

// Forget deletes the key of an address, if there is one. Errors: ErrNoKeyring, the
// context's.
func Forget(ctx context.Context, address string) error {
	err := within(ctx, func() error { return keyring.Delete(service, address) })
	if errors.Is(err, keyring.ErrNotFound) {
		return nil
	}
	return err
}

// within asks the keyring, which may not answer.
func within(ctx context.Context, ask func() error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- ask() }()
	select {
	case err := <-done:
		if err == nil || errors.Is(err, keyring.ErrNotFound) {
			return err
		}
		return fmt.Errorf("%w (%s)", ErrNoKeyring, library.Display(err.Error()))
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return ErrNoKeyring
		}
		return ctx.Err()
	}
}

// check refuses what cannot be sent as a key.
func check(key string) error {
	if key == "" || len(key) > longest {
		return ErrNoKey
	}
	for _, r := range key {
		if r <= ' ' || r >= 0x7f {
			return ErrNoKey
		}
	}
	return nil
}

// FromVariable gives the key in the environment, which env reads, "" where there is
// none. The error is ErrNoKey.
func FromVariable(env func(string) string) (string, error) {
	key := strings.TrimSpace(env(Variable))
	if key == "" {
		return "", nil
	}
	if err := check(key); err != nil {
		return "", fmt.Errorf("the environment variable %s: %w", Variable, err)
	}
	return key, nil
}

// FromFile reads a key from a file that nobody else can read. Errors: ErrOpenFile,
// ErrNoKey, those of the file system.
func FromFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("reading the key: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return "", fmt.Errorf("reading the key: %w", err)
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is not a file: %w", library.Display(path), ErrNoKey)
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0:
		return "", fmt.Errorf("%s: %w", library.Display(path), ErrOpenFile)
	}
	text, err := io.ReadAll(io.LimitReader(f, longest+2))
	if err != nil {
		return "", fmt.Errorf("reading the key: %w", err)
	}
	key := strings.TrimSpace(string(text))
	if err := check(key); err != nil {
		return "", fmt.Errorf("%s: %w", library.Display(path), err)
	}
	return key, nil
}
