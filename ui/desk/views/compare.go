package views

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/compare"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/style"
)

// CompareID names the view of two photos.
const CompareID command.ID = "compare"

// Compare is two photos beside each other as a view: a champion at the left, and at
// the right one challenger after the other.
type Compare struct {
	*several
	contest *contest
	byStack bool // the photos that take part are a stack's
}

var (
	_ View   = (*Compare)(nil)
	_ beside = (*Compare)(nil)
)

// NewBeside makes the views of several photos, which Close ends.
func NewBeside(n SeveralNeeds, read pane.Files) (*Compare, *Survey) {
	p := newPool(n.Pictures, read, n.Busy)
	c := &Compare{several: newSeveral(n, p, true), contest: &contest{challenger: -1}}
	c.name, c.tell, c.line, c.these = c.title, c.write, c.writeLine, c.compared
	s := &Survey{several: newSeveral(n, p, false)}
	s.name, s.tell, s.line, s.these = s.title, s.write, s.writeLine, func() []library.ID { return s.ids }
	return c, s
}

// ID names the view.
func (c *Compare) ID() command.ID { return CompareID }

// Title is its name.
func (c *Compare) Title() string { return language.Mark("Compare") }

// Keys is C.
func (c *Compare) Keys() []command.Key { return []command.Key{{Name: "c"}} }

// enter compares the selected photos; where fewer than two are, the cursor's with the
// next one of its stack or of all.
func (c *Compare) enter(from View, resumed bool) {
	if resumed && len(c.contest.order) > 0 {
		c.link.Fit()
		c.bring()
		return
	}
	c.several.enter()
	c.byStack = false
	order, champion := c.begin(from)
	c.contest = newContest(order, champion, c.isKnown)
	c.bring()
}

// begin finds the photos that are compared, and which of them is the champion.
func (c *Compare) begin(from View) (order []library.ID, champion library.ID) {
	if s, ok := from.(*Survey); ok && len(s.ids) > 1 {
		for _, i := range s.ranking() { // the two best first: "Compare them"
			order = append(order, s.ids[i])
		}
		return order, order[0]
	}
	cursor := c.Session.Cursor()
	if order, all := chosen(c.Session); len(order) > 0 {
		tooMany(c.several, all)
		return order, order[0]
	}
	if stack := stackOf(c.Session, c.Stacks, cursor); stack != nil {
		c.byStack = true
		return stack, cursor
	}
	return slices.Clone(c.Session.Shown()), cursor
}

// bring shows the champion and its challenger.
func (c *Compare) bring() {
	c.show(c.contest.ids(), c.contest.coming(2, c.isKnown))
	c.write()
}

// Show brings up to date what is said of the photos.
func (c *Compare) Show(changed change.Set) {
	if c.update(changed) {
		c.write()
	}
}

// move goes to the other pane, or up and down: where a stack is compared to another
// stack, else to another challenger.
func (c *Compare) move(dx, dy int) change.Set {
	if dy == 0 {
		return c.setFocus(max(0, min(c.focus+dx, len(c.ids)-1)))
	}
	if c.byStack {
		return c.nextStack(dy)
	}
	return c.page(dy)
}

// nextStack begins with the stack before or after this one.
func (c *Compare) nextStack(by int) change.Set {
	if id := c.Session.Stacks.Next(c.Session.Cursor(), by, true); id != 0 {
		return c.turnTo(id)
	}
	if by < 0 {
		return c.Notices.Say(lang.L("There is no stack before this one"))
	}
	return c.Notices.Say(lang.L("There is no stack after this one"))
}

// turnTo begins with the stack of another photo.
func (c *Compare) turnTo(id library.ID) change.Set {
	c.stackInstead(id)
	c.enter(c, false)
	return change.Tiles | change.Cursor
}

// page has another challenger come.
func (c *Compare) page(dy int) change.Set {
	if !c.contest.bring(dy, c.isKnown) {
		if dy < 0 {
			return c.Notices.Say(lang.L("There is no challenger before this one"))
		}
		return c.Notices.Say(lang.L("That was the last challenger"))
	}
	c.focus = 1
	c.bring()
	return change.Tiles | change.Cursor
}

