package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

func TestHistoryListsStepsAndGoesToOne(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 3)
	sh.must("score", dir)
	at := func(i int) string { return filepath.Join(dir, "a", "IMG_"+string(rune('0'+i))+".jpg") }
	sh.must("mark", at(0), at(1), "--pick")
	sh.must("mark", at(2), "--reject")
	sh.must("mark", at(2), "--rating", "1")
	list := func(args ...string) (steps []stepRecord) {
		t.Helper()
		for _, line := range splitLines(sh.must(append([]string{"history", "--json"}, args...)...)) {
			var r stepRecord
			if err := json.Unmarshal([]byte(line), &r); err != nil {
				t.Fatal(err)
			}
			steps = append(steps, r)
		}
		return steps
	}
	steps := list()
	if len(steps) != 3 || steps[0].Photos != 1 || steps[2].Photos != 2 || !steps[0].Now || steps[0].By != "person" || steps[0].State != "done" {
		t.Fatalf("listed are %+v", steps)
	}
	if got := list("--limit", "1"); len(got) != 1 || got[0].Step != steps[0].Step {
		t.Errorf("of one step: %+v", got)
	}
	sh.must("history", "--to", "1")
	if got := list(); got[0].State != "undone" || got[1].State != "undone" || !got[2].Now {
		t.Errorf("after going back to the first: %+v", got)
	}
	if got := sh.must("list", dir, "--flag", "reject", "--print0"); got != "" {
		t.Errorf("rejected are %q", got)
	}
	if status, _, stderr := sh.keeplight("mark", at(2), "--pick"); status != 0 || !strings.Contains(stderr, "2 undone steps can no longer be redone") {
		t.Errorf("the next mark says %q", stderr)
	}
	sh.must("history", "--to", "0")
	if got := splitLines(sh.must("history")); len(got) != 2 || !strings.Contains(got[0], "undone") || !strings.Contains(got[0], "IMG_2.jpg (person, undone)") {
		t.Errorf("printed are %q", got)
	}
	if status, _, stderr := sh.keeplight("history", "--to", "99"); status != exitUsage || !strings.Contains(stderr, "no such step") {
		t.Errorf("a step that is not there: %d, %q", status, stderr)
	}
}
