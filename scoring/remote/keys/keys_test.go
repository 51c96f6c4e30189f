package keys

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
)

func TestAKeyIsKeptAndForgotten(t *testing.T) {
	keyring.MockInit()
	const address = "https://gpu.example.org/v1"
	if key, err := Get(t.Context(), address); key != "" || err != nil {
		t.Fatalf("none was kept, and it gives %q, %v", key, err)
	}
	if err := Put(t.Context(), address, "sk-1"); err != nil {
		t.Fatal(err)
	}
	if key, err := Get(t.Context(), address); key != "sk-1" || err != nil {
		t.Errorf("it gives %q, %v", key, err)
	}
	if key, err := Get(t.Context(), "https://other.example.org/v1"); key != "" || err != nil {
		t.Errorf("another server gets %q, %v", key, err)
	}
	if err := errors.Join(Forget(t.Context(), address), Forget(t.Context(), address)); err != nil {
		t.Error(err)
	}
	if key, err := Get(t.Context(), address); key != "" || err != nil {
		t.Errorf("it was forgotten, and it gives %q, %v", key, err)
	}
	for _, bad := range []string{"", "two\nlines", "a b", strings.Repeat("x", 5000), "ключ"} {
		if err := Put(t.Context(), address, bad); !errors.Is(err, ErrNoKey) {
			t.Errorf("%.10q gives %v", bad, err)
		}
	}
}

func TestAKeyringThatFailsIsSaidInWords(t *testing.T) {
	keyring.MockInitWithError(errors.New("dbus is not there"))
	_, err := Get(t.Context(), "https://gpu.example.org/v1")
	if !errors.Is(err, ErrNoKeyring) || !strings.Contains(err.Error(), Variable) {
		t.Errorf("it gives %v", err)
	}
}

func TestAKeyComesFromAFileThatOnlyItsOwnerReads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	for _, c := range []struct {
		text string
		mode os.FileMode
		want string
		err  error
	}{
		{"sk-1\n", 0o600, "sk-1", nil},
		{"sk-1", 0o400, "sk-1", nil},
		{"sk-1", 0o644, "", ErrOpenFile},
		{"sk-1", 0o640, "", ErrOpenFile},
		{"", 0o600, "", ErrNoKey},
		{"sk-1\nsk-2", 0o600, "", ErrNoKey},
		{strings.Repeat("x", 1<<20), 0o600, "", ErrNoKey},
	} {
		if err := errors.Join(os.RemoveAll(path), os.WriteFile(path, []byte(c.text), 0o600), os.Chmod(path, c.mode)); err != nil {
			t.Fatal(err)
		}
		key, err := FromFile(path)
		if key != c.want || !errors.Is(err, c.err) {
			t.Errorf("%.10q with %v gives %q, %v", c.text, c.mode, key, err)
		}
	}
	if _, err := FromFile(t.TempDir()); !errors.Is(err, ErrNoKey) {
		t.Errorf("a folder gives %v", err)
	}
	if _, err := FromFile(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file gives %v", err)
	}
}

func TestAKeyComesFromTheEnvironment(t *testing.T) {
	for text, want := range map[string]string{" sk-1 ": "sk-1", "": "", "a b": ""} {
		key, err := FromVariable(func(name string) string { return map[string]string{Variable: text}[name] })
		if key != want || (err != nil) != (text == "a b") {
			t.Errorf("%q gives %q, %v", text, key, err)
		}
	}
}
