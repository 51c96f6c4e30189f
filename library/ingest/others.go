package ingest

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/scan"
)

// belongsToVideo is true for what cameras keep beside a video under its name.
func belongsToVideo(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".thm", ".lrv", ".srt", ".wav", ".xml", ".xmp":
		return true
	}
	return false
}

// videosOf gives the videos among the files of a folder that belong to no photo, each
// with what bears its name, and the other names.
func videosOf(dir string, names []string) (videos []shot, others []string) {
	if isThumbnails(dir) {
		return nil, names
	}
	byStem := map[string]int{}
	for _, name := range names {
		info, err := os.Lstat(filepath.Join(dir, name))
		if !isVideo(name) || err != nil || !info.Mode().IsRegular() {
			continue
		}
		byStem[stemOf(name)] = len(videos)
		videos = append(videos, shot{video: true, photo: library.Photo{
			Path: filepath.Join(dir, name), Size: info.Size(), ModTime: info.ModTime(),
		}})
	}
	for _, name := range names {
		i, ok := byStem[stemOf(name)]
		switch {
		case isVideo(name):
		case ok && belongsToVideo(name):
			p := &videos[i].photo
			p.Companions = append(p.Companions, library.Companion{Path: filepath.Join(dir, name), Kind: library.CompanionSidecar})
		default:
			others = append(others, name)
		}
	}
	return videos, others
}

func stemOf(name string) string {
	return library.FoldName(strings.TrimSuffix(name, filepath.Ext(name)))
}

// leftovers counts the files that stay on the card, by extension.
type leftovers map[string]int

func (l leftovers) add(names []string) {
	for _, name := range names {
		switch ext := strings.ToLower(filepath.Ext(name)); ext {
		case ".ctg", ".mrk", ".db", ".ini": // what cameras and systems keep for themselves
		default:
			l[ext]++
		}
	}
}

// sum is the count, most files first, with the folders that a walk left out.
func (l leftovers) sum(walked *scan.PassedOver) scan.PassedOver {
	all := scan.PassedOver{LeftOut: walked.LeftOut, Folders: walked.Folders}
	for _, ext := range slices.Sorted(maps.Keys(l)) {
		all.Kinds = append(all.Kinds, scan.Kind{Ext: library.Display(ext), Files: l[ext]})
	}
	slices.SortStableFunc(all.Kinds, func(a, b scan.Kind) int { return cmp.Compare(b.Files, a.Files) })
	return all
}
