"""Runs the same layers in PyTorch (Debian: python3-torch) and prints what is pooled.

    python3 pytorch.py NETWORK WIDTH HEIGHT SEED

The picture is the one that drawn in ../pytorch_test.go draws. It reads the weights by
itself, folds nothing and pads as the package's model says, so that it shares no step
with what it is held against.
"""

import math
import struct
import sys

import torch
import torch.nn.functional as F


def weights(path):
    data = open(path, "rb").read()
    assert data[:8] == b"KLFEAT1\n"
    at, found = 8, {}
    while at < len(data):
        n = data[at]
        name = data[at + 1 : at + 1 + n].decode()
        at += 1 + n
        count, least, scale = struct.unpack_from("<Idd", data, at)
        at += 20
        found[name] = torch.tensor([least + scale * v for v in data[at : at + count]], dtype=torch.float64).float()
        at += count
    return found


def drawn(width, height, seed):
    """A picture of waves, in whole numbers alone."""
    rows = []
    for y in range(height):
        for x in range(width):
            for c in range(3):
                v = (x * x * (c + 1) // 97 + y * (7 + c) + x * y // (11 + seed) + seed * 31 * c) % 512
                rows.append(v if v < 256 else 511 - v)
    return torch.tensor(rows, dtype=torch.float32).reshape(height, width, 3).permute(2, 0, 1)[None] / 127.5 - 1


def main():
    path, width, height, seed = sys.argv[1], *map(int, sys.argv[2:5])
    w = weights(path)

    def norm(x, name):
        return F.batch_norm(x, w[name + "/moving_mean"], w[name + "/moving_variance"], w[name + "/gamma"], w[name + "/beta"], eps=1e-3)

    def conv(x, kernel, size, outputs, **how):
        inputs = x.shape[1]
        return F.conv2d(x, w[kernel].reshape(size, size, inputs, outputs).permute(3, 2, 0, 1), **how)

    def depthwise(x, kernel, stride):
        channels = x.shape[1]
        if stride == 2:
            x = F.pad(x, (0, 1, 0, 1))
        k = w[kernel].reshape(3, 3, channels, 1).permute(2, 3, 0, 1)
        return F.conv2d(x, k, stride=stride, padding=1 if stride == 1 else 0, groups=channels)

    out = []

    def pool(x):
        flat = x[0].double().flatten(1)
        out.extend(flat.mean(1).tolist())
        out.extend(math.log(min(max(v, 1e-6), 1e6)) for v in flat.var(1, unbiased=False).tolist())

    with torch.no_grad():
        x = drawn(width, height, seed)
        x = norm(conv(F.pad(x, (0, 1, 0, 1)), "Conv1/kernel", 3, 32, stride=2), "bn_Conv1")
        pool(x)
        x = F.relu6(x)
        names = ["expanded_conv"] + [f"block_{i}" for i in range(1, 11)]
        outputs = [16, 24, 24, 32, 32, 32, 64, 64, 64, 64, 96]
        for i, (name, n) in enumerate(zip(names, outputs)):
            y = x
            if i > 0:
                k = name + "_expand"
                y = F.relu6(norm(conv(y, k + "/kernel", 1, len(w[k + "_BN/gamma"])), k + "_BN"))
            stride = 2 if i in (1, 3, 6) else 1
            y = F.relu6(norm(depthwise(y, name + "_depthwise/depthwise_kernel", stride), name + "_depthwise_BN"))
            y = norm(conv(y, name + "_project/kernel", 1, n), name + "_project_BN")
            if i in (1, 2, 4, 5, 7, 9, 10):
                pool(y)
            x = x + y if stride == 1 and x.shape == y.shape else y
    print(f"{width} {height} {seed}")
    for v in out:
        print(f"{v:.6f}")


main()
