package picture

import (
	"bytes"
	"context"
	"errors"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/raw"
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
	preview, err = r.orJXLPreview(ctx, preview, err, data, name, side)
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
	preview.note(devErr)
	return preview, nil
}

// note says of a file whose small preview is shown because the rest is damaged that
// it is.
func (i *Info) note(err error) {
	if errors.Is(err, ErrDamaged) && i.Damage.Kind == Undamaged {
		i.Damage = foreignDamage("the file is damaged: only its small preview can be shown")
		i.Damaged = i.Damage.String()
	}
}

// showsJPEGOf is true for a RAW file of which decodeRAW shows the largest JPEG at full
// size.
func (r Reader) showsJPEGOf(data []byte) bool {
	w, h, err := Size(data, library.RAW)
	preview := &Picture{Info: Info{Width: w, Height: h}}
	jw, jh := r.JXLPreviewSize(data, library.RAW)
	return err == nil && (r.Foreign == nil || preview.isEnough(0)) && max(jw, jh) <= max(w, h)
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
	damage := foreignDamage(f.Damaged)
	if cut := cutSensor(data); f.Damaged != "" && cut.Kind != Undamaged {
		damage = cut
	}
	pixels := decoded{f.Pixels, f.Width, f.Height, damage}
	pic := upright(pixels, foreignOrientation(f, data, library.RAW), "").from(origin)
	pic.Format = library.RAW
	return pic, nil
}

// askDeveloper has the worker do its part. An error names the camera where that is
// at fault.
func (r Reader) askDeveloper(ctx context.Context, data []byte, name string, want ForeignWant) (*ForeignPicture, error) {
	f, err := r.Foreign.Decode(ctx, data, library.RAW, name, want)
	if u := (*unknownCamera)(nil); errors.As(err, &u) {
		if raw.HasJXLData(bytes.NewReader(data), int64(len(data))) {
			return nil, noPreviewIn(data) // it is not the camera that LibRaw does not know
		}
		capture, _ := exif.Read(data, library.RAW) // what can be read of it is enough
		return nil, u.named(library.Display(capture.Camera))
	}
	return f, err
}

// RAWSize gives what is known of a RAW file without decoding it: the size of what
// can be shown of it, upright, which is that of its preview or of the developed
// picture, as Decode would choose; and for the latter whether the file ends early.
// Its errors are Decode's.
func (r Reader) RAWSize(ctx context.Context, data []byte, name string) (Info, error) {
	preview := &Picture{Info: Info{Format: library.RAW}}
	var err error
	preview.Width, preview.Height, err = Size(data, library.RAW)
	if w, h := r.JXLPreviewSize(data, library.RAW); w*h > preview.Width*preview.Height {
		preview.Width, preview.Height, err = w, h, nil
	}
	if err != nil {
		preview, err = r.orFoundPreview(ctx, nil, err, name, 1)
	}
	if preview.isEnough(0) || r.Foreign == nil || len(data) == 0 || ctx.Err() != nil {
		return preview.info(), err
	}
	f, devErr := r.askDeveloper(ctx, data, name, ForeignWant{Part: ForeignSize})
	switch {
	case devErr == nil && !preview.isLargerThan(f.Width, f.Height):
		return r.developedInfo(data, f), nil
	case devErr != nil && (preview == nil || errors.Is(devErr, ErrTryAgain)):
		return Info{}, devErr
	}
	preview.note(devErr)
	return preview.info(), nil
}

// info gives the zero value for a picture that there is not.
func (p *Picture) info() Info {
	if p == nil {
		return Info{}
	}
	return p.Info
}

// developedInfo describes a picture that would be developed.
func (r Reader) developedInfo(data []byte, f *ForeignPicture) Info {
	info := Info{Format: library.RAW, Width: f.Width, Height: f.Height, Orientation: foreignOrientation(f, data, library.RAW)}
	if swapsSides(info.Orientation) {
		info.Width, info.Height = info.Height, info.Width
	}
	info.Damage = cutSensor(data)
	info.Damaged = info.Damage.String()
	return info
}

// cutSensor says how much of its sensor's data a file lacks.
func cutSensor(data []byte) Damage {
	sensor, ok := raw.SensorOf(bytes.NewReader(data), int64(len(data)))
	if !ok || !sensor.IsCut {
		return Damage{}
	}
	return Damage{Kind: CutOff, Sound: sensor.Sound()}
}
