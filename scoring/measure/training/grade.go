package training

import (
	"cmp"
	"slices"
)

// Grader turns how close a picture is to its undamaged original into the opinion
// that TID2013's observers would have of it. It learns that from pictures damaged
// to TID2013's kinds and levels, of which the mean opinions are known.
type Grader struct{ mdsi, msssim curve }

// NewGrader learns from the rows that have a level.
func NewGrader(anchors Anchors, rows []Row) *Grader {
	var mdsi, msssim []point
	for _, r := range rows {
		if r.Level > 0 && r.Also == Clean {
			opinion := anchors.Opinion(r.Kind, r.Level)
			mdsi = append(mdsi, point{-r.MDSI, opinion})
			msssim = append(msssim, point{r.MSSSIM, opinion})
		}
	}
	best := point{y: cleanOpinion}
	return &Grader{mdsi: rising(mdsi, best), msssim: rising(msssim, point{1, cleanOpinion})}
}

// Opinion gives the mean of what both measures say, 0..cleanOpinion. MDSI counts
// twice, because it agrees better with TID2013's opinions; MS-SSIM sees lost light
// and contrast.
func (g *Grader) Opinion(r *Row) float64 {
	return (2*g.mdsi.at(-r.MDSI) + g.msssim.at(r.MSSSIM)) / 3
}

type point struct{ x, y float64 }

// curve is points in rising order of both, with straight lines between.
type curve []point

// rising fits a curve that nowhere falls: the means of runs of neighbours, of which
// those that fall are joined (pool adjacent violators, Ayer et al. 1955). It ends in
// best.
func rising(points []point, best point) curve {
	const runs = 24
	slices.SortFunc(points, func(a, b point) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) })
	type run struct {
		sum point
		n   float64
	}
	var pools []run
	for i := range min(runs, len(points)) {
		var next run
		for _, p := range points[i*len(points)/runs : (i+1)*len(points)/runs] {
			next.sum.x, next.sum.y, next.n = next.sum.x+p.x, next.sum.y+p.y, next.n+1
		}
		if next.n == 0 {
			continue
		}
		for len(pools) > 0 {
			last := pools[len(pools)-1]
			if last.sum.y/last.n < next.sum.y/next.n {
				break
			}
			next = run{point{next.sum.x + last.sum.x, next.sum.y + last.sum.y}, next.n + last.n}
			pools = pools[:len(pools)-1]
		}
		pools = append(pools, next)
	}
	var c curve
	for _, p := range pools {
		c = append(c, point{p.sum.x / p.n, min(best.y, p.sum.y/p.n)})
	}
	return append(c, best)
}

// at reads the curve; below its start it goes on as it starts, down to 0.
func (c curve) at(x float64) float64 {
	if len(c) == 1 {
		return c[0].y
	}
	i := 1
	for i < len(c)-1 && x > c[i].x {
		i++
	}
	a, b := c[i-1], c[i]
	if b.x <= a.x {
		return b.y
	}
	return min(b.y, max(0, a.y+(x-a.x)/(b.x-a.x)*(b.y-a.y)))
}
