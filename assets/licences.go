package assets

import (
	"cmp"
	"embed"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// texts are the licences, one file each, collected by .ci/licences. The first line of
// a file is its title, the second what the part is there for, the third empty.
//
//go:embed licences
var texts embed.FS

// LicenceKind says what a licence is of.
type LicenceKind string

// The kinds, in the order in which they are shown.
const (
	OwnLicence      LicenceKind = "keeplight"
	FontLicence     LicenceKind = "fonts"
	NetworkLicence  LicenceKind = "networks"  // trained networks that are built in
	ModuleLicence   LicenceKind = "modules"   // Go modules that are built in
	LibraryLicence  LicenceKind = "libraries" // C libraries, see Libraries
	GeneralLicences LicenceKind = "general"   // full texts that others refer to
)

// LicenceKinds are all of them.
func LicenceKinds() []LicenceKind {
	return []LicenceKind{OwnLicence, FontLicence, NetworkLicence, ModuleLicence, LibraryLicence, GeneralLicences}
}

// Licence is the licence of one part of the programs.
type Licence struct {
	Kind  LicenceKind
	Title string // the part and, of a module, its version
	Use   string // what it is there for, "" where that goes without saying
	Text  string
}

// Licences gives the licences of all that is built into the programs or linked with
// them, the program's own first.
func Licences() []Licence {
	var all []Licence
	for _, kind := range LicenceKinds() {
		dir := path.Join("licences", string(kind))
		entries, err := texts.ReadDir(dir)
		if err != nil {
			continue // a test sees to it that none is missing
		}
		first := len(all)
		for _, e := range entries {
			data, err := texts.ReadFile(path.Join(dir, e.Name()))
			if err != nil {
				continue
			}
			title, rest, _ := strings.Cut(string(data), "\n")
			use, text, _ := strings.Cut(rest, "\n")
			all = append(all, Licence{Kind: kind, Title: title, Use: use, Text: strings.TrimPrefix(text, "\n")})
		}
		slices.SortFunc(all[first:], func(a, b Licence) int {
			return cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
		})
	}
	return all
}

// WriteLicences writes all of them as one text: what a package's copyright file is.
func WriteLicences(w io.Writer) error {
	_, err := io.WriteString(w, "Keeplight is under the Apache License 2.0, which follows. What is built into its\n"+
		"programs, and the libraries of the system that they are linked with, are under the\n"+
		"licences after it.\n")
	for _, l := range Licences() {
		if err != nil {
			break
		}
		use := ""
		if l.Use != "" {
			use = " (" + l.Use + ")"
		}
		_, err = fmt.Fprintf(w, "\n==== %s%s\n\n%s\n", l.Title, use, strings.TrimRight(l.Text, "\n"))
	}
	return err
}
