package scan

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestOnlyLinksThatLeadOutOfTheOpenedFoldersAreOutOfBounds(t *testing.T) {
	top := t.TempDir()
	at := func(name string) string { return filepath.Join(top, name) }
	for _, dir := range []string{"shoot/day", "second", "elsewhere/deep"} {
		if err := os.MkdirAll(at(dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{
		"shoot/out": at("elsewhere"), "shoot/inner": "day", "shoot/other": at("second"), "link": at("shoot"), "shoot/dangling": "nowhere",
	} {
		if err := os.Symlink(target, at(link)); err != nil {
			t.Skipf("no link can be made here: %v", err)
		}
	}
	b := NewBounds([]string{at("shoot"), at("second"), at("link"), at("gone")})
	for name, want := range map[string]error{
		"shoot": nil, "shoot/day": nil, "shoot/inner": nil, "shoot/other": nil, "link": nil, "link/day": nil,
		"shoot/out": ErrLeadsOut, "shoot/out/deep": ErrLeadsOut, "link/out": ErrLeadsOut,
		"shoot/dangling": nil, "gone": nil, "elsewhere": nil,
	} {
		if err := b.Check(at(name)); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
}
