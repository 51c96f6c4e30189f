package unpack

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// longestName bounds names, in bytes.
const longestName = 200

// flatName gives the name under which an entry is kept: the last part of its
// path. Names that no honest archive has are refused.
func flatName(entry string) (string, error) {
	switch {
	case entry == "" || len(entry) > 4*longestName:
		return "", fmt.Errorf("%w: a name of %d bytes", ErrHostile, len(entry))
	case strings.HasPrefix(entry, "/") || strings.ContainsAny(entry, "\\:\x00"):
		return "", fmt.Errorf("%w: the name %q", ErrHostile, entry)
	}
	for part := range strings.SplitSeq(entry, "/") {
		if part == ".." {
			return "", fmt.Errorf("%w: the name %q leads out of the folder", ErrHostile, entry)
		}
	}
	name := path.Base(entry)
	if !plainName(name) {
		return "", fmt.Errorf("%w: the name %q", ErrHostile, entry)
	}
	return name, nil
}

// plainNames are the names that files of a release have.
var plainNames = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._+-]*$`)

func plainName(name string) bool {
	return len(name) <= longestName && plainNames.MatchString(name)
}

// libraries are the files that are kept: shared libraries of every system, with
// the version numbers that Linux and macOS put into their names, and licences.
var libraries = regexp.MustCompile(`(?i)^(.+\.dll|.+\.so(\.[0-9]+)*|.+\.dylib|.+\.metal|licen[cs]e.*)$`)

// Wanted is true for the files of a release that a program loads, and for
// licences.
func Wanted(name string) bool { return libraries.MatchString(name) }
