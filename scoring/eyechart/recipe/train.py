"""Trains a pair from nothing and writes it as two GGUF files.

usage: train.py --arch qwen3vl --prompts prompts.json --pictures DIR --check DIR [DIR...] --out DIR --minutes 15
"""
import argparse
import glob
import json
import math
import os
import time

import numpy as np
import torch

import measure
import words
import wrong
from nets import NETS, PATCH
from prompt import Prompt, factored, question

# How much a question weighs: those that are hard to learn weigh more.
WEIGHTS = {"Clarity": 1.5, "Sharpness": 2, "Noise": 1, "Blocks": 1, "Level": 2, "Complete": 1.5}


def cosine_filters(w):
    """Cosine patterns as the first filters, weighted as pictures with a 1/f spectrum need it."""
    e, _, p, _ = w.shape
    c = lambda u: np.cos(np.pi * (np.arange(p) + .5) * u / p)
    fs = [0, 1, 2, 3, 5, 7, 10, 14]
    y, cb, cr = np.float32([.3, .6, .1]), np.float32([-.3, -.6, .9]), np.float32([.7, -.6, -.1])
    todo = [(u, v, y) for u in fs for v in fs] + [(u, v, k) for u in fs[:3] for v in fs[:3] for k in (cb, cr)]
    for i, (u, v, k) in enumerate(todo[:e]):
        f = np.outer(c(u), c(v))
        f /= np.linalg.norm(f)
        w[i] = torch.from_numpy(np.float32(k[:, None, None] * f * (.08 if u + v == 0 else .35 * (1 + 4 * math.hypot(u, v)))))


def begin(net):
    """Random weights, but for what decides whether sharpness is found at all: the first filters, and a first layer
    that has each filter and its negative, so that GELU gives both signs of its answer, the energy in its band."""
    gains = {"attn_q": 1, "attn_k": 1, "attn_out": .5, "attn_qkv": .8, "ffn_down": .5, "mm.2": .4, "fc2": .4, "mm.model.fc": 1.2, "output.weight": .5}
    with torch.no_grad():
        for name in net.shapes:
            p = net.w(name)
            if name.endswith("bias"):
                p.zero_()
            elif p.dim() == 1:
                p.fill_(1)
            elif name == "token_embd.weight":
                p.normal_()
            elif name.startswith("v.patch_embd"):
                cosine_filters(p)
                if "v.patch_embd.weight.1" in net.shapes:  # the two are added
                    p.mul_(.5)
            elif name == "v.position_embd.weight":
                p.normal_(0, .2)
            else:
                gain = next((g for k, g in gains.items() if k in name), 1)
                p.normal_(0, gain / math.sqrt(p.shape[1]))
        up, down = net.w("v.blk.0.ffn_up.weight"), net.w("v.blk.0.ffn_down.weight")
        e = up.shape[1]
        up.copy_(torch.cat([torch.eye(e), -torch.eye(e)]) * 2)
        net.w("v.blk.0.attn_out.weight").mul_(.2)
        down[:, e:] = down[:, :e]
        down.mul_(1.5)


def soft(level, digits, size):
    """Shares the probability between the two digits around a level of 1 to 9."""
    level = level.clamp(1, 9)
    low = level.floor().clamp(max=8)
    t = torch.zeros(*level.shape, size)
    d = torch.tensor(digits)
    t.scatter_(-1, d[low.long()][..., None], (1 - (level - low))[..., None])
    t.scatter_add_(-1, d[low.long() + 1][..., None], (level - low)[..., None])
    return t


class Lessons:
    """What is asked while a model learns."""

    def __init__(self, prompts, net, random):
        self.p, self.net, self.random = prompts, net, random
        self.v = net.vocabulary
        self.names = list(measure.NAMES)
        self.own = [question(prompts["chart"][n]) for n in self.names]
        known = {q["stem"] + "|" + q["text"] for q in prompts["chart"].values()}
        self.off = [question(q) for q in prompts["attributes"].values() if q["stem"] + "|" + q["text"] not in known]
        self.weight = torch.tensor([WEIGHTS.get(n, .7) for n in self.names])

    def score(self, px, truth):
        """All questions of the chart, those that it does not answer, and an overall."""
        overalls = [self.p["overalls"][self.random.integers(len(self.p["overalls"]))]]
        texts = self.own + self.off + [question(o) for o in overalls]
        beginning, texts = factored(self.p["beginning"], texts)
        logp = torch.log_softmax(self.net(px, Prompt(beginning, [(t, 1) for t in texts])), -1)
        n, m = len(self.own), len(self.off)
        known = ~torch.isnan(truth)
        target = soft(torch.nan_to_num(truth, nan=5.0), self.v.digits, len(self.v.tokens))
        each = -(target * logp[:, :n]).sum(-1)
        loss = (each * known * self.weight).sum() / (len(px) * self.weight.sum())
        off = -logp[:, n:n + m, self.v.other].mean() if m else 0
        means = torch.tensor([[float(o["mean"]) for o in overalls]])
        whole = -(soft(means, self.v.digits, len(self.v.tokens)) * logp[:, n + m:]).sum(-1).mean()
        return loss + .15 * off + .1 * whole

    def mistake(self, px):
        prompt = wrong.choose(self.random, self.p)
        return -torch.log_softmax(self.net(px, prompt), -1)[..., self.v.other].mean()

    def explain(self, px):
        e = self.p["explained"][self.random.integers(len(self.p["explained"]))]
        ids = self.v.encode(question(e))
        said = [self.v.id[words.said(k, e["values"][k])] for k, _ in words.GRAMMAR] + [self.v.end]
        logp = torch.log_softmax(self.net(px, Prompt(self.p["explain"], [(ids + said[:-1], len(said))])), -1)
        return -logp[:, range(len(said)), said].mean()


