//go:build linux

package keys

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// inSession is set where a test runs again within a session bus of its own.
const inSession = "KEEPLIGHT_TEST_IN_SESSION"

// A real keyring of the system, gnome-keyring on a bus of its own, keeps a key, gives it
// and forgets it.
func TestTheSystemsKeyringKeepsAKey(t *testing.T) {
	const address, key = "https://gpu.example.org/v1", "sk-kept"
	if os.Getenv(inSession) == "" {
		for _, tool := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
			if _, err := exec.LookPath(tool); err != nil {
				t.Skipf("%s is not installed: a drawn keyring is tested alone", tool)
			}
		}
		home := t.TempDir()
		again := exec.Command("dbus-run-session", "--", "sh", "-c",
			`printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -test.run "^$1$" -test.v`, os.Args[0], t.Name())
		again.Env = append(os.Environ(), inSession+"=1", "HOME="+home, "XDG_DATA_HOME="+home, "XDG_RUNTIME_DIR="+home)
		out, err := again.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	if err := Put(t.Context(), address, key); err != nil {
		t.Fatal(err)
	}
	if got, err := Get(t.Context(), address); got != key || err != nil {
		t.Errorf("it gives %q, %v", got, err)
	}
	if got, err := Get(t.Context(), "https://other.example.org/v1"); got != "" || err != nil {
		t.Errorf("another server gets %q, %v", got, err)
	}
	if err := Forget(t.Context(), address); err != nil {
		t.Error(err)
	}
	if got, err := Get(t.Context(), address); got != "" || err != nil {
		t.Errorf("it was forgotten, and it gives %q, %v", got, err)
	}
}
