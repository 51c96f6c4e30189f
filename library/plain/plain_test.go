package plain

import (
	"math"
	"testing"
	"time"
)

func TestCountSeparatesThousands(t *testing.T) {
	for n, want := range map[int]string{
		0: "0", 999: "999", 1000: "1,000", 3012: "3,012", 1234567: "1,234,567",
		-5: "-5", -999: "-999", -4200: "-4,200", math.MinInt64: "-9,223,372,036,854,775,808",
	} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestPluralCountsOne(t *testing.T) {
	for n, want := range map[int]string{0: "0 photos", 1: "1 photo", 2000: "2,000 photos"} {
		if got := Plural(n, "photo", "photos"); got != want {
			t.Errorf("Plural(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestTimeLeftIsAsCoarseAsItIsKnown(t *testing.T) {
	for d, want := range map[time.Duration]string{
		5 * time.Second:   "less than a minute left",
		62 * time.Second:  "1 min left",
		30 * time.Minute:  "30 min left",
		130 * time.Minute: "2 h 10 min left",
	} {
		if got := Left(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
	if got := Rate(37.6); got != "38 / min" {
		t.Errorf("rate %q", got)
	}
}

func TestSizesAreDecimal(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 999: "999 bytes", 4_250: "4.2 kB", 25_000_000: "25.0 MB", 3e9: "3.0 GB", 2e12: "2.0 TB"} {
		if got := Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %q, want %q", n, got, want)
		}
	}
}
