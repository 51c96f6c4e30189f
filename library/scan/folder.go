package scan

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/leftout"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/safefile"
)

// listing is what one folder holds.
type listing struct {
	empty      bool // there is nothing at all in it, not even a hidden file
	shots      []shot
	folders    []string // full paths of real subfolders
	links      []string // full paths of links to folders
	passedOver []string // names of files that are no photos
	others     []string // the same, with what belongs to photos and was claimed by none
	leftOut    []string // full paths of other programs' folders that may hold photos
	problems   []Problem
}

// list reads one folder without looking into any file. A link with a picture's
// name that leads nowhere is a shot by itself, for the person to see why. With an error the
// listing holds what could be read before it.
func list(dir string) (listing, error) { return listFolder(dir, false, follow) }

// linked is what a link leads to.
type linked struct {
	info   fs.FileInfo
	target string // its path; that of the link where it is not known
}

// follow finds out what a link leads to. It asks the drive on which that is.
func follow(path string) (to linked, err error) {
	if to.info, err = os.Stat(path); err != nil || !to.info.IsDir() {
		return to, err
	}
	if to.target, err = filepath.EvalSymlinks(path); err != nil {
		to.target = path
	}
	return to, nil
}

// listFolder is list; where within is set, links count as not there. Else they are
// followed by follow; one that leads to where nothing answers is a problem and no shot.
func listFolder(dir string, within bool, follow func(path string) (linked, error)) (listing, error) {
	entries, err := safefile.ReadDir(dir)
	if err != nil {
		err = fmt.Errorf("reading the folder: %w", err)
	}
	l := listing{empty: err == nil && len(entries) == 0}
	var names, broken []string
	for _, e := range entries {
		name := e.Name()
		if leftout.IsHidden(name) {
			if isPlaceholder(name) {
				l.passOver(name, e.Type())
			}
			continue
		}
		path := filepath.Join(dir, name)
		switch {
		case within && e.Type()&fs.ModeSymlink != 0:
		case e.IsDir():
			l.addFolder(path, path, &l.folders)
		case e.Type()&fs.ModeSymlink == 0:
			names = append(names, name)
			l.passOver(name, e.Type())
		default:
			to, err := follow(path)
			switch {
			case errors.Is(err, answer.ErrNone):
				l.problems = append(l.problems, Problem{Path: path, Err: err})
			case err != nil && isImage(name):
				broken = append(broken, name)
			case err != nil:
				l.problems = append(l.problems, Problem{Path: path, Err: errors.New(message.English(linkProblem(err)))})
			case to.info.IsDir():
				l.addLink(path, to.target)
			default:
				names = append(names, name)
				l.passOver(name, to.info.Mode())
			}
		}
	}
	l.shots = pairNames(names)
	l.claim()
	for _, name := range broken {
		// A link that leads nowhere must not stand before a picture that is there.
		l.shots = append(l.shots, pairNames([]string{name})...)
	}
	return l, err
}

// addFolder adds a folder to those that are read, unless target, its path with links
// resolved, is one that is left out.
func (l *listing) addFolder(path, target string, to *[]string) {
	switch leftout.Of(target) {
	case leftout.Read:
		*to = append(*to, path)
	case leftout.Told:
		l.leftOut = append(l.leftOut, path)
	case leftout.Quiet:
	}
}

// addLink adds a link to a folder, of which neither its own name nor the folder's may
// be another program's. A hidden folder with a link is meant to be found.
func (l *listing) addLink(path, target string) {
	if leftout.Of(path) != leftout.Read || leftout.IsHidden(filepath.Base(target)) {
		target = path
	}
	l.addFolder(path, target, &l.links)
}

// passOver notes a file that is no photo.
func (l *listing) passOver(name string, mode fs.FileMode) {
	if mode.IsRegular() && !isImage(name) {
		l.others = append(l.others, name)
	}
	if mode.IsRegular() && !isImage(name) && (!isSidecar(name) || isVideo(name)) && !belongsToPhotos(name) {
		l.passedOver = append(l.passedOver, name)
	}
}

// claim leaves out of the other files those that belong to photos.
func (l *listing) claim() {
	of := map[string]bool{}
	for i := range l.shots {
		for _, m := range l.shots[i].members {
			of[m.name] = true
		}
	}
	isClaimed := func(name string) bool { return of[name] }
	l.passedOver = slices.DeleteFunc(l.passedOver, isClaimed)
	l.others = slices.DeleteFunc(l.others, isClaimed)
}

// folderKey tells folders apart however they are reached.
type folderKey struct {
	id   catalog.FileIdentity
	path string // with all links resolved, where the file system gives no id
}

func keyOf(dir string) (folderKey, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return folderKey{}, fmt.Errorf("reading the folder: %w", err)
	}
	if !info.IsDir() {
		return folderKey{}, errors.New("it is not a folder")
	}
	if id := identityOf(info); id != (catalog.FileIdentity{}) {
		return folderKey{id: id}, nil
	}
	path, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return folderKey{}, fmt.Errorf("resolving the folder's path: %w", err)
	}
	return folderKey{path: path}, nil
}
