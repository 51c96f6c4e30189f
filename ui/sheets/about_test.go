package sheets

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style/styletest"
)

func aboutOf(parts int) AboutView {
	v := AboutView{Version: "1.2"}
	for i := range parts {
		name := string(rune('a' + i))
		v.Parts = append(v.Parts, AboutPart{Group: []string{"THIS PROGRAM", "FONTS"}[min(i, 1)], Title: "part " + name, Use: "use " + name, Text: "licence of " + name})
	}
	return v
}

// pageTexts gives what the pages hold that were made.
func pageTexts(a *About) (texts []string) {
	for _, o := range a.text.body.Objects {
		texts = append(texts, o.(*widget.Label).Text)
	}
	return texts
}

func TestAboutShowsTheLicenceOfThePartThatIsChosen(t *testing.T) {
	v := aboutOf(3)
	copied := ""
	v.OnCopy = func(text string) { copied = text }
	a := NewAbout(v)
	w := styletest.Show(t, Over(a, nil), 1200, 800)
	styletest.Sees(t, a, "About Keeplight", "Version 1.2, under the Apache License 2.0. No photo leaves this computer unless you name a server.", "THIS PROGRAM", "FONTS", "part c", "use a")
	if got := pageTexts(a); !slices.Equal(got, []string{"licence of a"}) {
		t.Errorf("at first it shows %q", got)
	}
	styletest.TapText(t, w, "part b")
	styletest.TapText(t, w, "Copy the text")
	if got := pageTexts(a); !slices.Equal(got, []string{"licence of b"}) || copied != "licence of b" {
		t.Errorf("then it shows %q and copies %q", got, copied)
	}
	for _, by := range []int{1, 1, 1} { // no further than the last
		a.Step(by)
	}
	if got := pageTexts(a); !slices.Equal(got, []string{"licence of c"}) {
		t.Errorf("at last it shows %q", got)
	}
}

func TestALongLicenceIsShownAtOnceAndPageByPage(t *testing.T) {
	long := strings.Repeat(strings.Repeat("Permission is hereby granted ", 20)+"\n", 2000) // a megabyte
	v := aboutOf(2)
	v.Parts[1].Text = long
	a := NewAbout(v)
	styletest.Show(t, Over(a, nil), 1200, 800)
	begun := time.Now()
	a.Choose(1)
	if took := time.Since(begun); took > 2*time.Second { // as one label it would take minutes
		t.Errorf("it took %v", took)
	}
	at := len(a.text.body.Objects)
	if at == 0 || at > 4 {
		t.Errorf("%d pages of %d were made", at, a.text.count())
	}
	for range 2 {
		a.Page(1)
	}
	if now := len(a.text.body.Objects); now <= at || now > at+4 {
		t.Errorf("after scrolling %d pages were made, %d before", now, at)
	}
	a.Page(-1)
	a.Choose(0)
	if a.text.scroll.Offset.Y != 0 || len(a.text.body.Objects) != 1 {
		t.Errorf("the next text begins at %v with %d pages", a.text.scroll.Offset, len(a.text.body.Objects))
	}
}

func TestAboutFitsIntoASmallWindow(t *testing.T) {
	a := NewAbout(aboutOf(20))
	styletest.Show(t, Over(a, nil), 700, 400)
	if size := a.Size(); size.Width > 700 || size.Height > 400 || size.Height < 300 {
		t.Errorf("it is %v large", size)
	}
	for range 30 {
		a.Step(1)
	}
	row := a.rows[19]
	if low := row.Position().Y + row.Size().Height - a.list.Offset.Y; low > a.list.Size().Height+1 {
		t.Errorf("the chosen row ends at %v of %v", low, a.list.Size().Height)
	}
}

func TestLongLinesAreBrokenAtSpaces(t *testing.T) {
	word := strings.Repeat("x", pageColumns+10)
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"short":      {"a\n\nb", []string{"a", "", "b"}},
		"tabs":       {"\ta", []string{"    a"}},
		"at a space": {strings.Repeat("y", 80) + " next words", []string{strings.Repeat("y", 80), "next words"}},
		"one word":   {word, []string{word[:pageColumns], word[pageColumns:]}},
		"exactly":    {word[:pageColumns], []string{word[:pageColumns]}},
		"form feed":  {"a\f\r\nb", []string{"a", "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := brokenLines(c.text); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func FuzzBrokenLines(f *testing.F) {
	f.Add("a b\tc\n" + strings.Repeat("word ", 40))
	f.Add(strings.Repeat("\xff", 200))
	f.Fuzz(func(t *testing.T, text string) {
		for _, line := range brokenLines(text) {
			if n := len([]rune(line)); n > pageColumns {
				t.Errorf("a line of %d characters", n)
			}
		}
	})
}
