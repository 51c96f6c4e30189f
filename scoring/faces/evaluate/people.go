package main

import (
	"context"
	_ "embed"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"keeplight.app/keeplight/scoring/agreement"
)

//go:embed testdata/people.txt
var people string

// withPeople gives the photos in which people are seen, as paths in the folder.
func withPeople() map[string]bool {
	seen := map[string]bool{}
	for line := range strings.Lines(people) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			seen[line] = true
		}
	}
	return seen
}

// withoutPeople counts photos without people in which a face is found, and those with
// people in which one is. The latter are no recall: some show backs or specks.
func (e *evaluation) withoutPeople(ctx context.Context, photos string) error {
	var paths []string
	for _, pattern := range []string{"clean/*.png", "nature/*.jpg", "rated/flive_voc/images/*.jpg"} {
		some, err := filepath.Glob(filepath.Join(photos, pattern))
		if err != nil {
			return fmt.Errorf("looking for photos in %s: %w", photos, err)
		}
		paths = append(paths, some...)
	}
	if len(paths) == 0 {
		fmt.Fprintf(e.out, "No photos at %s: how often a face is found where there is none was measured on drawn scenes alone.\n", photos)
		return nil
	}
	seen, mu := withPeople(), sync.Mutex{}
	var with, without agreement.Share
	var wrong []string
	unread := 0
	each(len(paths), func(i int) {
		name, _ := filepath.Rel(photos, paths[i])
		found, err := e.inFile(ctx, paths[i])
		mu.Lock()
		defer mu.Unlock()
		switch any := len(found) > 0; {
		case err != nil:
			unread++
		case seen[filepath.ToSlash(name)]:
			with.Add(any)
		default:
			without.Add(any)
			e.empty.Add(any)
			if any {
				wrong = append(wrong, filepath.Base(name))
			}
		}
	})
	if err := ctx.Err(); err != nil {
		return err
	}
	fmt.Fprintf(e.out, "Photos at %s, %d of which could not be read\n", photos, unread)
	e.line("faces in photos without people, most of animals", without, without.Value() <= mostWrong)
	slices.Sort(wrong)
	fmt.Fprintf(e.out, "    %s\n", strings.Join(wrong, " "))
	fmt.Fprintf(e.out, "  %-58s %v\n", "photos with a person, also from behind or tiny: a face", with)
	return nil
}
