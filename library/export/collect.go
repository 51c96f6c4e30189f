package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/scan"
)

// collect lists the group's files with their suffixes, sidecars included that the
// photo has got since the catalogue looked.
func (b *planner) collect(g *Group) error {
	p := &g.Photo
	if p.Missing {
		return fmt.Errorf("%w in its folder", fs.ErrNotExist)
	}
	if b.plan.Options.Mode == Move {
		if err := b.bounds.Check(p.Folder()); err != nil {
			return err
		}
	}
	info, err := b.addFile(g, fileOf(p, p.Path))
	if err != nil {
		return err
	}
	// What was decided was decided of the file as it was read.
	if !p.ModTime.IsZero() && (info.Size() != p.Size || !info.ModTime().Equal(p.ModTime)) {
		return ErrAnotherFile
	}
	p.Companions = append(slices.Clip(p.Companions), b.lateSidecars(p)...)
	for _, c := range p.Companions {
		wanted := b.plan.Options.Companions
		if c.Kind == library.CompanionSidecar {
			wanted = b.plan.Options.Sidecars
		}
		if !wanted || b.seen[c.Path] {
			continue
		}
		f := fileOf(p, c.Path)
		_, err := b.addFile(g, f)
		if errors.Is(err, fs.ErrNotExist) {
			f.There = b.there(true)
			g.earlier = append(g.earlier, f)
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", library.Display(filepath.Base(c.Path)), err)
		}
	}
	return nil
}

// lateSidecars gives those that the catalogue does not know yet: they hold what
// the person did to the photo in another program, and must not stay behind.
func (b *planner) lateSidecars(p *library.Photo) []library.Companion {
	if !b.plan.Options.Sidecars {
		return nil
	}
	dir := p.Folder()
	here, asked := b.sidecars[dir]
	if !asked {
		var err error
		if here, err = scan.Sidecars(dir); err != nil {
			b.say(message.ExportUnlisted, message.Text("folder", library.Display(dir)), message.Text("error", explain(err)))
		}
		b.sidecars[dir] = here
	}
	var late []library.Companion
	for _, path := range here[p.Path] {
		if !slices.ContainsFunc(p.Companions, func(c library.Companion) bool { return c.Path == path }) {
			late = append(late, library.Companion{Path: path, Kind: library.CompanionSidecar})
		}
	}
	return late
}

func fileOf(p *library.Photo, path string) File {
	sub, suffix := Tail(p, path)
	return File{From: path, Sub: sub, Suffix: suffix}
}

func (b *planner) addFile(g *Group, f File) (fs.FileInfo, error) {
	info, err := os.Lstat(f.From)
	if err != nil {
		return nil, err
	}
	if f.Sub != "" && b.plan.Options.Mode == Move {
		if err := b.bounds.Check(filepath.Dir(f.From)); err != nil {
			return nil, err
		}
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		if b.plan.Options.Mode == Move {
			return nil, errors.New("it is a symbolic link; copy it, or move the file that it points to")
		}
		if info, err = os.Stat(f.From); err != nil {
			return nil, err
		}
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is not a regular file")
	}
	for _, other := range g.Files {
		if fold(filepath.Join(other.Sub, other.Suffix)) == fold(filepath.Join(f.Sub, f.Suffix)) {
			return nil, fmt.Errorf("it would get the same name as %s", library.Display(filepath.Base(other.From)))
		}
	}
	f.Size, f.There = info.Size(), b.there(false)
	g.Files = append(g.Files, f)
	return info, nil
}

// Tail says where a file that belongs to a photo lies below the photo's folder, "" for
// right beside it, and what follows the stem of the photo's name in its own, so that
// IMG.CR2.xmp becomes NEW.CR2.xmp.
func Tail(p *library.Photo, path string) (sub, suffix string) {
	if dir := filepath.Dir(path); dir != p.Folder() && library.Below(dir, p.Folder()) {
		sub, _ = filepath.Rel(p.Folder(), dir) // which never fails below a folder
	}
	name, stem := filepath.Base(path), stemOf(p.Name())
	if len(name) > len(stem) && strings.EqualFold(name[:len(stem)], stem) {
		return sub, cleanSuffix(name[len(stem):])
	}
	return sub, cleanSuffix(filepath.Ext(name))
}
