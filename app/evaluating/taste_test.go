package evaluating

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/features"
	"keeplight.app/keeplight/scoring/ratings"
)

// ratedBySight are photos whose ratings follow one feature and one attribute, in groups.
func ratedBySight(n, groups int) []Photo {
	r := rand.New(rand.NewPCG(5, 5))
	photos := make([]Photo, n)
	for i := range photos {
		s := &library.Score{Overall: library.Value{Known: true, Mean: 5 + r.NormFloat64()}}
		for a := range s.Values {
			s.Values[a] = library.Value{Known: true, Mean: 5 + r.NormFloat64()}
		}
		v := make(features.Vector, features.Length)
		common := r.NormFloat64() // it shows in many numbers, as what a network sees does
		for k := range v {
			v[k] = float32(r.NormFloat64())
			if k%4 == 0 {
				v[k] += float32(common)
			}
		}
		rating := common + 0.5*(s.Values[library.Exposure].Mean-5) + 0.3*r.NormFloat64()
		photos[i] = Photo{Rating: ratings.Rating{File: fmt.Sprint(i), Score: rating, Group: fmt.Sprint(i % groups)}, Path: fmt.Sprint(i), Score: s, Features: v}
	}
	return photos
}

func TestATasteIsHeldAgainstTheAttributesAndTheBuiltInScore(t *testing.T) {
	photos := ratedBySight(150, 12)
	photos[0].Score = nil
	r, err := Taste(t.Context(), &TasteInput{Column: "theme", Photos: photos, Rounds: 200, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if r.Photos != 149 || r.Left != 1 || r.Groups != 12 || r.Folds != 5 || r.Features != 149 {
		t.Errorf("%+v", r)
	}
	learnt, attributes, builtIn := *r.Ways[0].SRCC.Value, *r.Ways[1].SRCC.Value, *r.Ways[2].SRCC.Value
	if learnt < 0.7 || attributes > learnt-0.2 || builtIn > 0.3 {
		t.Errorf("taste %.3f, attributes %.3f, built-in %.3f", learnt, attributes, builtIn)
	}
	for _, test := range r.Tests {
		if *test.Difference.Low <= 0 || test.P == nil || *test.P > 0.01 {
			t.Errorf("against %s: %s, %v", test.Against, test.Difference.Text(), test.P)
		}
	}
}

func TestFewPhotosOrOneGroupAreNotLearntFrom(t *testing.T) {
	for name, photos := range map[string][]Photo{"few": ratedBySight(30, 3), "one group": ratedBySight(60, 1)} {
		if _, err := Taste(t.Context(), &TasteInput{Column: "theme", Photos: photos}); !errors.Is(err, ErrFewRated) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWholeGroupsAreLeftOut(t *testing.T) {
	r := &TasteResult{}
	samples, _, groups := tasteSamples(&TasteInput{Column: "theme", Photos: ratedBySight(60, 15)}, r)
	of := map[int]int{}
	for i, f := range foldsOf(samples, groups) {
		if was, ok := of[samples[i].Shoot]; ok && was != f {
			t.Fatal("a group is in two folds")
		}
		of[samples[i].Shoot] = f
	}
	if len(of) != 15 {
		t.Errorf("%d groups", len(of))
	}
}
