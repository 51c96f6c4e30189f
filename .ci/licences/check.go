package main

import (
	"fmt"
	"slices"
	"strings"

	"keeplight.app/keeplight/assets"
)

// check says which of Debian's packages, such as libheif1, hold no library of the
// table. The C library itself needs no text: nothing of it is handed on.
func check(packages []string) error {
	var without []string
	for _, p := range packages {
		if p != "libc6" && !slices.ContainsFunc(assets.Libraries(), func(l assets.Library) bool { return holds(p, &l) }) {
			without = append(without, p)
		}
	}
	if len(without) > 0 {
		return fmt.Errorf("no licence text of %s: add it to assets/libraries.go and run make licences", strings.Join(without, ", "))
	}
	return nil
}

// holds is true for a package that is one of the library's by its name, with any
// version behind it: libheif1, libjpeg62-turbo, libx11-6, libtiff6t64.
func holds(name string, l *assets.Library) bool {
	return slices.ContainsFunc(l.Shared, func(base string) bool {
		rest, ok := strings.CutPrefix(name, base)
		rest = strings.TrimPrefix(rest, "-")
		return ok && (rest == "" || rest[0] >= '0' && rest[0] <= '9')
	})
}
