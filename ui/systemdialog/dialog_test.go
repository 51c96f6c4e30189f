package systemdialog

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// program writes a shell script that plays a dialog.
func program(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "zenity")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil { //nolint:gosec // it is run
		t.Fatal(err)
	}
	return path
}

func TestWhatADialogsProgramWritesIsThePath(t *testing.T) {
	for name, c := range map[string]struct {
		script, want string
		ok           bool
	}{
		"a path":              {"echo /shoots/2026.11.20 Lund", "/shoots/2026.11.20 Lund", true},
		"a path with a break": {"printf '/a\\nb\\n'", "/a\nb", true},
		"thought better":      {"exit 1", "", true},
		"broken":              {"exit 5", "", false},
		"no path":             {"echo hello", "", false},
		"nothing":             {"true", "", false},
	} {
		got, err := runProgram(t.Context(), program(t, c.script), nil)
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestAProgramThatHangsEndsWithItsQuestion(t *testing.T) {
	path := program(t, "sleep 60")
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	if got, err := runProgram(ctx, path, nil); got != "" || err == nil {
		t.Errorf("%q, %v", got, err)
	}
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestAProgramBeginsInTheFolder(t *testing.T) {
	for name, want := range map[string]string{"zenity": "--filename=/a/b/", "kdialog": "/a/b/"} {
		if got := arguments(name, &Request{Title: "Which?", Start: "/a/b"}); !slices.Contains(got, want) {
			t.Errorf("%s is called with %q", name, got)
		}
	}
}

func TestTheFirstDialogThatThereIsAsks(t *testing.T) {
	missing := func(context.Context, Request) (string, error) { return "", errors.New("missing") }
	says := func(path string) Asker {
		return func(context.Context, Request) (string, error) { return path, nil }
	}
	for name, c := range map[string]struct {
		all  []Asker
		want string
		err  error
	}{
		"the second":     {[]Asker{missing, says("/a"), says("/b")}, "/a", nil},
		"thought better": {[]Asker{says(""), says("/b")}, "", nil},
		"none":           {[]Asker{missing, missing}, "", ErrNone},
		"none at all":    {nil, "", ErrNone},
	} {
		if got, err := First(c.all...)(t.Context(), Request{}); got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestAPortalsAnswerIsRead(t *testing.T) {
	uris := func(all ...string) map[string]dbus.Variant {
		return map[string]dbus.Variant{"uris": dbus.MakeVariant(all)}
	}
	for name, c := range map[string]struct {
		body []any
		want string
		ok   bool
	}{
		"a folder":           {[]any{uint32(0), uris("file:///a/2026%20Lund")}, "/a/2026 Lund", true},
		"a plus and a sharp": {[]any{uint32(0), uris("file:///a/b+c%23d%25")}, "/a/b+c#d%", true},
		"a named host":       {[]any{uint32(0), uris("file://localhost/a")}, "/a", true},
		"thought better":     {[]any{uint32(1), map[string]dbus.Variant{}}, "", true},
		"another end":        {[]any{uint32(2), map[string]dbus.Variant{}}, "", false},
		"nothing chosen":     {[]any{uint32(0), uris()}, "", false},
		"no results":         {[]any{uint32(0)}, "", false},
		"another kind":       {[]any{"0", 5}, "", false},
		"another computer":   {[]any{uint32(0), uris("smb://nas/photos")}, "", false},
		"no escape":          {[]any{uint32(0), uris("file:///a%zz")}, "", false},
	} {
		if got, err := readResponse(c.body); got != c.want || (err == nil) != c.ok {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestWithoutASessionBusThePortalIsNotAsked(t *testing.T) {
	t.Setenv(busAddress, "")
	if got, err := Portal(t.Context(), Request{}); got != "" || err == nil {
		t.Errorf("%q, %v", got, err)
	}
}

func FuzzPathOf(f *testing.F) {
	for _, uri := range []string{"file:///a", "file://localhost/a%20b", "file://", "smb://x", "file:///%2e%2e/%00"} {
		f.Add(uri)
	}
	f.Fuzz(func(t *testing.T, uri string) {
		if path, err := pathOf(uri); err == nil && (!filepath.IsAbs(path) || filepath.Clean(path) != path) {
			t.Errorf("%q gives %q", uri, path)
		}
	})
}
