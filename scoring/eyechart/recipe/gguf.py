"""Reading and writing GGUF files, version 3 (github.com/ggml-org/ggml, docs/gguf.md)."""
import struct

import numpy as np

ALIGN = 32
F32, F16 = 0, 1
U32, I32, FLOAT, BOOL, STRING, ARRAY, U64 = 4, 5, 6, 7, 8, 9, 10


class Writer:
    """Collects keys and tensors; a tensor's shape is numpy's, GGUF's reversed."""

    def __init__(self):
        self.keys, self.tensors = [], []

    def u32(self, name, v):
        self.keys.append(_string(name) + struct.pack("<II", U32, v))

    def f32(self, name, v):
        self.keys.append(_string(name) + struct.pack("<If", FLOAT, v))

    def flag(self, name, v):
        self.keys.append(_string(name) + struct.pack("<IB", BOOL, v))

    def text(self, name, v):
        self.keys.append(_string(name) + struct.pack("<I", STRING) + _string(v))

    def texts(self, name, vs):
        self.keys.append(_string(name) + struct.pack("<IIQ", ARRAY, STRING, len(vs)) + b"".join(map(_string, vs)))

    def numbers(self, name, vs, kind=I32):
        self.keys.append(_string(name) + struct.pack("<IIQ", ARRAY, kind, len(vs)) + struct.pack(f"<{len(vs)}{'f' if kind == FLOAT else 'i'}", *vs))

    def tensor(self, name, a, half):
        self.tensors.append((name, np.ascontiguousarray(a, np.float16 if half else np.float32)))

    def write(self, path):
        head = b"GGUF" + struct.pack("<IQQ", 3, len(self.tensors), len(self.keys)) + b"".join(self.keys)
        data = b""
        for name, a in self.tensors:
            head += _string(name) + struct.pack("<I", a.ndim) + struct.pack(f"<{a.ndim}Q", *reversed(a.shape))
            head += struct.pack("<IQ", F16 if a.dtype == np.float16 else F32, len(data))
            data += _padded(a.tobytes())
        with open(path, "wb") as f:
            f.write(_padded(head) + data)


def _string(s):
    b = s.encode()
    return struct.pack("<Q", len(b)) + b


def _padded(b):
    return b + bytes(-len(b) % ALIGN)


def read(path):
    """Gives the tensors of a file as float32 arrays, by name."""
    b = open(path, "rb").read()
    at = 4

    def take(f):
        nonlocal at
        v = struct.unpack_from("<" + f, b, at)
        at += struct.calcsize("<" + f)
        return v[0] if len(v) == 1 else v

    def string():
        nonlocal at
        n = take("Q")
        at += n
        return b[at - n:at].decode()

    def skip(kind):
        if kind == STRING:
            string()
        elif kind == ARRAY:
            of, n = take("I"), take("Q")
            for _ in range(n):
                skip(of)
        else:
            take({U32: "I", I32: "i", FLOAT: "f", BOOL: "B", U64: "Q"}[kind])

    assert b[:4] == b"GGUF" and take("I") == 3
    tensors, keys = take("Q"), take("Q")
    for _ in range(keys):
        string()
        skip(take("I"))
    infos = [(string(), [take("Q") for _ in range(take("I"))], take("I"), take("Q")) for _ in range(tensors)]
    base = -(-at // ALIGN) * ALIGN
    out = {}
    for name, shape, kind, offset in infos:
        a = np.frombuffer(b, np.float16 if kind == F16 else np.float32, int(np.prod(shape)), base + offset)
        out[name] = a.reshape(shape[::-1]).astype(np.float32)
    return out
