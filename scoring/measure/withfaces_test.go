package measure

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// photographed is a scene's score, as though its full picture read so. The crispest tile
// is worth 8.6 points, the salient area 7.2.
func photographed(focused bool) *library.Score {
	s := New()
	f := Extract(scene(640, 420))
	f.Smear, f.Double, f.Grain, f.Compression = Smear{}, Double{}, Grain{}, 0
	f.Smear.Along = 0.2
	f.Sharpness.Contrast, f.Tone.P1, f.Tone.P99 = 30, 0.05, 0.95 // crisp on the preview, without haze
	f.Full = FullDetail{Known: true, Scale: 5, Reblur: 0.5, Contrast: 4, Subject: 0.4, Focused: focused}
	score := s.Judge(&f)
	score.By, score.Hash = s.Provenance(), "h"
	return &score
}

// person is a face in the middle whose nearer eye reads so.
func person(detector, detail float64) library.Face {
	return library.Face{Box: library.Box{X: 0.4, Y: 0.4, Width: 0.2, Height: 0.3}, Score: detector, Detail: detail}
}

func TestClarityFollowsTheNearerEye(t *testing.T) {
	aside := person(0.9, 0.1)
	aside.Box.Width = 0.05
	for name, c := range map[string]struct {
		focused bool
		faces   []library.Face
		sign    float64
		code    string
	}{
		"an eye sharper than all tiles":                 {false, []library.Face{person(0.9, 0.7)}, 1, message.ClarityEyeSharpest},
		"an eye sharper than what stands out":           {false, []library.Face{person(0.9, 0.5)}, 1, message.ClarityEyeSharp},
		"a soft eye":                                    {false, []library.Face{person(0.9, 0.1)}, -1, message.ClarityEyeSoft},
		"a soft eye of an unsure face":                  {false, []library.Face{person(0.79, 0.1)}, 0, ""},
		"a sharp eye of an unsure face":                 {false, []library.Face{person(0.79, 0.7)}, 1, message.ClarityEyeSharpest},
		"an unsure one that is sharper than a sure":     {false, []library.Face{person(0.9, 0.1), person(0.7, 0.7)}, 1, message.ClarityEyeSharpest},
		"an unsure one that is softer than a sure":      {false, []library.Face{person(0.9, 0.7), person(0.7, 0.1)}, 1, message.ClarityEyeSharpest},
		"one of two people is sharp":                    {false, []library.Face{person(0.9, 0.1), person(0.9, 0.7)}, 1, message.ClarityEyeSharpest},
		"somebody soft in the background":               {false, []library.Face{person(0.9, 0.7), aside}, 1, message.ClarityEyeSharpest},
		"an eye of which nothing is known":              {false, []library.Face{person(0.9, 0)}, 0, ""},
		"a soft eye where the camera focused elsewhere": {true, []library.Face{person(0.9, 0.1)}, 0, ""},
		"a sharp eye beside the focus":                  {true, []library.Face{person(0.9, 0.6)}, 1, message.ClarityEyeSharpest},
	} {
		score := photographed(c.focused)
		with := WithFaces(score, c.faces, 0)
		by := with.Of(library.Clarity).Mean - score.Of(library.Clarity).Mean
		if by*c.sign < 0 || (by == 0) != (c.sign == 0) || math.Abs(by) > mostByFace+1e-9 {
			t.Errorf("%s: clarity moves by %.3f", name, by)
		}
		if more := with.Overall.Mean - score.Overall.Mean; more*c.sign < 0 || (more == 0) != (c.sign == 0) {
			t.Errorf("%s: the overall moves by %.3f", name, more)
		}
		why := with.Reasons[library.Clarity]
		if code := why.Code(); c.code != "" && code != c.code || c.code == "" && cmp.Diff(score.Reasons[library.Clarity], why) != "" {
			t.Errorf("%s: %q", name, message.English(why))
		}
	}
}

func TestLidsMoveNoValue(t *testing.T) {
	score := photographed(false)
	for _, detail := range []float64{0.1, 0.7} {
		var want *library.Score
		for _, state := range []library.EyeState{library.EyeOpen, library.EyeClosed, library.EyeUnknown} {
			face := person(0.9, detail)
			for i := range face.Eyes {
				face.Eyes[i] = library.Eye{State: state, Gap: map[library.EyeState]float64{library.EyeOpen: 0.25}[state], Width: 40, Focus: 0.1, Sharp: state == library.EyeOpen}
			}
			face.SoftEye = state == library.EyeOpen
			got := WithFaces(score, []library.Face{face}, 0)
			if want == nil {
				want = got
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", state, diff)
			}
		}
	}
}

