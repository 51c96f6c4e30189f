package main

import (
	"encoding/binary"
	"os"
	"sync"
	"syscall"
	"time"
)

// opens tells when a folder was first opened to be read.
type opens struct {
	events *os.File
	mu     sync.Mutex
	first  time.Time
	done   sync.WaitGroup
}

// watchFolder begins to listen.
func watchFolder(path string) (*opens, error) {
	fd, err := syscall.InotifyInit1(syscall.IN_CLOEXEC | syscall.IN_NONBLOCK)
	if err != nil {
		return nil, os.NewSyscallError("inotify_init1", err)
	}
	w := &opens{events: os.NewFile(uintptr(fd), "inotify")}
	if _, err := syscall.InotifyAddWatch(fd, path, syscall.IN_OPEN|syscall.IN_ONLYDIR); err != nil {
		_ = w.events.Close()
		return nil, os.NewSyscallError("inotify_add_watch", err)
	}
	w.done.Go(w.listen)
	return w, nil
}

// listen reads events until close. One without a name is of the folder itself.
func (w *opens) listen() {
	buffer := make([]byte, 64<<10)
	for {
		n, err := w.events.Read(buffer)
		if err != nil {
			return
		}
		for b := buffer[:n]; len(b) >= syscall.SizeofInotifyEvent; {
			named := int(binary.NativeEndian.Uint32(b[12:]))
			w.mu.Lock()
			if named == 0 && w.first.IsZero() {
				w.first = time.Now()
			}
			w.mu.Unlock()
			b = b[min(len(b), syscall.SizeofInotifyEvent+named):]
		}
	}
}

// opened gives when that was, zero for never.
func (w *opens) opened() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.first
}

func (w *opens) close() error {
	err := w.events.Close()
	w.done.Wait()
	return err
}
