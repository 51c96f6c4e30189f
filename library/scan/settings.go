package scan

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/leftout"
	"keeplight.app/keeplight/library/safefile"
)

// settingsFolder is a folder beside photos in which another program keeps what it knows
// of them, a file for each under the photo's whole name: IMG.NEF.nksc, IMG.CR2.cos.
type settingsFolder struct {
	name  string // folded
	below string // how the folders in it begin that hold such files, folded; "" where it holds them itself
}

// settingsFolders are those that are known. Capture One's Cache is not among them: it
// is made anew.
func settingsFolders() []settingsFolder {
	return []settingsFolder{
		{"nksc_param", ""},                // Nikon: NX Studio, Capture NX-D, ViewNX
		{"captureone", "settings"},        // Capture One: settings, masks and their thumbnails
		{"silkypix_ds", ""},               // SilkyPix, also as camera makers call it
		{"exposure software", "exposure"}, // Exposure
		{"alien skin", "exposure"},        // Exposure until version 3
	}
}

var errNoFolder = errors.New("it is not a folder")

// Lister lists a folder below one, which is "." itself. The path has slashes. It
// fails for what is no folder.
type Lister func(folder string) ([]fs.DirEntry, error)

// SettingsFiles gives the files in the folders beside photos in which other programs keep
// their settings, as paths with slashes such as "CaptureOne/Settings131/IMG.CR2.cos".
// list lists the photos' folder and what is below it. With within set links count as not
// there. With an error it gives what could be read besides.
func SettingsFiles(list Lister, within bool) (files []string, err error) {
	top, err := list(".")
	if err != nil {
		return nil, fmt.Errorf("reading the folder: %w", err)
	}
	w := settingsWalk{list: list, within: within}
	for _, e := range top {
		for _, s := range settingsFolders() {
			switch {
			case library.FoldName(e.Name()) != s.name:
			case s.below == "":
				w.add(e, e.Name())
			default:
				for _, in := range w.in(e, e.Name()) {
					if strings.HasPrefix(library.FoldName(in.Name()), s.below) {
						w.add(in, path.Join(e.Name(), in.Name()))
					}
				}
			}
		}
	}
	return w.files, w.err
}

// settingsWalk gathers the files in folders of settings.
type settingsWalk struct {
	list   Lister
	within bool
	files  []string
	err    error
}

// in lists an entry that is a folder, or a link to one.
func (w *settingsWalk) in(e fs.DirEntry, at string) []fs.DirEntry {
	isLink := e.Type()&fs.ModeSymlink != 0
	if !e.IsDir() && (!isLink || w.within) {
		return nil
	}
	found, err := w.list(at)
	if err != nil && !isLink { // a link to no folder is none
		w.err = errors.Join(w.err, fmt.Errorf("reading the folder %s: %w", library.Display(at), err))
	}
	return found
}

// add takes in the files of such a folder.
func (w *settingsWalk) add(e fs.DirEntry, at string) {
	for _, file := range w.in(e, at) {
		if file.IsDir() || leftout.IsHidden(file.Name()) || w.within && !file.Type().IsRegular() {
			continue
		}
		w.files = append(w.files, path.Join(at, file.Name()))
	}
}

// SettingsOf gives the image, of those whose names are asked, to which a file in a
// folder of settings belongs: the one whose whole name it begins with. of says under
// which name an image is known; "" for none.
func SettingsOf(name string, of func(image string) string) string {
	for base := name; ; {
		shorter := stripExt(base)
		if shorter == base || shorter == "" {
			return ""
		}
		if base = shorter; of(base) != "" {
			return of(base)
		}
	}
}

// Settings gives the files in which other programs keep their settings of the images of
// a folder, by the image's name: those in folders of their own. With within set links
// count as not there. With an error it gives what could be read besides.
func Settings(dir string, images []string, within bool) (map[string][]string, error) {
	files, err := SettingsFiles(func(folder string) ([]fs.DirEntry, error) {
		at := filepath.Join(dir, filepath.FromSlash(folder))
		// A link may lead to a pipe, which opening waits for.
		if info, err := os.Stat(at); err != nil || !info.IsDir() {
			return nil, cmp.Or(err, errNoFolder)
		}
		return safefile.ReadDir(at)
	}, within)
	of := byName(images)
	all := map[string][]string{}
	for _, file := range files {
		if image := SettingsOf(path.Base(file), of); image != "" {
			all[image] = append(all[image], filepath.Join(dir, filepath.FromSlash(file)))
		}
	}
	return all, err
}

// byName finds images by their names, in whatever case where that tells them apart.
func byName(images []string) func(string) string {
	exact, folded := map[string]bool{}, map[string]string{}
	for _, name := range images {
		exact[name] = true
		key := library.FoldName(name)
		if _, taken := folded[key]; taken {
			folded[key] = "" // names that differ in case alone are told apart by it
			continue
		}
		folded[key] = name
	}
	return func(name string) string {
		if exact[name] {
			return name
		}
		return folded[library.FoldName(name)]
	}
}
