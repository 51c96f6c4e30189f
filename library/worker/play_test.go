//go:build unix

package worker

import (
	"bufio"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library/worker/wire"
)

// playWorker is the environment variable that makes the test binary a worker
// that does whatever the file says. Its value is how it starts.
const playWorker = "KEEPLIGHT_TEST_PLAY_WORKER"

func TestMain(m *testing.M) {
	if how := os.Getenv(playWorker); how != "" {
		os.Exit(play(how))
	}
	os.Exit(m.Run())
}

// How a worker starts.
const (
	startsWell      = "well"
	startsWithout   = "without HEVC"
	startsNever     = "never"
	startsOtherwise = "as something else"
	startsSilently  = "silently"
)

func play(how string) int {
	if marks := os.Getenv(playMarks); marks != "" { // so that tests can count the workers
		name := filepath.Join(marks, fmt.Sprint(os.Getpid()))
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			return 3
		}
	}
	switch how {
	case startsNever:
		fmt.Fprintln(os.Stderr, "keeplight-media: error while loading shared libraries: libheif.so.1: cannot open shared object file")
		return 127
	case startsOtherwise:
		fmt.Println("usage: something else altogether [options]")
		return 0
	case startsSilently:
		time.Sleep(time.Minute)
		return 0
	}
	hello := wire.Hello{Library: cmp.Or(os.Getenv(playVersion), "libfake 1.0"), Formats: []string{"heif", "avif"}}
	if how == startsWithout {
		hello.Formats = []string{"avif"}
	}
	if err := wire.Serve(bufio.NewReader(os.Stdin), os.Stdout, hello, act); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// playVersion says which version the worker is of.
const playVersion = "KEEPLIGHT_TEST_PLAY_VERSION"

// once is true the first time that a worker of this test is asked for a file with
// that name.
func once(name string) bool {
	f, err := os.OpenFile(filepath.Join(os.Getenv(playMarks), name), os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		_ = f.Close() // it is empty
	}
	return err == nil
}

// playMarks names a folder in which every worker leaves a file with its number.
const playMarks = "KEEPLIGHT_TEST_PLAY_MARKS"

// head makes the bytes look like a HEIC to whoever asks.
const head = "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"

var served int

// act does what a file asks for by its text behind head.
func act(req *wire.Request) *wire.Reply {
	served++
	order, argument, _ := strings.Cut(strings.TrimPrefix(string(req.File), head), " ")
	switch order {
	case "crash":
		panic("as the file wants it")
	case "crash-unless-fresh":
		if served > 1 {
			panic("something else broke this worker")
		}
	case "crash-once":
		if once(order) {
			panic("only this time")
		}
	case "killed-once":
		if once(order) {
			killed()
		}
	case "killed":
		killed()
	case "hang":
		for {
			time.Sleep(time.Hour)
		}
	case "slow":
		time.Sleep(1500 * time.Millisecond)
	case "spin":
		spin()
	case "flood":
		fmt.Fprintln(os.Stderr, "terminate called after throwing an instance of 'std::bad_alloc'")
		os.Exit(134)
	case "garbage":
		fmt.Println("I am a C library and like to print.")
		os.Exit(0)
	case "babble":
		for {
			fmt.Println("I am a C library and like to print.")
		}
	case "truncate":
		io.WriteString(os.Stdout, "KLM\x01\x00\x00")
		os.Exit(0)
	case "lie":
		return &wire.Reply{Width: 10, Height: 10, Pixels: image.NewRGBA(image.Rect(0, 0, 5000, 5000)), Source: "a lie"}
	case "fail":
		return &wire.Reply{Failure: &wire.Failure{Kind: wire.Kind(argument), Text: "the file says \x1b[31m" + argument}}
	case "told":
		terminate()
	}
	return good(req)
}

func good(req *wire.Request) *wire.Reply {
	r := &wire.Reply{Width: 40, Height: 30}
	if req.Want != wire.Size {
		r.Source = "the picture"
		r.Pixels = image.NewRGBA(image.Rect(0, 0, 4, 3))
		for y := range 3 {
			for x := range 4 {
				r.Pixels.SetRGBA(x, y, color.RGBA{uint8(60 * x), uint8(80 * y), 7, 255})
			}
		}
	}
	return r
}
