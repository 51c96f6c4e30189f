package tinymodel

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"testing"
)

// reader reads GGUF files back, independently of the writer: by the widths of
// the format's types instead of by Go's.
type reader struct {
	t    *testing.T
	data *bytes.Reader
}

// contents is a GGUF file that was read.
type contents struct {
	keys    map[string]any
	order   []string
	tensors map[string]tensor
}

// readFile fails the test where a file is not in the format to its last byte.
func readFile(t *testing.T, path string) contents {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := reader{t, bytes.NewReader(raw)}
	if got := string(r.bytes(4)); got != "GGUF" {
		t.Fatalf("the file begins with %q", got)
	}
	if v := r.uint32(); v != 3 {
		t.Fatalf("the version is %d, not 3", v)
	}
	nTensors, nKeys := int(r.uint64()), int(r.uint64())
	c := contents{keys: map[string]any{}, tensors: map[string]tensor{}}
	for range nKeys {
		name := r.string()
		if _, twice := c.keys[name]; twice {
			t.Errorf("the key %s is there twice", name)
		}
		c.keys[name] = r.value(r.uint32())
		c.order = append(c.order, name)
	}
	offsets, formats := map[string]int{}, map[string]Format{}
	var names []string
	for range nTensors {
		name := r.string()
		ten := tensor{name: name}
		n := 1
		for range r.uint32() {
			d := int(r.uint64())
			ten.shape, n = append(ten.shape, d), n*d
		}
		kind := r.uint32()
		format, ok := map[uint32]Format{0: F32, 1: F16, 8: Q8, 12: Q4}[kind]
		if !ok {
			t.Fatalf("tensor %s is of type %d", name, kind)
		}
		formats[name] = format
		offsets[name] = int(r.uint64())
		ten.data = make([]float32, n)
		if _, twice := c.tensors[name]; twice {
			t.Errorf("the tensor %s is there twice", name)
		}
		c.tensors[name], names = ten, append(names, name)
	}
	begin := (len(raw) - r.data.Len() + 31) / 32 * 32
	end := begin
	for _, name := range names {
		if begin+offsets[name] != end {
			t.Fatalf("tensor %s begins at %d, and the one before it ends at %d", name, begin+offsets[name], end)
		}
		end = (end + readTensor(t, raw[end:], formats[name], c.tensors[name]) + 31) / 32 * 32
	}
	if end != len(raw) {
		t.Errorf("%d bytes follow the last tensor", len(raw)-end)
	}
	return c
}

// readTensor reads a tensor's numbers and gives how many bytes they have.
func readTensor(t *testing.T, raw []byte, f Format, into tensor) (size int) {
	t.Helper()
	block := map[Format][2]int{F32: {1, 4}, F16: {1, 2}, Q8: {32, 34}, Q4: {256, 144}}[f] // numbers and bytes
	size = len(into.data) / block[0] * block[1]
	if size > len(raw) {
		t.Fatalf("tensor %s has %d bytes, and %d are left", into.name, size, len(raw))
	}
	copy(into.data, numbers(f, raw[:size]))
	return size
}

func (r reader) bytes(n int) []byte {
	r.t.Helper()
	if n < 0 || n > r.data.Len() {
		r.t.Fatalf("%d bytes are announced and %d are left", n, r.data.Len())
	}
	b := make([]byte, n)
	_, _ = r.data.Read(b)
	return b
}

func (r reader) uint32() uint32 { return binary.LittleEndian.Uint32(r.bytes(4)) }
func (r reader) uint64() uint64 { return binary.LittleEndian.Uint64(r.bytes(8)) }
func (r reader) string() string { return string(r.bytes(int(r.uint64()))) }

// value reads a value as text, or as a list of texts.
func (r reader) value(kind uint32) any {
	r.t.Helper()
	switch kind {
	case 4:
		return fmt.Sprint(r.uint32())
	case 5:
		return fmt.Sprint(int32(r.uint32()))
	case 6:
		var f float32
		_, _ = binary.Decode(r.bytes(4), binary.LittleEndian, &f)
		return fmt.Sprint(f)
	case 7:
		return fmt.Sprint(r.bytes(1)[0] == 1)
	case 8:
		return r.string()
	case 9:
		element, n := r.uint32(), int(r.uint64())
		list := make([]string, n)
		for i := range list {
			list[i] = r.value(element).(string)
		}
		return list
	}
	r.t.Fatalf("there is no type %d", kind)
	return nil
}
