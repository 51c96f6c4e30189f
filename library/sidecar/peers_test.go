package sidecar

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
)

// exifToolSays has ExifTool read XMP files: by name and property, such as
// "XMP-xmp:Rating".
func exifToolSays(t *testing.T, folder string) map[string]map[string]any {
	t.Helper()
	if _, err := exec.LookPath("exiftool"); err != nil {
		t.Skip("exiftool is not installed: nothing else reads what was written (apt-get install libimage-exiftool-perl)")
	}
	out, err := exec.Command("exiftool", "-json", "-G1", "-n", "-charset", "UTF8", "-ext", "xmp", folder).Output()
	if err != nil {
		t.Fatalf("exiftool: %v", err)
	}
	var files []map[string]any
	if err := json.Unmarshal(out, &files); err != nil {
		t.Fatal(err)
	}
	said := map[string]map[string]any{}
	for _, f := range files {
		said[strings.TrimSuffix(filepath.Base(fmt.Sprint(f["SourceFile"])), Extension)] = f
	}
	return said
}

func TestExifToolAgreesOnWhatIsWritten(t *testing.T) {
	for _, want := range []library.Decision{
		{Flag: library.Pick, Rating: 4, Label: library.Green},
		{Flag: library.Reject, Rating: 2, Label: library.Purple},
		{Flag: library.Undecided, Rating: 5, Label: library.NoLabel},
	} {
		folder := t.TempDir()
		written := map[string][]byte{}
		for _, f := range corpus(t) {
			out, err := Write(f.data, want, options())
			if err != nil {
				t.Fatal(err)
			}
			written[f.name] = out
		}
		fresh, err := New(".cr3", want, options())
		if err != nil {
			t.Fatal(err)
		}
		written["new"] = fresh
		for name, b := range written {
			if err := os.WriteFile(filepath.Join(folder, name+Extension), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		said := exifToolSays(t, folder)
		for name := range written {
			checkExifTool(t, name, said[name], want)
		}
	}
}

// TestExifToolReadsEveryValueThatIsWritten goes through all decisions there are.
func TestExifToolReadsEveryValueThatIsWritten(t *testing.T) {
	folder, all := t.TempDir(), map[string]library.Decision{}
	for flag := library.Reject; flag <= library.Pick; flag++ {
		for stars := range library.MaxRating + 1 {
			for label := library.NoLabel; label <= library.Purple; label++ {
				d := library.Decision{Flag: flag, Rating: stars, Label: label}
				b, err := New("nef", d, options())
				if err != nil {
					t.Fatal(err)
				}
				name := fmt.Sprint(flag, " ", stars, " ", label)
				if err := os.WriteFile(filepath.Join(folder, name+Extension), b, 0o600); err != nil {
					t.Fatal(err)
				}
				all[name] = d
			}
		}
	}
	said := exifToolSays(t, folder)
	for name, d := range all {
		got := said[name]
		if d.Rating == 0 && got != nil {
			if v, ok := got["XMP-xmp:Rating"]; ok {
				t.Errorf("%s: stars %v though there are none", name, v)
			}
			got["XMP-xmp:Rating"] = 0
		}
		checkExifTool(t, name, got, d)
		if text, ok := got["XMP-xmp:Label"]; ok != (d.Label != library.NoLabel) || ok && text != EnglishLabels().of(d.Label) {
			t.Errorf("%s: the label is %v", name, text)
		}
		if got["XMP-photoshop:SidecarForExtension"] != "NEF" {
			t.Errorf("%s: it is for %v", name, got["XMP-photoshop:SidecarForExtension"])
		}
	}
}

func checkExifTool(t *testing.T, name string, said map[string]any, want library.Decision) {
	t.Helper()
	switch {
	case name == "encoding-latin1" || name == "encoding-windows1252":
		return // ExifTool takes every file of bytes for UTF-8
	case name == "shape-default-namespace":
		return // ExifTool goes by prefixes, which this file does without
	case said == nil || said["ExifTool:Error"] != nil || said["ExifTool:Warning"] != nil && name == "new":
		t.Errorf("%s: exiftool does not read it: %v", name, said)
		return
	}
	expect := map[string]string{"XMP-xmp:Rating": fmt.Sprint(int(want.Rating))}
	if want.Flag != library.Undecided {
		expect["XMP-xmpDM:Pick"] = fmt.Sprint(int(want.Flag))
		expect["XMP-xmpDM:Good"] = map[library.Flag]string{library.Pick: "true", library.Reject: "false"}[want.Flag]
	} else if v, ok := said["XMP-xmpDM:Good"]; ok {
		t.Errorf("%s: good is %v though nothing is decided", name, v)
	}
	if want.Label != library.NoLabel {
		expect["XMP-photoshop:LabelColor"] = want.Label.String()
	}
	for property, value := range expect {
		got := said[property]
		if text := strings.TrimSpace(strings.ToLower(fmt.Sprint(got))); text != value {
			t.Errorf("%s: exiftool reads %s as %v, want %s", name, property, got, value)
		}
	}
}

func TestTheStandardLibraryReadsWhatIsWritten(t *testing.T) {
	for _, f := range corpus(t) {
		if strings.HasPrefix(f.name, "encoding-") {
			continue // encoding/xml reads UTF-8 only
		}
		out, err := Write(f.data, library.Decision{Flag: library.Pick, Rating: 3, Label: library.Blue}, options())
		if err != nil {
			t.Fatal(err)
		}
		if err := readsAsXML(out); err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
	}
}

// adobesToolkitSays has Adobe's XMP toolkit read XMP files, in the form in which Exiv2
// has it: with it darktable, digiKam and others read what is written. The properties are
// named as exifToolSays names them.
func adobesToolkitSays(t *testing.T, folder string) map[string]map[string]any {
	t.Helper()
	if _, err := exec.LookPath("exiv2"); err != nil {
		t.Skip("exiv2 is not installed: Adobe's toolkit does not read what was written (apt-get install exiv2)")
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*"+Extension))
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]map[string]any{}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(b) {
			continue // Exiv2 hands on UTF-8 alone
		}
		out, err := exec.Command("exiv2", "-PXkv", path).Output()
		if err != nil {
			t.Errorf("exiv2 does not read %s: %v", path, err)
			continue
		}
		all := map[string]any{}
		for line := range strings.Lines(string(out)) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
			for from, to := range map[string]string{
				"Xmp.xmp.Rating": "XMP-xmp:Rating", "Xmp.xmpDM.pick": "XMP-xmpDM:Pick", "Xmp.xmpDM.good": "XMP-xmpDM:Good",
				"Xmp.photoshop.LabelColor": "XMP-photoshop:LabelColor",
			} {
				if key == from {
					all[to] = strings.TrimSpace(value)
				}
			}
		}
		said[strings.TrimSuffix(filepath.Base(path), Extension)] = all
	}
	return said
}
