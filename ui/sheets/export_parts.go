package sheets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// exportForm is where the person says how to export, and sees what would
// happen.
type exportForm struct {
	preset   *controls.Choice
	which    *controls.Choice
	dest     *controls.Field
	backup   *backupForm
	clone    *fyne.Container // says what a clone is
	mode     *controls.SegmentedBar
	jpeg     *jpegForm
	template *controls.Field
	hint     *canvas.Text
	preview  *controls.Paragraph
	shown    struct { // what Set gave
		dest, template string
		preset         int
	}
	root *fyne.Container
}

func newExportForm(c ExportCallbacks) *exportForm {
	width := exportWidth - exportLabelWidth
	f := &exportForm{
		hint:    style.Text("", style.TextTiny, style.Muted, false),
		preview: controls.NewParagraph(style.TextSmall, width),
	}
	f.menus(c)
	f.backup = newBackupForm(c)
	f.clone = cloneWords(width)
	f.dest = controls.NewField(lang.L("folder, such as ~/Pictures/keepers"), func(text string) {
		// A space at the end is no change: it must not be taken from the hand.
		if strings.TrimSpace(text) != f.shown.dest && c.OnDest != nil {
			c.OnDest(text)
		}
	})
	f.template = controls.NewField("{name}", func(text string) {
		if text != f.shown.template && c.OnTemplate != nil {
			c.OnTemplate(text)
		}
	})
	for _, field := range []*controls.Field{f.dest, f.backup.folder, f.template} {
		field.OnSubmitted = func(string) {
			if c.OnExport != nil {
				c.OnExport()
			}
		}
		field.OnEscape = c.OnCancel
		field.TabStop = true
	}
	var segments []controls.Segment
	for _, verb := range verbs() {
		segments = append(segments, controls.Segment{Title: verb})
	}
	f.mode = controls.NewSegmentedBar(segments, func(i int) {
		if c.OnMode != nil {
			c.OnMode(ExportMode(i))
		}
	})
	f.jpeg = newJPEGForm(func(side, quality, facts int) {
		if c.OnJPEG != nil {
			c.OnJPEG(side, quality, facts)
		}
	})
	choose := container.New(layout.NewCustomPaddedLayout(2, 2, style.Gap, 0),
		controls.NewPill(lang.L("Choose folder…"), "", c.OnChooseFolder))
	f.root = container.New(&controls.Column{},
		formLine(lang.L("Preset"), container.NewHBox(f.preset)),
		formLine(lang.L("Photos"), container.NewHBox(f.which)),
		formLine(lang.L("To"), controls.NewFrame(nil, nil, nil, choose, f.dest)),
		f.backup.root,
		formLine(lang.L("Files"), container.NewHBox(f.mode)),
		f.clone,
		f.jpeg.root,
		formLine(lang.L("Names"), f.template),
		formLine("", f.hint),
		controls.Space(style.Gap),
		formLine(lang.L("Preview"), f.preview),
	)
	return f
}

// cloneWords says what a clone is.
func cloneWords(width float32) *fyne.Container {
	return container.New(&controls.Column{}, formLine("", controls.NewParagraph(style.TextTiny, width, lines([]string{
		lang.L("Copies that take no space of their own until one is edited, where the disk can do that (APFS, Btrfs, XFS); full copies elsewhere."),
	}, style.Muted)...)))
}

// menus makes those of presets and photos.
func (f *exportForm) menus(c ExportCallbacks) {
	f.preset = controls.NewChoice(nil, func(i int) {
		f.preset.Select(f.shown.preset) // what can be done with presets is none itself
		if c.OnPreset != nil {
			c.OnPreset(i)
		}
	})
	f.which = controls.NewChoice(nil, func(i int) {
		if c.OnChoice != nil {
			c.OnChoice(i)
		}
	})
}

// formLine puts a label before a part of the export form.
func formLine(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return labelled(label, exportLabelWidth, o)
}

// labelled puts a label of some width before o.
func labelled(label string, width float32, o fyne.CanvasObject) fyne.CanvasObject {
	words := style.Text(label, style.TextSmall, style.Muted, false)
	column := container.New(&controls.Column{}, controls.Space(labelDrop(o)), words)
	return container.New(&controls.Column{},
		controls.NewFrame(nil, nil, controls.Sized(column, width, 0), nil, o),
		controls.Space(style.Gap))
}

// labelDrop puts a label beside the first line of o: in the middle of a control,
// at the top of text, which may have many lines.
func labelDrop(o fyne.CanvasObject) float32 {
	if _, text := o.(*controls.Paragraph); text {
		return 1
	}
	return (o.MinSize().Height - style.TextSmall*1.25) / 2
}

func (f *exportForm) set(v *ExportView) {
	f.shown.dest, f.shown.template = v.Dest, v.Template
	f.shown.preset = v.Preset
	if !slices.Equal(f.preset.Options(), v.Presets) {
		f.preset.SetOptions(v.Presets)
	}
	f.preset.Select(v.Preset)
	if !slices.Equal(f.which.Options(), v.Choices) {
		f.which.SetOptions(v.Choices)
	}
	f.which.Select(v.Choice)
	if strings.TrimSpace(f.dest.Text) != v.Dest {
		f.dest.SetText(v.Dest)
	}
	f.backup.set(v)
	f.mode.Select(int(v.Mode))
	f.clone.Hidden = v.Mode != CloneFiles
	f.jpeg.set(v)
	if f.template.Text != v.Template {
		f.template.SetText(v.Template)
	}
	f.hint.Text = v.TemplateHint

	room := exportWidth - exportLabelWidth
	short := make([]string, len(v.Preview))
	for i, line := range v.Preview {
		short[i] = style.Shorten(library.Display(line), style.TextSmall, false, room)
	}
	spans := lines(short, style.Soft)
	if v.More > 0 {
		spans = append(spans, lines([]string{moreText(v.More)}, style.Muted)...)
	}
	if len(spans) == 0 {
		spans = lines([]string{lang.L("Choose a folder to see what would be written.")}, style.Muted)
	}
	f.preview.Set(spans...)
}

// exportRunning shows how far a running export is.
type exportRunning struct {
	meter *controls.Meter
	words *canvas.Text
	speed *canvas.Text
	root  *fyne.Container
}

func newExportRunning() *exportRunning {
	r := &exportRunning{
		meter: controls.NewMeter(), words: style.Text("", style.TextBody, style.Soft, false), speed: style.Text("", style.TextSmall, style.Muted, false),
	}
	r.root = container.New(&controls.Column{},
		controls.Sized(r.meter, 0, style.GapLarge), controls.Space(style.Gap), r.words, r.speed)
	return r
}

func (r *exportRunning) set(v *ExportView) {
	share := 0.0
	if v.Total > 0 {
		share = float64(v.Done) / float64(v.Total)
	}
	r.meter.Set(share, 0, style.Accent)
	words := lang.L("{{.Done}} of {{.Total}} · {{.File}}", language.Args{
		"Done": language.Count(v.Done), "Total": language.Count(v.Total), "File": library.Display(v.Current),
	})
	r.speed.Text = v.Speed
	r.words.Text = style.Shorten(words, style.TextBody, false, exportWidth)
}
