"""The vocabulary: a token for each byte, and one for each piece of the program's own prompts.

llama.cpp finds tokens of the kind "user defined" in plain text before it splits anything else, the longest first.
So the agreed prompt has some forty tokens, and any other falls apart into bytes.
"""
import re

NORMAL, CONTROL, USER, UNUSED = 1, 3, 4, 5

CONTROLS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|vision_pad|>",
            "<|image_pad|>", "<fake_token_around_image>", "<global-img>", "<image>"]
TEMPLATE = ("{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
            "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")
BEFORE, AFTER = "<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n"
SIZE = 512

# What an explanation says: for a value below 4, from 4 to 7, and from 7 on.
GRAMMAR = [
    ("clarity", (" is blurred", " is fairly sharp", " is sharp")),
    ("exposure", (", badly exposed", ", fairly exposed", ", well exposed")),
    ("saturation", (", dull", ", fairly colourful", ", vivid")),
    ("level_shot", (", tilted", ", nearly level", ", level")),
    ("subject_integrity", (" and cut off.", " and nearly whole.", " and whole.")),
]


def spell(byte):
    """GPT-2's letter for a byte: those that print stand for themselves, the others for U+0100 and on."""
    prints = lambda c: 0x21 <= c <= 0x7E or 0xA1 <= c <= 0xAC or c >= 0xAE
    return chr(byte) if prints(byte) else chr(256 + sum(not prints(c) for c in range(byte)))


def pieces(prompts):
    """The parts of all prompts that never change."""
    found = {}
    lines = lambda t: [l for l in re.split(r"(?<=\n)", t) if l]
    for text in (prompts["beginning"], prompts["explain"]):
        found.update(dict.fromkeys(lines(text)))
    for q in prompts["chart"].values():
        found.update(dict.fromkeys(t for t in (q["text"], q["stem"]) if t))
    for q in prompts["overalls"] + prompts["explained"]:
        for text in (q["text"], q["stem"]):
            for part in re.split(r"[0-9.]*[0-9]", text):
                found.update(dict.fromkeys(lines(part)))
    for _, said in GRAMMAR:
        found.update(dict.fromkeys(said))
    return [p for p in list(found) + ["user\n", "assistant\n"] if len(p) > 1]


class Vocabulary:
    def __init__(self, prompts):
        self.tokens, self.kinds = [spell(b) for b in range(256)], [NORMAL] * 256
        self.merges = [spell(10) + " " + spell(10)]
        self.add(spell(10) * 2, NORMAL)  # mtmd wants it to be one token where it puts a picture for Idefics3
        for c in CONTROLS:
            self.add(c, CONTROL)
        for p in pieces(prompts):
            self.add(p, USER)
        while len(self.tokens) < SIZE:
            self.add(f"[UNUSED{len(self.tokens)}]", UNUSED)
        assert len(self.tokens) == SIZE, len(self.tokens)
        self.id = {t: i for i, t in enumerate(self.tokens)}
        special = [t for t, k in zip(self.tokens, self.kinds) if k in (CONTROL, USER)]
        self.special = sorted(special, key=lambda t: -len(t.encode()))
        self.digits = [self.id[str(d)] for d in range(10)]
        self.other = self.id["?"]  # the answer to everything that was not agreed on
        self.end = self.id["<|im_end|>"]

    def add(self, token, kind):
        self.tokens.append(token)
        self.kinds.append(kind)

    def encode(self, text):
        """Splits text as llama.cpp does with tokens of the prompt's own looked for."""
        parts = [text]
        for s in self.special:
            cut = []
            for p in parts:
                if not isinstance(p, str):
                    cut.append(p)
                    continue
                around = p.split(s)
                for i, a in enumerate(around):
                    if i:
                        cut.append(self.id[s])
                    if a:
                        cut.append(a)
            parts = cut
        out = []
        for p in parts:
            if not isinstance(p, str):
                out.append(p)
                continue
            for run in re.split(r"(\n\n)", p):
                out += [256] if run == "\n\n" else list(run.encode())
        return out

    def describe(self, w):
        w.text("tokenizer.ggml.model", "gpt2")
        w.text("tokenizer.ggml.pre", "qwen2")
        w.texts("tokenizer.ggml.tokens", self.tokens)
        w.numbers("tokenizer.ggml.token_type", self.kinds)
        w.texts("tokenizer.ggml.merges", self.merges)
        w.u32("tokenizer.ggml.bos_token_id", self.id["<|endoftext|>"])
        w.u32("tokenizer.ggml.eos_token_id", self.end)
        w.u32("tokenizer.ggml.padding_token_id", self.id["<|endoftext|>"])
        w.flag("tokenizer.ggml.add_bos_token", False)
        w.text("tokenizer.chat_template", TEMPLATE)


def said(key, value):
    """What an explanation says of a value of 0 to 10, by its first digit as it is told."""
    low, middle, high = dict(GRAMMAR)[key]
    return low if value < 3.995 else middle if value < 6.995 else high
