package reconcile

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// taken is a photo with a date and an orientation.
func takenAt(w, h int, seed uint64, when time.Time, orientation int) []byte {
	return phototest.JPEG(phototest.Scene(w, h, seed), phototest.Exif{Make: "Camera", Time: when, Orientation: orientation})
}

// multiPicture is a file of several pictures as CIPA DC-007 has it: the first one
// holds the index in an APP2 segment, and each begins where its end of image left a
// multiple of 16 bytes.
func multiPicture(first []byte, others ...[]byte) []byte {
	index := append([]byte("MPF\x00II*\x00\x08\x00\x00\x00"), make([]byte, 64)...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe2}, uint16(len(index)+2))
	out := slices.Concat(first[:2], segment, index, first[2:])
	for _, o := range others {
		out = append(out, make([]byte, 16-len(out)%16)...)
		out = append(out, o...)
	}
	return out
}

func TestWhatFollowsThePictureIsNeitherDamageNorFacts(t *testing.T) {
	when := time.Date(2024, 1, 2, 3, 4, 5, 370*int(time.Millisecond), time.UTC)
	first, second := takenAt(96, 64, 1, when, 6), takenAt(96, 64, 2, when.Add(time.Hour), 1)
	spoiled := bytes.Clone(second)
	clear(spoiled[len(spoiled)/2:])
	for name, data := range map[string][]byte{
		"left and right.MPO":          multiPicture(first, second),
		"with large previews.mpo":     multiPicture(first, second, takenAt(48, 32, 1, when, 1)),
		"right one cut off.mpo":       multiPicture(first, second[:len(second)/2]),
		"right one spoiled.mpo":       multiPicture(first, spoiled),
		"index alone.mpo":             multiPicture(first),
		"no multi picture at all.mpo": first,
		"two lenses and a trailer.insp": slices.Concat(first, []byte("inst\xff\xd8\xff\xe1\x00\x10no segment"),
			make([]byte, 4096), []byte("8db42d694ccc418790edff439fe026bf")),
		"side by side.jps": first,
		"a scan.jif":       first,
	} {
		t.Run(name, func(t *testing.T) {
			f := FileReader{}.Read(t.Context(), write(t, t.TempDir(), name, data))
			if !f.Problem.IsZero() || !f.Damage.IsZero() || f.Partial {
				t.Fatalf("problem %v, damage %v, partial %v", f.Problem, f.Damage, f.Partial)
			}
			if f.Width != 64 || f.Height != 96 || f.Capture.Orientation != 6 || !f.Capture.Time.Equal(when) {
				t.Errorf("%d x %d, orientation %d, taken %v", f.Width, f.Height, f.Capture.Orientation, f.Capture.Time)
			}
			if want := picture.ImageHash(first, library.JPEG); f.Hash != want {
				t.Errorf("hash %s, want that of its first picture, %s", f.Hash, want)
			}
		})
	}
}

func TestAMultiPictureFileThatEndsInItsFirstPictureIsCut(t *testing.T) {
	first := takenAt(320, 480, 1, time.Time{}, 1)
	f := FileReader{}.Read(t.Context(), write(t, t.TempDir(), "a.mpo", multiPicture(first)[:len(first)/2]))
	if !f.Partial || f.Problem.IsZero() && f.Damage.IsZero() {
		t.Errorf("problem %v, damage %v, partial %v", f.Problem, f.Damage, f.Partial)
	}
}

// rawOf is a TIFF as GoPro's GPR and DNG are: a small picture first, and below it a
// raw one in a compression that nothing here knows, and a preview.
func rawOf(preview []byte) []byte {
	le := binary.LittleEndian
	entry := func(b []byte, tag, kind uint16, count, value uint32) []byte {
		b = le.AppendUint16(le.AppendUint16(b, tag), kind)
		return le.AppendUint32(le.AppendUint32(b, count), value)
	}
	const one, sub, raw = 8, 8 + 2 + 2*12 + 4 + 8, 8 + 2 + 2*12 + 4 + 8 + 2 + 3*12 + 4
	const data = raw + 2 + 3*12 + 4
	out := []byte("II*\x00\x08\x00\x00\x00\x02\x00")
	out = entry(out, 0x0112, 3, 1, 6)            // Orientation
	out = entry(out, 0x014a, 4, 2, one+2+2*12+4) // SubIFDs
	out = le.AppendUint32(out, 0)                // no further directory
	out = le.AppendUint32(le.AppendUint32(out, sub), raw)
	out = append(out, 3, 0)
	out = entry(out, 0x0103, 3, 1, 7) // Compression: JPEG
	out = entry(out, 0x0111, 4, 1, data)
	out = le.AppendUint32(entry(out, 0x0117, 4, 1, uint32(len(preview))), 0)
	out = append(out, 3, 0)
	out = entry(out, 0x0103, 3, 1, 9) // VC-5
	out = entry(out, 0x0111, 4, 1, uint32(data+len(preview)))
	out = le.AppendUint32(entry(out, 0x0117, 4, 1, 64), 0)
	return slices.Concat(out, preview, make([]byte, 64))
}

func TestRAWFilesOfOtherNamesAreSeenByTheirPreview(t *testing.T) {
	var preview bytes.Buffer
	must(t, jpeg.Encode(&preview, image.NewGray(image.Rect(0, 0, 1600, 1200)), nil))
	for _, name := range []string{"GOPR0001.GPR", "DSC00001.ARQ", "a.dng"} {
		t.Run(filepath.Ext(name), func(t *testing.T) {
			f := FileReader{}.Read(t.Context(), write(t, t.TempDir(), name, rawOf(preview.Bytes())))
			if !f.Problem.IsZero() || f.Width != 1200 || f.Height != 1600 {
				t.Errorf("%d x %d: %v", f.Width, f.Height, f.Problem)
			}
		})
	}
}
