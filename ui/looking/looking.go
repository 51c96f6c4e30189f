package looking

import (
	"context"
	"image"
	"sync"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/pixels"
)

// Looking works out what helps to look at photos: clipping, focus peaking and the
// histogram, of the pixels that panes show. All of it is worked out by one goroutine
// beside the window's, for each pane only what it shows now. Its methods belong to the
// window's goroutine.
type Looking struct {
	chosen *Chosen
	start  func(func(context.Context)) // on a goroutine of its own
	post   func(func())                // to the window's goroutine
	panes  map[*pane.Pane]*looked

	mu   sync.Mutex
	jobs []job // at most one of each pane and purpose
	busy bool  // a goroutine works on them
}

// looked is what is known of one pane.
type looked struct {
	last    pane.Painted // what it painted last
	mask    *pixels.Mask
	of      seen // what mask marks
	pending seen // what is being marked now
	changed func()

	histogram   *pixels.Histogram
	histogramOf library.ID
	counted     *image.RGBA // by histogram
	counting    *image.RGBA
}

// seen is what a pane shows: the visible part of a photo at a size. Two that are equal
// show the same pixels.
type seen struct {
	picture *image.RGBA // the largest that is there
	id      library.ID
	turn    library.Rotation
	size    image.Point     // of the whole photo on the screen
	part    image.Rectangle // of that, which is seen
	want    pixels.Want
}

// sameScale is true for two parts of one photo at the same size.
func (s *seen) sameScale(o *seen) bool {
	return s.id == o.id && s.turn == o.turn && s.size == o.size && s.want == o.want
}

// job is work for a pane; then runs on the window's goroutine.
type job struct {
	pane *pane.Pane
	kind string
	work func() (then func())
}

// Chosen says what is to be seen. It is stored with the other settings.
type Chosen = settings.Looking

// New gives one that shows what the settings say, which Set changes. start runs a
// function on a goroutine whose end somebody waits for, and post one on the window's.
func New(chosen *Chosen, start func(func(context.Context)), post func(func())) *Looking {
	return &Looking{chosen: chosen, start: start, post: post, panes: map[*pane.Pane]*looked{}}
}

// Watch gives what is to be called when the pane was painted: it draws over the photo
// what is chosen, and has it worked out anew where it is not that of what is shown.
// changed hears, at a later moment, that something became known; it may be nil.
func (l *Looking) Watch(p *pane.Pane, changed func()) func(dst *image.RGBA, of pane.Painted) {
	l.panes[p] = &looked{changed: changed}
	return func(dst *image.RGBA, of pane.Painted) { l.over(p, dst, of) }
}

func (l *Looking) over(p *pane.Pane, dst *image.RGBA, of pane.Painted) {
	k, want, photo := l.panes[p], l.want(), of.At
	if k == nil {
		return // it is shown no more
	}
	k.last = of
	if of.Passing && (want.Any() || l.chosen.Histogram) {
		p.AwaitRest()
	} else {
		l.count(p)
	}
	area := photo.Intersect(dst.Rect)
	if !want.Any() || area.Empty() {
		return
	}
	now := seen{of.Picture, of.Photo.ID, of.Photo.Rotation, photo.Size(), area.Sub(photo.Min), want}
	if now != k.of && now != k.pending {
		if of.Settled {
			k.pending = now
			l.mark(p, now, copyOf(dst, area)) // before anything is drawn over it
		} else {
			p.AwaitRest()
		}
	}
	if k.mask != nil && k.of.sameScale(&now) {
		k.mask.Draw(dst, photo.Min.Add(k.of.part.Min), area)
	}
}

// mark marks what a pane shows.
func (l *Looking) mark(p *pane.Pane, now seen, shown *image.RGBA) {
	l.do(job{p, "marks", func() func() {
		m := pixels.Find(shown, now.want)
		return func() {
			k := l.panes[p]
			if k == nil || k.pending != now {
				return // it shows something else by now
			}
			k.mask, k.of, k.pending = m, now, seen{}
			l.tell(k)
			p.Redraw()
		}
	}})
}

// count counts the photo of a pane, where that is wanted and was not done yet.
func (l *Looking) count(p *pane.Pane) {
	k := l.panes[p]
	picture := k.last.Picture
	if !l.chosen.Histogram || picture == nil || picture == k.counted || picture == k.counting {
		return
	}
	k.counting = picture
	id := k.last.Photo.ID
	l.do(job{p, "histogram", func() func() {
		h := pixels.Count(picture)
		return func() {
			if k.counting == picture {
				k.histogram, k.histogramOf, k.counted, k.counting = &h, id, picture, nil
				l.tell(k)
			}
		}
	}})
}

// Histogram is that of the photo which a pane shows, nil while it is not known; wanted
// says whether the person wants to see it.
func (l *Looking) Histogram(p *pane.Pane) (h *pixels.Histogram, wanted bool) {
	k := l.panes[p]
	if k == nil || k.histogram == nil || k.last.Photo.ID != k.histogramOf {
		return nil, l.chosen.Histogram
	}
	return k.histogram, l.chosen.Histogram
}

func (l *Looking) tell(k *looked) {
	if k.changed != nil {
		k.changed()
	}
}

// do has a job done, in place of an earlier one for the same pane and purpose.
func (l *Looking) do(j job) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.jobs {
		if l.jobs[i].pane == j.pane && l.jobs[i].kind == j.kind {
			l.jobs[i] = j
			return
		}
	}
	l.jobs = append(l.jobs, j)
	if !l.busy {
		l.busy = true
		l.start(l.work)
	}
}

// work does what there is to do, and ends.
func (l *Looking) work(ctx context.Context) {
	for {
		l.mu.Lock()
		if len(l.jobs) == 0 || ctx.Err() != nil {
			l.busy = false
			l.mu.Unlock()
			return
		}
		j := l.jobs[0]
		l.jobs = l.jobs[1:]
		l.mu.Unlock()
		then := j.work()
		l.post(then)
	}
}

func (l *Looking) want() pixels.Want {
	return pixels.Want{Clipping: l.chosen.Clipping, Peaking: l.chosen.Peaking}
}

// Words say what the colours mean, and how much of what is seen each marks; "" where
// nothing is marked.
func (l *Looking) Words(p *pane.Pane) []string {
	k := l.panes[p]
	if k == nil || k.last.Photo == nil {
		return nil
	}
	var words []string
	share := func(kind pixels.Kind) string {
		if k.mask == nil || k.of.id != k.last.Photo.ID || k.of.want != l.want() {
			return "…"
		}
		return language.Decimal(100*k.mask.Share(kind), 1)
	}
	if l.chosen.Clipping {
		words = append(words, lang.L("red: highlights clipped in {{.Share}} %", language.Args{"Share": share(pixels.Highlight)}),
			lang.L("blue: shadows clipped in {{.Share}} %", language.Args{"Share": share(pixels.Shadow)}))
	}
	if l.chosen.Peaking {
		words = append(words, lang.L("yellow: in focus"))
	}
	return words
}

// copyOf copies a part of a picture.
func copyOf(img *image.RGBA, area image.Rectangle) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, area.Dx(), area.Dy()))
	for y := range area.Dy() {
		from := img.PixOffset(area.Min.X, area.Min.Y+y)
		copy(out.Pix[y*out.Stride:(y+1)*out.Stride], img.Pix[from:from+4*area.Dx()])
	}
	return out
}
