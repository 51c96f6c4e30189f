package assets

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// list asks the go command about all packages of the programs.
func list(t *testing.T, format string) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-tags", "migrated_fynedo", "-f", format, "./cmd/...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("no go command to ask what is linked: %v", err)
	}
	words := strings.Fields(string(out))
	slices.Sort(words)
	return slices.Compact(words)
}

// textOf finds a licence; nil where there is none.
func textOf(kind LicenceKind, title string) *Licence {
	for _, l := range Licences() {
		if l.Kind == kind && l.Title == title {
			return &l
		}
	}
	return nil
}

func TestEveryModuleThatIsBuiltInHasItsLicence(t *testing.T) {
	var want []string
	for _, line := range list(t, "{{with .Module}}{{if .Version}}{{.Path}}|{{.Version}}|{{.Dir}}{{end}}{{end}}") {
		parts := strings.Split(line, "|")
		title := parts[0] + " " + parts[1]
		want = append(want, title)
		l := textOf(ModuleLicence, title)
		if l == nil {
			t.Errorf("no licence of %s: run make licences", title)
			continue
		}
		own, err := filepath.Glob(filepath.Join(parts[2], "LICEN[CS]E*"))
		if err != nil || len(own) == 0 {
			continue // some call it COPYING
		}
		text, err := os.ReadFile(own[0])
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(l.Text, string(bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))) {
			t.Errorf("the licence of %s is another one now: run make licences", title)
		}
	}
	for _, l := range Licences() {
		if l.Kind == ModuleLicence && l.Title != "Go" && !slices.Contains(want, l.Title) {
			t.Errorf("%s is not built in any more: run make licences", l.Title)
		}
	}
}

func TestEveryLibraryHasItsLicence(t *testing.T) {
	for _, l := range Libraries() {
		if textOf(LibraryLicence, l.Name) == nil {
			t.Errorf("no licence of %s: run make licences", l.Name)
		}
		for _, name := range l.General {
			if textOf(GeneralLicences, name) == nil {
				t.Errorf("no text of %s, which the licence of %s refers to: run make licences", name, l.Name)
			}
		}
	}
	if n := len(Libraries()); n != len(slices.DeleteFunc(Licences(), func(l Licence) bool { return l.Kind != LibraryLicence })) {
		t.Errorf("there are %d libraries, and not as many texts: run make licences", n)
	}
}

func TestEveryTextThatALibraryLeavesToTheSystemIsThere(t *testing.T) {
	latest := map[string]string{"GPL": "GPL-3", "LGPL": "LGPL-3"}
	apart := map[string]string{
		"Apache-2.0": "the program's own licence",
		"GFDL-1.2":   "of manuals, of which nothing is linked",
		"Artistic":   "of scripts in GCC's source, of which nothing is linked",
	}
	refers := regexp.MustCompile(`/usr/share/common-licenses/[A-Za-z0-9.-]*[A-Za-z0-9]`)
	for _, l := range Licences() {
		if l.Kind != LibraryLicence {
			continue
		}
		for _, path := range refers.FindAllString(l.Text, -1) {
			name := filepath.Base(path)
			if full := latest[name]; full != "" {
				name = full
			}
			if apart[name] == "" && textOf(GeneralLicences, name) == nil {
				t.Errorf("%s refers to %s, which is not among the texts", l.Title, name)
			}
		}
	}
}

// notLinked is what .ci/setup installs of names that begin with "lib" and is no library
// of the programs.
var notLinked = map[string]string{
	"libc6-dev":              "the system's C library, of which nothing is handed on",
	"libgl1-mesa-dri":        "OpenGL in software, for the tests",
	"libheif-examples":       "a program, for the tests",
	"libtiff-tools":          "programs, for the tests",
	"libjxl-tools":           "programs, for the tests",
	"libraw-bin":             "programs, for the tests",
	"libimage-exiftool-perl": "a program",
	"libjpeg-turbo-progs":    "programs to compare with",
	"libvips-tools":          "programs to compare with",
	"libopenblas0-pthread":   "for PyTorch",
	"libgomp1":               "for llama.cpp, which is installed apart",
	"libvulkan1":             "for llama.cpp, which is installed apart",
}

func TestEveryLibraryThatTheBuildInstallsHasItsLicence(t *testing.T) {
	setup, err := os.ReadFile("../.ci/setup")
	if err != nil {
		t.Fatal(err)
	}
	_, lists, _ := strings.Cut(string(setup), "\npackages() {")
	lists, _, _ = strings.Cut(lists, "\nmissing_packages() {")
	lists = regexp.MustCompile(`(?m)#.*$`).ReplaceAllString(lists, "")
	names := regexp.MustCompile(`\blib[a-z0-9.+-]*[a-z0-9]`).FindAllString(lists, -1)
	if len(names) < 10 {
		t.Fatalf("of .ci/setup only %v was understood", names)
	}
	for _, name := range names {
		known := slices.ContainsFunc(Libraries(), func(l Library) bool { return slices.Contains(l.Packages, name) })
		if known == (notLinked[name] != "") {
			t.Errorf("%s: add it to the table of libraries and run make licences, or say here what it is", name)
		}
	}
}

func TestEveryLibraryThatIsLinkedHasItsLicence(t *testing.T) {
	system := []string{"pthread", "resolv", "m", "dl", "rt", "c"} // the C library's own
	for _, word := range list(t, "{{range .CgoPkgConfig}}{{.}} {{end}}{{range .CgoLDFLAGS}}{{.}} {{end}}") {
		if strings.HasPrefix(word, "-L") || strings.HasPrefix(word, "-W") {
			continue
		}
		name := strings.TrimPrefix(word, "-l")
		known := slices.ContainsFunc(Libraries(), func(l Library) bool { return slices.Contains(l.Links, name) })
		if !known && !slices.Contains(system, name) {
			t.Errorf("the programs are linked with %s, which is not in the table of libraries", name)
		}
	}
}

func TestLicencesAreReadable(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range Licences() {
		if l.Title == "" || len(l.Text) < 100 || seen[l.Title] || strings.Contains(l.Text, "\r") {
			t.Errorf("%q: %d bytes, seen before: %v", l.Title, len(l.Text), seen[l.Title])
		}
		seen[l.Title] = true
	}
	for path, title := range map[string]string{
		"../LICENSE": "Keeplight", "fonts/LICENSE.txt": "Keeplight Sans",
		"faces/NOTICE": "MediaPipe's face networks", "faces/LICENSE": "MediaPipe's face networks",
	} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if kind := Licences()[0].Kind; kind != OwnLicence {
			t.Errorf("the first licence is of %s", kind)
		}
		if !slices.ContainsFunc(Licences(), func(l Licence) bool {
			return l.Title == title && strings.Contains(l.Text, strings.TrimSpace(string(text)))
		}) {
			t.Errorf("the licence of %s is not %s any more: run make licences", title, path)
		}
	}
	var b bytes.Buffer
	if err := WriteLicences(&b); err != nil {
		t.Fatal(err)
	}
	for _, l := range Licences() {
		if !strings.Contains(b.String(), "\n==== "+l.Title) || !strings.Contains(b.String(), strings.TrimSpace(l.Text)) {
			t.Errorf("the whole text lacks %s", l.Title)
		}
	}
}
