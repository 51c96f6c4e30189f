package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/ingest"
)

func TestACardIsIngestedOnceAndTheReportSaysSo(t *testing.T) {
	sh, card, to := newShell(t), t.TempDir(), filepath.Join(t.TempDir(), "shoot")
	second := filepath.Join(t.TempDir(), "backup")
	for i, name := range []string{"DCIM/100CANON/IMG_0001.JPG", "DCIM/100CANON/IMG_0002.JPG"} {
		write(t, filepath.Join(card, name), scene(uint64(i)))
	}
	write(t, filepath.Join(card, "DCIM/100CANON/IMG_0001.CR2.xmp"), []byte("orphan of no photo"))
	write(t, filepath.Join(card, "DCIM/100CANON/IMG_0002.WAV"), []byte("memo"))
	args := func(more ...string) []string {
		return append([]string{"ingest", card, "--to", to, "--second", second, "--name", "{original}_{seq:3}"}, more...)
	}
	status, stdout, stderr := sh.keeplight(args("--dry-run")...)
	if _, err := os.Stat(to); status != exitOK || !strings.Contains(stdout, "IMG_0002.WAV -> IMG_0002_002.WAV") || !os.IsNotExist(err) {
		t.Fatalf("a dry run gave %d, %v:\n%s%s", status, err, stdout, stderr)
	}
	status, stdout, stderr = sh.keeplight(args()...)
	if status != exitOK || !strings.Contains(stdout, "Copied 2 photos (3 files") || !strings.Contains(stdout, "1 .xmp") {
		t.Fatalf("gave %d:\n%s%s", status, stdout, stderr)
	}
	for _, dir := range []string{to, second} {
		if _, err := os.Stat(filepath.Join(dir, "IMG_0002_002.WAV")); err != nil {
			t.Error(err)
		}
	}
	status, stdout, stderr = sh.keeplight(args("--json")...)
	var row ingest.Row
	if err := json.Unmarshal([]byte(stdout), &row); err != nil || status != exitOK || row.Before != 2 || row.Copied != 0 {
		t.Errorf("again: %d, %v, %+v\n%s", status, err, row, stderr)
	}
	if status, _, stderr = sh.keeplight("undo"); status != exitOK {
		t.Errorf("undo gave %d: %s", status, stderr)
	}
	if _, err := os.Stat(filepath.Join(to, "IMG_0001_001.JPG")); err != nil {
		t.Errorf("undoing an import deleted a copy: %v", err)
	}
	status, _, stderr = sh.keeplight("ingest", card, "--to", filepath.Join(card, "out"))
	if status == exitOK || !strings.Contains(stderr, "The card is never written to") {
		t.Errorf("a folder on the card gave %d: %s", status, stderr)
	}
	if status, _, _ = sh.keeplight(args("--first", "0")...); status != exitUsage {
		t.Errorf("--first 0 gave %d", status)
	}
	if status, stdout, _ = sh.keeplight("ingest", "--help"); !strings.Contains(stdout, "{year4}") {
		t.Errorf("the help names no codes: %d\n%s", status, stdout)
	}
}
