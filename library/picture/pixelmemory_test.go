package picture

import (
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library/phototest"
)

func TestMemoryOfOneScanServesTheNextAndIsGivenUpWhenIdle(t *testing.T) {
	path := onDisk(t, "a.jpg", phototest.PlainJPEG(phototest.Scene(640, 480, 1), 80))
	synctest.Test(t, func(t *testing.T) {
		room := NewRoom(1 << 30)
		scan := func() *Scan {
			s, err := Reader{Room: room}.Scan(t.Context(), path, ScanWant{Side: 100, Sink: &watcher{more: true}})
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		first := scan()
		used := &first.recent.pix[0]
		first.Close()
		second := scan()
		if &second.recent.pix[0] != used {
			t.Error("the next scan took new memory")
		}
		open := []*Scan{second}
		for range runtime.NumCPU() + 2 {
			open = append(open, scan())
		}
		for _, s := range open {
			s.Close()
			s.Close() // a second time gives nothing back
		}
		kept := func() int {
			room.pixels.mu.Lock()
			defer room.pixels.mu.Unlock()
			return len(room.pixels.free)
		}
		if n := kept(); n != runtime.NumCPU() {
			t.Errorf("memory of %d scans is kept", n)
		}
		if !room.free.TryAcquire(1 << 30) {
			t.Error("closed scans still take room")
		}
		time.Sleep(2 * pixelsKeptFor)
		synctest.Wait()
		if kept() != 0 {
			t.Error("memory is kept that nobody asks for")
		}
	})
}
