package taste

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	tastes "keeplight.app/keeplight/app/taste"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/safefile"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
)

// use shows another taste.
func (t *Taste) use(place int) {
	if place < 0 || place >= len(t.known.names) || t.known.names[place] == t.known.state.Name {
		return
	}
	name := t.known.names[place]
	t.read(func(ctx context.Context) error { return t.service.Use(ctx, name) })
}

// add makes another taste, which learns from the shoots that are chosen then.
func (t *Taste) add(name string) {
	name = strings.TrimSpace(name)
	if name == "" {
		return
	}
	t.read(func(ctx context.Context) error {
		if err := t.service.Create(ctx, name); err != nil {
			return err
		}
		return t.service.Use(ctx, name)
	})
}

// flip switches learning on or off.
func (t *Taste) flip() {
	on := !t.known.state.On
	t.read(func(ctx context.Context) error { return t.service.SetOn(ctx, on) })
}

// flipShoot has the taste learn from a shoot, or not.
func (t *Taste) flipShoot(place int) {
	if place >= len(t.known.shoots) {
		return
	}
	name, folders := t.known.state.Name, []string{}
	for i, s := range t.known.shoots {
		if s.Learns != (i == place) {
			folders = append(folders, s.Folder)
		}
	}
	t.read(func(ctx context.Context) error {
		if err := t.service.SetShoots(ctx, name, folders); err != nil {
			return err
		}
		_, err := t.service.Learn(ctx, name)
		if errors.Is(err, tastes.ErrOff) {
			return nil
		}
		return err
	})
}

// export asks for a folder and writes the weights there, and nothing that tells of
// photos: names of shoots go along by the command line, where they are named one by one.
func (t *Taste) export() {
	name := t.known.state.Name
	t.Chooser.Folder(lang.L("Where to write the taste"), lang.L("Write here"), desk.Home(), func(dir string) change.Set {
		t.Desk.Go(func(ctx context.Context) {
			path, err := writeInto(dir, time.Now(), func(f *os.File) error { return t.service.Export(ctx, name, f, tastes.ExportOptions{}) })
			t.Desk.Post(func() change.Set {
				if err != nil {
					return t.Notices.Fail(err)
				}
				return t.Notices.Say(lang.L("Written: {{.Path}}", language.Args{"Path": library.Display(path)}))
			})
		})
		return change.None
	})
}

// mostNames bounds how many names are tried for a file.
const mostNames = 1000

// writeInto writes a new file into a folder and gives its path; no file that is there is
// touched.
func writeInto(dir string, at time.Time, fill func(*os.File) error) (string, error) {
	for n := range mostNames {
		name := "keeplight-taste-" + at.Format("2006-01-02")
		if n > 0 {
			name += fmt.Sprintf("-%d", n+1)
		}
		path := filepath.Join(dir, name+".json")
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("writing the taste: %w", err)
		}
		if err := errors.Join(fill(f), f.Sync(), f.Close()); err != nil {
			return "", errors.Join(fmt.Errorf("writing %s: %w", library.Display(path), err), os.Remove(path))
		}
		return path, nil
	}
	return "", fmt.Errorf("writing the taste: %s holds %d files of today already: choose another folder", library.Display(dir), mostNames)
}

// importFile asks for a file and adds its taste, which is silent until it has proved
// itself here.
func (t *Taste) importFile() {
	t.Chooser.File(lang.L("A file of a taste"), lang.L("Add"), desk.Home(), func(path string) change.Set {
		t.read(func(ctx context.Context) error {
			f, _, err := safefile.Open(path)
			if err != nil {
				return fmt.Errorf("reading %s: %w", library.Display(path), err)
			}
			defer f.Close()
			name, err := t.service.Import(ctx, f)
			if err != nil {
				return fmt.Errorf("%s: %w", library.Display(path), err)
			}
			return t.service.Use(ctx, name)
		})
		return change.None
	})
}
