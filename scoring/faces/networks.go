package faces

import (
	"fmt"
	"runtime"
	"slices"

	"keeplight.app/keeplight/scoring/tflite"
)

// Outputs of the detector, in the order in which they are asked for.
const (
	detectorBoxes = iota
	detectorScores
)

// Outputs of the mesh, in the order in which they are asked for.
const (
	meshAll     = iota
	meshLeftEye // the one further left in the picture of a face that stands upright
	meshRightEye
	meshFlag
)

// networks is both networks with the memory to run them, for one goroutine at a time.
type networks struct {
	detector, landmarks *tflite.Runner
}

// models is what all goroutines share, and networks that nobody uses now.
type models struct {
	detector, landmarks *tflite.Model
	spare               chan *networks
}

func loadModels(detector, mesh []byte) (*models, error) {
	m := &models{spare: make(chan *networks, runtime.NumCPU())}
	var err error
	m.detector, err = tflite.Load(detector, "reshaped_regressor_face_4", "reshaped_classifier_face_4")
	if err != nil {
		return nil, fmt.Errorf("the network that finds faces: %w", err)
	}
	m.landmarks, err = tflite.Load(mesh, "output_mesh_identity", "output_left_eye", "output_right_eye", "conv_faceflag")
	if err != nil {
		return nil, fmt.Errorf("the network that looks at faces: %w", err)
	}
	return m, m.check()
}

// check fails for networks of other shapes than those that the answers are read by.
func (m *models) check() error {
	n := m.borrow()
	defer m.giveBack(n)
	if err := checkShape("finds faces", m.detector, n.detector, detectorSide,
		boxValues*anchorsIn, anchorsIn); err != nil {
		return err
	}
	return checkShape("looks at faces", m.landmarks, n.landmarks, meshSide,
		3*meshPoints, 2*lidPoints, 2*lidPoints, 1)
}

func checkShape(what string, m *tflite.Model, r *tflite.Runner, side int, outputs ...int) error {
	if got, want := m.InputShape(), []int{1, side, side, 3}; !slices.Equal(got, want) {
		return fmt.Errorf("the network that %s looks at a picture of %v, not %v: it is another one", what, got, want)
	}
	for i, want := range outputs {
		if got := len(r.Output(i)); got != want {
			return fmt.Errorf("the network that %s gives %d numbers as output %d, not %d: it is another one", what, got, i, want)
		}
	}
	return nil
}

// borrow gives networks that are not in use.
func (m *models) borrow() *networks {
	select {
	case n := <-m.spare:
		return n
	default:
		return &networks{m.detector.NewRunner(), m.landmarks.NewRunner()}
	}
}

// giveBack keeps networks for the next photo, but no more of them than there are
// processors.
func (m *models) giveBack(n *networks) {
	select {
	case m.spare <- n:
	default:
	}
}
