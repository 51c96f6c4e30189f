package command

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// FileName is the file in which keys are bound anew.
const FileName = "keys.txt"

// MaxFile is how many bytes of such a file are read.
const MaxFile = 64 << 10

// maxTold bounds how many of a file's mistakes are told.
const maxTold = 20

// Problem is a line of the file of keys that is not followed, and why.
type Problem struct {
	Line int // 1-based; 0 for the file as a whole
	Text string
}

// String writes the problem for people: "line 3: …".
func (p Problem) String() string {
	if p.Line == 0 {
		return p.Text
	}
	return fmt.Sprintf("line %d: %s", p.Line, p.Text)
}

// rebinding is one good line: the keys that a command is to have.
type rebinding struct {
	line int
	id   ID
	keys []Key
}

// Rebind gives the commands the keys that a file names, and the lines that it does
// not follow: unknown commands and keys, and keys that another command has. What
// those lines speak of keeps its default keys. A line is "command = key, key", or
// "command = none"; # begins a comment.
func (t *Table) Rebind(file []byte) []Problem {
	if len(file) > MaxFile {
		return []Problem{{Text: fmt.Sprintf("the file is larger than %d bytes, so nothing of it is followed", MaxFile)}}
	}
	lines, problems := t.parse(file)
	for {
		keys := t.defaults()
		for _, l := range lines {
			keys[l.id] = l.keys
		}
		byKey, clashes := t.index(keys)
		if len(clashes) == 0 {
			t.keys, t.byKey = keys, byKey
			break
		}
		// The later line gives way. Commands of the defaults never clash with each
		// other, so each round ends one line.
		at := lastOf(lines, clashes[0])
		c := clashes[0]
		other := c.first
		if lines[at].id == c.first {
			other = c.second
		}
		problems = append(problems, Problem{lines[at].line, fmt.Sprintf(
			"%s already means “%s” (%s): give that another key first", c.key, t.byID[other].Title, other)})
		lines = slices.Delete(lines, at, at+1)
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return a.Line - b.Line })
	if more := len(problems) - maxTold; more > 0 {
		problems = append(problems[:maxTold], Problem{Text: fmt.Sprintf("and %d more lines that are not followed", more)})
	}
	return problems
}

func (t *Table) defaults() map[ID][]Key {
	keys := make(map[ID][]Key, len(t.bindings))
	for _, b := range t.bindings {
		keys[b.ID] = b.Keys
	}
	return keys
}

// lastOf gives the place of the last line that speaks of either command of a clash.
func lastOf(lines []rebinding, c clash) int {
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].id == c.first || lines[i].id == c.second {
			return i
		}
	}
	return -1
}

// parse reads the lines that name known commands and keys.
func (t *Table) parse(file []byte) (lines []rebinding, problems []Problem) {
	scanner := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(file, []byte("\xef\xbb\xbf"))))
	scanner.Buffer(nil, MaxFile+1)
	seen := map[ID]int{}
	for n := 1; scanner.Scan(); n++ {
		l, err := t.parseLine(scanner.Text())
		switch {
		case err != nil:
			problems = append(problems, Problem{n, err.Error()})
		case l == nil:
		case seen[l.id] != 0:
			problems = append(problems, Problem{n, fmt.Sprintf("%q stands in line %d already: write all its keys there", l.id, seen[l.id])})
		default:
			l.line = n
			seen[l.id] = n
			lines = append(lines, *l)
		}
	}
	return lines, problems
}

// parseLine gives nil for an empty line.
func (t *Table) parseLine(text string) (*rebinding, error) {
	if strings.HasPrefix(strings.TrimSpace(text), "#") || strings.TrimSpace(text) == "" {
		return nil, nil
	}
	name, list, ok := strings.Cut(text, "=")
	if !ok {
		return nil, fmt.Errorf("%.60q is no binding: write \"command = key\", such as \"pick = P\"", text)
	}
	l := &rebinding{id: ID(strings.ToLower(strings.TrimSpace(name)))}
	if t.byID[l.id] == nil {
		return nil, fmt.Errorf("there is no command %.60q%s", strings.TrimSpace(name), t.suggest(l.id))
	}
	if strings.EqualFold(strings.TrimSpace(list), "none") {
		return l, nil
	}
	for _, part := range splitKeys(list) {
		k, err := ParseKey(part)
		if err != nil {
			return nil, err
		}
		l.keys = append(l.keys, k)
	}
	return l, nil
}

// splitKeys parts a list at its commas; a comma can also be a key: "Ctrl+,".
func splitKeys(list string) []string {
	var parts []string
	for _, part := range strings.Split(list, ",") {
		n := len(parts)
		part = strings.TrimSpace(part)
		switch {
		case part == "" && n > 0 && strings.HasSuffix(parts[n-1], "+"):
			parts[n-1] += "," // the comma belonged to the key
		case part == "" && n > 0 && parts[n-1] == "":
			parts[n-1] = "," // "pick = ," parts into two empty pieces
		default:
			parts = append(parts, part)
		}
	}
	return parts
}

// suggest names the command that is written most like an unknown one.
func (t *Table) suggest(id ID) string {
	best, least := ID(""), 3 // further away is no slip of the finger
	for _, b := range t.bindings {
		if d := distance(string(b.ID), string(id)); d < least {
			best, least = b.ID, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; is %q meant?", best)
}

// distance counts the changes of single characters between two words
// (Levenshtein, 1966), at most 64 bytes of each.
func distance(a, b string) int {
	a, b = a[:min(len(a), 64)], b[:min(len(b), 64)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost = 1 + min(diagonal, row[j], row[j-1])
			}
			diagonal, row[j] = row[j], cost
		}
	}
	return row[len(b)]
}

// Template is a file of keys that changes nothing: every command with its default
// keys, behind a #.
func (t *Table) Template() []byte {
	var out bytes.Buffer
	out.WriteString("# Keys of Keeplight. Take the # away from a line and change its keys:\n" +
		"#   command = key, key      or      command = none\n" +
		"# A key is a character or one of " + shownNames() + ", F1 to F12,\n" +
		"# with Ctrl+ and Shift+ before it. Lines that clash are not followed, and Keeplight says so.\n")
	for _, s := range Sections() {
		fmt.Fprintf(&out, "\n# %s\n", s)
		for _, b := range t.bindings {
			if b.Section != s {
				continue
			}
			var keys []string
			for _, k := range b.Keys {
				keys = append(keys, k.String())
			}
			list := strings.Join(keys, ", ")
			if list == "" {
				list = "none"
			}
			fmt.Fprintf(&out, "#%s = %s\n", b.ID, list)
		}
	}
	return out.Bytes()
}
