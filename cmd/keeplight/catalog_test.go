package main

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

func TestABackupBringsDecisionsBack(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	backup := strings.TrimSpace(sh.must("catalog", "backup"))
	sh.decide(map[string]catalog.Mark{"IMG_1.jpg": {Flag: ptr(library.Reject)}})
	if listed := sh.must("catalog", "restore", "--list"); !strings.Contains(listed, "kB") {
		t.Errorf("backups: %q", listed)
	}
	sh.must("catalog", "restore", backup)
	if got := names(sh.must("list", dir, "--flag", "pick", "--print0")); len(got) != 1 {
		t.Errorf("picks after restoring: %v", got)
	}
	if text := sh.must("catalog", "check"); !strings.Contains(text, "3 photos, 1 picked") {
		t.Errorf("check: %q", text)
	}
}

func TestAnOpenCatalogueIsNotReplaced(t *testing.T) {
	sh, _ := scoredAndPicked(t)
	sh.must("catalog", "backup")
	cat, err := catalog.Open(sh.env[homeVariable])
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	status, _, stderr := sh.keeplight("catalog", "restore")
	if status != exitProblems || !strings.Contains(stderr, "close Keeplight's window") {
		t.Errorf("status %d, %q", status, stderr)
	}
}
