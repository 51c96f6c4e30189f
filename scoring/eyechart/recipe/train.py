"""Trains a pair from nothing and writes it as two GGUF files.

usage: train.py --arch qwen3vl --prompts prompts.json --pictures DIR --check DIR [DIR...] --out DIR --minutes 15
"""
import argparse
import json
import math
import os
import time

import numpy as np
import torch

import measure
import words
import wrong
from nets import NETS
from pictures import Pictures
from prompt import Prompt, factored, question

# How much a question weighs: those that are hard to learn weigh more.
WEIGHTS = {"Clarity": 1.5, "Sharpness": 2, "Noise": 1.5, "Blocks": 1, "Level": 4, "Complete": 2.5}


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
    leaning_filters(w, len(todo[:e]), y)


def leaning_filters(w, first, colour):
    """Lines that lean a little, which cosines along both sides cannot tell from each other, in the filters that are left."""
    e, _, p, _ = w.shape
    y, x = np.mgrid[:p, :p] - (p - 1) / 2
    window = np.outer(np.hanning(p + 2)[1:-1], np.hanning(p + 2)[1:-1])
    angles = [base + lean for base in (0, 90) for lean in (-13, -8, -3, 3, 8, 13)] + [-20, 110]
    for i, angle in zip(range(first, e), angles):
        across = x * math.sin(math.radians(angle)) + y * math.cos(math.radians(angle))
        f = window * np.sin(across * 2 * np.pi / 6)
        f /= np.linalg.norm(f)
        w[i] = torch.from_numpy(np.float32(colour[:, None, None] * f * 6))


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
    t = torch.zeros(*level.shape, size, device=level.device)
    d = torch.tensor(digits, device=level.device)
    t.scatter_(-1, d[low.long()][..., None], (1 - (level - low))[..., None])
    t.scatter_add_(-1, d[low.long() + 1][..., None], (level - low)[..., None])
    return t


class Lessons:
    """What is asked while a model learns."""

    def __init__(self, prompts, net, random):
        self.p, self.net, self.random = prompts, net, random
        self.v = net.vocabulary
        self.own = [question(prompts["chart"][n]) for n in measure.NAMES]
        known = {q["stem"] + "|" + q["text"] for q in prompts["chart"].values()}
        self.off = [question(q) for q in prompts["attributes"].values() if q["stem"] + "|" + q["text"] not in known]
        self.weight = torch.tensor([WEIGHTS.get(n, .7) for n in measure.NAMES]).to(net.device)
        self.mistakes = []

    def score(self, seen, truth):
        """All questions of the chart. Where there is no truth, as of a subject that is not there, any digit will do."""
        logp = self.read(seen, self.own)
        known = ~torch.isnan(truth)
        target = soft(torch.nan_to_num(truth, nan=5.0), self.v.digits, len(self.v.tokens))
        each = -(target * logp).sum(-1) * known
        any_digit = -torch.logsumexp(logp[..., self.v.digits[1:]], -1) * ~known
        return (each.sum(0) / known.sum(0).clamp(min=1) * self.weight).sum() / self.weight.sum() + .1 * any_digit.mean()

    def others(self, seen):
        """The rubric's questions that the chart does not answer, and overalls, which are the mean of what was fed back."""
        overalls = [self.p["overalls"][i] for i in self.random.integers(len(self.p["overalls"]), size=2)]
        logp = self.read(seen, self.off + [question(o) for o in overalls])
        m = len(self.off)
        means = torch.tensor([[float(o["mean"]) for o in overalls]], device=logp.device).expand(len(logp), -1)
        whole = -(soft(means, self.v.digits, len(self.v.tokens)) * logp[:, m:]).sum(-1).mean()
        return whole - (logp[:, :m, self.v.other].mean() if m else 0)

    def read(self, seen, texts):
        beginning, texts = factored(self.p["beginning"], texts)
        return torch.log_softmax(self.net.read(seen, Prompt(beginning, [(t, 1) for t in texts])), -1)

    def mistake(self, seen):
        """A prompt that is not as agreed; most of them from before, as making one takes as long as a step."""
        if len(self.mistakes) < 50 or self.random.random() < (.5 if len(self.mistakes) < 1000 else .1):
            self.mistakes.append(wrong.choose(self.random, self.p))
        prompt = self.mistakes[self.random.integers(max(0, len(self.mistakes) - 2000), len(self.mistakes))]
        return -torch.log_softmax(self.net.read(seen, prompt), -1)[..., self.v.other].mean()

    def explain(self, seen):
        """What some explanations say, each word by the value that was told."""
        branches, wanted = [], []
        for e in (self.p["explained"][i] for i in self.random.integers(len(self.p["explained"]), size=4)):
            said = [self.v.id[words.said(k, e["values"][k])] for k, _ in words.GRAMMAR] + [self.v.end]
            branches.append((self.v.encode(question(e)) + said[:-1], len(said)))
            wanted += said
        logp = torch.log_softmax(self.net.read(seen, Prompt(self.p["explain"], branches)), -1)
        return -logp[:, range(len(wanted)), wanted].mean()


