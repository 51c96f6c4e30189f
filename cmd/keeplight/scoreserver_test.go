package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/remote/standin"
)

// serveStandin starts a server that plays an OpenAI-compatible one, and gives its address.
func serveStandin(t testing.TB, b standin.Behaviour) (*standin.Server, string) {
	t.Helper()
	s := standin.New(b)
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	return s, h.URL + "/v1"
}

func TestScoreAsksAServerThatIsNamed(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 3)
	server, address := serveStandin(t, standin.Behaviour{})
	status, out, notes := sh.keeplight("score", dir, "--scorer", address, "--model", standin.Model, "--json")
	if status != 0 {
		t.Fatalf("status %d:\n%s", status, notes)
	}
	rows := parseRows(t, out)
	if len(rows) != 3 {
		t.Fatalf("%d rows:\n%s", len(rows), out)
	}
	for _, r := range rows {
		if len(r.Attributes) != library.NumAttributes || r.Overall == nil {
			t.Errorf("%s has %d attributes", r.Path, len(r.Attributes))
		}
		for name, v := range r.Attributes {
			if v.SD <= 0 {
				t.Errorf("%s has no sd for %s", r.Path, name)
			}
		}
	}
	if !strings.Contains(notes, "leave it only if") || !strings.Contains(notes, "a photo (its picture has") {
		t.Errorf("it does not say where pictures go and what was sent:\n%s", notes)
	}
	asked := server.Got().Requests
	if again := sh.must("score", dir, "--scorer", address, "--json"); again != out {
		t.Errorf("again it prints\n%s\nfirst it was\n%s", again, out)
	}
	if now := server.Got().Requests - asked; now > 3 { // the test of the server alone
		t.Errorf("%d requests for photos that have scores", now)
	}
}

func TestAServerWithoutProbabilitiesIsSaidAndPrintsNoSpread(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	_, address := serveStandin(t, standin.Behaviour{Spoken: true})
	status, out, notes := sh.keeplight("score", dir, "--scorer", address, "--json")
	if status != 0 || !strings.Contains(out, `"sd":null`) || strings.Contains(out, `"sd":0`) || !strings.Contains(notes, "no ±") {
		t.Errorf("status %d:\n%s\n%s", status, out, notes)
	}
}

func TestAServersKeyIsNowhereButInTheRequest(t *testing.T) {
	const key = "sk-very-secret"
	sh, dir := newShell(t), photoFolder(t, 1)
	server, address := serveStandin(t, standin.Behaviour{Key: key})
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, notes := sh.keeplight("score", dir, "--scorer", address, "--key-file", file, "--json")
	if status != 0 {
		t.Fatalf("status %d:\n%s", status, notes)
	}
	for _, got := range server.Got().Keys {
		if got != "Bearer "+key {
			t.Errorf("the server got %q", got)
		}
	}
	server.Set(func(b *standin.Behaviour) { b.Key = "another" })
	write(t, filepath.Join(dir, "new.jpg"), scene(7))
	status, more, refused := sh.keeplight("score", dir, "--scorer", address, "--key-file", file, "--json")
	if status == 0 || !strings.Contains(refused, "does not accept the key") {
		t.Errorf("status %d:\n%s", status, refused)
	}
	if strings.Contains(out+notes+more+refused, key) {
		t.Error("the key is printed")
	}
	filepath.WalkDir(sh.env[homeVariable], func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if data, err := os.ReadFile(path); err == nil && strings.Contains(string(data), key) {
				t.Errorf("the key is in %s", path)
			}
		}
		return nil
	})
}

func TestAServerThatCannotScoreIsRefusedInWords(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	_, address := serveStandin(t, standin.Behaviour{})
	_, blind := serveStandin(t, standin.Behaviour{Blind: true})
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte("sk-1"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"no such model":     {[]string{"--scorer", address, "--model", "other"}, "no model of that name"},
		"no pictures":       {[]string{"--scorer", blind}, "does not take pictures"},
		"nobody there":      {[]string{"--scorer", "http://127.0.0.1:1"}, "no server listens there"},
		"not an address":    {[]string{"--scorer", "ftp://x"}, "begins with neither"},
		"a password in it":  {[]string{"--scorer", "https://me:secret@x"}, "give the key by itself"},
		"a key in the open": {[]string{"--scorer", "http://gpu.example.org", "--key-file", file}, "only sent over https"},
		"another word":      {[]string{"--scorer", "best"}, "the address of a server"},
		"paper form":        {[]string{"--scorer", address, "--form", "paper"}, "digit by digit"},
		"a device":          {[]string{"--scorer", address, "--device", "cpu"}, "a server runs its own"},
		"a key for none":    {[]string{"--key-file", file}, "only work with a server"},
	} {
		t.Run(name, func(t *testing.T) {
			status, _, notes := sh.keeplight(append([]string{"score", dir}, c.args...)...)
			if status == 0 || !strings.Contains(notes, c.says) || strings.Contains(notes, "me:secret") {
				t.Errorf("status %d:\n%s", status, notes)
			}
		})
	}
}
