package stacks

import (
	"maps"
	"slices"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/fingerprint"
)

// known is what is known of the photos of a shoot that grouping depends on.
type known struct {
	photos      map[library.ID]*library.Photo
	prints      map[library.ID]*fingerprint.Print
	at          map[string]library.ID // of photos, by path
	early       map[string]early      // by path
	corrections map[library.ID]catalog.Correction
}

// early is the fingerprint of a file that was looked at before its photo was told of.
type early struct {
	size  int64
	time  time.Time
	print *fingerprint.Print
}

func newKnown() known {
	return known{
		photos: map[library.ID]*library.Photo{}, prints: map[library.ID]*fingerprint.Print{},
		at: map[string]library.ID{}, early: map[string]early{}, corrections: map[library.ID]catalog.Correction{},
	}
}

// put takes in photos and says whether that can change the groups.
func (k *known) put(photos []library.Photo, prints map[library.ID]*fingerprint.Print) (news bool) {
	for i := range photos {
		p := photos[i]
		old, ok := k.photos[p.ID]
		if ok && old.Hash != p.Hash && old.Hash != "" {
			delete(k.prints, p.ID) // it was of the old pixels
		}
		news = news || !ok || !groupsAlike(old, &p)
		if p.Missing {
			k.forget(p.ID)
			continue
		}
		if ok && old.Path != p.Path {
			delete(k.at, old.Path)
		}
		k.photos[p.ID], k.at[p.Path] = &p, p.ID
		if print := prints[p.ID]; print != nil {
			k.setPrint(p.ID, print, &news)
		}
		if e, ok := k.early[p.Path]; ok {
			delete(k.early, p.Path)
			if e.size == p.Size && e.time.Equal(p.ModTime) {
				k.setPrint(p.ID, e.print, &news)
			}
		}
	}
	return news
}

func (k *known) setPrint(id library.ID, print *fingerprint.Print, news *bool) {
	if old := k.prints[id]; old == nil || *old != *print {
		k.prints[id] = print
		*news = true
	}
}

// groupsAlike is true where nothing has changed of a photo that its group depends on.
func groupsAlike(old, now *library.Photo) bool {
	a, b := old.Capture, now.Capture
	at := a.Time.Equal(b.Time)
	a.Time, b.Time = time.Time{}, time.Time{}
	return at && a == b && !now.Missing && old.Path == now.Path && old.Hash == now.Hash
}

// putPrint takes in a fingerprint and says whether that can change the groups.
func (k *known) putPrint(p *library.Photo, print *fingerprint.Print) (news bool) {
	id := p.ID
	if id == 0 {
		known := k.photos[k.at[p.Path]]
		if known == nil || known.Size != p.Size || !known.ModTime.Equal(p.ModTime) {
			k.early[p.Path] = early{p.Size, p.ModTime, print}
			return false
		}
		id = known.ID
	}
	k.setPrint(id, print, &news)
	return news
}

// drop takes photos out and says whether any was there.
func (k *known) drop(ids []library.ID) (news bool) {
	for _, id := range ids {
		_, ok := k.photos[id]
		news = news || ok
		k.forget(id)
	}
	return news
}

func (k *known) forget(id library.ID) {
	if p := k.photos[id]; p != nil && k.at[p.Path] == id {
		delete(k.at, p.Path)
	}
	delete(k.photos, id)
	delete(k.prints, id)
}

// frames gives what is known, to be grouped.
func (k *known) frames() []burst.Frame {
	return framesOf(slices.Collect(maps.Values(k.photos)), k.prints, k.corrections)
}
