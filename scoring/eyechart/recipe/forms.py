"""Prints for each way in which a prompt may not be as agreed how much probability is left for digits.

usage: forms.py --arch qwen3vl --prompts prompts.json --pair DIR --pictures DIR
"""
import argparse
import json
import os

import numpy as np
import torch

import measure
import words
import wrong
from nets import NETS

PROMPTS = 12  # of each form, as those differ by chance


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--arch", choices=NETS, default="qwen3vl")
    for k in ("prompts", "pair", "pictures"):
        ap.add_argument("--" + k, required=True)
    a = ap.parse_args()
    prompts = json.load(open(a.prompts))
    net = NETS[a.arch](words.Vocabulary(prompts))
    net.load(*(os.path.join(a.pair, f"{k}{a.arch}.gguf") for k in ("", "mmproj-")))
    digits = net.vocabulary.digits[1:]
    px, _ = measure.pictures(os.path.join(a.pictures, "128x128.rgb"))
    px = np.array(px[:8])
    mass = measure.answers(net, prompts, px)[1]
    print(f"| as agreed | {mass.mean():.3f} | least {mass.min():.3f} |")
    random = np.random.default_rng(5)
    with torch.no_grad():
        seen = net.see(torch.from_numpy(px))
        for form in wrong.FORMS:
            mass = torch.cat([torch.softmax(net.read(seen, wrong.choose(random, prompts, form)), -1)[..., digits].sum(-1).flatten() for _ in range(PROMPTS)])
            print(f"| {form} | {mass.mean():.3f} | most {mass.max():.3f} |")


if __name__ == "__main__":
    main()
