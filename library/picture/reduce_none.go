//go:build !cgo

package picture

// channels is how many numbers a pixel has while it is averaged.
const channels = 3

// across averages one source row over the columns' spans.
func (r *reducer) across(pix []byte) {
	scale := float32(len(r.columns)) / float32(r.srcW)
	for x, c := range r.columns {
		p := pix[4*int(c.first):][:3]
		red, green, blue := c.firstWeight*float32(p[0]), c.firstWeight*float32(p[1]), c.firstWeight*float32(p[2])
		if c.last > c.first {
			var ir, ig, ib int // whole pixels are summed exactly
			for at := 4 * int(c.first+1); at < 4*int(c.last); at += 4 {
				q := pix[at : at+3 : at+3]
				ir, ig, ib = ir+int(q[0]), ig+int(q[1]), ib+int(q[2])
			}
			q := pix[4*int(c.last):][:3]
			red += float32(ir) + c.lastWeight*float32(q[0])
			green += float32(ig) + c.lastWeight*float32(q[1])
			blue += float32(ib) + c.lastWeight*float32(q[2])
		}
		to := r.row[3*x : 3*x+3 : 3*x+3]
		to[0], to[1], to[2] = red*scale, green*scale, blue*scale
	}
}

func (r *reducer) accumulate(weight float32) {
	for i, v := range r.row {
		r.sum[i] += weight * v
	}
}

// finish writes the summed row to dst and begins the next.
func (r *reducer) finish() {
	scale := float32(r.dst.Rect.Dy()) / float32(r.srcH)
	row := r.dst.Pix[r.out*r.dst.Stride:]
	for x := range r.columns {
		for c := range 3 {
			row[4*x+c] = uint8(min(r.sum[3*x+c]*scale+0.5, 255))
		}
		row[4*x+3] = 255
	}
	clear(r.sum)
	r.out++
}
