package checksum

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"
)

// Digest is the SHA-256 digest of a file's bytes (FIPS 180-4).
type Digest [sha256.Size]byte

// Entry is one line of a list.
type Entry struct {
	Name   string // below the list's folder, with slashes
	Digest Digest
	Gone   bool // the file was taken back, and its line goes
}

// line writes an entry as sha256sum does: a name with a backslash or an end of a line in
// it is escaped, and the line then begins with a backslash (GNU coreutils, "cksum output
// modes").
func (e *Entry) line() string {
	name, mark := escaper.Replace(e.Name), ""
	if name != e.Name {
		mark = `\`
	}
	return mark + hex.EncodeToString(e.Digest[:]) + "  " + name + "\n"
}

var (
	escaper   = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)
	unescaper = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r")
)

// parse reads a line without its end, in sha256sum's own form or in that of BSD, which
// sha256sum reads as well; false for one in neither.
func parse(line string) (e Entry, ok bool) {
	line = strings.TrimSuffix(line, "\r")
	line, escaped := strings.CutPrefix(line, `\`)
	digits, name := "", ""
	if rest, bsd := strings.CutPrefix(line, "SHA256 ("); bsd {
		at := strings.LastIndex(rest, ") = ")
		if at < 0 {
			return e, false
		}
		name, digits = rest[:at], rest[at+len(") = "):]
	} else {
		const width = 2 * sha256.Size
		if len(line) < width+3 || line[width] != ' ' || line[width+1] != ' ' && line[width+1] != '*' {
			return e, false
		}
		digits, name = line[:width], line[width+2:]
	}
	b, err := hex.DecodeString(digits)
	if err != nil || len(b) != sha256.Size || name == "" {
		return e, false
	}
	if escaped {
		name = unescaper.Replace(name)
	}
	return Entry{Name: name, Digest: Digest(b)}, true
}

// begins is true for the beginning of the line of one of the entries.
func begins(text string, entries []Entry) bool {
	return slices.ContainsFunc(entries, func(e Entry) bool { return strings.HasPrefix(e.line(), text) })
}

// merge puts entries into a list: in the place of the line of the same name, else at the
// end. Every other line stays as it is, but for a last one that was to become one of
// theirs. ok is false for what is no list.
func merge(list []byte, entries []Entry) (merged []byte, ok bool) {
	at := make(map[string]int, len(entries)) // by name; the last of a name counts
	for i, e := range entries {
		at[path.Clean(e.Name)] = i
	}
	var out bytes.Buffer
	written := map[string]bool{}
	known, unknown := 0, 0
	for text := range strings.Lines(string(list)) {
		text, whole := strings.CutSuffix(text, "\n")
		old, ok := parse(text)
		if !ok && strings.TrimSpace(text) != "" && !strings.HasPrefix(text, "#") {
			unknown++
		} else if ok {
			known++
		}
		name := path.Clean(old.Name)
		i, ours := at[name]
		switch {
		case !whole && begins(text, entries): // by a run that was killed
		case !ok || !ours:
			out.WriteString(text + "\n")
		case entries[i].Gone, written[name]: // the latter was listed twice
		case entries[i].Digest == old.Digest:
			out.WriteString(text + "\n")
			written[name] = true
		default:
			out.WriteString(entries[i].line())
			written[name] = true
		}
	}
	if known == 0 && unknown > 0 {
		return nil, false
	}
	for i, e := range entries {
		if name := path.Clean(e.Name); !written[name] && at[name] == i && !e.Gone {
			out.WriteString(e.line())
			written[name] = true
		}
	}
	return out.Bytes(), true
}
