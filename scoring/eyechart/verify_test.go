package eyechart

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"image"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	asset "keeplight.app/keeplight/assets/eyechart"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/engine/enginetest"
)

func TestASoundRuntimePassesTheSelfTest(t *testing.T) {
	passes(t, enginetest.Runtime(t), "")
}

func TestVulkanInSoftwarePassesTheSelfTest(t *testing.T) {
	passes(t, enginetest.RuntimeVulkan(t), "Vulkan0")
}

func passes(t *testing.T, library, device string) {
	t.Helper()
	results, err := Verify(t.Context(), Options{
		Program: enginetest.Program(t), Runtime: library, Device: device,
		Patience: 10 * time.Minute, // Mesa compiles for a minute or more on a machine that is busy with other tests
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		t.Logf("%s (%s): %s, %v a picture", r.Device.Description, r.Device.Backend, r.Text, r.PerPicture)
		if !r.Passed || r.PerPicture <= 0 {
			t.Errorf("%s: %s", r.Device.Name, r.Text)
		}
	}
	if _, ok := Fastest(results); !ok {
		t.Error("none is the fastest that passed")
	}
}

// What a broken runtime would compute is simulated: by changing what it is shown,
// or the numbers that it computes with.
func TestARuntimeThatComputesIncorrectlyIsCaught(t *testing.T) {
	for name, c := range map[string]struct {
		picture func(*image.RGBA)
		pair    func(model, projector []byte) ([]byte, []byte)
		want    string
	}{
		"red and blue swapped": {picture: swapped, want: "red for blue"},
		"upside down":          {picture: upsideDown, want: "upside down"},
		"mirrored":             {picture: mirrored, want: "mirrored"},
		"another mean": {pair: func(m, p []byte) ([]byte, []byte) {
			key := []byte("clip.vision.image_mean")
			first := bytes.Index(p, key) + len(key) + 16 // kind, element's kind, count
			binary.LittleEndian.PutUint32(p[first:], math.Float32bits(0.45))
			return m, p
		}},
		"a perturbed matrix product": {pair: func(m, p []byte) ([]byte, []byte) {
			loseALane(t, p, "mm.0.weight")
			return m, p
		}},
		"a truncated model":     {pair: func(m, p []byte) ([]byte, []byte) { return m[:len(m)/2], p }, want: "cannot be used"},
		"a truncated projector": {pair: func(m, p []byte) ([]byte, []byte) { return m, p[:len(p)-len(p)/3] }, want: "cannot be used"},
	} {
		t.Run(name, func(t *testing.T) {
			r := testSpoilt(t, c.picture, c.pair)
			t.Log(r.Text)
			if r.Passed || !strings.Contains(r.Text, c.want) {
				t.Errorf("passed %v: %s", r.Passed, r.Text)
			}
		})
	}
}

// testSpoilt runs the self-test with pictures or a pair that were changed.
func testSpoilt(t *testing.T, picture func(*image.RGBA), pair func(model, projector []byte) ([]byte, []byte)) Result {
	t.Helper()
	card, err := Card()
	if err != nil {
		t.Fatal(err)
	}
	if picture != nil {
		for _, d := range card {
			picture(d.Picture)
		}
	}
	model, projector, err := WritePair(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if pair != nil {
		m, p := pair(bytes.Clone(asset.Model), bytes.Clone(asset.Projector))
		if err := errors.Join(os.WriteFile(model, m, 0o600), os.WriteFile(projector, p, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return test(t.Context(), engine.Options{
		Program: enginetest.Program(t), Runtime: enginetest.Runtime(t), Device: engine.CPU,
		Model: model, Projector: projector, ImageTokens: ImageTokens,
	}, card, time.Minute)
}

func swapped(m *image.RGBA) {
	for i := 0; i < len(m.Pix); i += 4 {
		m.Pix[i], m.Pix[i+2] = m.Pix[i+2], m.Pix[i]
	}
}

func upsideDown(m *image.RGBA) {
	rows := slices.Collect(slices.Chunk(bytes.Clone(m.Pix), m.Stride))
	for y, row := range rows {
		copy(m.Pix[(len(rows)-1-y)*m.Stride:], row)
	}
}

func mirrored(m *image.RGBA) {
	for y := range m.Rect.Dy() {
		row := m.Pix[y*m.Stride : y*m.Stride+4*m.Rect.Dx()]
		pixels := slices.Collect(slices.Chunk(bytes.Clone(row), 4))
		slices.Reverse(pixels)
		copy(row, bytes.Join(pixels, nil))
	}
}

// loseALane zeroes every 32nd column of a matrix of F32 numbers, as a product
// does that leaves out one of the numbers which it takes at once.
func loseALane(t *testing.T, file []byte, tensor string) {
	t.Helper()
	at := bytes.Index(file, []byte("v.patch_embd.weight")) - 8
	offset, columns, rows := 0, 0, 0
	for range binary.LittleEndian.Uint64(file[8:]) {
		n := int(binary.LittleEndian.Uint64(file[at:]))
		name := string(file[at+8 : at+8+n])
		at += 8 + n
		dimensions := int(binary.LittleEndian.Uint32(file[at:]))
		at += 4
		if name == tensor {
			columns, rows = int(binary.LittleEndian.Uint64(file[at:])), int(binary.LittleEndian.Uint64(file[at+8:]))
			offset = int(binary.LittleEndian.Uint64(file[at+8*dimensions+4:]))
		}
		at += 8*dimensions + 4 + 8
	}
	if columns == 0 {
		t.Fatalf("there is no %s", tensor)
	}
	data := (at+31)/32*32 + offset
	for r := range rows {
		for c := 0; c < columns; c += 32 {
			i := data + 4*(r*columns+c)
			clear(file[i : i+4])
		}
	}
}

// memory is settings that are kept in memory, as JSON.
type memory map[string][]byte

func (m memory) Setting(_ context.Context, key string, value any) (bool, error) {
	b, ok := m[key]
	if !ok {
		return false, nil
	}
	return true, json.Unmarshal(b, value)
}

func (m memory) PutSetting(_ context.Context, key string, value any) (err error) {
	m[key], err = json.Marshal(value)
	return err
}

func TestADeviceThatFailedIsNotUsedUntilItsRuntimeChanges(t *testing.T) {
	kept := memory{}
	tests := 0
	passed := false
	l := NewLedger(kept)
	l.verify = func(ctx context.Context, o Options) ([]Result, error) {
		tests++
		devices, err := devicesOf(ctx, o)
		if err != nil {
			return nil, err
		}
		return []Result{{Device: devices[0], Passed: passed, Text: "takes red for blue", PerPicture: 1}}, nil
	}
	o := Options{Program: enginetest.Program(t), Runtime: enginetest.Runtime(t), Device: engine.CPU}
	for range 2 {
		err := l.Check(t.Context(), o)
		if !errors.Is(err, ErrSelfTestFailed) || !errors.Is(err, scoring.ErrUnavailable) || !strings.Contains(err.Error(), "red for blue") {
			t.Errorf("a device that failed: %v", err)
		}
	}
	if tests != 1 {
		t.Errorf("it was tested %d times", tests)
	}
	// Another runtime: the same files in another folder with other times.
	o.Runtime = copyOf(t, o.Runtime)
	passed = true
	if err := l.Check(t.Context(), o); err != nil || tests != 2 {
		t.Errorf("another runtime: %v after %d tests", err, tests)
	}
}

// copyOf gives a folder with links to a folder's files and one file more.
func copyOf(t *testing.T, folder string) string {
	t.Helper()
	dir := t.TempDir()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if err := os.Symlink(folder+"/"+e.Name(), dir+"/"+e.Name()); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(dir+"/changed", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestVerdictsOfEarlierVersionsAreRead(t *testing.T) {
	l := NewLedger(nil)
	l.verify = func(context.Context, Options) ([]Result, error) {
		t.Error("it was tested anew")
		return nil, errors.New("tested anew")
	}
	o := Options{Program: enginetest.Program(t), Runtime: enginetest.Runtime(t), Device: engine.CPU}
	devices, err := devicesOf(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	print, err := fingerprint(o.Runtime)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		stored string
		passed bool
		text   string
	}{
		{`{"right":true,"text":"sees rightly"}`, true, "self-test passed"},
		{`{"right":false,"text":"takes red for blue"}`, false, "takes red for blue"},
	} {
		l.in = memory{ledgerKey: []byte(`{` + strconv.Quote(key(print, Result{Device: devices[0]})) + `:` + c.stored + `}`)}
		results, err := l.results(t.Context(), o)
		if err != nil || len(results) != 1 || results[0].Passed != c.passed || results[0].Text != c.text {
			t.Errorf("%s is read as %+v, %v", c.stored, results, err)
		}
		if err := l.Check(t.Context(), o); errors.Is(err, ErrSelfTestFailed) == c.passed {
			t.Errorf("%s gives %v", c.stored, err)
		}
	}
}
