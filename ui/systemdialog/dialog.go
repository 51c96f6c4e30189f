package systemdialog

import (
	"context"
	"errors"
	"time"
)

// ErrNone means that the desktop has no dialog that answers.
var ErrNone = errors.New("the system has no dialog for files")

// openTime is how long a dialog may take to say that it is there.
const openTime = 4 * time.Second

// Request is what a dialog asks for.
type Request struct {
	Title  string
	Accept string // what its button says
	Start  string // the folder in which it begins, "" for anywhere
	File   bool   // a file is asked for, else a folder
}

// Asker is one kind of dialog. It gives "" where the person thought better of it, and an
// error where there is no such dialog. It ends with its context.
type Asker func(ctx context.Context, r Request) (path string, err error)

// Desktop asks with the first of the desktop's dialogs that answers: the portal's, which
// every desktop has, then zenity's and KDE's own program.
func Desktop() Asker { return First(Portal, Program("zenity"), Program("kdialog")) }

// First asks with the first of the dialogs that there is. An error is ErrNone, or the
// context's.
func First(all ...Asker) Asker {
	return func(ctx context.Context, r Request) (string, error) {
		for _, ask := range all {
			path, err := ask(ctx, r)
			if err == nil {
				return path, nil
			}
			if ctx.Err() != nil {
				return "", ctx.Err()
			}
		}
		return "", ErrNone
	}
}
