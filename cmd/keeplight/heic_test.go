package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/worker"
)

// installWorker builds the decode worker and puts it on PATH, or skips the test
// where libheif is missing.
func installWorker(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	out, err := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(dir, worker.Program), "../keeplight-media").CombinedOutput()
	if err != nil {
		t.Skipf("the decode worker cannot be built: make test installs libheif (%v)\n%s", err, out)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// phoneShoot copies a phone's HEIC and a JPEG into a new folder.
func phoneShoot(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	heic, err := os.ReadFile(filepath.Join(phototest.Folder(t, "nature"), "IMG_2682.heic"))
	if err != nil {
		t.Skipf("there is no real HEIC here: %v", err)
	}
	write(t, filepath.Join(dir, "IMG_2682.heic"), heic)
	write(t, filepath.Join(dir, "IMG_2683.jpg"), scene(1))
	return dir
}

func TestAPhonesHEICIsScoredListedReportedAndExported(t *testing.T) {
	dir, sh := phoneShoot(t), newShell(t)
	status, before, _ := sh.keeplight("score", dir, "--json")
	if _, err := exec.LookPath(worker.Program); err != nil && (status != exitProblems || !strings.Contains(before, "HEIC pictures cannot be read: the program keeplight-media is not installed")) {
		t.Errorf("without the worker: status %d\n%s", status, before)
	}

	installWorker(t)
	status, after, notes := sh.keeplight("score", dir, "--json")
	lines := splitLines(after)
	if status != exitOK || len(lines) != 2 {
		t.Fatalf("with it: status %d, %s\n%s", status, notes, after)
	}
	for _, line := range lines {
		var row struct {
			Path, Hash string
			Overall    *float64
			Error      *string
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil || row.Overall == nil || row.Error != nil || row.Hash == "" {
			t.Errorf("%v: %s", err, line)
		}
	}
	out := t.TempDir()
	sh.must("export", dir, "--all", "--to", filepath.Join(out, "copies"))
	sh.must("report", dir, "--to", filepath.Join(out, "sheet.html"))
	from, err := os.ReadFile(filepath.Join(dir, "IMG_2682.heic"))
	if err != nil {
		t.Fatal(err)
	}
	if to, err := os.ReadFile(filepath.Join(out, "copies", "IMG_2682.heic")); err != nil || !bytes.Equal(from, to) {
		t.Errorf("the copy differs: %v", err)
	}
	sheet, err := os.ReadFile(filepath.Join(out, "sheet.html"))
	if err != nil || bytes.Count(sheet, []byte("data:image/jpeg")) != 2 {
		t.Errorf("the sheet has %d pictures, %v", bytes.Count(sheet, []byte("data:image/jpeg")), err)
	}
}

const oneSetAside = `{"version":1,"files":[{"key":"xxh3:00","name":"/a/bad\u001b[31m.heic","size":3,"reason":"its decoder crashed","since":"2026-01-02T03:04:05Z"}]}`

func TestTheQuarantineIsListedAndCleared(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	sh.must("score", dir)
	if _, stdout, stderr := sh.keeplight("catalog", "quarantine"); stdout != "" || !strings.Contains(stderr, "no file is in quarantine") {
		t.Errorf("an empty list: %q, %q", stdout, stderr)
	}
	path := filepath.Join(sh.env[homeVariable], "quarantine.json")
	write(t, path, []byte(oneSetAside))
	if text := sh.must("catalog", "quarantine"); !strings.Contains(text, `/a/bad\x1b[31m.heic`) || !strings.Contains(text, "its decoder crashed") {
		t.Errorf("the list is %q", text)
	}
	if text := sh.must("catalog", "quarantine", "--clear"); !strings.Contains(text, "1 file is no longer in quarantine") {
		t.Errorf("clearing says %q", text)
	}
	if _, stdout, _ := sh.keeplight("catalog", "quarantine"); stdout != "" {
		t.Errorf("after clearing: %q", stdout)
	}
}

func TestADamagedQuarantineSaysSoAndIsKept(t *testing.T) {
	sh := newShell(t)
	path := filepath.Join(sh.env[homeVariable], "quarantine.json")
	write(t, path, []byte("{"))
	if status, _, stderr := sh.keeplight("catalog", "quarantine"); status != exitProblems || !strings.Contains(stderr, "delete it to start a new one") {
		t.Errorf("status %d, %q", status, stderr)
	}
	sh.must("score", photoFolder(t, 1))
	if data, err := os.ReadFile(path); err != nil || string(data) != "{" {
		t.Errorf("the list is now %q, %v", data, err)
	}
}
