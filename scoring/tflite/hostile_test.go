package tflite

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// small is a network with a bit of everything, of some kilobytes.
func small() *sketch {
	n := mobileBlock(6, 5, 3, 8, 12, 2, 1)
	x := len(n.tensors) - 1
	x = n.node(opResize, fields{nil, nil, byte(0), byte(1)}, []int{1, 6, 6, 12}, x, n.counts(6, 6))
	x = n.node(opMean, nil, []int{1, 12}, x, n.counts(1, 2))
	x = n.node(opReshape, nil, []int{1, 1, 1, 12}, x)
	points := n.node(opStridedSlice, nil, []int{1, 1, 1, 6}, x, n.counts(0, 0, 0, 3), n.counts(1, 1, 1, 9), n.counts(1, 1, 1, 1))
	m := n.custom("Landmarks2TransformMatrix", matrixOptions(0, 1, 4, []int{0, 1}), []int{1, 4, 4}, points)
	s := n.custom("TransformTensorBilinear", nil, []int{1, 4, 4, 3}, 0, m)
	s = n.node(opReshape, nil, []int{1, 24, 2}, s)
	n.custom("TransformLandmarks", nil, []int{1, 24, 2}, s, m)
	return n
}

// matrixOptions writes the FlexBuffers map of a Landmarks2TransformMatrix: four bytes
// for every value, keys and lists before the map.
func matrixOptions(left, right, size int, subset []int) []byte {
	var b []byte
	u32 := func(v int) { b = binary.LittleEndian.AppendUint32(b, uint32(v)) }
	names := []string{"left_rotation_idx", "output_height", "output_width", "right_rotation_idx", "scale_x", "scale_y", "subset_idxs"}
	at := make([]int, len(names))
	for i, name := range names {
		at[i] = len(b)
		b = append(append(b, name...), 0)
	}
	u32(len(subset))
	list := len(b)
	for _, v := range subset {
		u32(v)
	}
	u32(len(names))
	keys := len(b)
	for i := range at {
		u32(len(b) - at[i])
	}
	u32(len(b) - keys)
	u32(4)
	u32(len(names))
	root := len(b)
	for _, v := range []int{left, size, size, right} {
		u32(v)
	}
	u32(int(math.Float32bits(1.25)))
	u32(int(math.Float32bits(1.5)))
	u32(len(b) - list)
	const wide = 2 // four bytes
	b = append(b, flexInt<<2|wide, flexInt<<2|wide, flexInt<<2|wide, flexInt<<2|wide, flexFloat<<2|wide, flexFloat<<2|wide, flexIntList<<2|wide)
	return append(b, byte(len(b)-root), flexMapKind<<2|wide, 1)
}

