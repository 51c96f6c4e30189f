package standing

import (
	"cmp"
	"slices"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/calibration"
)

// shot is a photo as far as its place depends on it. A photo that two versions of a
// scorer have scored is two shots.
type shot struct {
	id      library.ID
	camera  string
	at      time.Time // zero where the camera wrote none
	overall library.Value
	clarity library.Value
	version string // of the scorer

	grouped bool       // it is known with which photos it belongs together
	group   library.ID // its burst; 0 for one of none
}

// shoot is the open photos' places. Versions are never mixed.
type shoot struct {
	tallies map[string]*calibration.Tally // of overall values, by version
	clarity map[string]*calibration.Tally
	bursts  map[member]burst
}

// member is a photo with the version by which it is compared.
type member struct {
	id      library.ID
	version string
}

// burst is the scores of the frames that one camera took in a run, by one version.
type burst []library.Value

// countShoot counts the shots. As long as it is not known which photos belong together,
// frames that one camera took in a run are taken for a burst.
func countShoot(shots []shot) *shoot {
	s := &shoot{tallies: map[string]*calibration.Tally{}, clarity: map[string]*calibration.Tally{}, bursts: map[member]burst{}}
	for i := range shots {
		version := shots[i].version
		if s.tallies[version] == nil {
			s.tallies[version], s.clarity[version] = &calibration.Tally{}, &calibration.Tally{}
		}
		s.tallies[version].Add(shots[i].overall)
		s.clarity[version].Add(shots[i].clarity)
	}
	s.addGroups(shots)
	shots = slices.DeleteFunc(shots, func(x shot) bool { return x.grouped || x.at.IsZero() })
	slices.SortFunc(shots, func(a, b shot) int {
		return cmp.Or(cmp.Compare(a.version, b.version), cmp.Compare(a.camera, b.camera), a.at.Compare(b.at))
	})
	for start := 0; start < len(shots); {
		end := start + 1
		for end < len(shots) && follows(&shots[end-1], &shots[end]) {
			end++
		}
		if end-start > 1 {
			s.addBurst(shots[start:end])
		}
		start = end
	}
	return s
}

// addGroups adds the bursts that are known.
func (s *shoot) addGroups(shots []shot) {
	bursts := map[member][]shot{}
	for _, x := range shots {
		if x.group != 0 {
			of := member{x.group, x.version}
			bursts[of] = append(bursts[of], x)
		}
	}
	for _, b := range bursts {
		if len(b) > 1 {
			s.addBurst(b)
		}
	}
}

// follows is true for the next frame of the same burst.
func follows(a, b *shot) bool {
	return a.version == b.version && a.camera == b.camera && b.at.Sub(a.at) <= scorers.BurstGap
}

func (s *shoot) addBurst(shots []shot) {
	b := make(burst, len(shots))
	for i := range shots {
		b[i] = shots[i].overall
		s.bursts[member{shots[i].id, shots[i].version}] = b
	}
}

// best gives the two highest scores.
func (b burst) best() (first, second library.Value) {
	for _, v := range b {
		switch {
		case !first.Known || v.Mean > first.Mean:
			first, second = v, first
		case !second.Known || v.Mean > second.Mean:
			second = v
		}
	}
	return first, second
}
