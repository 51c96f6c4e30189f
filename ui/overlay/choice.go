package overlay

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

// complete asks the file system what completes a text.
func (c *Chooser) complete(q *question, text string) {
	c.desk.Go(func(context.Context) {
		rest := c.desk.CompleteFolder(text)
		c.desk.Post(func() change.Set {
			if c.question == q && q.browse != nil {
				q.browse.Complete(text, rest)
			}
			return change.None
		})
	})
}

// acceptText takes what stands in the line. Where nobody has typed, that is the folder
// that is looked at, whatever its name looks like.
func (c *Chooser) acceptText(q *question, text string) {
	if text == q.shown {
		if !q.File {
			c.choose(q, q.at)
		}
		return
	}
	c.accept(q, filepath.Clean(desk.ExpandHome(text)))
}

// accept takes a path once it is seen to be of the kind that is asked for. A folder,
// where a file is wanted, is gone into.
func (c *Chooser) accept(q *question, path string) {
	c.desk.Go(func(ctx context.Context) {
		info, err := c.desk.Drives().Stat(ctx, path)
		c.desk.Post(func() change.Set {
			switch {
			case c.question != q || q.browse == nil:
			case err != nil:
				q.browse.SetProblem(problem(path, err))
			case info.IsDir() == q.File && q.File:
				c.open(q, path)
			case info.IsDir() == q.File:
				q.browse.SetProblem(lang.L("{{.Path}} is no folder", language.Args{"Path": library.Display(path)}))
			default:
				c.choose(q, path)
			}
			return change.None
		})
	})
}

func (c *Chooser) choose(q *question, path string) {
	c.dismiss(q)
	c.apply(q.chosen(path))
}

// problem says in words why a path cannot be opened.
func problem(path string, err error) string {
	args := language.Args{"Path": library.Display(path)}
	switch {
	case errors.Is(err, scan.ErrNoAnswer):
		return lang.L("{{.Path}} does not answer. Is its drive or network connected?", args)
	case errors.Is(err, fs.ErrNotExist):
		return lang.L("{{.Path}} is not there", args)
	case errors.Is(err, fs.ErrPermission):
		return lang.L("{{.Path}} may not be read", args)
	}
	args["Reason"] = library.Display(err.Error())
	return lang.L("{{.Path}} cannot be read: {{.Reason}}", args)
}

// places are the folders at the dialog's left: the person's own, what is connected, and
// those opened before. It may wait for the system a little.
func (c *Chooser) places(recent []string) []sheets.BrowsePlace {
	all := []sheets.BrowsePlace{{Title: lang.L("Home"), Path: c.home}}
	if pictures := filepath.Join(c.home, "Pictures"); c.desk.IsFolder(pictures) {
		all = append(all, sheets.BrowsePlace{Title: filepath.Base(pictures), Path: pictures})
	}
	connected, err := c.desk.Volumes().All()
	if err != nil {
		c.desk.Log(err.Error())
	}
	for i, v := range connected {
		p := sheets.BrowsePlace{Title: v.Name, Path: v.Path}
		if i == 0 {
			p.Heading = lang.L("CARDS AND DRIVES")
		}
		all = append(all, p)
	}
	for i, path := range recent {
		p := sheets.BrowsePlace{Title: filepath.Base(path), Path: path}
		if i == 0 {
			p.Heading = lang.L("RECENT")
		}
		all = append(all, p)
	}
	return all
}

// nearestFolder is a folder, or the nearest one above it that is there, or the person's
// pictures where nothing was named or nothing answers.
func (c *Chooser) nearestFolder(path string) string {
	pictures := filepath.Join(c.home, "Pictures")
	if path == "" {
		path = pictures
	}
	for {
		info, err := c.desk.Drives().Stat(c.desk.Context(), path)
		up := filepath.Dir(path)
		switch {
		case err == nil && info.IsDir():
			return path
		case errors.Is(err, scan.ErrNoAnswer) && path == pictures:
			return c.home
		case errors.Is(err, scan.ErrNoAnswer):
			path = pictures // what is above may lie on the same drive
		case up == path:
			return path
		default:
			path = up
		}
	}
}