func TestOptionsOfCustomOperatorsAreRead(t *testing.T) {
	m, err := readFlexMap(matrixOptions(3, 4, 16, []int{7, 9}))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]float64{
		"left_rotation_idx": {3}, "right_rotation_idx": {4}, "output_width": {16}, "output_height": {16},
		"scale_x": {1.25}, "scale_y": {1.5}, "subset_idxs": {7, 9},
	} {
		if got := m[name]; len(got) != len(want) || got[0] != want[0] || got[len(got)-1] != want[len(want)-1] {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

// twoPoints is a network whose input is two landmarks.
func twoPoints(options []byte) *sketch {
	n := newSketch(1, 2, 3)
	n.custom("Landmarks2TransformMatrix", options, []int{1, 4, 4}, 0)
	return n
}

func TestTransformTakesTheSquareToTheLandmarks(t *testing.T) {
	// Two landmarks at (10, 20) and (10, 28): the square of 4 x 4 is turned by a quarter,
	// its middle (2, 2) is between them, and its width of 4 is 1.25 times theirs of 8.
	x := []float32{10, 20, 5, 10, 28, 5}
	m := run(t, twoPoints(matrixOptions(0, 1, 4, []int{0, 1})).file(), x)
	for _, c := range []struct{ x, y, wantX, wantY float64 }{{2, 2, 10, 24}, {4, 2, 10, 29}, {0, 2, 10, 19}} {
		gx, gy := transform(m, float32(c.x), float32(c.y))
		near(t, []float32{gx, gy}, []float64{c.wantX, c.wantY})
	}
}

func TestSquareThatIsOutsideIsZero(t *testing.T) {
	for _, x := range []float32{0, 1e9, -1e30, float32(math.NaN())} {
		n := newSketch(1, 4, 4, 1)
		m := n.node(opReshape, nil, []int{1, 4, 4}, 0)
		n.custom("TransformTensorBilinear", nil, []int{1, 2, 2, 1}, 0, m)
		input := make([]float32, 16)
		input[0], input[5], input[3], input[9] = 1, 1, x, 7
		m2, err := Load(n.file())
		if err != nil {
			t.Fatal(err)
		}
		r := m2.NewRunner()
		copy(r.Input(), input)
		if err := r.Run(); err != nil {
			t.Fatal(err)
		}
		if x != 0 && r.Output(0)[0] != 0 {
			t.Errorf("shifted by %v it is %v", x, r.Output(0))
		}
		if x == 0 && r.Output(0)[0] != 1 {
			t.Errorf("where it is inside it is %v", r.Output(0))
		}
	}
}

func TestFilesThatCannotBeRunGiveAnError(t *testing.T) {
	conv := func(change func(n *sketch)) []byte {
		n := newSketch(1, 4, 4, 1)
		n.node(opConv, convOptions(0, 1, 0), []int{1, 4, 4, 2}, 0, n.weights([]float32{1, 2}, 2, 1, 1, 1), n.weights([]float32{0, 0}, 2))
		change(n)
		return n.file()
	}
	for name, c := range map[string]struct {
		data []byte
		want string // in the error
	}{
		"nothing":         {nil, "not a TensorFlow Lite file"},
		"another format":  {[]byte("GIF89a, which is something else"), "not a TensorFlow Lite file"},
		"only the mark":   {[]byte("\x00\x00\x00\x00TFL3"), ""},
		"an offset far":   {[]byte("\xff\xff\xff\x7fTFL3"), "outside the file"},
		"no network":      {[]byte("\x08\x00\x00\x00TFL3\x04\x00\x04\x00\x04\x00\x00\x00"), "no network"},
		"no operator":     {conv(func(n *sketch) { n.nodes, n.out = nil, []int{0} }), ""},
		"unknown":         {conv(func(n *sketch) { n.codes[0] = fields{byte(99), nil, nil, 99} }), "number 99"},
		"unknown custom":  {conv(func(n *sketch) { n.codes[0] = fields{byte(32), "Thing", nil, 32} }), "Thing"},
		"of no kind":      {conv(func(n *sketch) { n.nodes[0][nodeCode] = 7 }), "of no kind"},
		"no input":        {conv(func(n *sketch) { n.in = nil }), "0 inputs"},
		"two outputs":     {conv(func(n *sketch) { n.nodes[0][nodeOutputs] = []int{3, 1} }), "2 outputs"},
		"a circle":        {conv(func(n *sketch) { n.nodes[0][nodeInputs] = []int{3, 1, 2} }), "before it is made"},
		"a far tensor":    {conv(func(n *sketch) { n.nodes[0][nodeInputs] = []int{0, 1, 1000} }), "before it is made"},
		"left out":        {conv(func(n *sketch) { n.nodes[0][nodeInputs] = []int{-1, 1, 2} }), ""},
		"writes weights":  {conv(func(n *sketch) { n.nodes[0][nodeOutputs] = []int{1} }), "twice"},
		"output unmade":   {conv(func(n *sketch) { n.out = []int{9} }), "before it is made"},
		"output weights":  {conv(func(n *sketch) { n.out = []int{1} }), "does not depend"},
		"wrong size":      {conv(func(n *sketch) { n.tensors[3][tensorShape] = []int{1, 4, 5, 2} }), "do not fit"},
		"no picture":      {conv(func(n *sketch) { n.tensors[0][tensorShape] = []int{4, 4, 1} }), "do not fit"},
		"two pictures":    {conv(func(n *sketch) { n.tensors[0][tensorShape] = []int{2, 4, 4, 1} }), "do not fit"},
		"negative":        {conv(func(n *sketch) { n.tensors[0][tensorShape] = []int{1, -4, -4, 1} }), "shape"},
		"zero":            {conv(func(n *sketch) { n.tensors[0][tensorShape] = []int{1, 0, 4, 1} }), "shape"},
		"five dimensions": {conv(func(n *sketch) { n.tensors[0][tensorShape] = []int{1, 4, 4, 1, 1} }), "at most 4"},
		"huge":            {conv(func(n *sketch) { n.tensors[0][tensorShape] = []int{1, 1 << 30, 1 << 30, 1} }), "shape"},
		"overflowing":     {conv(func(n *sketch) { n.tensors[0][tensorShape] = []int{1 << 30, 1 << 30, 16, 1 << 30} }), "shape"},
		"short weights":   {conv(func(n *sketch) { n.buffers[1] = fields{[]byte{1, 2, 3, 4}} }), "4 bytes for 2 numbers"},
		"weights of NaN":  {conv(func(n *sketch) { n.buffers[1] = fields{[]byte{0, 0, 0xc0, 0x7f, 0, 0, 0, 0}} }), "not finite"},
		"weights as text": {conv(func(n *sketch) { n.tensors[1][tensorType] = byte(5) }), "type 5"},
		"weights no num":  {conv(func(n *sketch) { n.tensors[1][tensorType] = byte(typeInt32) }), "do not fit"},
		"no buffer":       {conv(func(n *sketch) { n.tensors[1][tensorBuffer] = 77 }), "no buffer"},
		"sparse":          {conv(func(n *sketch) { n.tensors[1] = append(n.tensors[1], nil, nil, fields{}) }), "sparse"},
		"a long name":     {conv(func(n *sketch) { n.tensors[0][tensorName] = strings.Repeat("x", 5000) }), "at most"},
		"stride 0":        {conv(func(n *sketch) { n.nodes[0][nodeOptions] = convOptions(0, 0, 0) }), "not known"},
		"stride -1":       {conv(func(n *sketch) { n.nodes[0][nodeOptions] = convOptions(0, -1, 0) }), "not known"},
		"padding 9":       {conv(func(n *sketch) { n.nodes[0][nodeOptions] = convOptions(9, 1, 0) }), "not known"},
		"activation 4":    {conv(func(n *sketch) { n.nodes[0][nodeOptions] = convOptions(0, 1, 4) }), "not known"},
		"holes":           {conv(func(n *sketch) { n.nodes[0][nodeOptions] = append(convOptions(0, 1, 0), 2, 2) }), "not known"},
		"bad options":     {twoPoints([]byte{1, 2, 3}).file(), "options"},
		"point 2 of 2":    {twoPoints(matrixOptions(0, 1, 4, []int{2})).file(), "options"},
		"level at 5":      {twoPoints(matrixOptions(5, 1, 4, []int{1})).file(), "options"},
		"of size 0":       {twoPoints(matrixOptions(0, 1, 0, []int{1})).file(), "options"},
		"of no points":    {twoPoints(matrixOptions(0, 1, 4, nil)).file(), "options"},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := Load(c.data)
			if err == nil {
				t.Fatalf("it is run, with outputs %v", m.Outputs())
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %q, which does not say %q", err, c.want)
			}
		})
	}
}

