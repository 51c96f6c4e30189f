//go:build cgo && !noraw

package main

/*
#cgo pkg-config: libraw_r
#cgo LDFLAGS: -lm
#include <stdlib.h>
#include "rawdevelop.h"
*/
import "C"

import (
	"bytes"
	"fmt"
	"image"
	"runtime"
	"strings"
	"unsafe"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/raw"
	"keeplight.app/keeplight/library/worker/wire"
)

// libraw develops RAW files in this build.
type libraw struct {
	limits
}

func newRAW(l limits) developer { return libraw{l} }

func (libraw) library() string { return "libraw " + librawVersion() }

func (libraw) formats() []string { return []string{string(library.RAW)} }

// librawVersion is "0.20.2" of "0.20.2-Release".
func librawVersion() string {
	version, _, _ := strings.Cut(C.GoString(C.raw_version()), "-")
	return version
}

// librawName is how people are told of it.
func librawName() string { return "LibRaw " + librawVersion() }

// rawFile is a RAW file of which LibRaw has read what it says.
type rawFile struct {
	limits
	pinned runtime.Pinner
	data   []byte
	c      *C.raw_reader
	facts  C.struct_raw_facts
	sensor raw.Sensor // zero where its directories do not describe it
}

func (l libraw) open(file []byte) (source, error) { return l.develop(file, 0) }