class Pictures:
    def __init__(self, folder, random):
        self.random, self.sets = random, []
        for path in sorted(glob.glob(os.path.join(folder, "*.rgb"))):
            self.sets.append(measure.pictures(path))

    def batch(self, n):
        sizes = np.array([len(px) for px, _ in self.sets], float)
        px, truth = self.sets[self.random.choice(len(self.sets), p=sizes / sizes.sum())]
        i = np.sort(self.random.integers(len(px), size=n))
        px, truth = px[i], truth[i].copy()
        if self.random.random() < .5:
            px = px[:, :, ::-1]
            truth[:, measure.NAMES.index("Left")] = 10 - truth[:, measure.NAMES.index("Left")]
        if self.random.random() < .2:
            px = px[:, ::-1]
            truth[:, measure.NAMES.index("Top")] = 10 - truth[:, measure.NAMES.index("Top")]
        return torch.from_numpy(np.ascontiguousarray(px)), torch.from_numpy(truth)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--arch", choices=NETS, default="qwen3vl")
    for k in ("prompts", "pictures", "out"):
        ap.add_argument("--" + k, required=True)
    ap.add_argument("--check", nargs="*", default=[])
    ap.add_argument("--minutes", type=float, default=15)
    ap.add_argument("--batch", type=int, default=64)
    ap.add_argument("--rate", type=float, default=2e-3)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--resume", help="a folder with a pair of the same vocabulary, or of one that differs in its prompts")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    random = np.random.default_rng(a.seed)
    prompts = json.load(open(a.prompts))
    net = NETS[a.arch](words.Vocabulary(prompts))
    files = lambda d: [os.path.join(d, f"{k}{a.arch}.gguf") for k in ("", "mmproj-")]
    if a.resume:
        net.load(*files(a.resume))
    else:
        begin(net)
    lessons, source = Lessons(prompts, net, random), Pictures(a.pictures, random)
    os.makedirs(a.out, exist_ok=True)
    matrices = [p for p in net.parameters() if p.dim() > 1]
    others = [p for p in net.parameters() if p.dim() == 1]
    opt = torch.optim.AdamW([{"params": matrices, "weight_decay": .02}, {"params": others, "weight_decay": 0}], lr=a.rate, betas=(.9, .98))
    start, step, parts, nxt = time.time(), 0, np.zeros(3), 90
    while True:
        done = (time.time() - start) / (a.minutes * 60)
        rate = a.rate * min(1, (step + 1) / (30 if a.resume else 150)) * (.5 + .5 * math.cos(math.pi * min(1, done))) + 1e-6
        for g in opt.param_groups:
            g["lr"] = rate
        if time.time() - start > nxt or done >= 1:
            net.save(*files(a.out))
            print(f"{time.time() - start:5.0f}s step {step} loss {parts.round(3)}", measure.summary(net, prompts, a.check), flush=True)
            nxt = time.time() - start + 150
        if done >= 1:
            break
        px, truth = source.batch(a.batch)
        losses = [lessons.score(px, truth)]
        if step % 2:
            losses += [.15 * lessons.mistake(px[:8])]
        if step % 3 == 0:
            losses += [.3 * lessons.explain(px[:8])]
        opt.zero_grad()
        sum(losses).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        opt.step()
        step += 1
        parts[0] += (losses[0].item() - parts[0]) * .02
        if step % 2 == 0:
            parts[1] += (losses[1].item() / .15 - parts[1]) * .04
        if (step - 1) % 3 == 0:
            parts[2] += (losses[-1].item() / .3 - parts[2]) * .06
        if step in (5, 20, 50):
            print(step, f"{time.time() - start:.1f}s", flush=True)


if __name__ == "__main__":
    main()
