package model

import (
	"testing"
	"time"
)

func TestTimeLeftIsAsCoarseAsItIsKnown(t *testing.T) {
	for d, want := range map[time.Duration]string{
		5 * time.Second:   "less than a minute left",
		62 * time.Second:  "1 min left",
		30 * time.Minute:  "30 min left",
		130 * time.Minute: "2 h 10 min left",
	} {
		if got := LeftText(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
	if got := RateText(37.6); got != "38 / min" {
		t.Errorf("rate %q", got)
	}
}
