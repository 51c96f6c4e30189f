package starting

import (
	"strings"
	"testing"
)

func TestAWindowThatMayOnlyReadSaysSoInItsTitle(t *testing.T) {
	if got := Title(true); !strings.HasPrefix(got, "Keeplight ") || !strings.Contains(got, "read-only") {
		t.Errorf("it is called %q", got)
	}
	if got := Title(false); got != "Keeplight" {
		t.Errorf("one that may write is called %q", got)
	}
}
