package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// recipe says how a program reads what was written.
type recipe struct {
	program string
	reads   string // which file and which fields
	press   string // what the person does there
}

// recipes are the programs in the order in which they are offered.
func recipes() []recipe {
	return []recipe{
		{
			"Lightroom Classic",
			lang.L("Reads IMG_1.xmp beside a RAW file: stars (xmp:Rating), labels by their names (xmp:Label) and, from 13.2 on, flags (xmpDM:pick, xmpDM:good). Beside JPEG, TIFF, PNG or DNG it reads no .xmp."),
			lang.L("Photos that are imported now: nothing. Photos that are in the catalogue: select them, then Metadata > Read Metadata from Files; or Library > Synchronize Folder with “Scan for metadata updates”."),
		},
		{
			"Capture One",
			lang.L("Reads IMG_1.xmp: stars (xmp:Rating) and labels (xmp:Label). It has no flag."),
			lang.L("Image > Load Metadata, once; or set “Sync Metadata” in the preferences to load. Its full sync may overwrite either side."),
		},
		{
			"darktable",
			lang.L("Reads IMG_1.CR3.xmp, and IMG_1.xmp once, at import: stars, rejects as −1 (xmp:Rating) and labels (xmp:Label). Choose its file names and “Also as −1” above."),
			lang.L("Photos that are imported now: nothing. Otherwise switch on “look for updated XMP files on startup” in the preferences; without that darktable keeps its own and overwrites the file."),
		},
		{
			"digiKam",
			lang.L("Reads IMG_1.CR3.xmp, else IMG_1.xmp: stars (xmp:Rating) and labels (xmp:Label). Its own pick label is kept up where a sidecar has it."),
			lang.L("Switch on “Read from sidecar files” in the settings under Metadata > Sidecars, then Item > Reread Metadata From File."),
		},
		{
			"Photo Mechanic",
			lang.L("Reads IMG_1.xmp beside a RAW file: stars (xmp:Rating) and labels (xmp:Label). Its tag and colour class are kept up where a sidecar has them. Beside a JPEG it reads what is in the file."),
			lang.L("Open the contact sheet of the folder again."),
		},
		{
			"Adobe Bridge",
			lang.L("Reads IMG_1.xmp beside a RAW file: stars, rejects as −1 (xmp:Rating) and labels by the names of its own set (xmp:Label). Choose Bridge's label names and “Also as −1” above. Beside a JPEG it reads what is in the file."),
			lang.L("View > Refresh (F5)."),
		},
		{
			"FastRawViewer",
			lang.L("Reads IMG_1.xmp: stars (xmp:Rating) and labels (xmp:Label); rejects as −1 where its preferences say so."),
			lang.L("Open the folder again; the newer of sidecar and file counts."),
		},
	}
}

// originalsStay says what is never done, whatever is chosen.
func originalsStay() string {
	return lang.L("Photos themselves are never written to: nothing is embedded into an original.")
}

// recipeReader shows how one program reads sidecars, and lets the person choose which.
type recipeReader struct {
	all    []recipe
	choice *controls.Choice
	words  *controls.Paragraph
	grown  func()
	root   *fyne.Container
}

func newRecipeReader(grown func()) *recipeReader {
	r := &recipeReader{all: recipes(), words: controls.NewParagraph(style.TextSmall, sidecarsWidth), grown: grown}
	names := make([]string, len(r.all))
	for i := range r.all {
		names[i] = r.all[i].program
	}
	r.choice = controls.NewChoice(names, func(int) { r.show(); r.grown() })
	keys := container.NewCenter(style.Text("← →", style.TextSmall, style.Muted, false))
	r.root = container.New(&controls.Column{},
		labelled(lang.L("Read back in"), sidecarsLabelWidth, container.NewHBox(r.choice, keys)), r.words)
	r.show()
	return r
}

func (r *recipeReader) step(by int) {
	r.choice.Choose((r.choice.Selected() + by + len(r.all)) % len(r.all))
}

func (r *recipeReader) show() {
	one := r.all[r.choice.Selected()]
	r.words.Set(
		controls.Span{Text: one.reads, Color: style.Soft},
		controls.Span{Text: lang.L("There:"), Color: style.Ink, Bold: true, NewLine: true},
		controls.Span{Text: one.press, Color: style.Soft},
		controls.Span{Text: originalsStay(), Color: style.Muted, NewLine: true})
}
