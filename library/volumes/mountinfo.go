package volumes

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
)

// Volume is a card or drive that is connected.
type Volume struct {
	Path   string // where its files are
	Name   string // the last part of the path, which desktops take from the label
	Type   string // of file system, as the system calls it: "vfat"
	Source string // what is mounted: "/dev/sdb1"
}

// parents are where desktops and people put what can be taken away again.
func parents() []string { return []string{"/media", "/run/media", "/mnt"} }

// longestLine bounds a line of the list. A path has up to 4,096 bytes, each maybe
// written as four.
const longestLine = 64 << 10

// Parse reads a list of mounts as Linux writes it (proc(5), /proc/pid/mountinfo) and
// gives those at which cards and drives are put, in order of their path. The same place
// mounted twice is what was mounted last. A line that is none is an error.
func Parse(r io.Reader) ([]Volume, error) {
	at := map[string]Volume{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		v, err := parseLine(lines.Text())
		if err != nil {
			return nil, err
		}
		if isRemovable(v.Path) {
			at[v.Path] = v
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading the list of mounts: %w", err)
	}
	all := make([]Volume, 0, len(at))
	for _, v := range at {
		all = append(all, v)
	}
	slices.SortFunc(all, func(a, b Volume) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}

// parseLine reads such as
//
//	36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
func parseLine(line string) (Volume, error) {
	before, after, ok := strings.Cut(line, " - ")
	fields, behind := strings.Fields(before), strings.Fields(after)
	if !ok || len(fields) < 6 || len(behind) < 2 {
		return Volume{}, fmt.Errorf("the list of mounts has the line %.80q", line)
	}
	path := filepath.Clean(unescape(fields[4]))
	return Volume{Path: path, Name: filepath.Base(path), Type: behind[0], Source: unescape(behind[1])}, nil
}

// isRemovable is true for a path below one of the parents, not for a parent itself.
func isRemovable(path string) bool {
	return slices.ContainsFunc(parents(), func(p string) bool { return path != p && library.Below(path, p) })
}

// unescape reads what the system writes for blanks and backslashes: "\040" for a space.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+3 >= len(s) || !isOctal(s[i+1:i+4]) {
			b.WriteByte(s[i])
			continue
		}
		b.WriteByte((s[i+1]-'0')<<6 | (s[i+2]-'0')<<3 | (s[i+3] - '0'))
		i += 3
	}
	return b.String()
}

// isOctal is true for three octal digits that are one byte.
func isOctal(s string) bool {
	return s[0] >= '0' && s[0] <= '3' && s[1] >= '0' && s[1] <= '7' && s[2] >= '0' && s[2] <= '7'
}
