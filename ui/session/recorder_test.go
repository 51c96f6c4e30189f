package session

import (
	"errors"
	"testing"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

func TestAGroupSaysWhatWasDoneAndASinglePhotoDoesNot(t *testing.T) {
	photos := make([]library.Photo, 3)
	reject := catalog.Mark{Flag: new(library.Reject)}
	for name, c := range map[string]struct {
		got  Recorded
		want string
	}{
		"a group":         {Recorded{Marked: reject, Asked: 4, Photos: photos}, "Rejected 3 photos · Ctrl+Z takes it back"},
		"stars":           {Recorded{Marked: catalog.Mark{Rating: new(library.Rating(1))}, Asked: 3, Photos: photos}, "Gave 1 star to 3 photos · Ctrl+Z takes it back"},
		"one photo":       {Recorded{Marked: reject, Asked: 1, Photos: photos[:1]}, ""},
		"nothing changed": {Recorded{Marked: reject, Asked: 4}, ""},
		"an error":        {Recorded{Kind: decide.Undo, Err: errors.New("disk full")}, ""},
		"undo":            {Recorded{Kind: decide.Undo, Step: "pick for a.jpg", Photos: photos[:1]}, "Undid: pick for a.jpg"},
		"nothing to undo": {Recorded{Kind: decide.Undo}, "Nothing to undo"},
		"redo":            {Recorded{Kind: decide.Redo, Step: "pick for a.jpg", Photos: photos[:1]}, "Redid: pick for a.jpg"},
		"nothing to redo": {Recorded{Kind: decide.Redo}, "Nothing to redo"},
	} {
		if note := NoteOn(&c.got); note != c.want {
			t.Errorf("%s says %q, want %q", name, note, c.want)
		}
	}
}
