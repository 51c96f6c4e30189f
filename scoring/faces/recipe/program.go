package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"image/jpeg"
	"image/png"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"
)

//go:embed page.html
var page []byte

// program is one of MediaPipe's, as an npm package brings it.
type program struct {
	name, version string
	script        string
	query         string            // what page.html is asked
	instead       map[string]string // files that are served under another one's name
}

// programs are the last versions that run in a headless browser without a GPU: newer
// ones end at once. The first has the same network as assets/faces. The other begins
// with the graph of another network and cannot change it afterwards, and comes with a
// network of which most weights were made zero: once it is asked as it comes, and once
// with the one of assets/faces.
func programs() []program {
	detection := func(query string, instead map[string]string) program {
		instead["face_detection_short.binarypb"] = "face_detection_full.binarypb"
		return program{
			name: "@mediapipe/face_detection", version: "0.4.1646425229",
			script: "face_detection.js", query: query, instead: instead,
		}
	}
	return []program{
		{name: "@mediapipe/face_mesh", version: "0.4.1633559619", script: "face_mesh.js", query: meshes},
		detection(sparseBoxes, map[string]string{}),
		detection(boxes, map[string]string{"face_detection_full_range_sparse.tflite": "face_detection_full_range.tflite"}),
	}
}

// What a program is asked for.
const (
	meshes      = "mesh"
	boxes       = "boxes"
	sparseBoxes = "sparse"
)

func (p program) folder() string { return filepath.Join(work, path.Base(p.name), "package") }

// fetch unpacks the package, unless that was done before.
func (p program) fetch(ctx context.Context) error {
	if _, err := os.Stat(filepath.Join(p.folder(), p.script)); err == nil {
		return nil
	}
	dir := filepath.Dir(p.folder())
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	pack := exec.CommandContext(ctx, "npm", "pack", "--ignore-scripts", "--loglevel=error", p.name+"@"+p.version)
	pack.Dir, pack.Stderr = dir, os.Stderr
	archive, err := pack.Output()
	if err != nil {
		return err
	}
	unpack := exec.CommandContext(ctx, "tar", "-xzf", strings.TrimSpace(string(archive)))
	unpack.Dir, unpack.Stderr = dir, os.Stderr
	return unpack.Run()
}

// ask shows pictures to the program and gives its last two looks at each.
func (p program) ask(ctx context.Context, names []string) (map[string][]look, error) {
	const patience = 10 * time.Minute
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	answers, failed := make(chan []byte, 1), make(chan error, 1)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: p.pages(names, answers, failed)}
	go server.Serve(listener)
	defer server.Close()
	browser, err := open(ctx, fmt.Sprintf("http://%s/?%s", listener.Addr(), p.query))
	if err != nil {
		return nil, err
	}
	defer browser()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case err := <-failed:
		return nil, err
	case data := <-answers:
		var seen map[string][]look
		return seen, json.Unmarshal(data, &seen)
	}
}

// pages serves the page, the program and the pictures.
func (p program) pages(names []string, answers chan<- []byte, failed chan<- error) http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { w.Write(page) })
	m.HandleFunc("GET /pictures.json", func(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode(names) })
	m.HandleFunc("GET /pictures/{name}", func(w http.ResponseWriter, r *http.Request) {
		if err := asPNG(w, filepath.Join(into, filepath.Base(r.PathValue("name")))); err != nil {
			http.Error(w, err.Error(), http.StatusNotFound)
		}
	})
	m.HandleFunc("GET /program/{name}", func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Base(r.PathValue("name"))
		if name == "script.js" {
			name = p.script
		}
		if other := p.instead[name]; other != "" {
			name = other
		}
		http.ServeFile(w, r, filepath.Join(p.folder(), name))
	})
	post := func(f func([]byte)) http.HandlerFunc {
		return func(_ http.ResponseWriter, r *http.Request) {
			if data, err := io.ReadAll(r.Body); err == nil {
				f(data)
			}
		}
	}
	m.HandleFunc("POST /answers", post(func(data []byte) { answers <- data }))
	m.HandleFunc("POST /failed", post(func(data []byte) {
		select {
		case failed <- errors.New(string(data)):
		default: // the first failure says most
		}
	}))
	return m
}

// asPNG sends a picture's pixels as the tests see them.
func asPNG(w io.Writer, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	img, err := jpeg.Decode(f)
	if err != nil {
		return err
	}
	return png.Encode(w, img)
}

// open opens a page in a Chromium with a profile of its own and OpenGL in software,
// and gives what closes it.
func open(ctx context.Context, url string) (closing func(), err error) {
	profile, err := os.MkdirTemp("", "keeplight-recipe-")
	if err != nil {
		return nil, err
	}
	browser := exec.CommandContext(ctx, "chromium", "--headless=new", "--no-sandbox", "--no-first-run",
		"--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
		"--user-data-dir="+profile, url)
	if os.Getenv("VERBOSE") != "" {
		browser.Args = append(browser.Args, "--enable-logging=stderr")
		browser.Stderr = os.Stderr
	}
	if err := browser.Start(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(profile))
	}
	return func() {
		browser.Process.Kill()
		browser.Wait()
		os.RemoveAll(profile)
	}, nil
}