func TestACutFaceLowersIntegrityWhereTheDetectorIsSure(t *testing.T) {
	score := photographed(false)
	score.Values[library.SubjectIntegrity] = library.Value{Known: true, Mean: 9, SD: 1}
	for name, c := range map[string]struct {
		detector, cut float64
		lower         bool
	}{
		"whole":         {0.9, 0, false},
		"hardly cut":    {0.9, 0.01, false},
		"cut":           {0.9, 0.2, true},
		"cut, unsure":   {0.79, 0.2, false},
		"hardly inside": {0.9, 0.9, true},
	} {
		face := person(c.detector, 0)
		face.Cut = c.cut
		with := WithFaces(score, []library.Face{face}, 0)
		if lower := with.Of(library.SubjectIntegrity).Mean < 9; lower != c.lower {
			t.Errorf("%s: %.2f", name, with.Of(library.SubjectIntegrity).Mean)
		}
		if cut := with.Reasons[library.SubjectIntegrity].Code() == message.IntegrityFaceCut; cut != c.lower {
			t.Errorf("%s: %q", name, message.English(with.Reasons[library.SubjectIntegrity]))
		}
		if with.Overall.Mean != score.Overall.Mean {
			t.Errorf("%s: the overall moves", name)
		}
	}
}

func TestCompositionTakesASureFaceForThePointOfInterest(t *testing.T) {
	score := photographed(false)
	at := func(x, y, detector float64) float64 {
		f := library.Face{Box: library.Box{X: x - 0.05, Y: y - 0.05, Width: 0.1, Height: 0.1}, Score: detector}
		return WithFaces(score, []library.Face{f}, 0).Of(library.Composition).Mean
	}
	corner := at(0.06, 0.9, 0.9)
	for name, p := range map[string][2]float64{"the middle": {0.5, 0.5}, "the upper third": {0.5, 1.0 / 3}, "a crossing of thirds": {2.0 / 3, 1.0 / 3}} {
		if v := at(p[0], p[1], 0.9); v < corner+2 {
			t.Errorf("%s is worth %.2f, a corner %.2f", name, v, corner)
		}
	}
	if v := at(0.06, 0.9, 0.7); v != score.Of(library.Composition).Mean {
		t.Errorf("an unsure face in a corner makes %.2f", v)
	}
}

func TestAFaceInTheUpperThirdStandsWellHoweverThePhotoWasTurned(t *testing.T) {
	score := photographed(false)
	for turn := range library.Rotation(4) {
		x, y := turn.Back(0.5, 1.0/3)
		with := WithFaces(score, []library.Face{{Box: library.Box{X: x - 0.05, Y: y - 0.05, Width: 0.1, Height: 0.1}, Score: 0.9}}, turn)
		why := with.Reasons[library.Composition].Args()
		if len(why) != 1 || why[0].Message == nil || why[0].Message.Code() != message.CompositionUpper {
			t.Errorf("turned by %d degrees: %q", turn.Degrees(), message.English(with.Reasons[library.Composition]))
		}
	}
}

func TestScoresThatFacesDoNotConcernStayAsTheyAre(t *testing.T) {
	faces := []library.Face{person(0.9, 0.1)}
	for name, change := range map[string]func(*library.Score){
		"another scorer's":     func(s *library.Score) { s.By.Name = "model" },
		"an earlier version's": func(s *library.Score) { s.By.Version = "6" },
		"no basis":             func(s *library.Score) { s.Basis = nil },
		"half a basis":         func(s *library.Score) { s.Basis = s.Basis[:4] },
		"no number":            func(s *library.Score) { s.Basis = slices.Clone(s.Basis); s.Basis[3] = float32(math.NaN()) },
	} {
		score := photographed(false)
		change(score)
		if WithFaces(score, faces, 0) != score {
			t.Errorf("%s: judged again", name)
		}
	}
	if score := photographed(false); WithFaces(score, nil, 0) != score {
		t.Error("judged again without a face")
	}
}

func TestAScoreThatIsJudgedAgainStaysAsItIs(t *testing.T) {
	score, same := photographed(false), photographed(false)
	faces := []library.Face{person(0.9, 0.1), person(0.85, 0.2), person(0.7, 0.3)}
	with := WithFaces(score, faces, 0)
	if diff := cmp.Diff(same, score); diff != "" {
		t.Error(diff)
	}
	slices.Reverse(faces)
	if diff := cmp.Diff(with, WithFaces(score, faces, 0)); diff != "" {
		t.Errorf("in another order: %s", diff)
	}
}

func FuzzWithFaces(f *testing.F) {
	f.Add(float32(5), float32(4), float32(8), uint8(3), 0.9, 0.5, 0.1, 0.4, 0.2)
	f.Add(float32(-1e6), float32(1e6), float32(0), uint8(9), 1.0, 1.0, 1.0, 0.0, 1.0)
	score := photographed(false)
	f.Fuzz(func(t *testing.T, a, b, c float32, at uint8, detector, detail, cut, x, width float64) {
		s := *score
		s.Basis = slices.Clone(score.Basis)
		for i, v := range []float32{a, b, c} {
			s.Basis[(int(at)+i)%len(s.Basis)] = v
		}
		face := library.Face{Box: library.Box{X: x, Y: x, Width: width, Height: width}, Score: detector, Detail: detail, Cut: cut}
		with := WithFaces(&s, []library.Face{face}, 0)
		if problem := complain(with); problem != "" {
			t.Error(problem)
		}
		if by := math.Abs(with.Of(library.Clarity).Mean - s.Of(library.Clarity).Mean); !(by <= mostByFace+1e-9) {
			t.Errorf("clarity moves by %v", by)
		}
	})
}
