package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// PolicyTitles name when sidecars are written: on request, at once, never.
func PolicyTitles() []string {
	return []string{lang.L("On request"), lang.L("At once"), lang.L("Never")}
}

// sidecarChoices are how sidecars are written, as rows of segments.
type sidecarChoices struct {
	policy, naming, labels, rejects *controls.SegmentedBar
	folder                          *controls.Paragraph
	when                            *fyne.Container // the choice of the policy with its folder
	root                            *fyne.Container
}

// newSidecarChoices makes the rows; onChosen may be nil and hears all choices together.
func newSidecarChoices(onChosen func(SidecarChoices)) *sidecarChoices {
	c := &sidecarChoices{folder: controls.NewParagraph(style.TextTiny, sidecarsWidth-sidecarsLabelWidth)}
	bar := func(titles ...string) *controls.SegmentedBar {
		segments := make([]controls.Segment, len(titles))
		for i, title := range titles {
			segments[i].Title = title
		}
		return controls.NewSegmentedBar(segments, func(int) {
			if onChosen != nil {
				onChosen(c.chosen())
			}
		})
	}
	c.policy = bar(PolicyTitles()...)
	c.naming = bar(lang.L("IMG_1.xmp: Adobe"), lang.L("IMG_1.CR3.xmp: darktable, digiKam"), lang.L("As found"))
	c.labels = bar(lang.L("English"), lang.L("Bridge"), lang.L("German"), lang.L("Japanese"))
	c.rejects = bar(lang.L("As Lightroom's flag"), lang.L("Also as −1: Bridge, darktable"))
	row := func(label string, o fyne.CanvasObject) fyne.CanvasObject {
		return labelled(label, sidecarsLabelWidth, container.NewHBox(o))
	}
	c.when = container.New(&controls.Column{}, row(lang.L("When"), c.policy),
		labelled("", sidecarsLabelWidth, c.folder))
	c.root = container.New(&controls.Column{}, c.when,
		row(lang.L("File names"), c.naming), row(lang.L("Label names"), c.labels), row(lang.L("Rejects"), c.rejects))
	return c
}

func (c *sidecarChoices) chosen() SidecarChoices {
	return SidecarChoices{
		Policy: c.policy.Selected(), Naming: c.naming.Selected(), Labels: c.labels.Selected(), Rejects: c.rejects.Selected(),
	}
}

func (c *sidecarChoices) set(v *SidecarsView) {
	c.policy.Select(v.Choices.Policy)
	c.naming.Select(v.Choices.Naming)
	c.labels.Select(v.Choices.Labels)
	c.rejects.Select(v.Choices.Rejects)
	c.when.Hidden = v.Folder == ""
	c.folder.Set(controls.Span{Text: lang.L("For {{.Folder}} and all folders in it", language.Args{"Folder": v.Folder}), Color: style.Muted})
}
