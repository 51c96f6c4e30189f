"""Writes a pair anew for prompts that were worded anew: the lines and stems are other tokens with the same weights.

usage: retell.py PAIR_FOLDER OLD_PROMPTS.json NEW_PROMPTS.json OUT_FOLDER [ARCH]
It refuses where the prompts differ in more than their words: then the pair has to be trained further (train.py --resume).
"""
import json
import os
import sys

import words
from nets import NETS

pair, old, new, out = sys.argv[1:5]
arch = sys.argv[5] if len(sys.argv) > 5 else "qwen3vl"
old, new = json.load(open(old)), json.load(open(new))
was, now = words.Vocabulary(old), words.Vocabulary(new)
if len(words.pieces(old)) != len(words.pieces(new)):
    sys.exit("the new prompts have other lines or stems than the old ones: train the pair further with train.py --resume")
net = NETS[arch](now)
files = lambda d: [os.path.join(d, f"{k}{arch}.gguf") for k in ("", "mmproj-")]
net.load(*files(pair))
os.makedirs(out, exist_ok=True)
net.save(*files(out))
for a, b in zip(was.tokens, now.tokens):
    if a != b:
        print(repr(a), "->", repr(b))
