package servers

import (
	"testing"

	"github.com/zalando/go-keyring"

	"keeplight.app/keeplight/app/servers"
	"keeplight.app/keeplight/scoring/remote/keys"
)

// The key in the environment may be another server's, and goes to none that has its own.
func TestAServersOwnKeyGoesBeforeTheEnvironments(t *testing.T) {
	keyring.MockInit()
	t.Setenv(keys.Variable, "sk-environment")
	const address = "https://gpu.example.org/v1"
	if err := servers.KeepKey(t.Context(), address, "sk-own"); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		server servers.Server
		want   string
	}{
		"its own":              {servers.Server{Address: address, Keyed: true}, "sk-own"},
		"none was kept":        {servers.Server{Address: "https://other.example.org/v1"}, "sk-environment"},
		"the keyring lost one": {servers.Server{Address: "https://other.example.org/v1", Keyed: true}, "sk-environment"},
	} {
		if key, err := keyOf(t.Context(), c.server); key != c.want || err != nil {
			t.Errorf("%s: the key is %q, %v, want %q", name, key, err, c.want)
		}
	}
}
