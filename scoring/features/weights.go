package features

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// magic begins a file of weights.
const magic = "KLFEAT1\n"

// tensors reads the file's tensors one by one. It is not believed in anything: each must
// have the name and the number of values that are expected next.
type tensors struct {
	data []byte
	err  error
}

func newTensors(data []byte) *tensors {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return &tensors{err: errors.New("this is not a file of the network's weights")}
	}
	return &tensors{data: data[len(magic):]}
}

// take gives the next n bytes, nil where there are fewer.
func (t *tensors) take(n int) []byte {
	if t.err == nil && n > len(t.data) {
		t.err = errors.New("the file is cut off")
	}
	if t.err != nil {
		return nil
	}
	b := t.data[:n:n]
	t.data = t.data[n:]
	return b
}

// next gives the values of the tensor that comes next; only zeros after an error.
func (t *tensors) next(name string, n int) []float32 {
	values := make([]float32, n)
	length := t.take(1)
	if length == nil {
		return values
	}
	found := string(t.take(int(length[0])))
	head := t.take(4 + 8 + 8)
	if head == nil {
		return values
	}
	count := binary.LittleEndian.Uint32(head)
	if found != name || int64(count) != int64(n) {
		t.err = fmt.Errorf("%d values of %q are where %d of %q are expected", count, found, n, name)
		return values
	}
	least := math.Float64frombits(binary.LittleEndian.Uint64(head[4:]))
	scale := math.Float64frombits(binary.LittleEndian.Uint64(head[12:]))
	const most = 1e6 // the largest in the network is a variance of some hundreds
	if !(math.Abs(least) <= most) || !(math.Abs(scale) <= most) {
		t.err = fmt.Errorf("the values of %q begin at %v in steps of %v", name, least, scale)
		return values
	}
	for i, v := range t.take(n) {
		values[i] = float32(least + float64(float64(v)*scale)) // as TensorFlow.js does
	}
	return values
}

// end gives the first error, or that something follows.
func (t *tensors) end() error {
	if t.err == nil && len(t.data) > 0 {
		t.err = fmt.Errorf("%d bytes follow behind the weights", len(t.data))
	}
	return t.err
}
