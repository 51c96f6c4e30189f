package tflite

import "fmt"

// Runner runs a model with working memory of its own. It is for one goroutine at a
// time.
type Runner struct {
	model   *Model
	kernels kernels
	values  [][]float32 // by tensor
	scratch []float32
}

// NewRunner makes a runner.
func (m *Model) NewRunner() *Runner { return m.newRunner(fastKernels()) }

func (m *Model) newRunner(k kernels) *Runner {
	r := &Runner{model: m, kernels: k, values: make([][]float32, len(m.values)), scratch: make([]float32, m.scratch)}
	arena := make([]float32, m.arena)
	for i, p := range m.values {
		r.values[i] = arena[p.at : p.at+p.size : p.at+p.size]
	}
	return r
}

// Input gives the input's numbers, to be filled before Run, which leaves them alone.
func (r *Runner) Input() []float32 { return r.values[r.model.in] }

// Run computes the outputs from the input. The error says which output has a number
// that is not finite, as happens with a broken input or weights from nowhere.
func (r *Runner) Run() error {
	for _, s := range r.model.steps {
		s.run(r)
	}
	for i, k := range r.model.out {
		sum := float32(0)
		for _, v := range r.values[k] {
			sum += v - v // 0, or no number
		}
		if sum != sum {
			return fmt.Errorf("running a network: the output %q is not finite", r.model.outputs[i].Name)
		}
	}
	return nil
}

// Output gives the numbers of an output, counted as in Model.Outputs. The next Run
// overwrites them.
func (r *Runner) Output(i int) []float32 { return r.values[r.model.out[i]] }
