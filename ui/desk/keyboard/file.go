package keyboard

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
)

// File is the text file in which a person binds keys anew.
type File struct {
	path    string
	desk    *desk.Desk
	notices *desk.Notices
	open    func(path string) error // in the system's own editor
}

// NewFile says where the file is; "" is nowhere. open shows it to the person; nil
// only makes it.
func NewFile(path string, d *desk.Desk, n *desk.Notices, open func(path string) error) *File {
	return &File{path: path, desk: d, notices: n, open: open}
}

// Rebind gives the commands the keys that the file names. It warns of lines that
// are not followed, and of a file that cannot be read; without a file nothing
// changes. It reads one small file, so it may be called before the window shows.
func (f *File) Rebind(t *command.Table) change.Set {
	if f.path == "" {
		return change.None
	}
	text, err := readAtMost(f.path, command.MaxFile+1)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return change.None
	case err != nil:
		return f.warn([]command.Problem{{Text: err.Error()}})
	}
	return f.warn(t.Rebind(text))
}

// readAtMost reads a file's beginning, so that a huge one, or a device, costs
// nothing.
func readAtMost(path string, limit int64) ([]byte, error) {
	// Before it is opened: to open a pipe is to wait for whoever writes to it.
	switch info, err := os.Stat(path); {
	case err != nil:
		return nil, fmt.Errorf("reading the file of keys: %w", err)
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading the file of keys: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, limit))
	if err != nil {
		return nil, fmt.Errorf("reading the file of keys: %w", err)
	}
	return text, nil
}

// warn says what is wrong with the file. All of it goes to the log, the first to
// the status line.
func (f *File) warn(problems []command.Problem) change.Set {
	if len(problems) == 0 {
		return change.None
	}
	for _, p := range problems {
		f.desk.Log(fmt.Sprintf("%s: %s", f.path, p))
	}
	text := problems[0].String()
	if more := len(problems) - 1; more > 0 {
		text += fmt.Sprintf(" (+%d)", more)
	}
	return f.notices.Warn(lang.L("Keys in {{.File}}: {{.Problem}}", map[string]any{"File": desk.ShortPath(f.path), "Problem": text}))
}

// canEdit says whether there is a place for the file.
func (f *File) canEdit() (ok bool, why string) {
	if f.path == "" {
		return false, language.Mark("Keys cannot be changed here")
	}
	return true, ""
}

// Edit shows the file to the person, after it was made where it is missing. Where
// canEdit says no, it does nothing.
func (f *File) Edit(t *command.Table) change.Set {
	if ok, _ := f.canEdit(); !ok {
		return change.None
	}
	path, template := f.path, t.Template()
	f.desk.Go(func(context.Context) {
		err := makeOnce(path, template)
		if err == nil && f.open != nil {
			err = f.open(path)
		}
		f.desk.Post(func() change.Set {
			if err != nil {
				return f.notices.Warn(desk.ShortPath(path) + ": " + err.Error())
			}
			return f.notices.Say(lang.L("Keys are in {{.File}}; changes count from the next start", map[string]any{"File": desk.ShortPath(path)}))
		})
	})
	return change.None
}

// makeOnce writes a file that is not there yet.
func makeOnce(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("making the folder of the file of keys: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("making the file of keys: %w", err)
	}
	_, err = io.Copy(file, strings.NewReader(string(text)))
	return errors.Join(err, file.Close())
}
