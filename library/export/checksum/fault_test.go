//go:build fault

package checksum

import (
	"errors"
	"syscall"
	"testing"
)

func TestALineThatCannotBeAddedLeavesTheListAsItWas(t *testing.T) {
	root, dir := folder(t)
	l := NewList(root)
	if err := l.Add(t.Context(), []Entry{entry("a.jpg")}); err != nil {
		t.Fatal(err)
	}
	t.Setenv("KEEPLIGHT_FAULT", "checksum.sync:0:enospc")
	if err := l.Add(t.Context(), []Entry{entry("b.jpg")}); !errors.Is(err, syscall.ENOSPC) || list(t, dir) != lineOf("a.jpg") {
		t.Errorf("%v; it holds %q", err, list(t, dir))
	}
	t.Setenv("KEEPLIGHT_FAULT", "")
	if err := l.Add(t.Context(), []Entry{entry("b.jpg")}); err != nil || list(t, dir) != lineOf("a.jpg")+lineOf("b.jpg") {
		t.Errorf("tried once more: %v; it holds %q", err, list(t, dir))
	}
}
