package library

import (
	"errors"
	"fmt"
	"testing"
)

func TestAShardIsNamedFromOneToTheNumberOfThem(t *testing.T) {
	for text, want := range map[string]Shard{"1/1": {1, 1}, "3/20": {3, 20}, "20/20": {20, 20}} {
		if got, err := ParseShard(text); err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "3", "/", "0/20", "21/20", "-1/20", "1/0", "a/b", "1/2/3", "1/9999999", " 1/2", "1/99999999999999999999"} {
		if got, err := ParseShard(text); !errors.Is(err, ErrShard) {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

func TestEveryPhotoIsInOneShardAndShardsAreOfOneSize(t *testing.T) {
	const photos = 20_000
	for _, of := range []int{1, 2, 7, 16, 20, 64} {
		sizes := make([]int, of)
		for i := range photos {
			path, in := fmt.Sprintf("2026/day %d/IMG_%05d.jpg", i%11, i), 0
			for index := range of {
				if (Shard{index + 1, of}).Has(path) {
					in++
					sizes[index]++
				}
			}
			if in != 1 {
				t.Fatalf("%s is in %d of %d shards", path, in, of)
			}
		}
		for i, n := range sizes { // far outside what chance does to so many
			if mean := photos / of; n < mean*8/10 || n > mean*12/10 {
				t.Errorf("shard %d of %d has %d photos, others %d", i+1, of, n, mean)
			}
		}
	}
	if !(Shard{}).Has("any") {
		t.Error("the whole folder lacks a photo")
	}
}

// A file that was divided by an earlier version must not be divided otherwise by a later.
func TestTheSamePathIsInTheSameShardForEver(t *testing.T) {
	for path, want := range map[string]int{"a.jpg": 17, "a/IMG_0.jpg": 9, "bad\xff.jpg": 6} {
		for i := range 20 {
			if (Shard{i + 1, 20}).Has(path) && i+1 != want {
				t.Errorf("%q is in shard %d, was in %d", path, i+1, want)
			}
		}
	}
}

// BenchmarkShardsOfAMillion divides so many photos and simulates the machines that take a
// shard each: what one needs to start and to list the folder, as it was measured, and then
// the photos of the largest shard one after the other. It reports how many times as fast
// as a single machine that is.
func BenchmarkShardsOfAMillion(b *testing.B) {
	const (
		photos = 1_000_000
		start  = 8.0   // seconds, of which listing takes most
		each   = 0.025 // seconds, of a photo of 1.5 megapixels on two processors
	)
	for _, of := range []int{20, 200, 2000} {
		b.Run(fmt.Sprintf("of %d", of), func(b *testing.B) {
			var largest, n int
			for b.Loop() {
				sizes := map[int]int{}
				for i := range photos {
					sizes[partOf(fmt.Sprintf("%03d/IMG_%06d.jpg", i/1000, i), of)]++
				}
				for _, size := range sizes {
					largest = max(largest, size)
				}
				n = len(sizes)
			}
			if n != of {
				b.Fatalf("%d of %d shards have photos", n, of)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(largest)*float64(of)/photos, "x-largest-to-mean")
			b.ReportMetric((start+photos*each)/(start+float64(largest)*each), "x-one-machine(simulated)")
		})
	}
}
