package library

import "testing"

func TestAttributeKeysRoundTrip(t *testing.T) {
	seen := map[string]bool{}
	for i, a := range Attributes() {
		if int(a) != i {
			t.Errorf("attribute %v stands at place %d of the radar", a, i)
		}
		got, ok := ParseAttribute(a.Key())
		if !ok || got != a {
			t.Errorf("ParseAttribute(%q) = %v, %v", a.Key(), got, ok)
		}
		if seen[a.Key()] {
			t.Errorf("key %q is used twice", a.Key())
		}
		seen[a.Key()] = true
	}
	if _, ok := ParseAttribute("beauty"); ok {
		t.Error("an unknown key was taken for an attribute")
	}
}

func TestFlagsAndLabelsRoundTrip(t *testing.T) {
	for _, f := range []Flag{Pick, Reject, Undecided} {
		if got, err := ParseFlag(f.String()); err != nil || got != f {
			t.Errorf("ParseFlag(%q) = %v, %v", f, got, err)
		}
	}
	for l := NoLabel; l <= Purple; l++ {
		if got, err := ParseLabel(l.String()); err != nil || got != l {
			t.Errorf("ParseLabel(%q) = %v, %v", l, got, err)
		}
	}
	if _, err := ParseFlag("maybe"); err == nil {
		t.Error("an unknown flag was accepted")
	}
	if _, err := ParseLabel("pink"); err == nil {
		t.Error("an unknown label was accepted")
	}
}

func TestProvenanceKeyChangesWithEverythingThatChangesANumber(t *testing.T) {
	base := Provenance{Name: "builtin", Version: "1", Settings: map[string]string{"side": "1024"}}
	same := Provenance{Name: "builtin", Version: "1", Settings: map[string]string{"side": "1024"}}
	if base.Key() != same.Key() {
		t.Fatal("equal provenances have different keys")
	}
	for name, other := range map[string]Provenance{
		"version":  {Name: "builtin", Version: "2", Settings: base.Settings},
		"model":    {Name: "builtin", Version: "1", Model: "m", Settings: base.Settings},
		"prompt":   {Name: "builtin", Version: "1", Prompt: "3", Settings: base.Settings},
		"settings": {Name: "builtin", Version: "1", Settings: map[string]string{"side": "512"}},
	} {
		if other.Key() == base.Key() {
			t.Errorf("a changed %s keeps the key", name)
		}
	}
}
