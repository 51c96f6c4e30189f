package radar

import "fyne.io/fyne/v2"

// pool keeps objects between drawings: those that a drawing does not need are
// hidden and wait for one that does.
type pool[T fyne.CanvasObject] struct {
	make func() T
	made []T
	used int
}

func (p *pool[T]) restart() { p.used = 0 }

func (p *pool[T]) next() T {
	if p.used == len(p.made) {
		p.made = append(p.made, p.make())
	}
	o := p.made[p.used]
	p.used++
	return o
}

// finish shows what was used and hides the rest. It touches only what changes,
// because each change repaints the window.
func (p *pool[T]) finish() {
	for i, o := range p.made {
		if used := i < p.used; used != o.Visible() {
			if used {
				o.Show()
			} else {
				o.Hide()
			}
		}
	}
}

func appendAll[T fyne.CanvasObject](all []fyne.CanvasObject, some []T) []fyne.CanvasObject {
	for _, o := range some {
		all = append(all, o)
	}
	return all
}
