package main

import (
	"strings"
	"testing"
)

// The quarantine asks by these words whether a file was set aside for a decoder
// that has been replaced since.
func TestTheDecodersVersionIsThatOfAllItsLibraries(t *testing.T) {
	d, err := newDecoder(limits{memory: 1 << 30, threads: 1})
	if err != nil {
		t.Skip("this build has no decoder: ", err)
	}
	all := d.(libraries).all()
	if parts := strings.Split(d.library(), ", "); len(parts) != len(all) {
		t.Fatalf("%d libraries, but it says %q", len(all), d.library())
	}
	for _, l := range all {
		name, version, _ := strings.Cut(l.library(), " ")
		if !strings.HasPrefix(name, "lib") || strings.Trim(version, "0123456789.") != "" || version == "" || !strings.Contains(d.library(), l.library()) {
			t.Errorf("%q is not a version in %q", l.library(), d.library())
		}
	}
}
