package tflite

import (
	"errors"
	"fmt"
)

// What a file may ask for. The networks that Keeplight comes with need a tenth of it;
// a damaged or hostile file gets an error instead of the machine's memory or hours.
const (
	mostFile    = 64 << 20 // bytes
	mostTensors = 1 << 12
	mostNodes   = 1 << 12
	mostBuffers = 1 << 13
	mostDims    = 4
	mostFloats  = 1 << 24 // numbers of weights, and of values that live at a time
	mostWork    = 1 << 32 // multiplications and copies of a run
)

// budget counts down what a file has asked for.
type budget struct{ floats, work int }

func newBudget() *budget { return &budget{mostFloats, mostWork} }

// take takes from what is left, and gives an error where that is not enough. A
// product of factors is never computed before it is known to fit.
func take(left *int, what string, factors ...int) error {
	n := 1
	for _, f := range factors {
		if f < 0 || f > 0 && n > *left/f {
			return fmt.Errorf("the network needs too much %s", what)
		}
		n *= f
	}
	if n > *left {
		return fmt.Errorf("the network needs too much %s", what)
	}
	*left -= n
	return nil
}

func (b *budget) memory(factors ...int) error { return take(&b.floats, "memory", factors...) }
func (b *budget) time(factors ...int) error   { return take(&b.work, "time", factors...) }

var (
	errShape   = errors.New("the shapes of its tensors do not fit together")
	errWeights = errors.New("it takes a value where only weights can be read")
	errOptions = errors.New("it asks for a variant that is not known")
)
