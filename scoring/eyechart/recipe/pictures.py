"""Pictures to learn from, kept on the device, with more of them as they are drawn."""
import glob
import os
import time

import numpy as np
import torch

import measure


class Pictures:
    """Reads what `recipe pictures` has written into folders below one: what is there now, and by look what came since.
    A folder that is moved here when it is whole is read whole."""

    def __init__(self, folder, random, net, most):
        self.folder, self.random, self.net, self.most = folder, random, net, most
        self.seen, self.shapes = set(), {}
        self.look()
        while not self.shapes:
            time.sleep(1)
            self.look()

    def look(self):
        for path in sorted(glob.glob(os.path.join(self.folder, "**", "*.rgb"), recursive=True)):
            if path in self.seen:
                continue
            self.seen.add(path)
            px, truth = measure.pictures(path)
            if len(px) and self.net.takes(*px.shape[1:3]):
                shape = px.shape[1:3]
                if shape not in self.shapes:
                    self.shapes[shape] = Ring(self.most, shape, self.net.device)
                self.shapes[shape].add(px, truth)

    def count(self):
        return sum(ring.added for ring in self.shapes.values())

    def batch(self, n):
        """Gives n pictures of one shape with their answers, some of them turned over."""
        rings = list(self.shapes.values())
        sizes = np.array([r.size() for r in rings], float)
        px, truth = rings[self.random.choice(len(rings), p=sizes / sizes.sum())].some(self.random, n)
        if self.random.random() < .5:
            px = px.flip(2)
            mirror(truth, "Left")
        if self.random.random() < .2:
            px = px.flip(1)
            mirror(truth, "Top")
        return px, truth


class Ring:
    """Pictures of one shape; where there are too many, new ones take the place of the oldest."""

    def __init__(self, most, shape, device):
        self.px = torch.empty((most, *shape, 3), dtype=torch.uint8, device=device)
        self.truth = torch.empty((most, len(measure.NAMES)), device=device)
        self.added = 0

    def size(self):
        return min(self.added, len(self.px))

    def add(self, px, truth):
        at = (torch.arange(len(px)) + self.added) % len(self.px)
        at = at.to(self.px.device)
        self.px[at] = torch.from_numpy(np.ascontiguousarray(px)).to(self.px.device)
        self.truth[at] = torch.from_numpy(truth).to(self.px.device)
        self.added += len(px)

    def some(self, random, n):
        i = torch.from_numpy(random.integers(self.size(), size=n)).to(self.px.device)
        return self.px[i], self.truth[i]


def mirror(truth, name):
    i = measure.NAMES.index(name)
    truth[:, i] = 10 - truth[:, i]
