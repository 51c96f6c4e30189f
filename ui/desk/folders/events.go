package folders

import (
	"time"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/ui/change"
)

// Heard takes in what a shoot tells.
func (f *Folders) Heard(e shoot.Event) (changed change.Set) {
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
	if e.Scan != nil {
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
	hadMore := f.settling.more
	if f.settling.more = e.More; e.More {
		// The grid would show the first of them where others belong.
		return change.None
	}
	if e.Shown != nil {
		// The frame after the next has the thumbnails too.
		f.AfterPaint(func() { f.Desk.PostAfter(thumbnailTime, func() change.Set { e.Shown(); return change.None }) })
	}
	return changed | change.If(hadMore, change.Shown) | f.settle()
}

// thumbnailTime is how long after a first screen its thumbnails have come from the
// store.
const thumbnailTime = 200 * time.Millisecond

// RestoreCursor puts the cursor where it was left, until the person moves it.
func (f *Folders) RestoreCursor() {
	if i := f.Session.Place(f.Chosen.Cursor); i >= 0 && f.settling.restore && !f.touched() {
		f.Session.MoveTo(i)
	}
}

// Scanning is true while a folder is still being walked.
func (f *Folders) Scanning() bool {
	for _, s := range f.scans {
		if !s.Done {
			return true
		}
	}
	return len(f.scans) == 0
}
