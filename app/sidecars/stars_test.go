package sidecars

import (
	"errors"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestStarsFollowThePersonsThresholds(t *testing.T) {
	limits, err := ParseThresholds("4, 5,6,7.5,7.5")
	if err != nil {
		t.Fatal(err)
	}
	for overall, want := range map[float64]library.Rating{0: 0, 3.99: 0, 4: 1, 5.5: 2, 7.49: 3, 7.5: 5, 10: 5} {
		if got := limits.Stars(overall); got != want {
			t.Errorf("%.2f gives %d stars, want %d", overall, got, want)
		}
	}
	some, err := ParseThresholds(", ,6,,8")
	if err != nil {
		t.Fatal(err)
	}
	for overall, want := range map[float64]library.Rating{5.9: 0, 6: 3, 7.9: 3, 8: 5} {
		if got := some.Stars(overall); got != want {
			t.Errorf("%.2f gives %d stars, want %d, of three and five", overall, got, want)
		}
	}
	if low, err := ParseThresholds("4,,,,"); err != nil || low.Stars(10) != 1 {
		t.Errorf("the one star alone gives %d, %v", low.Stars(10), err)
	}
	for _, text := range []string{"", ",,,,", "6,,5,,", "1,2,3,4", "1,2,3,4,5,6", "5,4,6,7,8", "a,1,2,3,4", "1,2,3,4,11", "NaN,1,2,3,4", "-1,0,1,2,3"} {
		if _, err := ParseThresholds(text); !errors.Is(err, ErrThresholds) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestOnlyUnratedPhotosWithAScoreGetStars(t *testing.T) {
	score := func(v float64) *library.Score { return &library.Score{Overall: library.Value{Known: true, Mean: v}} }
	photos := []library.Photo{
		{ID: 1},
		{ID: 2, Decision: library.Decision{Rating: 1}},
		{ID: 3, Decision: library.Decision{Flag: library.Reject}},
		{ID: 4, Missing: true},
		{ID: 5},
		{ID: 6},
		{ID: 7},
		{ID: 8, Decision: library.Decision{Flag: library.Pick}},
	}
	scores := map[library.ID]*library.Score{1: score(9), 2: score(9), 3: score(9), 4: score(9), 6: {}, 7: score(1), 8: score(5)}
	plan := StarsByScore(photos, func(id library.ID) *library.Score { return scores[id] }, Thresholds{2, 4, 6, 8, 9})
	if plan.Get != [6]int{1, 0, 1, 0, 0, 1} || plan.Keep != 1 || plan.Rejects != 1 || plan.Unscored != 2 {
		t.Errorf("%+v", plan)
	}
	marks := plan.Marks
	if len(marks) != 2 || marks[0].ID != 1 || *marks[0].Rating != 5 || marks[1].ID != 8 || *marks[1].Rating != 2 || marks[0].Flag != nil {
		t.Errorf("%+v", marks)
	}
}
