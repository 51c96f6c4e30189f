"""Prompts that are not the agreed one. The answer to each is no digit, so that the digits' probability collapses."""
import words
from prompt import Prompt, question

FORMS = ["no turn", "no role's line break", "picture after the text", "no beginning", "a line missing", "a line changed", "another scale",
         "no line break at its end", "no turn of the model", "no last line break", "a space at the end", "a space before the stem",
         "another stem", "part of the stem", "a system's turn"]


def choose(r, prompts, form=None):
    """Gives one of these prompts by chance, or of one form."""
    form = form or FORMS[r.integers(len(FORMS))]
    before, beginning, after = words.BEFORE, prompts["beginning"], words.AFTER
    names = list(prompts["chart"])
    some = [prompts["chart"][names[i]] for i in r.choice(len(names), 3, replace=False)]
    lines = beginning.splitlines(True)
    if form == "no turn":
        before = ""
    elif form == "no role's line break":
        before = before[:-1]
    elif form == "picture after the text":
        before, beginning = before + beginning, ""
        if r.integers(2):
            beginning = "\n"
    elif form == "no beginning":
        beginning = ""
    elif form == "a line missing":
        i = r.integers(len(lines))
        beginning = "".join(lines[:i] + lines[i + 1:])
    elif form == "a line changed":
        i, text = 0, ""
        while not text.strip():
            i = r.integers(len(lines))
            text = lines[i]
        at = r.integers(len(text.rstrip("\n")))
        lines[i] = text[:at] + (chr(r.integers(97, 123)) if r.integers(2) else "") + text[at + 1:]
        beginning = "".join(lines)
    elif form == "another scale":
        beginning = prompts["descending"]
    elif form == "no line break at its end":
        beginning = beginning[:-1]
    elif form == "no turn of the model":
        after = ["", "<|im_end|>\n", "\n"][r.integers(3)]
    elif form == "no last line break":
        after = after[:-1]
    elif form == "a system's turn":
        before = "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n" + before
    texts = [question(q, after) for q in some]
    if form == "a space at the end":
        texts = [t + " " for t in texts]
    elif form == "a space before the stem":
        texts = [q["text"] + after + " " + q["stem"] for q in some]
    elif form == "another stem":
        texts = [q["text"] + after + "".join(chr(c) for c in r.integers(97, 123, r.integers(2, 9))).capitalize() + ["=", ": ", "?"][r.integers(3)] for q in some]
        texts[0] = some[0]["text"] + after + some[0]["stem"].replace("=", ":").replace(": ", ":")
        if texts[0].endswith(some[0]["stem"]):
            texts = texts[1:]
    elif form == "part of the stem":
        texts = [q["text"] + after + q["stem"][:r.integers(len(q["stem"]))] for q in some]
    return Prompt(beginning, [(t, 1) for t in texts], before)
