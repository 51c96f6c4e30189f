package gguf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

func TestTinyPairsSayWhatTheyAre(t *testing.T) {
	for _, kind := range tinymodel.Archs() {
		m, p := enginetest.Pair(t, kind)
		text, err := Read(m)
		if err != nil || text.IsProjector() || text.Width != 64 {
			t.Errorf("%s: %+v, %v", m, text, err)
		}
		sight, err := Read(p)
		if err != nil || !sight.IsProjector() || !sight.Sight || sight.Width != 64 {
			t.Errorf("%s: %+v, %v", p, sight, err)
		}
		if err := CheckPair(m, p); err != nil {
			t.Error(err)
		}
	}
}

func TestPairsThatAreNoneAreRefusedInWords(t *testing.T) {
	m, p := enginetest.Pair(t, tinymodel.Qwen3VL)
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	wide := file("wide.gguf", header(t, 3, "general.architecture", "clip", "clip.has_vision_encoder", true, "clip.vision.projection_dim", uint32(2048)))
	sound := file("sound.gguf", header(t, 3, "general.architecture", "clip", "clip.has_audio_encoder", true))
	text := file("notes.gguf", []byte("not a model at all"))
	for name, c := range map[string]struct{ model, projector, says string }{
		"the wrong way round": {p, m, "wrong way round"},
		"two models":          {m, m, "is a model, not the vision projector"},
		"two projectors":      {p, p, "is a projector, not a model"},
		"other widths":        {m, wide, "vectors of 2048 numbers, and the model takes 64"},
		"one for sound":       {m, sound, "not for pictures"},
		"no model":            {text, p, "no GGUF file"},
		"no projector":        {m, filepath.Join(dir, "nowhere"), "the projector"},
		"a folder":            {dir, p, "regular file"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := CheckPair(c.model, c.projector); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("it gave %v", err)
			}
		})
	}
}

// header makes a GGUF header without tensors out of keys and values.
func header(t testing.TB, version uint32, pairs ...any) []byte {
	t.Helper()
	b := binary.LittleEndian.AppendUint32([]byte("GGUF"), version)
	b = binary.LittleEndian.AppendUint64(b, 0)
	b = binary.LittleEndian.AppendUint64(b, uint64(len(pairs)/2))
	text := func(s string) {
		b = append(binary.LittleEndian.AppendUint64(b, uint64(len(s))), s...)
	}
	for i := 0; i < len(pairs); i += 2 {
		text(pairs[i].(string))
		switch v := pairs[i+1].(type) {
		case string:
			b = binary.LittleEndian.AppendUint32(b, typeString)
			text(v)
		case uint32:
			b = binary.LittleEndian.AppendUint32(b, typeUint32)
			b = binary.LittleEndian.AppendUint32(b, v)
		case bool:
			b = binary.LittleEndian.AppendUint32(b, typeBool)
			b = append(b, map[bool]byte{true: 1}[v])
		case []byte: // a value as it lies in the file, with its type
			b = append(b, v...)
		default:
			t.Fatalf("no value of type %T", v)
		}
	}
	return b
}

// listOf is a list's header: its type, that of its values, and how many it claims.
func listOf(of uint32, n uint64) []byte {
	b := binary.LittleEndian.AppendUint32(nil, typeArray)
	b = binary.LittleEndian.AppendUint32(b, of)
	return binary.LittleEndian.AppendUint64(b, n)
}

func TestHeadersThatLieAreRefused(t *testing.T) {
	deep := slices.Concat(listOf(typeArray, 1), bytes.Repeat(listOf(typeArray, 1)[4:], 9))
	for name, data := range map[string][]byte{
		"nothing":          nil,
		"another version":  header(t, 1, "general.architecture", "llama"),
		"no architecture":  header(t, 3, "general.name", "x"),
		"cut":              header(t, 3, "general.architecture", "llama")[:50],
		"a long list":      header(t, 3, "a", listOf(typeUint64, 1<<62)),
		"a very long list": header(t, 3, "a", listOf(typeString, 1<<63)),
		"a long text":      header(t, 3, "a", binary.LittleEndian.AppendUint64([]byte{8, 0, 0, 0}, 1<<60)),
		"a deep list":      header(t, 3, "a", deep),
		"an unknown kind":  header(t, 3, "a", []byte{99, 0, 0, 0}),
		"many keys":        append([]byte("GGUF\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), bytes.Repeat([]byte{0xff}, 8)...),
	} {
		if h, err := read(bytes.NewReader(data)); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %+v, %v", name, h, err)
		}
	}
}

func FuzzHeader(f *testing.F) {
	f.Add(header(f, 3, "general.architecture", "qwen3vl", "qwen3vl.embedding_length", uint32(64), "tokens", listOf(typeString, 0)))
	f.Add(header(f, 2, "general.architecture", "clip", "clip.has_vision_encoder", true))
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := read(bytes.NewReader(data))
		if (err == nil) == (h.Architecture == "") || h.Width < 0 {
			t.Errorf("%+v, %v", h, err)
		}
	})
}
