package features

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestTheNetworkIsTheOneThatWasTested(t *testing.T) {
	sums, err := os.ReadFile("SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	if line := fmt.Sprintf("%x  mobilenet_v2_frozen.bin\n", sha256.Sum256(Network)); !strings.Contains(string(sums), line) {
		t.Errorf("SHA256SUMS lacks %s", line)
	}
}
