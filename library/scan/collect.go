package scan

import (
	"maps"
	"path/filepath"
	"slices"
	"time"

	"keeplight.app/keeplight/library/catalog"
)

// settle reports the paths that have stopped changing.
func (r *watchRun) settle(now time.Time) {
	due := r.settler.due(now)
	if len(due) == 0 {
		return
	}
	// A removed card looks like the removal of every file on it.
	r.checkRoots()
	due = slices.DeleteFunc(due, func(s settled) bool {
		root := r.rootOf(s.path)
		return root == nil || !root.present
	})
	c := Change{Gone: gonePaths(due)}
	touched := touchedStems(due)
	for _, dir := range slices.Sorted(maps.Keys(touched)) {
		c.Stable = append(c.Stable, r.stableShots(dir, touched[dir])...)
	}
	if len(c.Stable)+len(c.Gone) > 0 {
		r.emit(c)
	}
}

func gonePaths(due []settled) []string {
	var gone []string
	for _, s := range due {
		if !s.exists && !isSidecar(s.path) {
			gone = append(gone, s.path)
		}
	}
	return gone
}

// touchedStems gives, by folder, the stems of the shots that may have changed.
func touchedStems(due []settled) map[string]map[string]bool {
	touched := map[string]map[string]bool{}
	for _, s := range due {
		dir, name := filepath.Dir(s.path), filepath.Base(s.path)
		if !isRelevant(name) {
			continue // a folder that went
		}
		if touched[dir] == nil {
			touched[dir] = map[string]bool{}
		}
		for _, stem := range stems(name) {
			touched[dir][stem] = true
		}
	}
	return touched
}

// stableShots gives the shots of a folder with one of the stems. A shot with a
// file that is still changing is left to that file: it will settle later.
func (r *watchRun) stableShots(dir string, stems map[string]bool) []catalog.File {
	// An error is that of a folder that went, or that the next full scan reports.
	files, _ := r.asks.shots(dir, func(s *shot) bool { return stems[s.stem] && !r.isUnsettled(dir, s) })
	return files
}

func (r *watchRun) isUnsettled(dir string, s *shot) bool {
	for _, name := range s.images() {
		if _, pending := r.settler.pending[filepath.Join(dir, name)]; pending {
			return true
		}
	}
	return false
}
