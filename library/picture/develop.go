package picture

import (
	"context"
	"errors"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/safefile"
)

// largePreview is the long side in pixels from which a RAW file's preview is shown
// as it is: a loupe beside the inspector on a laptop has as many, and scorers see
// fewer (1,024). Cameras' previews for their own screens are of 640 and less, or of
// 1,440 and more. A smaller one is shown only where developing would give no more,
// or where it cannot be done, and in a grid.
const largePreview = 1280

// isEnough is true where a preview of so many pixels, or the lack of one (nil),
// calls for no developing.
func (p *Picture) isEnough(side int) bool {
	if p == nil {
		return false
	}
	long := max(p.Width, p.Height)
	return long >= largePreview || side > 0 && side <= ThumbSide && long >= side
}

// decodeRAW shows a RAW file by the preview in it where that is large enough, and
// else has it developed.
func (r Reader) decodeRAW(ctx context.Context, data []byte, name string, side int) (*Picture, error) {
	preview, err := Decode(ctx, data, name, side)
	preview, err = r.orFoundPreview(ctx, preview, err, name, side)
	if preview.isEnough(side) || r.Foreign == nil || len(data) == 0 || ctx.Err() != nil {
		return preview, err
	}
	developed, devErr := r.develop(ctx, data, name, ForeignWant{Part: ForeignWhole, Side: side})
	switch {
	case devErr == nil && !preview.isLargerThan(developed.Width, developed.Height):
		return developed, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case preview == nil, errors.Is(devErr, ErrTryAgain): // else the small preview is all that is ever seen
		return nil, devErr
	}
	return preview, nil
}

// isLargerThan is false for a preview that there is not.
func (p *Picture) isLargerThan(w, h int) bool {
	return p != nil && max(p.Width, p.Height) > max(w, h)
}

// develop has a RAW file's sensor data developed.
func (r Reader) develop(ctx context.Context, data []byte, name string, want ForeignWant) (*Picture, error) {
	f, err := r.askDeveloper(ctx, data, name, want)
	if err != nil {
		return nil, err
	}
	origin := message.New(message.SourceDeveloped, message.Text("decoder", f.Developer))
	if f.Halved {
		origin = message.New(message.SourceHalfSize, message.Text("decoder", f.Developer))
	}
	pixels := decoded{f.Pixels, f.Width, f.Height, foreignDamage(f.Damaged)}
	pic := upright(pixels, foreignOrientation(f, data, library.RAW), "").from(origin)
	pic.Format = library.RAW
	return pic, nil
}

// askDeveloper has the worker do its part. An error names the camera where that is
// at fault.
func (r Reader) askDeveloper(ctx context.Context, data []byte, name string, want ForeignWant) (*ForeignPicture, error) {
	f, err := r.Foreign.Decode(ctx, data, library.RAW, name, want)
	if u := (*unknownCamera)(nil); errors.As(err, &u) {
		capture, _ := exif.Read(data, library.RAW) // what can be read of it is enough
		return nil, u.named(library.Display(capture.Camera))
	}
	return f, err
}

// RAWSize gives the size of what can be shown of a RAW file, upright: that of its
// preview, or that of the developed picture where Decode would show this. Nothing
// is developed for it. Its errors are Decode's.
func (r Reader) RAWSize(ctx context.Context, data []byte, name string) (w, h int, err error) {
	w, h, err = Size(data, library.RAW)
	if errors.Is(err, errNoPreview) && r.Previews != nil {
		var found *Picture
		if found, err = r.orFoundPreview(ctx, nil, err, name, 1); err == nil {
			w, h = found.Width, found.Height
		}
	}
	if max(w, h) >= largePreview || r.Foreign == nil || len(data) == 0 || ctx.Err() != nil {
		return w, h, err
	}
	f, devErr := r.askDeveloper(ctx, data, name, ForeignWant{Part: ForeignSize})
	switch {
	case devErr == nil:
	case err == nil && !errors.Is(devErr, ErrTryAgain):
		return w, h, nil
	default:
		return 0, 0, devErr
	}
	dw, dh := f.Width, f.Height
	if swapsSides(foreignOrientation(f, data, library.RAW)) {
		dw, dh = dh, dw
	}
	if err != nil || max(dw, dh) >= max(w, h) {
		return dw, dh, nil
	}
	return w, h, nil
}

// loadRAW reads a RAW file and decodes it. There is no need to wait for room:
// what a preview takes is little, and the worker has limits of its own.
func (r Reader) loadRAW(ctx context.Context, path string, side int) (*Picture, error) {
	if r.Room == nil {
		data, err := safefile.ReadAll(path, MaxFileBytes)
		if err != nil {
			return nil, err
		}
		return r.decodeRAW(ctx, data, path, side)
	}
	data, done, err := r.Room.buffers.readFile(path)
	if err != nil {
		return nil, err
	}
	defer done()
	return r.decodeRAW(ctx, data, path, side)
}
