package ingest

import (
	"context"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/export/verified"
	"keeplight.app/keeplight/library/picture"
)

// name numbers the groups that are not known, so that each is alone under its stem in
// all destinations, or there already. A group of which no name is free fails.
func (p *Plan) name(ctx context.Context, names *export.Names) error {
	var groups []Group
	for _, g := range p.Groups {
		if err := ctx.Err(); err != nil {
			return err
		}
		var err error
		if !g.Known {
			g.Number, err = names.Choose(g.Dir, g.Stem, func(number int, standing []export.Standing) (bool, error) {
				g.Number = number
				return g.fits(ctx, standing)
			})
		}
		if err != nil {
			p.Failed = append(p.Failed, newFailure(g.Photo.Path, err))
			continue
		}
		groups = append(groups, g)
	}
	p.Groups = groups
	return ctx.Err()
}

// fits is true where all that stands under the group's stem is the group itself.
func (g *Group) fits(ctx context.Context, standing []export.Standing) (bool, error) {
	for _, s := range standing {
		for i := range g.Files {
			g.Files[i].There[s.Destination] = false
		}
		free, err := g.fitsIn(ctx, s)
		if err != nil && s.Destination > 0 && ctx.Err() == nil {
			continue // the run finds out once more, and tells of it
		}
		if err != nil || !free {
			return false, err
		}
	}
	return true, nil
}

// fitsIn looks at one destination. Beside a photo that is there already, a sidecar that
// is not the card's is the person's work since then: it stays, and so does the photo.
func (g *Group) fitsIn(ctx context.Context, s export.Standing) (bool, error) {
	rest := []string{}
	for _, name := range s.Names {
		i := g.indexOf(name)
		if i < 0 {
			rest = append(rest, name)
			continue
		}
		same, err := verified.LooksSame(ctx, g.Files[i].From, s.Root, filepath.Join(g.Dir, name))
		if err != nil {
			return false, err
		}
		if !same {
			rest = append(rest, name)
			continue
		}
		g.Files[i].There[s.Destination] = true
	}
	for _, name := range rest {
		if !g.Files[0].There[s.Destination] || promisesPicture(name) {
			return false, nil
		}
		if i := g.indexOf(name); i >= 0 {
			g.Files[i].There[s.Destination] = true
		}
	}
	return true, nil
}

// promisesPicture is true for the name of a picture or video.
func promisesPicture(name string) bool {
	return picture.FormatByName(name) != library.UnknownFormat || isVideo(name)
}

// indexOf finds the group's file that would get exactly this name, -1 for none.
func (g *Group) indexOf(name string) int {
	for i := range g.Files {
		if g.name(&g.Files[i]) == name {
			return i
		}
	}
	return -1
}
