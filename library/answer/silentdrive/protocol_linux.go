package silentdrive

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// What the system asks (linux/fuse.h, version 7.31).
const (
	opLookup      = 1
	opForget      = 2
	opGetattr     = 3
	opOpen        = 14
	opRead        = 15
	opStatfs      = 17
	opRelease     = 18
	opFlush       = 25
	opInit        = 26
	opOpendir     = 27
	opReaddir     = 28
	opReleasedir  = 29
	opInterrupt   = 36
	opBatchForget = 42

	rootNode   = 1
	headerSize = 40
	minorVer   = 31
)

// request is one question.
type request struct {
	op           uint32
	unique, node uint64
	body         []byte
}

// parse reads a question; ok is false for one that wants no answer.
func parse(b []byte) (r request, ok bool) {
	if len(b) < headerSize {
		return r, false
	}
	le := binary.LittleEndian
	r = request{op: le.Uint32(b[4:]), unique: le.Uint64(b[8:]), node: le.Uint64(b[16:]), body: bytes.Clone(b[headerSize:])}
	return r, r.op != opForget && r.op != opBatchForget && r.op != opInterrupt
}

// answer answers a question. mu is held.
func (d *Drive) answer(r request) {
	var body []any
	var err error
	path := d.nodes[r.node]
	switch r.op {
	case opInit:
		body = []any{[4]uint32{7, minorVer, 1 << 17, 0}, [2]uint16{16, 12}, [2]uint32{1 << 17, 1}, [2]uint16{}, [8]uint32{}}
	case opLookup:
		child := filepath.Join(path, string(bytes.TrimRight(r.body, "\x00")))
		var a attr
		if a, err = attrOf(child); err == nil {
			body = []any{[4]uint64{d.id(child), 0, 0, 0}, [2]uint32{}, a}
		}
	case opGetattr:
		var a attr
		if a, err = attrOf(path); err == nil {
			body = []any{uint64(0), [2]uint32{}, a}
		}
	case opOpen, opOpendir:
		body = []any{uint64(0), [2]uint32{}}
	case opRead, opReaddir:
		var data []byte
		offset, size := binary.LittleEndian.Uint64(r.body[8:]), binary.LittleEndian.Uint32(r.body[16:])
		if r.op == opRead {
			data, err = part(path, int64(offset), int(size))
		} else {
			data, err = entries(path, int(offset), int(size))
		}
		body = []any{data}
	case opStatfs:
		body = []any{[10]uint64{}}
	case opRelease, opReleasedir, opFlush:
	default:
		err = syscall.ENOSYS
	}
	d.reply(r.unique, err, body...)
}

// id is the number of a path. mu is held.
func (d *Drive) id(path string) uint64 {
	if _, known := d.ids[path]; !known {
		n := uint64(len(d.ids)) + rootNode
		d.ids[path], d.nodes[n] = n, path
	}
	return d.ids[path]
}

func (d *Drive) reply(unique uint64, err error, body ...any) {
	var out bytes.Buffer
	code := int32(0)
	if err != nil {
		code, body = -int32(unix.EIO), nil
		if errno, ok := errorNumber(err); ok {
			code = -int32(errno)
		}
	}
	for _, v := range append([]any{uint32(0), code, unique}, body...) {
		_ = binary.Write(&out, binary.LittleEndian, v) // into memory, of types of fixed size
	}
	binary.LittleEndian.PutUint32(out.Bytes(), uint32(out.Len()))
	_, _ = unix.Write(d.fd, out.Bytes()) // the one who asked may have gone
}

func errorNumber(err error) (syscall.Errno, bool) {
	for {
		switch e := err.(type) { //nolint:errorlint // each is unwrapped in turn
		case syscall.Errno:
			return e, true
		case interface{ Unwrap() error }:
			err = e.Unwrap()
		default:
			return 0, false
		}
	}
}

// attr is what stat tells.
type attr struct {
	Ino, Size, Blocks, Atime, Mtime, Ctime uint64
	AtimeNsec, MtimeNsec, CtimeNsec        uint32
	Mode, Nlink, UID, GID, Rdev, BlockSize uint32
	Flags                                  uint32
}

func attrOf(path string) (attr, error) {
	var s unix.Stat_t
	if err := unix.Lstat(path, &s); err != nil {
		return attr{}, err
	}
	return attr{
		Ino: s.Ino, Size: uint64(s.Size), Blocks: uint64(s.Blocks),
		Mtime: uint64(s.Mtim.Sec), MtimeNsec: uint32(s.Mtim.Nsec),
		Mode: s.Mode, Nlink: 1, UID: s.Uid, GID: s.Gid, BlockSize: 4096,
	}, nil
}

func part(path string, offset int64, size int) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	from := min(offset, int64(len(data)))
	return data[from:min(from+int64(size), int64(len(data)))], nil
}

// entries lists a folder from an entry on, in so many bytes.
func entries(path string, from, size int) ([]byte, error) {
	all, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for i := from; i < len(all); i++ {
		var s unix.Stat_t
		if err := unix.Lstat(filepath.Join(path, all[i].Name()), &s); err != nil {
			continue
		}
		name := all[i].Name()
		padded := make([]byte, (len(name)+7)/8*8)
		copy(padded, name)
		if out.Len()+24+len(padded) > size {
			break
		}
		for _, v := range []any{s.Ino, uint64(i + 1), uint32(len(name)), (s.Mode & unix.S_IFMT) >> 12, padded} {
			_ = binary.Write(&out, binary.LittleEndian, v)
		}
	}
	return out.Bytes(), nil
}