func TestANetworkMayNotAskForTooMuch(t *testing.T) {
	many := newSketch(1, 1024, 1024, 4)
	x := 0
	for range 6 {
		x = many.node(opLogistic, nil, []int{1, 1024, 1024, 4}, x)
	}
	many.out = []int{1, 2, 3, 4, 5} // so that all of them live
	long := newSketch(1, 1024, 1024, 1)
	long.node(opMaxPool, poolOptions(0, 1, 1000), []int{1, 1024, 1024, 1}, 0)
	shared := newSketch(1, 1)
	shared.weights(make([]float32, 1<<20), 1<<20)
	for range 20 { // one buffer under many names
		shared.tensors = append(shared.tensors, shared.tensors[1])
	}
	crowd := newSketch(1, 1)
	for range mostTensors {
		crowd.value("", 1)
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"values": {many.file(), "memory"}, "time": {long.file(), "time"}, "weights": {shared.file(), "memory"},
		"tensors": {crowd.file(), "at most"},
	} {
		if _, err := Load(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// survive loads a file and runs it where that can be: there is nothing else to hold it
// to. A change of a weight alone is not worth the run.
func survive(data []byte) {
	m, err := Load(data)
	if err != nil {
		return
	}
	if len(data) < 1<<16 && m.arena < 1<<16 {
		r := m.NewRunner()
		for i := range r.Input() {
			r.Input()[i] = float32(i%9) - 4
		}
		_ = r.Run()
	}
}

func TestDamagedFilesDoNoHarm(t *testing.T) {
	data := small().file()
	if _, err := Load(data); err != nil {
		t.Fatal(err)
	}
	for end := 0; end < len(data); end += 11 {
		survive(data[:end])
	}
	for at := 0; at < len(data); at += 7 {
		for _, bits := range []byte{1, 0x80, 0xff} {
			data[at] ^= bits
			survive(data)
			data[at] ^= bits
		}
	}
}

func TestDamagedNetworksThatAreShippedDoNoHarm(t *testing.T) {
	for name, data := range shipped() {
		t.Run(name, func(t *testing.T) {
			data := append([]byte(nil), data...)
			r := rand.New(rand.NewPCG(3, 4))
			for range 60 {
				// The graph lies behind the weights.
				at := len(data) - 1 - r.IntN(len(data)/20)
				bits := byte(1 + r.IntN(255))
				data[at] ^= bits
				survive(data)
				data[at] ^= bits
			}
			for range 20 {
				survive(data[:r.IntN(len(data))])
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(small().file())
	f.Add(mobileBlock(4, 4, 3, 8, 12, 2, 3).file())
	f.Add(twoPoints(matrixOptions(0, 1, 4, []int{0, 1})).file())
	f.Fuzz(func(_ *testing.T, data []byte) { survive(data) })
}

func FuzzOptions(f *testing.F) {
	f.Add(matrixOptions(0, 1, 4, []int{0, 1}))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := readFlexMap(data)
		if err == nil && len(m) > flexMostValues {
			t.Errorf("%d values", len(m))
		}
	})
}
