package sidecars

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/disk"
	"keeplight.app/keeplight/library/sidecar"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
)

// programs are the names by which people know the programs that write sidecars, the
// more telling part of what a file says first.
func programs() [][2]string {
	return [][2]string{
		{"lightroom", "Lightroom"},
		{"capture one", "Capture One"},
		{"darktable", "darktable"},
		{"digikam", "digiKam"},
		{"photo mechanic", "Photo Mechanic"},
		{"bridge", "Adobe Bridge"},
		{"fastrawviewer", "FastRawViewer"},
		{"camera raw", "Camera Raw"},
		{"keeplight", "Keeplight"},
	}
}

// programName is how a program is called within a sentence, "" where nobody knows.
func programName(written string) string {
	lower := strings.ToLower(written)
	for _, p := range programs() {
		if strings.Contains(lower, p[0]) {
			return p[1]
		}
	}
	return library.Display(strings.TrimSpace(written))
}

// sourceText names a sidecar by the program that wrote it.
func sourceText(program string) string {
	if name := programName(program); name != "" {
		return lang.L("the sidecar of {{.Program}}", language.Args{"Program": name})
	}
	return lang.L("a sidecar")
}

// valueText is one part of a decision: "3 stars", "no label".
func valueText(f sidecars.Field, d library.Decision) string {
	switch f {
	case sidecars.Flag:
		if word := language.Flag(d.Flag); word != "" {
			return word
		}
		return lang.L("no flag")
	case sidecars.Rating:
		if d.Rating > 0 {
			return language.Plural("{{.N}} stars", int(d.Rating))
		}
		return lang.L("no stars")
	}
	if d.Label == library.NoLabel {
		return lang.L("no label")
	}
	return lang.L("{{.Colour}} label", language.Args{"Colour": language.Label(d.Label)})
}

// has is true where a part of a decision says anything.
func has(f sidecars.Field, d library.Decision) bool {
	switch f {
	case sidecars.Flag:
		return d.Flag != library.Undecided
	case sidecars.Rating:
		return d.Rating > 0
	}
	return d.Label != library.NoLabel
}

// decisionText is a whole decision in one line: "Pick · ★★★ · green".
func decisionText(d library.Decision) string {
	var parts []string
	if word := language.Flag(d.Flag); word != "" {
		parts = append(parts, word)
	}
	if d.Rating > 0 {
		parts = append(parts, session.StarsText(d.Rating))
	}
	if d.Label != library.NoLabel {
		parts = append(parts, language.Label(d.Label))
	}
	if len(parts) == 0 {
		return lang.L("nothing decided")
	}
	return strings.Join(parts, " · ")
}

// changeText says what writing does to a file.
func changeText(c *sidecars.Change) string {
	if c.Remove {
		return lang.L("removed: nothing is decided any more")
	}
	if c.New {
		return lang.L("new: {{.Decision}}", language.Args{"Decision": decisionText(c.Will)})
	}
	if c.Was == c.Will {
		return lang.L("{{.Decision}}, in the form that other programs read", language.Args{"Decision": decisionText(c.Will)})
	}
	return decisionText(c.Was) + " → " + decisionText(c.Will)
}

// reasonText says why a sidecar is not read or not written, and what to do.
func reasonText(err error) string {
	switch {
	case errors.Is(err, sidecars.ErrLeadsOut):
		return lang.L("a symbolic link to it leads out of the opened folder; open its own folder to write there")
	case errors.Is(err, sidecars.ErrSilent):
		return lang.L("its drive does not answer")
	case errors.Is(err, sidecars.ErrChanged):
		return lang.L("another program is writing it")
	case errors.Is(err, sidecars.ErrLink):
		return lang.L("the sidecar is a symbolic link, which is read and never written")
	case errors.Is(err, sidecars.ErrCard):
		return lang.L("it lies on a memory card, and nothing is written to one")
	case errors.Is(err, sidecar.ErrTooLarge):
		return lang.L("the sidecar is too large to be one; it stays as it is")
	case errors.Is(err, sidecar.ErrMalformed), errors.Is(err, sidecar.ErrNotXMP):
		return lang.L("the sidecar is damaged; it stays as it is. Have the program write it again that wrote it")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return lang.L("the folder is write-protected")
	case disk.IsFull(err):
		return lang.L("the disk is full")
	case errors.Is(err, fs.ErrNotExist):
		return lang.L("the folder is not there: is its drive connected?")
	}
	if why, ok := disk.Why(err); ok {
		return language.Message(why)
	}
	return library.Display(err.Error())
}
