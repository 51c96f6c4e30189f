//go:build unix

package keyboard

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
)

func TestAPipeInPlaceOfTheFileOfKeysDoesNotStopTheStart(t *testing.T) {
	d := desktest.Open(t)
	path := filepath.Join(t.TempDir(), command.FileName)
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	NewFile(path, d.Desk, d.Notices, nil).Rebind(pickTable(t)) // would wait for ever
	if got := d.Notices.Problem(); !strings.HasSuffix(got, "it is not a regular file") {
		t.Errorf("it says %q", got)
	}
}
