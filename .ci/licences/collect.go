package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/assets"
)

// collect writes all texts below a folder and takes away those of parts that are no
// more. A library whose package is not installed here keeps the text that it has.
func collect(to string) error {
	c := collector{to: to, kept: map[string]bool{}}
	steps := []func() error{c.own, c.fonts, c.networks, c.modules, c.libraries, c.general}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return c.tidy()
}

type collector struct {
	to   string
	kept map[string]bool // files that are of something
}

// write writes one part's file.
func (c *collector) write(kind assets.LicenceKind, name, title, use string, text []byte) error {
	path := c.keep(kind, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	text = bytes.ReplaceAll(trim(text), []byte("\r\n"), []byte("\n"))
	return os.WriteFile(path, fmt.Appendf(nil, "%s\n%s\n\n%s\n", title, use, text), 0o644)
}

// trim takes away empty lines around a text, and keeps how its first line is indented.
func trim(text []byte) []byte {
	text = bytes.TrimRight(text, " \r\n\t\f")
	if i := bytes.LastIndexByte(text[:len(text)-len(bytes.TrimLeft(text, " \r\n\t\f"))], '\n'); i >= 0 {
		text = text[i+1:]
	}
	return text
}

func (c *collector) keep(kind assets.LicenceKind, name string) string {
	path := filepath.Join(c.to, string(kind), strings.Map(fileRune, name)+".txt")
	c.kept[path] = true
	return path
}

// fileRune keeps what go:embed and every file system take in a name.
func fileRune(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune(".-+", r):
		return r
	}
	return '_'
}

func (c *collector) own() error {
	text, err := os.ReadFile("LICENSE")
	if err != nil {
		return err
	}
	return c.write(assets.OwnLicence, "keeplight", "Keeplight", "this program", text)
}

func (c *collector) fonts() error {
	text, err := os.ReadFile("assets/fonts/LICENSE.txt")
	if err != nil {
		return err
	}
	return c.write(assets.FontLicence, "Keeplight Sans", "Keeplight Sans", "made from Inter", text)
}

// networks are the trained ones that are built in: whose they are, and their licence.
func (c *collector) networks() error {
	for _, n := range []struct{ folder, title, use string }{
		{"faces", "MediaPipe's face networks", "finding faces and eyes"},
		{"features", "MobileNet v2, the frozen half", "describing photos for My taste"},
	} {
		var all []byte
		for _, name := range []string{"NOTICE", "LICENSE"} {
			text, err := os.ReadFile(filepath.Join("assets", n.folder, name))
			if err != nil {
				return err
			}
			all = append(append(all, text...), '\n')
		}
		if err := c.write(assets.NetworkLicence, n.folder, n.title, n.use, all); err != nil {
			return err
		}
	}
	return nil
}

// modules are those that are linked into the programs, and Go itself.
func (c *collector) modules() error {
	goroot, err := output("go", "env", "GOROOT")
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(goroot), "LICENSE"))
	if err != nil {
		return err
	}
	if err := c.write(assets.ModuleLicence, "go", "Go", "the language's library and runtime", text); err != nil {
		return err
	}
	list, err := output("go", "list", "-deps", "-tags", "migrated_fynedo", "-f", "{{with .Module}}{{.Path}}|{{.Version}}|{{.Dir}}{{end}}", "./cmd/...")
	if err != nil {
		return err
	}
	lines := strings.Fields(list)
	slices.Sort(lines)
	for _, line := range slices.Compact(lines) {
		parts := strings.Split(line, "|")
		path, version, dir := parts[0], parts[1], parts[2]
		if version == "" {
			continue // our own
		}
		text, err := licencesIn(dir)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := c.write(assets.ModuleLicence, path, path+" "+version, "", text); err != nil {
			return err
		}
	}
	return nil
}

// licencesIn joins the licence files of a module: its own first, then those of what
// it brings along, such as fonts and C sources.
func licencesIn(dir string) ([]byte, error) {
	var all []byte
	found := map[string]bool{}
	var files []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && slices.Contains([]string{"testdata", "examples", "_examples", "cmd", "tools"}, e.Name()) && path != dir:
			return fs.SkipDir
		case !e.IsDir() && isLicence(e.Name()):
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(files, func(a, b string) int { return strings.Count(a, "/") - strings.Count(b, "/") })
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		text = trim(text)
		if found[string(text)] {
			continue
		}
		found[string(text)] = true
		if len(all) > 0 {
			rel, _ := filepath.Rel(dir, path)
			all = fmt.Appendf(all, "\n\n---- %s\n\n", filepath.ToSlash(rel))
		}
		all = append(all, text...)
	}
	if len(all) == 0 {
		return nil, errors.New("it has no licence file")
	}
	return all, nil
}

func isLicence(name string) bool {
	name = strings.ToUpper(name)
	for _, begin := range []string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"} {
		rest, ok := strings.CutPrefix(name, begin)
		if ok && !strings.HasSuffix(rest, ".GO") && !strings.HasSuffix(rest, ".PY") {
			return true
		}
	}
	return false
}

func (c *collector) libraries() error {
	for _, l := range assets.Libraries() {
		text, err := os.ReadFile(filepath.Join("/usr/share/doc", l.Doc, "copyright"))
		if errors.Is(err, fs.ErrNotExist) {
			path := c.keep(assets.LibraryLicence, l.Name)
			if _, err := os.Stat(path); err != nil {
				return fmt.Errorf("%s has no text yet: install %s and try again", l.Name, l.Doc)
			}
			fmt.Fprintf(os.Stderr, "licences: %s is not installed, so the text of %s stays\n", l.Doc, l.Name)
			continue
		}
		if err != nil {
			return err
		}
		if err := c.write(assets.LibraryLicence, l.Name, l.Name, l.Use, text); err != nil {
			return err
		}
	}
	return nil
}

// general are the full texts that Debian's copyright files leave out.
func (c *collector) general() error {
	for _, l := range assets.Libraries() {
		for _, name := range l.General {
			text, err := os.ReadFile(filepath.Join("/usr/share/common-licenses", name))
			if err != nil {
				return err
			}
			if err := c.write(assets.GeneralLicences, name, name, "in full, for the libraries that name it", text); err != nil {
				return err
			}
		}
	}
	return nil
}

// tidy takes away what is of nothing.
func (c *collector) tidy() error {
	return filepath.WalkDir(c.to, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || c.kept[path] {
			return err
		}
		return os.Remove(path)
	})
}

func output(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return string(out), nil
}
