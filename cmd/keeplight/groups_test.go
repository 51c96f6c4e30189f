package main

import (
	"encoding/json"
	"image"
	"image/color"
	"image/draw"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library/phototest"
)

// burstFolder holds a burst of three, a copy of its second frame in a folder of its own,
// a bracket of three and a photo of another hour.
func burstFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	noon := time.Date(2026, time.May, 30, 12, 0, 0, 5e6, time.UTC)
	put := func(name string, seed uint64, person int, after time.Duration, bias float64) []byte {
		img := phototest.Scene(480, 320, seed)
		draw.Draw(img, image.Rect(person, 200, person+30, 300), image.NewUniform(color.RGBA{150, 40, 40, 255}), image.Point{}, draw.Src)
		data := phototest.JPEG(img, phototest.Exif{Model: "Canon EOS R5", Time: noon.Add(after), Bias: bias})
		write(t, filepath.Join(dir, name), data)
		return data
	}
	put("A1.jpg", 1, 100, 0, 0)
	second := put("A2.jpg", 1, 120, 200*time.Millisecond, 0)
	put("A3.jpg", 1, 140, 400*time.Millisecond, 0)
	write(t, filepath.Join(dir, "copies", "A2.jpg"), second)
	for i, bias := range []float64{0, -1, 1} {
		put([]string{"B1.jpg", "B2.jpg", "B3.jpg"}[i], 2, 100+i, time.Minute+time.Duration(i)*300*time.Millisecond, bias)
	}
	put("C.jpg", 3, 100, time.Hour, 0)
	return dir
}

// groupLine is what a line of JSON says of a photo's group.
type groupLine struct {
	Path  string
	Group struct {
		ID              int64
		Kind            string
		Position, Count int
		Best, Reason    *string
		CopyOf          *string `json:"copy_of"`
	}
}

func groupLines(t *testing.T, text string) (lines []groupLine) {
	t.Helper()
	for _, line := range splitLines(text) {
		var l groupLine
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		l.Path = filepath.Base(l.Path)
		lines = append(lines, l)
	}
	return lines
}

func TestListSaysWhichPhotosBelongTogether(t *testing.T) {
	sh, dir := newShell(t), burstFolder(t)
	sh.must("score", dir)
	lines := groupLines(t, sh.must("list", dir, "--groups", "--json", "--sort", "stack"))
	want := []struct {
		path, kind      string
		position, count int
	}{
		{"A1.jpg", "burst", 1, 4},
		{"A2.jpg", "burst", 2, 4},
		{"A2.jpg", "burst", 3, 4},
		{"A3.jpg", "burst", 4, 4},
		{"B1.jpg", "exposure bracket", 1, 3},
		{"B2.jpg", "exposure bracket", 2, 3},
		{"B3.jpg", "exposure bracket", 3, 3},
		{"C.jpg", "single", 1, 1},
	}
	if len(lines) != len(want) {
		t.Fatalf("%d lines", len(lines))
	}
	for i, w := range want {
		l := lines[i]
		if l.Path != w.path || l.Group.Kind != w.kind || l.Group.Position != w.position || l.Group.Count != w.count {
			t.Errorf("line %d: %+v, want %+v", i, l, w)
		}
		if isBurst := w.kind == "burst"; isBurst != (l.Group.Best != nil) || isBurst != (l.Group.Reason != nil) {
			t.Errorf("%s: best %v, reason %v", l.Path, l.Group.Best, l.Group.Reason)
		}
		if (l.Group.CopyOf != nil) != (i == 2) {
			t.Errorf("line %d is a copy of %v", i, l.Group.CopyOf)
		}
	}
	table := sh.must("list", dir, "--groups")
	if !strings.Contains(table, "burst of 4; suggested is ") || !strings.Contains(table, "4 of 4") || !strings.Contains(table, "copy") {
		t.Errorf("printed\n%s", table)
	}
	if csv := splitLines(sh.must("list", dir, "--groups", "--csv")); !strings.HasSuffix(csv[0], ",group,group_kind,group_position,group_count,group_best,group_reason,copy_of") {
		t.Errorf("the header is %s", csv[0])
	}
}

func TestAFilterHidesFramesAndNotTheirNumber(t *testing.T) {
	sh, dir := newShell(t), burstFolder(t)
	sh.must("score", dir)
	sh.must("mark", "--pick", filepath.Join(dir, "A3.jpg"))
	lines := groupLines(t, sh.must("list", dir, "--groups", "--json", "--flag", "pick"))
	if len(lines) != 1 || lines[0].Group.Position != 4 || lines[0].Group.Count != 4 {
		t.Errorf("%+v", lines)
	}
}

func TestStacksAreSplitJoinedAndUndone(t *testing.T) {
	sh, dir := newShell(t), burstFolder(t)
	sh.must("score", dir)
	counts := func() (all []int) {
		var last int64
		for _, l := range groupLines(t, sh.must("list", dir, "--groups", "--json", "--sort", "stack")) {
			if l.Group.ID != last {
				all, last = append(all, l.Group.Count), l.Group.ID
			}
		}
		return all
	}
	for _, step := range []struct {
		args []string
		want []int
	}{
		{[]string{"stacks", "split", filepath.Join(dir, "A3.jpg")}, []int{3, 1, 3, 1}},
		{[]string{"stacks", "join", filepath.Join(dir, "C.jpg")}, []int{3, 1, 4}},
		{[]string{"undo"}, []int{3, 1, 3, 1}},
		{[]string{"undo"}, []int{4, 3, 1}},
		{[]string{"redo"}, []int{3, 1, 3, 1}},
	} {
		sh.must(step.args...)
		if got := counts(); !slices.Equal(got, step.want) {
			t.Errorf("after %s: %v, want %v", step.args[:1], got, step.want)
		}
	}
	for name, args := range map[string][]string{
		"a border that is there": {"stacks", "split", filepath.Join(dir, "A1.jpg")},
		"the first group":        {"stacks", "join", filepath.Join(dir, "A1.jpg")},
		"an unknown photo":       {"stacks", "split", filepath.Join(dir, "Z.jpg")},
	} {
		if status, stdout, stderr := sh.keeplight(args...); status == exitOK || stdout != "" || stderr == "" {
			t.Errorf("%s: status %d, %q, %q", name, status, stdout, stderr)
		}
	}
}
