package query

import (
	"time"

	"keeplight.app/keeplight/library"
)

// Item is a photo together with what the chosen scorer said about it.
type Item struct {
	Photo *library.Photo // never nil
	Score *library.Score // nil while the chosen scorer has not scored it

	Misfire bool // the built-in scorer says that the frame holds no picture

	Faces *Faces // nil while nobody has looked for faces

	// Damaged says that decoding found the file damaged, which reading need not
	// have seen.
	Damaged bool
}

func (it Item) isDamaged() bool { return it.Damaged || !it.Photo.Damage.IsZero() }

// overall is the item's overall value, unknown where there is no score.
func (it Item) overall() library.Value {
	if it.Score == nil {
		return library.Value{}
	}
	return it.Score.Overall
}

// of is the item's value of one attribute, unknown where there is no score.
func (it Item) of(a library.Attribute) library.Value {
	if it.Score == nil {
		return library.Value{}
	}
	return it.Score.Of(a)
}

// clockFace drops the zone and keeps what the clock showed. Cameras that write
// no zone and those that do then agree on what a day is, and the photos of one
// day stay together.
func clockFace(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// clock gives the seconds that a clock face shows since 1970, zones ignored, and the
// nanoseconds beyond them. It is clockFace for less.
func clock(t time.Time) (sec int64, nsec int32) {
	_, offset := t.Zone()
	return t.Unix() + int64(offset), int32(t.Nanosecond())
}

// dayFormat is how a day is written in Counts.Days and read by DayRange.
const dayFormat = time.DateOnly

// DayRange gives the From and To of a Filter that shows one day, written as in
// Counts.Days ("2026-05-31").
func DayRange(day string) (from, to time.Time, err error) {
	from, err = time.Parse(dayFormat, day)
	if err != nil {
		return time.Time{}, time.Time{}, err
	}
	return from, from.AddDate(0, 0, 1), nil
}
