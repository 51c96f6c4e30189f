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

func shownIn(in *shoot.Shoot) func(*library.Photo) bool {
	return func(p *library.Photo) bool {
		return slices.ContainsFunc(in.Folders(), func(folder string) bool { return library.Below(p.Path, folder) })
	}
}
