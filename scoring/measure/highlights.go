package measure

// Highlights is what is clipped in the highlights, by what it seems to be. All are
// shares of the picture, 0..1, but Subject.
type Highlights struct {
	Lost    float64 // weighted by what a photographer minds: see highlightCost
	Sky     float64 // even, and joined to the upper edge: a sky or a window
	Lamp    float64 // small and alone: a lamp, the sun, a glint
	Even    float64 // even areas elsewhere: a white wall, paper, tiles
	Skin    float64 // on the subject, with the colour of skin around
	Subject float64 // share of the subject that is clipped, lamps apart
}

// What a clipped cell costs of a picture of that size: broken up texture costs 1.
const (
	skyCost     = 0.7
	lampCost    = 0.15
	evenCost    = 0.85 // of a white wall; in a high key, where it is meant, highKeyCost
	highKeyCost = 0.12
	subjectCost = 1.5
	skinCost    = 2.5
)

// clipping holds maps of what is clipped and around it, of 0..1.
type clipping struct {
	high  grid // share clipped
	even  grid // 1 where all around is clipped too, 0 where texture is broken up
	alone grid // 1 for a small spot
	sky   grid // 1 where all above up to the edge is clipped
	skin  grid // how much of the surroundings has the colour of skin
}

// clippingMaps reads what is clipped from the cells' sums.
func (k *workspace) clippingMaps(r, g, b *grid) *clipping {
	const around, wide, face = 1, 7, 4 // cells
	const spot = 0.1                   // of the wide surroundings is a spot at most
	c := &k.clipping
	var skin grid
	clipped := 0.0
	for i, s := range k.light.cells {
		c.high[i] = ((1-channelWeight)*float64(s.high) + channelWeight*float64(s.blown)) / 255 / float64(max(1, s.n))
		clipped += c.high[i]
	}
	if clipped == 0 {
		*c = clipping{}
		return c
	}
	for i := range skin {
		skin[i] = skinLike(r[i], g[i], b[i])
	}
	near, far := c.high.boxed(around), c.high.boxed(wide)
	c.skin = skin.boxed(face)
	for i, v := range c.high {
		c.even[i] = min(1, max(0, (near[i]-0.6)/0.35))
		c.alone[i] = min(1, max(0, 2-far[i]/spot))
		c.sky[i] = min(1, 1.25*v)
		if i >= gridSide {
			c.sky[i] = min(c.sky[i], c.sky[i-gridSide])
		}
	}
	return c
}

// measureHighlights weighs what is clipped. meant is how surely the picture is in
// high key, see Key.
func (c *clipping) measureHighlights(r *Region, meant float64) Highlights {
	var h Highlights
	inside := 0.0
	for i, v := range c.high {
		m := r.at(i)
		inside += m
		if v == 0 {
			continue
		}
		m *= 1 - c.sky[i]*c.even[i] // an empty sky stands out and is no subject
		lamp := c.alone[i] * (1 - m*c.skin[i])
		sky := (1 - lamp) * c.sky[i] * c.even[i] * (1 - m)
		even := (1 - lamp) * (1 - c.sky[i]) * c.even[i] * (1 - m)
		skin := m * min(1, 3*c.skin[i]) * (1 - lamp)
		h.Lamp += v * lamp
		h.Sky += v * sky
		h.Even += v * even
		h.Skin += v * skin
		h.Subject += v * m * (1 - lamp)
		wall := evenCost + (highKeyCost-evenCost)*meant
		behind := sky*min(skyCost, wall) + even*wall
		texture := max(0, 1-lamp-sky-even)
		dear := 1 + (subjectCost-1)*m + (skinCost-subjectCost)*skin
		h.Lost += v * (lamp*lampCost + behind + texture*dear)
	}
	cells := float64(len(c.high))
	h.Subject /= max(inside, 1e-9)
	h.Lost, h.Sky, h.Lamp, h.Even, h.Skin = h.Lost/cells, h.Sky/cells, h.Lamp/cells, h.Even/cells, h.Skin/cells
	return h
}

// skinLike is 1 for a colour 0..255 within the range of Cb and Cr that skin of all
// tones has (Chai & Ngan 1999), 0 outside. Wood and sand lie there too.
func skinLike(r, g, b float64) float64 {
	cb := 128 - 0.169*r - 0.331*g + 0.5*b
	cr := 128 + 0.5*r - 0.419*g - 0.081*b
	if cb < 77 || cb > 127 || cr < 135 || cr > 173 {
		return 0
	}
	return 1
}

// boxed gives the mean of the cells within so many cells of each; beyond the border
// there is nothing to count.
func (g *grid) boxed(reach int) grid {
	half := g.boxedAcross(reach)
	return half.boxedAcross(reach)
}

// boxedAcross does it along rows and exchanges rows and columns.
func (g *grid) boxedAcross(reach int) grid {
	var dst grid
	var sums [gridSide + 1]float64
	for y := range gridSide {
		for x, v := range g[y*gridSide : (y+1)*gridSide] {
			sums[x+1] = sums[x] + v
		}
		for x := range gridSide {
			from, to := max(0, x-reach), min(gridSide, x+reach+1)
			dst[x*gridSide+y] = (sums[to] - sums[from]) / float64(to-from)
		}
	}
	return dst
}
