package measure

import (
	"image"
	"image/color"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// judgedHere are the attributes that every picture in which something can be seen
// has; colour too where there is any.
func judgedHere() []library.Attribute {
	return []library.Attribute{
		library.Composition, library.SubjectBackground, library.SubjectIntegrity,
		library.SubjectClutter, library.BackgroundClutter, library.Exposure,
	}
}

func ordinaryPictures() map[string]*image.RGBA {
	pictures := map[string]*image.RGBA{"scene": scene(640, 420), "textured": textured(640, 420), "leaves": leaves(640, 420)}
	for name, s := range meantScenes() {
		pictures[name] = s.scene.shot(0)
	}
	return pictures
}

func TestAnOrdinaryPictureHasEveryAttributeThatIsDefined(t *testing.T) {
	for name, img := range ordinaryPictures() {
		s := judged(img)
		for _, a := range append(judgedHere(), library.Saturation) {
			if v := s.Of(a); !v.Known {
				t.Errorf("%s: %s is absent: %s", name, a.Key(), message.English(s.Reasons[a]))
			}
		}
	}
}

func TestWhatIsUndefinedStaysAbsent(t *testing.T) {
	subject := judgedHere()[:5]
	flat := paint(400, 300, func(_, _ int) color.RGBA { return color.RGBA{120, 130, 90, 255} })
	grey := damage.Desaturate(scene(640, 420), 0)
	for name, c := range map[string]struct {
		img    *image.RGBA
		absent []library.Attribute
	}{
		"nothing in it":             {flat, subject},
		"nothing but noise":         {damage.Noise(flat, 2), subject},
		"nothing but heavier noise": {damage.Noise(flat, 8), subject},
		"black and white":           {grey, []library.Attribute{library.Saturation}},
	} {
		s := judged(c.img)
		for _, a := range append(c.absent, library.EyeCatching) {
			if v := s.Of(a); v.Known {
				t.Errorf("%s: %s is %.2f: %s", name, a.Key(), v.Mean, message.English(s.Reasons[a]))
			}
		}
	}
}

func TestDoubtGrowsAsTheMapOfEvidenceFlattens(t *testing.T) {
	plain, even := judged(dogAlone()), judged(textured(640, 420))
	for _, a := range judgedHere()[:5] {
		if plain.Of(a).SD >= even.Of(a).SD {
			t.Errorf("%s: %.2f with a plain subject, %.2f without one", a.Key(), plain.Of(a).SD, even.Of(a).SD)
		}
	}
}

// dogAlone is the dog on its tiles.
func dogAlone() *image.RGBA { return litScene(dogOnTiles).shot(0) }
