"""How well a model sees: rank correlation (Spearman 1904) of its answers with the truth."""
import glob
import os
import re

import numpy as np
import torch

from prompt import Prompt, factored, question

NAMES = ["Clarity", "Exposure", "Saturation", "Level", "Complete", "Sharpness", "Noise", "Blocks", "Warmth", "Top", "Left"]

# Each is measured on pictures without the two others: where most have none of one, equal ranks would say little.
FAULTS = ["Sharpness", "Noise", "Blocks"]


def pictures(path):
    """Gives pictures (N,H,W,3) and their answers (N,questions) as `recipe pictures` wrote them."""
    w, h = map(int, re.search(r"(\d+)x(\d+)\.rgb$", path).groups())
    truth = np.fromfile(path[:-3] + "f32", np.float32).reshape(-1, len(NAMES))
    return np.memmap(path, np.uint8, "r").reshape(-1, h, w, 3), truth


def rank(x):
    _, at, n = np.unique(np.round(x, 5), return_inverse=True, return_counts=True)
    c = np.cumsum(n)
    return ((c - n + c - 1) / 2.0)[at]


def srcc(a, b):
    return np.corrcoef(rank(a), rank(b))[0, 1]


def answers(net, prompts, px):
    """Gives the mean digits and the probability of all digits, for every question of the chart."""
    beginning, texts = factored(prompts["beginning"], [question(prompts["chart"][n]) for n in NAMES])
    prompt = Prompt(beginning, [(t, 1) for t in texts])
    digits = net.vocabulary.digits[1:]
    out = []
    with torch.no_grad():
        for i in range(0, len(px), 64):
            p = torch.softmax(net(torch.from_numpy(np.ascontiguousarray(px[i:i + 64])).to(net.device), prompt), -1)[..., digits].cpu()
            out.append(torch.stack(((p * torch.arange(1, 10.)).sum(-1) / p.sum(-1), p.sum(-1))))
    return torch.cat(out, 1).numpy()


def table(net, prompts, folder):
    """Gives for every question: rank correlation, mean error in digits, least probability of digits, pictures."""
    e, t = [], []
    for path in sorted(glob.glob(os.path.join(folder, "*.rgb"))):
        px, truth = pictures(path)
        e.append(answers(net, prompts, px))
        t.append(truth)
    (e, mass), t = np.concatenate(e, 1), np.concatenate(t)
    rows = {}
    faults = [NAMES.index(n) for n in FAULTS]
    for i, name in enumerate(NAMES):
        known = ~np.isnan(t[:, i])
        if name in FAULTS:
            known &= (t[:, [k for k in faults if k != i]] == 9).all(1)
        if known.sum() > 2:
            rows[name] = srcc(e[known, i], t[known, i]), np.abs(e[known, i] - t[known, i]).mean(), mass[:, i].min(), int(known.sum())
    return rows


def summary(net, prompts, folders):
    out = []
    for folder in folders:
        rows = table(net, prompts, folder)
        out.append(f"\n      {os.path.basename(os.path.normpath(folder)):8s}" + " ".join(f"{k[:5]} {v[0]:.3f}" for k, v in rows.items()) + f" mass {min(v[2] for v in rows.values()):.3f}")
    return "".join(out)
