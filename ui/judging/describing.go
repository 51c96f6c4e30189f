package judging

import (
	"context"
	"slices"

	"keeplight.app/keeplight/app/faces"
	"keeplight.app/keeplight/app/features"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
)

// afterFaces is at rest once scorers are, and the search for faces.
type afterFaces struct {
	scorers.Later

	faces *faces.Pass // nil where none are looked for
}

// WaitAtRest returns nil when neither has anything to do. Faces that cannot be stored hold
// nobody up. The error is the context's.
func (a afterFaces) WaitAtRest(ctx context.Context) error {
	if err := a.Later.WaitAtRest(ctx); err != nil {
		return err
	}
	if a.faces != nil {
		_ = a.faces.Wait(ctx)
	}
	return ctx.Err()
}

// describer gets ready to describe the photos of a shoot for the tastes that learn from
// them.
func describer(in *shoot.Shoot, log func(string), on func() bool, learn func()) *features.Pass {
	return features.New(features.Options{
		Photos:   func(ctx context.Context) ([]library.Photo, error) { return in.Catalog().Photos(ctx, nil) },
		Shown:    shownIn(in),
		Pictures: in.Pictures(),
		Rest:     afterFaces{scorers.NewLater(in.Scorers()), in.Faces()},
		On:       on, Learn: learn, Log: log,
	})
}

// photosIn gives the photos of the open folders whose files are there, each once.
func photosIn(in *shoot.Shoot) func(context.Context) ([]library.Photo, error) {
	return func(ctx context.Context) (all []library.Photo, err error) {
		told := map[library.ID]bool{}
		for _, folder := range in.Folders() {
			photos, err := in.Catalog().PhotosOf(ctx, folder)
			if err != nil {
				return nil, err
			}
			all = append(all, slices.DeleteFunc(photos, func(p library.Photo) bool {
				twice := told[p.ID] // of a folder within another
				told[p.ID] = true
				return p.Missing || twice
			})...)
		}
		return all, nil
	}
}

// versions gives all that scored photos: scorers, their earlier versions, and My taste once
// it has proved itself.
func (r *Rooms) versions(ctx context.Context, photos []library.Photo) ([]scorers.Version, error) {
	in := r.n.Shoot
	all, err := scorers.Versions(ctx, in.Catalog(), photos, in.Provenance(), shoot.FaceFinderKeys())
	service := r.service.Load()
	if err != nil || service == nil {
		return all, err
	}
	learnt, speaks, err := service.Version(ctx, photos)
	if speaks {
		all = append(all, learnt)
	}
	return all, err
}

func shownIn(in *shoot.Shoot) func(*library.Photo) bool {
	return func(p *library.Photo) bool {
		return slices.ContainsFunc(in.Folders(), func(folder string) bool { return library.Below(p.Path, folder) })
	}
}
