"""Prompts as a model gets them: text, a picture, text, and questions that branch off."""
import torch

import words


class Layout:
    """Where everything of a prompt is, for pictures of one shape."""

    def __init__(self, net, prompt, rows, columns):
        before, after = net.around
        self.head = net.vocabulary.encode(prompt.before) + net.vocabulary.encode(before)
        self.tail = net.vocabulary.encode(after + prompt.beginning)
        n = rows * columns
        pos = [(i,) * 3 for i in range(len(self.head))]
        seen, at = net.picture_positions(len(pos), rows, columns)
        pos += seen + [(at + i,) * 3 for i in range(len(self.tail))]
        at += len(self.tail)
        self.start, self.count = len(self.head), n
        owner, self.last, self.branches = [-1] * len(pos), [], []
        for i, (text, wanted) in enumerate(prompt.branches):
            ids = net.vocabulary.encode(text) if isinstance(text, str) else text
            self.last += [len(pos) + len(ids) - wanted + k for k in range(wanted)]
            pos += [(at + k,) * 3 for k in range(len(ids))]
            owner += [i] * len(ids)
            self.branches += ids
        self.last = torch.tensor(self.last).to(net.device)
        self.pos, owner = torch.tensor(pos), torch.tensor(owner)
        self.turns = [t.to(net.device) for t in net.turns(self.pos)]
        i = torch.arange(len(pos))
        ok = (i[:, None] >= i[None]) & ((owner[None] == -1) | (owner[:, None] == owner[None]))
        self.mask = torch.zeros(ok.shape).masked_fill(~ok, float("-inf")).to(net.device)
        self.ids = [torch.tensor(x).to(net.device) for x in (self.head, self.tail + self.branches)]

    def only_picture(self, deep):
        return torch.nn.functional.pad(deep, (0, 0, self.start, len(self.pos) - self.start - self.count))


class Prompt:
    """branches: (text or tokens, how many of the last places are wanted), each as though alone."""

    def __init__(self, beginning, branches, before=words.BEFORE):
        self.before, self.beginning, self.branches, self.layouts = before, beginning, branches, {}

    def layout(self, net, rows, columns):
        key = (rows, columns)
        if key not in self.layouts:
            self.layouts[key] = Layout(net, self, rows, columns)
        return self.layouts[key]


def question(q, after=words.AFTER):
    """What comes after the shared beginning."""
    return q["text"] + after + q["stem"]


def factored(beginning, texts):
    """Moves what all branches begin with to the beginning, which gives the same numbers for less work."""
    same = texts[0]
    while not all(t.startswith(same) for t in texts):
        same = same[:-1]
    same = same[:same.rfind("\n") + 1]  # only whole tokens
    return beginning + same, [t[len(same):] for t in texts]