// toEnd goes to the champion or to the challenger.
func (c *Compare) toEnd(last bool) change.Set {
	if last {
		return c.setFocus(len(c.ids) - 1)
	}
	return c.setFocus(0)
}

// advance has the next challenger come once this one is marked.
func (c *Compare) advance() change.Set {
	if c.focus == 1 {
		return c.page(1)
	}
	return change.None
}

// crown makes the challenger the champion.
func (c *Compare) crown() change.Set {
	if len(c.ids) < 2 {
		return change.None
	}
	more := c.contest.crown(c.isKnown)
	c.focus = 1
	c.bring()
	changed := change.Tiles | change.Cursor
	if !more {
		c.focus = 0
		c.setFocus(0)
		changed |= c.Notices.Say(lang.L("That was the last challenger: the champion has won"))
	}
	return changed
}

// compared are the photos that take part, where they are few.
func (c *Compare) compared() []library.ID {
	if len(c.contest.order) <= mostBeside {
		return c.contest.order
	}
	return c.ids
}

func (c *Compare) title(i int) title {
	if i == 0 {
		return title{"A", lang.L("champion"), 0}
	}
	return title{"B", lang.L("challenger"), 1}
}

// write says what there is to be said of the photos.
func (c *Compare) write() {
	if len(c.ids) == 0 {
		return
	}
	c.writeCells()
	references := c.references()
	choices := []string{lang.L("A against B")}
	for _, r := range references {
		choices = append(choices, r.choice)
	}
	c.chosen = min(c.chosen, len(references))
	v := c.panel()
	if c.chosen > 0 {
		v = c.against(&references[c.chosen-1])
	}
	v.Against, v.Chosen, v.Buttons = choices, c.chosen, c.buttons()
	c.board.Panel().Set(v)
}

// panel compares champion and challenger.
func (c *Compare) panel() compare.View {
	first := party{"A", style.Accent, c.Session.Score(c.ids[0])}
	if len(c.ids) < 2 {
		return compare.View{
			Axes: scorers.Judged(first.score), First: shapeOf(&first),
			Headline: []compare.Span{{Text: lang.L("There is no other photo to compare with"), Color: style.Ink, Bold: true}},
		}
	}
	second := party{"B", style.Second, c.Session.Score(c.ids[1])}
	v, scores := pair(&first, &second)
	v.Title, v.Rows, v.Wide = "A → B", attributeRows(&first, &second, &scores), labelWidth
	v.Hint, v.Short = lang.L("coloured: outside the spread"), true
	return v
}

func (c *Compare) buttons() []compare.Button {
	if len(c.ids) < 2 {
		return nil
	}
	_, next := c.challengers()
	return []compare.Button{
		{Title: lang.L("B is better"), Key: c.Desk.Key(crownID), Do: func() { c.Do(crownID) }},
		{Title: lang.L("Next"), Key: c.Desk.Key(next), Do: func() { c.Do(next) }},
	}
}

// challengers are the commands that have another challenger come.
func (c *Compare) challengers() (previous, next command.ID) {
	if c.byStack {
		return "page-up", "page-down"
	}
	return "row-up", "row-down"
}

// writeLine says in the line above which challenger is there, and the keys.
func (c *Compare) writeLine() {
	n, all := c.contest.place()
	title := lang.L("Challenger {{.N}} of {{.All}}", language.Args{"N": language.Count(n), "All": language.Count(all)})
	if c.contest.challenger < 0 {
		title = language.Plural("{{.N}} photos", 1)
	}
	keys := c.zoomKeys()
	previous, next := c.challengers()
	keys = append(keys, c.keyWords(c.Desk.Key(previous)+" "+c.Desk.Key(next), lang.L("other challenger"))...)
	if c.byStack {
		keys = append(keys, c.keyWords(c.Desk.Key("row-up")+" "+c.Desk.Key("row-down"), lang.L("other stack"))...)
	}
	keys = append(keys, c.keyWords(c.Desk.Key(crownID), lang.L("B is better"))...)
	c.board.SetLine(c.lineOf(title), keys)
}
