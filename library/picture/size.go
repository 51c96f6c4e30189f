package picture

import (
	"bytes"
	"errors"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/raw"
)

// IsWholeJPEG is true when the marker that ends a JPEG's picture is there. Of one
// without it, DamageOf tells what is missing.
func IsWholeJPEG(data []byte) bool { return endsProperly(data) }

// Size gives the pixels of the full upright picture in a JPEG, TIFF or RAW file, as
// Decode gives them in Info, without decoding anything. Its errors are Decode's;
// other formats give ErrUnsupported.
func Size(data []byte, format library.Format) (w, h int, err error) {
	switch format {
	case library.JPEG:
		return jpegSize(data)
	case library.TIFF:
		return tiffSize(data)
	case library.RAW:
		previews, err := raw.Previews(bytes.NewReader(data), int64(len(data)))
		if errors.Is(err, raw.ErrNoPreview) {
			return 0, 0, noPreviewIn(data)
		}
		if err != nil {
			return 0, 0, err
		}
		capture, _ := exif.Read(data, library.RAW) // what can be read of it is enough
		w, h = rawSize(data, previews[0], capture.Orientation)
		return w, h, nil
	}
	return 0, 0, unsupported(format, "")
}

func jpegSize(data []byte) (w, h int, err error) {
	return TurnedSize(data, orientationOf(data, library.JPEG))
}

// TurnedSize is Size for a JPEG whose EXIF orientation, 0 to 8, is known already: to
// read the metadata once more takes most of the time.
func TurnedSize(data []byte, orientation int) (w, h int, err error) {
	f, err := readFrame(data)
	if err == nil {
		err = f.check()
	}
	if err != nil {
		return 0, 0, err
	}
	if swapsSides(orientation) {
		return f.height, f.width, nil
	}
	return f.width, f.height, nil
}

// rawSize gives the size of a RAW file's largest preview when that is upright.
// rawOrientation is what the RAW file says, 0 where it says nothing.
func rawSize(data []byte, largest raw.Preview, rawOrientation int) (w, h int) {
	own, _ := exif.Read(data[largest.Offset:largest.Offset+largest.Length], library.JPEG)
	if swapsSides(previewOrientation(own.Orientation, rawOrientation, largest)) {
		return largest.Height, largest.Width
	}
	return largest.Width, largest.Height
}
