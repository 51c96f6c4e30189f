package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/plain"
)

// stacksCmd corrects borders between groups.
type stacksCmd struct {
	Split splitCmd `cmd:"" help:"Let a group begin at a photo."`
	Join  joinCmd  `cmd:"" help:"Put the group of a photo together with the one before it."`
}

type splitCmd struct {
	Path string `arg:"" name:"photo" help:"Photo at which a group is to begin."`
}

// Run splits as one step, which one undo takes back.
func (c *splitCmd) Run(p *program) error {
	return p.moveBorder(c.Path, func(ctx context.Context, g *grouped, cat *catalog.Catalog, id library.ID) error {
		_, err := g.grouping.Split(ctx, cat, id)
		return err
	})
}

type joinCmd struct {
	Path string `arg:"" name:"photo" help:"A photo of the group."`
}

// Run joins as one step, which one undo takes back.
func (c *joinCmd) Run(p *program) error {
	return p.moveBorder(c.Path, func(ctx context.Context, g *grouped, cat *catalog.Catalog, id library.ID) error {
		_, err := g.grouping.Join(ctx, cat, id)
		return err
	})
}

// moveBorder corrects the groups of a photo's folder and prints the photo's group as it
// is then.
func (p *program) moveBorder(path string, move func(context.Context, *grouped, *catalog.Catalog, library.ID) error) (err error) {
	cat, err := p.openExisting()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	photos, err := p.named(cat, []string{path})
	if err != nil {
		return err
	}
	id, folder := photos[0].ID, filepath.Dir(path)
	groups, err := p.groupFolder(cat, folder)
	if err != nil {
		return err
	}
	if err := move(p.ctx, groups, cat, id); err != nil {
		return fmt.Errorf("%s: %w", library.Display(path), err)
	}
	if groups, err = p.groupFolder(cat, folder); err != nil {
		return err
	}
	group, _ := groups.grouping.Of(id)
	var names []string
	for _, m := range group.Members {
		names = append(names, library.Display(filepath.Base(groups.names[m.ID])))
	}
	fmt.Fprintf(p.stdout, "%s of %s: %s\n", group.Kind, plain.Plural(len(names), "photo", "photos"), strings.Join(names, ", "))
	return nil
}

// groupFolder groups the photos of a folder that are there.
func (p *program) groupFolder(cat *catalog.Catalog, folder string) (*grouped, error) {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("finding the folder: %w", err)
	}
	photos, err := cat.PhotosOf(p.ctx, abs)
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", library.Display(folder), err)
	}
	return p.groupPhotos(cat, folder, photos)
}

func (p *program) groupPhotos(cat *catalog.Catalog, folder string, photos []library.Photo) (*grouped, error) {
	g := &grouped{names: make(map[library.ID]string, len(photos))}
	there := photos[:0:0]
	for i := range photos {
		if !photos[i].Missing {
			there = append(there, photos[i])
			g.names[photos[i].ID] = nameUnder(folder, photos[i].Path)
		}
	}
	var unseen int
	var err error
	if g.grouping, unseen, err = shoot.GroupStored(p.ctx, cat, p.catalogDir, there, p.log); err != nil {
		return nil, fmt.Errorf("grouping photos: %w", err)
	}
	if unseen > 0 {
		p.note("keeplight: %s no thumbnail yet and is grouped by time alone: run 'keeplight score %s'",
			plain.Plural(unseen, "photo has", "photos have"), library.Display(folder))
	}
	return g, nil
}
