package desk

import (
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
)

// How long words stay in the status line: a notice, and what went wrong beside the
// person's own work.
const (
	noticeFor  = 4 * time.Second
	warningFor = 15 * time.Second
	newsFor    = 30 * time.Second // what happened before the window was there
)

// Notices are the words of the status line that no view has a place for. They
// belong to fyne's goroutine.
type Notices struct {
	desk    *Desk
	notice  string
	problem string
}

// NewNotices gives notices that go by themselves after a while.
func NewNotices(d *Desk) *Notices { return &Notices{desk: d} }

// Notice is what was done last, "" for nothing.
func (n *Notices) Notice() string { return n.notice }

// Problem is what went wrong last, "" for nothing.
func (n *Notices) Problem() string { return n.problem }

// Say shows for a moment what was done; "" says nothing.
func (n *Notices) Say(words string) change.Set {
	if words == "" {
		return change.None
	}
	n.notice = words
	n.desk.PostAfter(noticeFor, func() change.Set { return n.forget(&n.notice, words) })
	return change.Status
}

// Announce shows for a while what happened before the window was there; "" shows
// nothing.
func (n *Notices) Announce(words string) change.Set {
	if words == "" {
		return change.None
	}
	n.notice = words
	n.desk.PostAfter(newsFor, func() change.Set { return n.forget(&n.notice, words) })
	return change.Status
}

// Warn shows for a while what went wrong beside the person's own work.
func (n *Notices) Warn(words string) change.Set {
	n.problem = words
	n.desk.PostAfter(warningFor, func() change.Set { return n.forget(&n.problem, words) })
	return change.Status
}

// Trouble shows what went wrong until something else does, or Solved.
func (n *Notices) Trouble(words string) change.Set {
	n.problem = words
	return change.Status
}

// Fail is Trouble for an error.
func (n *Notices) Fail(err error) change.Set { return n.Trouble(library.Display(err.Error())) }

// Solved takes away what went wrong.
func (n *Notices) Solved() change.Set {
	n.problem = ""
	return change.Status
}

// forget takes words away that are still there.
func (n *Notices) forget(shown *string, words string) change.Set {
	if *shown != words {
		return change.None
	}
	*shown = ""
	return change.Status
}
