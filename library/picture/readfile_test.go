package picture

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"
)

func kept(l *buffers) (n int64, pieces int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.bytes, len(l.free)
}

func TestALenderGivesMemoryAgainWithinItsBounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &buffers{}
		first := l.take(1000)
		l.giveBack(first)
		if again := l.take(2000); &again[0] != &first[0] {
			t.Error("memory that is large enough was not used again")
		} else {
			l.giveBack(again)
		}
		for range 100 {
			l.giveBack(make([]byte, 10<<20))
		}
		l.giveBack(make([]byte, maxKept+1))
		if n, pieces := kept(l); n > maxKept || pieces != 6 {
			t.Errorf("%d bytes in %d pieces are kept", n, pieces)
		}
		time.Sleep(keptFor)
		synctest.Wait()
		if n, _ := kept(l); n != 0 {
			t.Errorf("%d bytes are kept for nobody", n)
		}
	})
}

func TestAFileReadIntoUsedMemoryIsOnlyItself(t *testing.T) {
	l := &buffers{}
	for _, want := range [][]byte{bytes.Repeat([]byte("long"), 1000), []byte("short"), nil} {
		got, done, err := l.readFile(writeFile(t, "a", want))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("read %d bytes, %v; want %d", len(got), err, len(want))
		}
		done()
	}
}
