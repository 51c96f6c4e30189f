package folders

import (
	"slices"
	"time"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/ui/change"
)

// Heard takes in what a shoot tells.
func (f *Folders) Heard(e shoot.Event) (changed change.Set) {
	cursor := f.Session.Cursor()
	if len(e.Photos) > 0 {
		f.Session.Put(e.Photos)
		changed |= change.Shown
	}
	if len(e.Missing) > 0 {
		f.Session.SetMissing(e.Missing)
		changed |= change.Shown
	}
	if len(e.Earlier) > 0 { // first, so that what replaces them finds them
		changed |= f.Results.Earlier(e.Earlier)
	}
	if len(e.Scored) > 0 {
		changed |= f.Results.Scored(e.Scored)
	}
	if len(e.Faces) > 0 && f.Faces != nil {
		changed |= f.Faces(e.Faces)
	}
	if e.Scan != nil && slices.Contains(f.Shoot.Folders(), e.Scan.Folder) { // else it was closed meanwhile
		f.scans[e.Scan.Folder] = *e.Scan
		changed |= change.Counts | change.Status
		// What stands in place of photos says whether any are still looked for.
		changed |= change.If(f.Session.Len() == 0, change.Order)
		// A folder that came back may hold the file that the loupe could not read.
		changed |= change.If(e.Scan.Done, change.Cursor)
	}
	if e.Problem != "" {
		changed |= f.Notices.Warn(e.Problem)
	}
	f.listing = f.listing && e.Scan == nil && e.Problem == "" || e.More || e.Shown != nil
	hadMore := f.settling.more
	if f.settling.more = e.More || hadMore && isBeside(&e); f.settling.more {
		// The grid would show the first of them where others belong.
		f.pacing.held |= changed
		return change.Unseen
	}
	if e.Shown != nil {
		// The frame after the next has the thumbnails too.
		f.AfterPaint(func() { f.Desk.PostAfter(thumbnailTime, func() change.Set { e.Shown(); return change.None }) })
	}
	changed |= change.If(hadMore, change.Shown)
	if len(e.Missing) > 0 || e.Shown != nil || f.Session.Cursor() != cursor {
		// A key must not go to another photo than the one on the screen.
		return f.showNews() | changed | f.settle()
	}
	return f.pace(changed, f.settle())
}

// isBeside is true for what may come between two lots of known photos.
func isBeside(e *shoot.Event) bool {
	return len(e.Photos) == 0 && len(e.Missing) == 0 && e.Scan == nil && e.Problem == ""
}

// paceTime is how long news of a folder that is being walked wait for more to be shown
// with them: each frame takes from the walk what it takes to draw.
const paceTime = 250 * time.Millisecond

// pace gives what changed when it is time to show it, at once where photos were put in
// order.
func (f *Folders) pace(news, order change.Set) change.Set {
	f.pacing.held |= news
	if order == change.None && f.walking() && time.Since(f.pacing.at) < paceTime {
		if !f.pacing.planned {
			f.pacing.planned = true
			f.Desk.PostAfter(paceTime, func() change.Set {
				f.pacing.planned = false
				return f.showNews()
			})
		}
		return change.Unseen
	}
	return f.showNews() | order
}

func (f *Folders) showNews() change.Set {
	news := f.pacing.held
	f.pacing.held, f.pacing.at = change.None, time.Now()
	return news
}

// pacing is what waits to be shown.
type pacing struct {
	held    change.Set
	at      time.Time // when news were last shown
	planned bool
}

// thumbnailTime is how long after a first screen its thumbnails have come from the
// store.
const thumbnailTime = 200 * time.Millisecond

// Counted is what changed for who counts all photos: nothing while more of what is known of
// a folder is about to be told, for a count then takes time from reading it, and is soon
// made again.
func (f *Folders) Counted(changed change.Set) change.Set {
	if f.settling.more {
		return change.Unseen
	}
	return changed
}

// RestoreCursor puts the cursor where it was left, until the person moves it.
func (f *Folders) RestoreCursor() {
	if i := f.Session.Place(f.Chosen.Cursor); i >= 0 && f.settling.restore && !f.touched() {
		f.Session.MoveTo(i)
	}
}

// Scanning is true while a folder is still being walked, or nothing was yet.
func (f *Folders) Scanning() bool { return len(f.scans) == 0 || f.walking() }

func (f *Folders) walking() bool {
	for _, s := range f.scans {
		if !s.Done {
			return true
		}
	}
	return false
}

// Listing is true while more of a folder's photos are about to be told of.
func (f *Folders) Listing() bool { return f.listing || f.walking() }
