//go:build cgo && !notiff

package main

import (
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"keeplight.app/keeplight/library/phototest"
)

// TestTIFFMutants is TestMutants for TIFF.
func TestTIFFMutants(t *testing.T) {
	var paths []string
	kinds := allKindsOfTIFF(t)
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		path := filepath.Join(t.TempDir(), "seed.tif")
		if err := os.WriteFile(path, kinds[name].data, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	if root := os.Getenv(phototest.FolderVariable); root != "" {
		found, _ := filepath.Glob(filepath.Join(root, "reports", "*.tif*"))
		paths = append(paths, found...)
	}
	harass(t, paths[0], 1, paths...)
}

func TestSamplesAreReadAsTheyAreWritten(t *testing.T) {
	order := nativeOrder()
	float64s := order.AppendUint64(nil, math.Float64bits(0.5))
	for name, c := range map[string]struct {
		u    unpacker
		data []byte
		at   int
		want uint16
	}{
		"1 bit":                      {unpacker{bits: 1}, []byte{0b0100_0000}, 1, 0xffff},
		"3 bits over a byte's edge":  {unpacker{bits: 3}, []byte{0b0000_0010, 0b1000_0000}, 2, (0xffff*5 + 3) / 7},
		"8 bits":                     {unpacker{bits: 8}, []byte{1, 0x80}, 1, 0x8080},
		"8 bits with a sign":         {unpacker{bits: 8, format: formatSigned}, []byte{0x80}, 0, 0x8080},
		"12 bits":                    {unpacker{bits: 12}, []byte{0x00, 0x0f, 0xff}, 1, 0xffff},
		"16 bits":                    {unpacker{bits: 16}, order.AppendUint16(nil, 1234), 0, 1234},
		"16 bits with a sign":        {unpacker{bits: 16, format: formatSigned}, order.AppendUint16(nil, 0), 0, 0x8000},
		"31 bits":                    {unpacker{bits: 31, white: 1<<31 - 1}, []byte{0xff, 0xff, 0xff, 0xfe}, 0, 0xffff},
		"32 bits":                    {unpacker{bits: 32, white: 255}, order.AppendUint32(nil, 51), 0, 0xffff / 5},
		"32 bits with a sign":        {unpacker{bits: 32, format: formatSigned, white: 255}, order.AppendUint32(nil, math.MaxUint32), 0, 0},
		"a half":                     {unpacker{bits: 16, format: formatFloat, white: 1}, order.AppendUint16(nil, 0x3800), 0, 0x8000},
		"a half that is tiny":        {unpacker{bits: 16, format: formatFloat, white: math.Ldexp(1, -14)}, order.AppendUint16(nil, 0x0200), 0, 0x8000},
		"a half that is infinite":    {unpacker{bits: 16, format: formatFloat, white: 1}, order.AppendUint16(nil, 0x7c00), 0, 0xffff},
		"a half that is no number":   {unpacker{bits: 16, format: formatFloat, white: 1}, order.AppendUint16(nil, 0x7e00), 0, 0},
		"a half below zero":          {unpacker{bits: 16, format: formatFloat, white: 1}, order.AppendUint16(nil, 0xb800), 0, 0},
		"a float of 32 bits":         {unpacker{bits: 32, format: formatFloat, white: 2}, order.AppendUint32(nil, math.Float32bits(1)), 0, 0x8000},
		"a float of 32, no number":   {unpacker{bits: 32, format: formatFloat, white: 1}, order.AppendUint32(nil, math.Float32bits(float32(math.NaN()))), 0, 0},
		"a float of 64 bits":         {unpacker{bits: 64, format: formatFloat, white: 1}, float64s, 0, 0x8000},
		"a float of 24 bits, of one": {unpacker{bits: 24, format: formatFloat, white: 1}, whole24(0x3f0000), 0, 0xffff},
	} {
		out := make([]uint16, 1)
		c.u.row(out, c.data, c.at, 1)
		if out[0] != c.want {
			t.Errorf("%s: %#x, want %#x", name, out[0], c.want)
		}
	}
}

func TestWhiteIsFoundWhereTheBitsDoNotSayIt(t *testing.T) {
	ramp := func(top float64) (all []float64) {
		for i := range 101 {
			all = append(all, top*float64(i)/100)
		}
		return all
	}
	for name, c := range map[string]struct {
		samples []float64
		full    float64
		want    float64
	}{
		"nothing to see":           {nil, 0, 1},
		"0..1":                     {ramp(1), 0, 1},
		"linear light beyond 1":    {ramp(12), 0, 1},
		"a sun beyond that":        {append(ramp(1), 900), 0, 1},
		"numbers of 8 bits":        {ramp(255), 0, 255},
		"numbers of 16 bits":       {ramp(65535), 0, 65535},
		"still more":               {ramp(1e6), 0, 980_000},
		"whole numbers of 8 bits":  {ramp(200), math.MaxUint32, 255},
		"whole numbers of 16 bits": {ramp(300), math.MaxUint32, 65535},
		"whole numbers of 32 bits": {ramp(1e9), math.MaxUint32, math.MaxUint32},
	} {
		if got := whiteOf(c.samples, c.full); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