// develop opens a file that may take so many seconds of processor time, 0 for no
// limit.
func (l libraw) develop(file []byte, seconds int) (source, error) {
	f := &rawFile{limits: l.limits}
	f.sensor, _ = raw.SensorOf(bytes.NewReader(file), int64(len(file)))
	if rows, ok := raw.InOneStrip(file, f.sensor); ok {
		file = rows
	}
	f.data = file
	f.pinned.Pin(&file[0])
	// The samples, the picture made from them and its pixels are there at once.
	limits := C.struct_raw_limits{memory: C.uint64_t(l.memory / 3), seconds: C.double(seconds)}
	var status C.enum_raw_status
	f.c = C.raw_open(f.bytes(file), C.size_t(len(file)), limits, &f.facts, &status)
	if f.c == nil {
		f.pinned.Unpin()
		return nil, faultf(wire.TooLarge, "the picture is too large: there is no memory to develop it")
	}
	if status == C.RAW_OK && (f.facts.is_known == 0 || f.isMisread()) {
		status = C.RAW_UNKNOWN
	}
	if err := f.fault(status); err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

func (f *rawFile) bytes(data []byte) *C.uint8_t { return (*C.uint8_t)(unsafe.Pointer(&data[0])) }

func (f *rawFile) close() {
	C.raw_close(f.c)
	f.pinned.Unpin()
}

// size is as the pixels lie: who asked turns them.
func (f *rawFile) size() (w, h int) { return int(f.facts.width), int(f.facts.height) }

func (f *rawFile) thumbnail() (*pixels, error) {
	return nil, faultf(wire.NoThumbnail, "the file is looked through for previews before it is developed")
}

// colours says how the picture came about. Its pixels are sRGB.
func (f *rawFile) colours(r *wire.Reply) {
	r.Orientation = int(f.facts.orientation)
	r.Developer, r.Halved = librawName(), f.facts.halved != 0
}

// picture develops the file. What one that ends early lacks is read as zeros: so
// what is there can be shown, and the same file gives the same pixels.
func (f *rawFile) picture() (*pixels, error) {
	damaged, status := "", C.enum_raw_status(C.RAW_ENDS)
	if !f.sensor.IsCut {
		damaged, status = f.developed(f.data)
	}
	if status == C.RAW_ENDS {
		if damaged, status = f.developed(f.padded()); status == C.RAW_OK {
			damaged = rawEndsEarly
		}
	}
	if err := f.fault(status); err != nil {
		return nil, err
	}
	return f.canvas(damaged)
}

// isMisread is true for sensor data that this LibRaw takes for something else, and
// shows as noise, or finds damaged.
func (f *rawFile) isMisread() bool {
	const uncompressed, losslessJPEG, deflated, deflatedOld = 1, 7, 8, 32946
	s := f.sensor
	if !s.IsDNG {
		return s.IsTiled && s.Compression == losslessJPEG && !readsJPEGTiles()
	}
	switch s.Compression {
	case 0, uncompressed:
		return s.IsFloat && C.raw_reads_floats() == 0 || !s.IsFloat && s.Bits > 16
	case deflated, deflatedOld:
		return !s.IsFloat || C.raw_reads_deflate() == 0
	}
	return false
}

// readsJPEGTiles is true for a LibRaw that knows Sony's lossless tiles.
func readsJPEGTiles() bool { return C.raw_reads_jpeg_tiles() != 0 }

// developed has LibRaw develop these bytes, and says what is wrong with the
// picture.
func (f *rawFile) developed(data []byte) (damaged string, status C.enum_raw_status) {
	var parts C.int
	status = C.raw_develop(f.c, f.bytes(data), C.size_t(len(data)), &parts)
	if parts != 0 {
		damaged = rawPartsWrong
	}
	return damaged, status
}

const (
	rawEndsEarly  = "the file ends early: the lower part is missing"
	rawPartsWrong = "the file is damaged: parts of the picture are wrong"
)

// padded is the file with as many zeros behind it as its sensor has pixels, of two
// bytes: no format takes more. It is pinned as the file is.
func (f *rawFile) padded() []byte {
	const sensorPixels, sampleBytes, share = 4, 2, 8 // a developed pixel's, and of the memory
	room := sensorPixels * sampleBytes * int64(f.facts.width) * int64(f.facts.height)
	data := append(make([]byte, 0, int64(len(f.data))+min(room, f.memory/share)), f.data...)
	data = data[:cap(data)]
	f.pinned.Pin(&data[0])
	return data
}

// canvas gives the developed picture's pixels.
func (f *rawFile) canvas(damaged string) (*pixels, error) {
	C.raw_size(f.c, &f.facts.width, &f.facts.height) // which now is known and not announced
	w, h := f.size()
	memory := C.malloc(C.size_t(w) * C.size_t(h) * 4)
	if w <= 0 || h <= 0 || memory == nil {
		return nil, faultf(wire.TooLarge, "the picture is too large: there is no memory for %d x %d pixels", w, h)
	}
	C.raw_paint(f.c, (*C.uint8_t)(memory))
	shown := &image.RGBA{Pix: unsafe.Slice((*byte)(memory), 4*w*h), Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	if damaged != "" && isUniform(shown.Pix) {
		C.free(memory)
		return nil, faultf(wire.Damaged, "the file is damaged: it ends before its picture begins")
	}
	return &pixels{rgba: shown, damaged: damaged, release: func() { C.free(memory) }}, nil
}

// fault says what LibRaw has against the file; nil where that is nothing.
func (f *rawFile) fault(status C.enum_raw_status) error {
	switch status {
	case C.RAW_OK:
		return nil
	case C.RAW_UNKNOWN:
		return f.unknown()
	case C.RAW_TOO_LARGE:
		return faultf(wire.TooLarge, "the picture is too large: developing it needs more than the %d MB that are allowed", f.memory>>20)
	case C.RAW_SLOW:
		return faultf(wire.TooLarge, "the picture is too large: developing it takes more processor time than is allowed")
	case C.RAW_ENDS:
		return faultf(wire.Damaged, "the file is damaged: it ends before its picture begins")
	}
	return faultf(wire.Damaged, "the file is damaged: %s finds an error in it", librawName())
}

// unknown says of a healthy file that LibRaw is too old for it, or made without
// what it needs. A DNG describes its camera itself, so there it is the compression.
func (f *rawFile) unknown() error {
	if f.sensor.IsCut || f.sensor.PointsBeyond {
		return f.fault(C.RAW_ENDS)
	}
	if f.sensor.IsDNG {
		why := fmt.Sprintf("%s does not read sensor data that are %s", librawName(), f.sensor.Stored())
		return &fault{kind: wire.Unsupported, text: "this kind of DNG cannot be developed: " + why, reason: why}
	}
	return &fault{kind: wire.UnknownCamera, text: librawName() + " does not know this camera yet", reason: librawName()}
}
