package picture

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/raw"
	"keeplight.app/keeplight/library/safefile"
)

const (
	// mutantsVariable says how many mutated files to read; without it, as many
	// as fit into mutantsTime.
	mutantsVariable = "KEEPLIGHT_MUTANTS"
	mutantsTime     = 8 * time.Second

	// childVariable is set in the process that reads them.
	childVariable = "KEEPLIGHT_MUTANTS_CHILD"

	// oneMutant is how long the reading of one file may take on a busy machine.
	oneMutant = 60 * time.Second

	// mutantMemory bounds in bytes the address space of the process: what
	// the limits of this package allow, and what Go itself reserves.
	mutantMemory = 4 << 30
)

// TestMutants reads mutated files in a process of its own, so that one that
// kills or stops it is named.
func TestMutants(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run", "^TestMutantsChild$", "-test.timeout", "0")
	cmd.Env = append(os.Environ(), childVariable+"=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var hung atomic.Bool
	watch := time.AfterFunc(oneMutant, func() { hung.Store(true); cancel() })
	defer watch.Stop()
	last, summary := "none", ""
	for lines := bufio.NewScanner(out); lines.Scan(); {
		watch.Reset(oneMutant)
		switch kind, text, _ := strings.Cut(lines.Text(), " "); kind {
		case "reading":
			last = text
		case "wrong":
			t.Errorf("%s: %s", last, text)
		case "summary":
			summary = text
		}
	}
	err = cmd.Wait()
	switch {
	case hung.Load():
		t.Fatalf("%s: reading took longer than %v", last, oneMutant)
	case err != nil:
		tail := stderr.String()
		t.Fatalf("%s ended the process: %v\n%s", last, err, tail[:min(len(tail), 3000)])
	case summary == "":
		t.Fatal("the child read nothing")
	}
	t.Log(summary)
}

// TestMutantsChild is the process that TestMutants starts.
func TestMutantsChild(t *testing.T) {
	if os.Getenv(childVariable) == "" {
		t.Skip("this is the child process of TestMutants")
	}
	if err := limitMemory(mutantMemory); err != nil {
		t.Fatalf("limiting the memory: %v", err)
	}
	count, _ := strconv.Atoi(os.Getenv(mutantsVariable))
	originals := mutantOriginals(t)
	began, answers := time.Now(), map[string]int{}
	slowest, slow := time.Duration(0), ""
	n := 0
	for ; n < count || count == 0 && time.Since(began) < mutantsTime; n++ {
		m := newMutant(originals, uint64(n))
		fmt.Println("reading", m.label)
		start := time.Now()
		answer, wrong := readMutant(t.Context(), m.data, m.name)
		if took := time.Since(start); took > slowest {
			slowest, slow = took, m.label
		}
		answers[answer]++
		if wrong != nil {
			fmt.Println("wrong", strings.ReplaceAll(wrong.Error(), "\n", " "))
		}
	}
	fmt.Printf("summary %d mutants of %d files: %v; at most %d MB resident; the slowest, %s, took %v\n",
		n, len(originals), answers, phototest.ReadResident(t).Most>>20, slow, slowest.Round(time.Millisecond))
}

// original is a file that mutants are made of.
type original struct {
	name string
	data []byte
}

// mutantOriginals are the made samples of every format and the real photos that
// are at hand, in a fixed order.
func mutantOriginals(t *testing.T) []original {
	t.Helper()
	var all []original
	for name, data := range samples() {
		all = append(all, original{name, data})
	}
	for name, space := range spaces() {
		png := mustPNG(phototest.Scene(24, 16, 1))
		all = append(all, original{name + ".png", pngWithProfile(png, space.profile())}, original{name + " tables.png", pngWithProfile(png, space.tableProfile())})
	}
	root := os.Getenv(phototest.FolderVariable)
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "photos")
	}
	for _, folder := range []string{"camera", "nature", "hostile"} {
		paths, _ := filepath.Glob(filepath.Join(root, folder, "*"))
		for _, path := range paths {
			if data, err := safefile.ReadAll(path, largestOriginal); err == nil {
				all = append(all, original{filepath.Base(path), data})
			}
		}
	}
	slices.SortFunc(all, func(a, b original) int { return strings.Compare(a.name, b.name) })
	return all
}

// mutant is a file that was changed; the label tells how to make it again.
type mutant struct {
	name, label string
	data        []byte
}

