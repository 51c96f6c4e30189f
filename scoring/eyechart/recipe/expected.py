"""Writes what a pair answers to the eye chart's pictures as PyTorch computes it: with llama.cpp's roundings, and in no
line of code that llama.cpp has. Tests and `keeplight engine verify` hold llama.cpp against it.

usage: expected.py --arch qwen3vl --prompts prompts.json --pair DIR --card DIR [--answers FILE] [--logits FILE]
"""
import argparse
import json
import os

import numpy as np
import torch

import measure
import words
from nets import NETS
from prompt import Prompt, factored, question

# Any answer's log probability may be asked of an engine, up to 64 of them in one question.
TOLD = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz?"


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--arch", choices=NETS, default="qwen3vl")
    for k in ("prompts", "pair", "card"):
        ap.add_argument("--" + k, required=True)
    ap.add_argument("--answers", help="gets the mean digit for each picture and question")
    ap.add_argument("--logits", help="gets log probabilities for a picture of each shape that the model is shown as it is")
    a = ap.parse_args()
    torch.set_num_threads(1)
    prompts = json.load(open(a.prompts))
    net = NETS[a.arch](words.Vocabulary(prompts))
    net.load(*(os.path.join(a.pair, f"{k}{a.arch}.gguf") for k in ("", "mmproj-")))
    net.exact = True
    answers, logits = [], []
    for shape in ("128x128", "160x96", "96x160"):
        px, _ = measure.pictures(os.path.join(a.card, shape + ".rgb"))
        if not net.takes(*px.shape[1:3]):
            continue
        answers += measure.answers(net, prompts, px)[0].round(4).tolist()
        told = [net.vocabulary.id[c] for c in TOLD]
        with torch.no_grad():
            texts = [question(prompts["chart"][n]) for n in measure.NAMES]
            beginning, texts = factored(prompts["beginning"], texts)
            out = torch.log_softmax(net(torch.from_numpy(np.array(px[:1])), Prompt(beginning, [(t, 1) for t in texts])).double(), -1)
        logits.append([[round(v, 4) for v in row] for row in out[0][:, told].tolist()])
    if a.answers:
        json.dump([[round(v, 4) for v in row] for row in answers], open(a.answers, "w"))
    if a.logits:
        json.dump({"told": TOLD, "log_probabilities": logits}, open(a.logits, "w"))


if __name__ == "__main__":
    main()