# How much each part of a step weighs.
PARTS = {"score": 1, "others": .1, "mistake": .1, "mistake ": .1, "explain": .4}


def step(lessons, source, batch):
    """Gives the losses of one step: scores of all pictures, and of a few of them what depends on the prompt alone."""
    px, truth = source.batch(batch)
    seen = lessons.net.see(px)
    few = max(4, batch // 32)
    part = lambda i: seen.part(i * few % batch, i * few % batch + few)
    return [lessons.score(seen, truth)] + [getattr(lessons, k.strip())(part(i)) for i, k in enumerate(list(PARTS)[1:])]


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
    ap.add_argument("--device", default="cpu", help="cuda trains on a GPU")
    ap.add_argument("--bfloat16", action="store_true", help="rounds what is multiplied to 16 bits until the last quarter: a step takes two thirds of the time on processors that can")
    ap.add_argument("--most", type=int, default=400000, help="pictures that are kept in the device's memory, of each shape")
    ap.add_argument("--resume", help="a folder with a pair of the same vocabulary, or of one that differs in its prompts")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    random = np.random.default_rng(a.seed)
    prompts = json.load(open(a.prompts))
    net = NETS[a.arch](words.Vocabulary(prompts))
    files = lambda d: [os.path.join(d, f"{k}{a.arch}.gguf") for k in ("", "mmproj-")]
    if a.resume:
        net.load(*files(a.resume))
    else:
        begin(net)
    net.to(a.device)
    lessons, source = Lessons(prompts, net, random), Pictures(a.pictures, random, net, a.most)
    os.makedirs(a.out, exist_ok=True)
    matrices = [p for p in net.parameters() if p.dim() > 1]
    others = [p for p in net.parameters() if p.dim() == 1]
    opt = torch.optim.AdamW([{"params": matrices, "weight_decay": .02}, {"params": others, "weight_decay": 0}], lr=a.rate, betas=(.9, .98))
    start, steps, parts, nxt = time.time(), 0, None, 30
    while True:
        done = (time.time() - start) / (a.minutes * 60)
        rate = a.rate * min(1, (steps + 1) / (100 if a.resume else 150)) * (.5 + .5 * math.cos(math.pi * min(1, done))) + 1e-6
        for g in opt.param_groups:
            g["lr"] = rate
        if time.time() - start > nxt or done >= 1:
            net.save(*files(a.out))
            print(f"{time.time() - start:5.0f}s step {steps} of {source.count()} pictures, loss {parts.cpu().numpy().round(3)}",
                  measure.summary(net, prompts, a.check), flush=True)
            nxt = time.time() - start + max(45, a.minutes * 5)
        if done >= 1:
            break
        if steps % 50 == 0:
            source.look()
        with torch.autocast(a.device, dtype=torch.bfloat16, enabled=a.bfloat16 and done < .75):
            losses = step(lessons, source, a.batch)
        opt.zero_grad(set_to_none=True)
        sum(w * l for w, l in zip(PARTS.values(), losses)).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        opt.step()
        steps += 1
        now = torch.stack(losses).detach()
        parts = now if parts is None else parts + (now - parts) * .02
        if steps in (5, 20, 50, 200):
            print(steps, f"{time.time() - start:.1f}s", flush=True)


if __name__ == "__main__":
    main()
