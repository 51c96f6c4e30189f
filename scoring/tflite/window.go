package tflite

// picture is the size of a value that is a picture.
type picture struct{ height, width, channels int }

func (p picture) size() int { return p.height * p.width * p.channels }

// picture gives a tensor's size where it is one picture.
func (t *tensor) picture() (picture, error) {
	if len(t.shape) != 4 || t.shape[0] != 1 {
		return picture{}, errShape
	}
	return picture{t.shape[1], t.shape[2], t.shape[3]}, nil
}

// window is how a convolution or a pool walks over a picture.
type window struct {
	height, width            int
	strideDown, strideAcross int
	above, before            int // rows and columns outside the picture
}

// windowOf reads a window from the options of an operator and checks that it makes
// the output's size of the input's.
func windowOf(options table, height, width int, in, out picture) (window, error) {
	w := window{height: height, width: width, strideAcross: options.int(1, 1), strideDown: options.int(2, 1)}
	const most = 1 << 10
	for _, n := range []int{w.height, w.width, w.strideAcross, w.strideDown} {
		if n < 1 || n > most {
			return w, errOptions
		}
	}
	var down, across int
	switch options.byte(0) {
	case 0: // "same": https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2
		down, w.above = same(in.height, w.height, w.strideDown)
		across, w.before = same(in.width, w.width, w.strideAcross)
	case 1: // "valid"
		down, across = (in.height-w.height)/w.strideDown+1, (in.width-w.width)/w.strideAcross+1
		if in.height < w.height || in.width < w.width {
			return w, errShape
		}
	default:
		return w, errOptions
	}
	if down != out.height || across != out.width {
		return w, errShape
	}
	return w, nil
}

func same(size, window, stride int) (out, before int) {
	out = (size + stride - 1) / stride
	return out, max((out-1)*stride+window-size, 0) / 2
}

// within gives the part of a window at an output's index that is inside the picture.
func within(index, stride, outside, window, size int) (from, to int) {
	at := index*stride - outside
	return max(0, -at), min(window, size-at)
}
