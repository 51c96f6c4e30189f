package sidecars

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/sidecar"
)

// fields are the parts of a decision in the order in which they are told.
func fields() [3]Field { return [3]Field{Flag, Rating, Label} }

// gaveAny is true where the person gave or took away one of the fields.
func gaveAny(isOurs func(Field) bool) bool {
	for _, f := range fields() {
		if isOurs(f) {
			return true
		}
	}
	return false
}

// valueOf gives a decision's field as a number.
func valueOf(f Field, d library.Decision) int {
	switch f {
	case Flag:
		return int(d.Flag)
	case Rating:
		return int(d.Rating)
	}
	return int(d.Label)
}

// with gives a decision with another value of a field.
func with(f Field, d library.Decision, value int) library.Decision {
	switch f {
	case Flag:
		d.Flag = library.Flag(value)
	case Rating:
		d.Rating = library.Rating(value)
	case Label:
		d.Label = library.Label(value)
	}
	return d
}

// says is true where a sidecar said something of a field.
func says(f Field, s *catalog.SidecarSaid) bool {
	switch f {
	case Flag:
		return s.Flag
	case Rating:
		return s.Rating
	}
	return s.Label
}

// saidOf is what is remembered of what a sidecar says. A label that is none of the five
// is none, and is said.
func saidOf(f *sidecar.Facts) catalog.SidecarSaid {
	return catalog.SidecarSaid{
		Decision: f.Decision(), Flag: f.FlagBy != "", Rating: f.RatingBy != "",
		Label: f.LabelBy != "" || f.Words.Label != "", Program: f.Program,
	}
}

// base is what a photo and its sidecar had in common when the sidecar was last read or
// written. The zero value is that of one that never was.
type base struct {
	said  catalog.SidecarSaid
	wrote *catalog.SidecarContent // by this program; nil for nothing
}

func baseOf(row *catalog.Sidecar) base {
	if row == nil {
		return base{}
	}
	return base{row.Said, row.Written}
}

// theirs gives the value that another program gave a field, that of the base where it
// left it alone. What it no longer says it has removed only if it knows the field: it
// wrote the value itself, or is one of Adobe's. Others drop what they do not know when
// they write a file anew, and that takes no decision away.
func (b *base) theirs(f Field, now *sidecar.Facts) int {
	said := saidOf(now)
	if says(f, &said) {
		return valueOf(f, said.Decision)
	}
	was := valueOf(f, b.said.Decision)
	switch {
	case f == Rating && now.FlagBy == "xmp:Rating":
		return was // the reject stands in the place of the stars
	case now.Adobe, b.wrote == nil, valueOf(f, b.wrote.Decision) != was:
		return 0
	}
	return was
}

// outcome is what comes of comparing a field's three values.
type outcome uint8

const (
	agreed   outcome = iota // both have the same
	onlyOurs                // only this program's side changed
	onlyTheirs
	clash // both changed, to different values
)

// compare compares a field of the photo, of the sidecar and of what they had in common.
// isOurs says, where the photo has no value, whether the person took it away; else there
// is nothing here that the sidecar's value could go against.
func compare(f Field, ours library.Decision, b *base, now *sidecar.Facts, isOurs func(Field) bool) (theirs int, o outcome) {
	our, was := valueOf(f, ours), valueOf(f, b.said.Decision)
	theirs = b.theirs(f, now)
	switch {
	case theirs == our:
		return theirs, agreed
	case theirs == was:
		return theirs, onlyOurs
	case our == was, our == 0 && !isOurs(f):
		return theirs, onlyTheirs
	}
	return theirs, clash
}

// toWrite gives what a sidecar is to say. What only the other program changed stays, and
// so does, unless insist is set, what both changed: these fields are given too. A value
// is taken out of a sidecar only where the person took it away.
func toWrite(ours library.Decision, b *base, now *sidecar.Facts, isOurs func(Field) bool, insist bool) (want library.Decision, clashes []Field) {
	want = now.Decision()
	for _, f := range fields() {
		our := valueOf(f, ours)
		_, o := compare(f, ours, b, now, isOurs)
		switch {
		case o == clash && !insist:
			clashes = append(clashes, f)
		case o == onlyOurs || o == clash:
			if our != 0 || isOurs(f) {
				want = with(f, want, our)
			}
		case o == agreed:
			want = with(f, want, our)
		}
	}
	return want, clashes
}
