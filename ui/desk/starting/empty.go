package starting

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/sheets"
)

// Empty says why there is nothing to see and what to do about it. Key tells one
// reason from another.
type Empty struct {
	Key    string
	Object func() fyne.CanvasObject
}

// NoMatch is for filters that let none of the photos through. of is "1,840 photos".
func NoMatch(of, filter string, onClear func()) Empty {
	title := lang.L("None of {{.Photos}} match", map[string]any{"Photos": of})
	text := lang.L("Filter: {{.Filter}}.", map[string]any{"Filter": filter})
	return Empty{title + text, func() fyne.CanvasObject {
		return sheets.Empty(title, text, lang.L("Clear the filters"), onClear)
	}}
}

// Looking is for folders that are being read. passedOver says what lies in them and is
// no photo, "" for nothing so far.
func Looking(passedOver string) Empty {
	return Empty{"looking" + passedOver, func() fyne.CanvasObject {
		return sheets.Empty(lang.L("Looking for photos"), lines(lang.L("They appear here as they are found."), passedOver), "", nil)
	}}
}

// NoPhotos is for folders that hold none; passedOver says what they do hold.
func NoPhotos(passedOver string, onOpen func()) Empty {
	return Empty{"no photos" + passedOver, func() fyne.CanvasObject {
		return sheets.Empty(lang.L("No photos here yet"),
			lines(lang.L("Photos that are copied into the open folders appear by themselves."), passedOver),
			lang.L("Open another folder"), onOpen)
	}}
}

func lines(text, more string) string { return strings.TrimSuffix(text+"\n"+more, "\n") }