func newMutant(originals []original, n uint64) mutant {
	r := rand.New(rand.NewPCG(n, 0x3a7))
	from := originals[r.IntN(len(originals))]
	data := slices.Clone(from.data)
	for range 1 + r.IntN(4) {
		if len(data) > 0 {
			data = mutate(r, data, originals)
		}
	}
	return mutant{from.name, fmt.Sprintf("mutant %d of %s", n, from.name), data}
}

// mutate changes one thing. Half of the changes hit the first 4 KB, where the
// structures are.
func mutate(r *rand.Rand, data []byte, originals []original) []byte {
	reach := len(data)
	if r.IntN(2) == 0 {
		reach = min(reach, 4<<10)
	}
	at := r.IntN(reach)
	n := min(1+r.IntN(64), len(data)-at)
	switch r.IntN(7) {
	case 0: // a bit
		data[at] ^= 1 << r.IntN(8)
	case 1: // a byte
		data[at] = byte(r.Uint32())
	case 2: // a number
		edges := [][]byte{{0xff, 0xff, 0xff, 0xff}, {0x7f, 0xff, 0xff, 0xff}, {0x80, 0, 0, 0}, {0, 0, 0, 0}, {0xff, 0xff, 0xff, 0x7f}, {0, 0, 0, 1}}
		copy(data[at:], edges[r.IntN(len(edges))])
	case 3: // the end is missing
		return data[:at]
	case 4: // a piece is missing
		return slices.Delete(data, at, at+n)
	case 5: // a piece comes twice
		return slices.Insert(data, at, slices.Clone(data[at:at+n])...)
	case 6: // a piece of another file
		other := originals[r.IntN(len(originals))].data
		copy(data[at:], other[r.IntN(len(other)):])
	}
	return data
}

// readMutant does with a file what the program does with every file. wrong is
// an answer that callers cannot work with.
func readMutant(ctx context.Context, data []byte, name string) (answer string, wrong error) {
	format := Sniff(data, name)
	ImageHash(data, format)
	if c, _ := exif.Read(data, format); c.Orientation < 0 || c.Orientation > 8 {
		return "", fmt.Errorf("orientation %d", c.Orientation)
	}
	if found, err := raw.Previews(bytes.NewReader(data), int64(len(data))); err == nil {
		for _, p := range found {
			if p.Offset < 0 || p.Length <= 0 || p.Offset+p.Length > int64(len(data)) {
				return "", fmt.Errorf("preview %+v of %d bytes", p, len(data))
			}
		}
	}
	if format == library.JPEG {
		_, _ = thumbnailOf(data[:min(len(data), embeddedHead)]) // most have none
	}
	if mutantAsks(data, format) > mutantPixels {
		return "asks for very much", nil
	}
	if tiles, err := NewTiles(ctx, data, name); err == nil && format == library.JPEG {
		w, h := tiles.Size()
		_, _ = tiles.At(ctx, image.Rect(w/3, h/2, w/3+100, h/2+70)) // damaged parts are refused
	}
	if err := scanMutant(ctx, data, name); err != nil {
		return "", err
	}
	pic, err := Decode(ctx, data, name, 256)
	if err != nil {
		return mutantError(err)
	}
	b := pic.Pixels.Rect
	if b.Empty() || b.Min.X != 0 || b.Min.Y != 0 || max(b.Dx(), b.Dy()) > 256 || pic.Pixels.Stride != 4*b.Dx() || !pic.Pixels.Opaque() {
		return "", fmt.Errorf("pixels %v, stride %d, %+v", b, pic.Pixels.Stride, pic.Info)
	}
	if pic.Damaged != "" {
		return "shown as damaged", nil
	}
	return "shown", nil
}

// mutantAsks is how many pixels a header asks for.
func mutantAsks(data []byte, format library.Format) int {
	switch format {
	case library.JPEG:
		f, err := readFrame(data)
		if err != nil {
			return 0
		}
		return f.width * f.height
	case library.PNG:
		return pixelsOf(data)
	}
	return 0
}

func mutantError(err error) (answer string, wrong error) {
	for _, kind := range []error{ErrEmpty, ErrUnsupported, ErrDamaged, ErrTooManyPixels} {
		if errors.Is(err, kind) {
			return kind.Error(), nil
		}
	}
	return "", fmt.Errorf("an error of no kind: %w", err)
}
