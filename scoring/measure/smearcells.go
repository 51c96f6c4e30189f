package measure

// strongest adds up the amplitudes in a direction over the tenth of cells where it
// is strongest at a scale, at that scale and at the next coarser one.
func (c *smearCells) strongest(scale, direction int) (sum, coarser float64) {
	all := c.amplitude[scale]
	c.keys = c.keys[:0]
	for i := range all {
		c.keys = append(c.keys, all[i][direction])
	}
	n := max(1, len(all)/10)
	least := ranking(c.keys, len(all)-n)
	next := c.amplitude[min(scale+1, smearScales-1)]
	count := 0
	for i := range all {
		if v := all[i][direction]; v >= least && count < n {
			sum += float64(v)
			coarser += float64(next[i][direction])
			count++
		}
	}
	return sum, coarser
}

// weaker adds up the amplitudes in a direction over the cells of the weaker half
// that still have some contrast, at the measuring size and at half of it. known is
// false where hardly any have. It must follow strongest of the same direction at the
// measuring size, which has put the weaker cells' keys first.
func (c *smearCells) weaker(direction int) (sum, coarser float64, known bool) {
	const contrast, leastShare = 1.5, 0.15
	all, next := c.amplitude[0], c.amplitude[1]
	rank := len(all) * 6 / 10
	most := ranking(c.keys[:max(rank+1, len(all)-len(all)/10)], rank)
	count := 0
	for i := range all {
		if v := all[i][direction]; v <= most && next[i][direction] >= contrast {
			sum += float64(v)
			coarser += float64(next[i][direction])
			count++
		}
	}
	if float64(count) < leastShare*float64(len(all)) {
		return 1, 1, false
	}
	return sum, coarser, true
}
