package gguf

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path/filepath"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/safefile"
	"keeplight.app/keeplight/scoring/geometry"
)

// Header is what a file says of itself. Texts come from the file: show them
// through library.Display.
type Header struct {
	Architecture string // "qwen3vl", "llama"; "clip" for every projector
	Name         string // for people; may be ""
	Sight        bool   // a projector with a vision encoder
	Width        int    // numbers in a token's vector: of the text model, or as the projector makes them; 0 where it is not said

	Picture geometry.Facts // how a projector takes pictures; zero for a text model
}

// IsProjector is true for what turns pictures into a text model's tokens.
func (h *Header) IsProjector() bool { return h.Architecture == "clip" }

// Read reads a file's header. Errors wrap ErrFormat where the file is none.
func Read(path string) (Header, error) {
	f, _, err := safefile.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Header{}, fmt.Errorf("there is no file %s", library.Display(path))
	}
	if err != nil {
		return Header{}, fmt.Errorf("%s: %w", library.Display(path), err)
	}
	defer f.Close()
	h, err := read(f)
	if err != nil {
		return Header{}, fmt.Errorf("%s: %w", library.Display(path), err)
	}
	return h, nil
}

func read(in io.Reader) (Header, error) {
	all, err := readValues(in)
	if err != nil {
		return Header{}, err
	}
	h := Header{Architecture: all.text("general.architecture"), Name: all.text("general.name")}
	if h.Architecture == "" {
		return Header{}, fmt.Errorf("%w: it names no architecture", ErrFormat)
	}
	if h.IsProjector() {
		h.Sight = all.number("clip.has_vision_encoder") == 1
		h.Width = all.number("clip.vision.projection_dim")
		h.Picture = all.picture()
	} else {
		h.Width = all.number(h.Architecture + ".embedding_length")
	}
	return h, nil
}

// picture gives what a projector says of pictures. One that also hears has a type
// of its own for each.
func (v values) picture() geometry.Facts {
	return geometry.Facts{
		Family:    cmp.Or(v.text("clip.projector_type"), v.text("clip.vision.projector_type")),
		Picture:   v.number("clip.vision.image_size"),
		Patch:     v.number("clip.vision.patch_size"),
		Merge:     v.number("clip.vision.spatial_merge_size"),
		Scale:     v.number("clip.vision.projector.scale_factor"),
		MinPixels: v.number("clip.vision.image_min_pixels"),
		MaxPixels: v.number("clip.vision.image_max_pixels"),
		Pinpoints: v["clip.vision.image_grid_pinpoints"] != nil,
	}
}

func (v values) text(key string) string {
	text, _ := v[key].(string)
	return text
}

// number gives a small whole number, 0 where there is none.
func (v values) number(key string) int {
	n, _ := v[key].(uint64)
	if n > math.MaxInt32 {
		return 0
	}
	return int(n)
}

// CheckPair refuses two files that are not a text model and a projector for it.
// That they fit is not proven by it: only loading them does that.
func CheckPair(model, projector string) error {
	text, err := Read(model)
	if err != nil {
		return fmt.Errorf("the model: %w", err)
	}
	sight, err := Read(projector)
	if err != nil {
		return fmt.Errorf("the projector: %w", err)
	}
	m, p := library.Display(filepath.Base(model)), library.Display(filepath.Base(projector))
	switch {
	case text.IsProjector() && !sight.IsProjector():
		return fmt.Errorf("the two files are the wrong way round: %s is the projector, and %s the model", m, p)
	case text.IsProjector():
		return fmt.Errorf("%s is a projector, not a model", m)
	case !sight.IsProjector():
		return fmt.Errorf("%s is a model, not the vision projector (mmproj) that was published with it", p)
	case !sight.Sight:
		return fmt.Errorf("%s is a projector, but not for pictures", p)
	case text.Width > 0 && sight.Width > 0 && text.Width != sight.Width:
		return fmt.Errorf("%s and %s do not belong together: the projector makes vectors of %d numbers, and the model takes %d", p, m, sight.Width, text.Width)
	}
	return nil
}
