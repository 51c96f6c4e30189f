package models

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	assets "keeplight.app/keeplight/assets/models"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

func shipped(t *testing.T) *Table {
	t.Helper()
	table, err := ReadTable(assets.Offers)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// The offers' shapes are those by which models of true size are generated, and the
// cache of one token is what a public catalogue of the 8B model names for 1,024:
// 150,994,944 bytes.
func TestTheCacheIsCountedAsPublished(t *testing.T) {
	for id, name := range map[string]string{"qwen3-vl-2b": "2b", "qwen3-vl-4b": "4b", "qwen3-vl-8b": "8b", "qwen3-vl-8b-q8": "8b"} {
		m, err := shipped(t).model(id)
		if err != nil {
			t.Fatal(err)
		}
		s, err := tinymodel.ShapeOf(name)
		if err != nil {
			t.Fatal(err)
		}
		want := Shape{
			Cache: []Cache{{int64(s.Layers), int64(s.KeyHeads), int64(s.Head)}}, Heads: int64(s.Heads),
			FeedForward: int64(s.FeedForward), Vocabulary: int64(s.Vocabulary),
			Patches: int64(s.Vision.Merge * s.Vision.Merge), VisionHeads: int64(s.Vision.Heads),
		}
		if len(m.Shape.Cache) != 1 || m.Shape.Cache[0] != want.Cache[0] || m.Shape.reading() != want.reading() || m.Shape.seeing() != want.seeing() {
			t.Errorf("%s has the shape %+v, generated models have %+v", id, m.Shape, want)
		}
	}
	// Of Gemma 4 E4B others name 168 KiB a token, from the file's own header.
	for id, want := range map[string]int64{"qwen3-vl-8b": 150_994_944, "gemma-4-e4b": 1024 * 168 << 10} {
		m, err := shipped(t).model(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := 1024 * m.Shape.perToken(); got != want {
			t.Errorf("1,024 tokens of %s take %d bytes, want %d", id, got, want)
		}
	}
}

func TestMemoryIsTheSumOfItsParts(t *testing.T) {
	s := Shape{Cache: []Cache{{2, 3, 10}, {1, 3, 20}}, Heads: 4, FeedForward: 100, Vocabulary: 1000, Patches: 1, VisionHeads: 1}
	const context = 512 + 3072
	if got := s.perToken(); got != 2*3*10*4+1*3*20*4 {
		t.Errorf("a token takes %d bytes", got)
	}
	reading := int64(4*512*context*4 + 128*1000*4 + 3*512*100*4)
	if got, want := s.memory(7), 7+context*480+reading+(256<<20); got != want {
		t.Errorf("it takes %d bytes, want %d", got, want)
	}
	s.Patches = 9 // then the picture takes more than text does
	if got, want := s.memory(7), 7+context*s.perToken()+int64(9*512*9*512*4)+(256<<20); got != want {
		t.Errorf("with many patches it takes %d bytes, want %d", got, want)
	}
}

func TestEveryTierHasAModelThatFitsIt(t *testing.T) {
	table := shipped(t)
	for memory, want := range map[float64]string{
		4.29e9: "qwen3-vl-2b", 6.44e9: "qwen3-vl-2b", 8.59e9: "qwen3-vl-4b", 12.9e9: "qwen3-vl-4b",
		17.2e9: "qwen3-vl-8b-q8", 25.8e9: "qwen3-vl-8b-q8",
	} {
		devices := []engine.Device{{Description: "GPU", GPU: true, MemoryTotal: int64(memory)}}
		got := table.Propose(devices, true)
		if fit, text := FitOn(got, devices, true); got.ID != want || fit != FitsGPU {
			t.Errorf("a GPU with %.1f GB gets %s, %s", memory/1e9, got.ID, text)
		}
	}
	for name, devices := range map[string][]engine.Device{
		"a processor":      {{Description: "CPU", MemoryTotal: 64e9}},
		"a GPU with 2 GB":  {{Description: "GPU", GPU: true, MemoryTotal: 2e9}},
		"a GPU with 3 GB.": {{Description: "GPU", GPU: true, MemoryTotal: 3e9}},
	} {
		if got := table.Propose(devices, true); got.ID != "qwen3-vl-2b" {
			t.Errorf("%s gets %s", name, got.ID)
		}
	}
	if got := table.Propose(nil, false); got.Role != Default {
		t.Errorf("unknown devices get %s", got.ID)
	}
}

// sighting is where somebody else names a file's size and digest.
type sighting struct {
	File   string `json:"file"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Seen   []struct {
		Where    string `json:"where"`
		Revision string `json:"revision"` // "" where it names none
	} `json:"seen"`
}

// No row is typed from memory: what it names was read in two unrelated places.
func TestEveryFileWasReadInTwoUnrelatedPlaces(t *testing.T) {
	text, err := os.ReadFile("testdata/sightings.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []sighting
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	known := map[string]sighting{}
	for _, s := range all {
		known[s.File] = s
	}
	for _, m := range shipped(t).Models {
		for _, f := range m.files() {
			s := known[f.Name]
			if s.Size != f.Size || s.SHA256 != f.SHA256 || len(s.Seen) < 2 || s.Seen[0].Where == s.Seen[1].Where {
				t.Errorf("%s of %s: %d bytes, %s; seen as %+v", f.Name, m.ID, f.Size, f.SHA256, s)
			}
			for _, seen := range s.Seen {
				if seen.Revision != "" && !strings.HasPrefix(m.Revision, seen.Revision) {
					t.Errorf("%s was seen at %s by %s, %s takes %s", f.Name, seen.Revision, seen.Where, m.ID, m.Revision)
				}
			}
		}
	}
}
