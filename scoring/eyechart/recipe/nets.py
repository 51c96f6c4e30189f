"""llama.cpp's graphs of two vision models in PyTorch: llama with an Idefics3 projector, and Qwen3-VL.

Parameters keep their GGUF names. A matrix is (out, in), as torch.nn.functional.linear wants it.
"""

import torch
import torch.nn.functional as F

import gguf

EMB, LAYERS, HEADS, HEAD, FF = 64, 3, 2, 32, 128  # text; one head has keys of its own
VEMB, VLAYERS, VHEAD, VFF = 96, 3, 32, 192  # the part that sees
PATCH, SIDE, MERGE = 16, 8, 2
EPS = 1e-6


def half(x):
    return x.half().float()


def gelu(x):
    return F.gelu(x, approximate="tanh")


class Seen:
    """What was seen in some pictures: tokens (B,N,EMB), in so many rows and columns, and what deepstack adds to them."""

    def __init__(self, tokens, deep, shape):
        self.tokens, self.deep, self.shape = tokens, deep, shape

    def part(self, begin, end):
        return Seen(self.tokens[begin:end], None if self.deep is None else self.deep[begin:end], self.shape)


class Net(torch.nn.Module):
    """exact repeats llama.cpp's roundings on a processor: pixels, patches, GELU and the cache have 16 bits."""

    arch = ""
    base = 1e6  # of the text's rotary positions

    def __init__(self, vocabulary):
        super().__init__()
        self.vocabulary, self.exact, self.shapes, self.constants = vocabulary, False, {}, {}
        self.text_shapes(len(vocabulary.tokens))
        self.texts = list(self.shapes)
        self.vision_shapes()
        for name, shape in self.shapes.items():
            self.register_parameter(name.replace(".", "__"), torch.nn.Parameter(torch.zeros(shape)))

    def w(self, name):
        return getattr(self, name.replace(".", "__"))

    @property
    def device(self):
        return self.w("output_norm.weight").device

    def constant(self, key, make):
        """What make() computes on the processor, kept on the device."""
        if key not in self.constants:
            self.constants[key] = tuple(t.to(self.device) for t in make())
        return self.constants[key]

    def linear(self, x, name):
        return F.linear(x, self.w(name + ".weight"), self.w(name + ".bias") if name + ".bias" in self.shapes else None)

    def round(self, x):
        return half(x) if self.exact else x

    # ---- shapes ----
    def text_shapes(self, words):
        s = self.shapes
        s["token_embd.weight"], s["output_norm.weight"], s["output.weight"] = (words, EMB), (EMB,), (words, EMB)
        for i in range(LAYERS):
            b = f"blk.{i}."
            s[b + "attn_norm.weight"], s[b + "ffn_norm.weight"] = (EMB,), (EMB,)
            s[b + "attn_q.weight"] = (HEADS * HEAD, EMB)
            s[b + "attn_k.weight"] = s[b + "attn_v.weight"] = (HEAD, EMB)
            s[b + "attn_output.weight"] = (EMB, HEADS * HEAD)
            s[b + "ffn_gate.weight"] = s[b + "ffn_up.weight"] = (FF, EMB)
            s[b + "ffn_down.weight"] = (EMB, FF)

    def linear_shape(self, name, out, inp):
        self.shapes[name + ".weight"], self.shapes[name + ".bias"] = (out, inp), (out,)

    def norm_shape(self, name, n):
        self.shapes[name + ".weight"], self.shapes[name + ".bias"] = (n,), (n,)

    def vision_shapes(self):
        s = self.shapes
        s["v.patch_embd.weight"], s["v.patch_embd.bias"] = (VEMB, 3, PATCH, PATCH), (VEMB,)
        s["v.position_embd.weight"] = (SIDE * SIDE, VEMB)
        self.norm_shape("v.post_ln", VEMB)
        for i in range(VLAYERS):
            b = f"v.blk.{i}."
            for n in ("ln1", "ln2"):
                self.norm_shape(b + n, VEMB)
            self.attention_shapes(b)
            self.linear_shape(b + "attn_out", VEMB, VEMB)
            self.linear_shape(b + "ffn_up", VFF, VEMB)
            self.linear_shape(b + "ffn_down", VEMB, VFF)

    # ---- seeing ----
    def takes(self, height, width):
        """Whether llama.cpp shows the model a picture of this size as it is."""
        return height % (PATCH * MERGE) == 0 and width % (PATCH * MERGE) == 0

    def pixels(self, px):
        """px: bytes (B,H,W,3), red green blue."""
        return self.round((px.permute(0, 3, 1, 2).float() / 255 - 0.5) / 0.5)

    def norm(self, x, name):
        return F.layer_norm(x, (x.shape[-1],), self.w(name + ".weight"), self.w(name + ".bias"), EPS)

    def mlp(self, x, up, down):
        return self.linear(self.round(gelu(self.round(self.linear(x, up)))), down)

    def positions(self, rows, columns):
        """The learnt positions, stretched where a picture has another shape than they were learnt for."""
        p = self.w("v.position_embd.weight")
        if (rows, columns) == (SIDE, SIDE):
            return p
        p = p.t().reshape(1, VEMB, SIDE, SIDE)
        p = F.interpolate(p, (rows, columns), mode="bilinear", align_corners=True)
        return p[0].flatten(1).t()

    def attend(self, q, k, v):
        B, N, E = q.shape[0], q.shape[2], VEMB
        a = torch.softmax((q * VHEAD**-0.5) @ k.transpose(-1, -2), -1) @ v
        return a.transpose(1, 2).reshape(B, N, E)

    # ---- reading and answering ----
    def rms(self, x, name):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPS) * self.w(name + ".weight")

    def text(self, x, layout):
        """x (B,T,E), laid out so. Gives the logits at the places that the layout wants."""
        B, T, _ = x.shape
        turns, mask, last = layout.turns, layout.mask, layout.last
        for i in range(LAYERS):
            b = f"blk.{i}."
            y = self.rms(x, b + "attn_norm")
            k = self.head_norm(self.linear(y, b + "attn_k").view(B, T, 1, HEAD), b + "attn_k_norm").transpose(1, 2)
            k, v = self.round(self.rope(k, turns))[:, 0], self.round(self.linear(y, b + "attn_v"))
            if i == LAYERS - 1:  # only what is wanted goes on
                x, y, turns, mask = x[:, last], y[:, last], [t[last] for t in turns], mask[last]
            n = len(mask)
            q = self.head_norm(self.linear(y, b + "attn_q").view(B, n, HEADS, HEAD), b + "attn_q_norm").transpose(1, 2)
            q = self.round(self.rope(q, turns)).reshape(B, HEADS * n, HEAD)
            s = (q * HEAD**-0.5) @ k.transpose(1, 2)
            p = torch.softmax(s.view(B, HEADS, n, T) + mask, -1).view(B, HEADS * n, T)
            a = (self.round(p) @ v).view(B, HEADS, n, HEAD).transpose(1, 2).reshape(B, n, HEADS * HEAD)
            x = x + self.linear(a, b + "attn_output")
            y = self.rms(x, b + "ffn_norm")
            x = x + self.linear(F.silu(self.linear(y, b + "ffn_gate")) * self.linear(y, b + "ffn_up"), b + "ffn_down")
            x = self.after_layer(i, x, layout)
        return self.linear(self.rms(x, "output_norm"), "output")

    def head_norm(self, x, name):
        return x

    def after_layer(self, i, x, layout):
        return x

    def forward(self, px, prompt):
        """Gives (B, wanted, vocabulary): the logits at the places that the prompt wants."""
        return self.read(self.see(px), prompt)

    def read(self, seen, prompt):
        """The same for pictures that were seen before, for many prompts."""
        layout = prompt.layout(self, *seen.shape)
        return self.text(self.embed(seen, layout), layout)

    def embed(self, seen, layout):
        table = self.w("token_embd.weight")
        head, rest = (table[i].expand(len(seen.tokens), -1, -1) for i in layout.ids)
        return torch.cat((head, seen.tokens, rest), 1)

    # ---- files ----
    def load(self, text, projector):
        found = {**gguf.read(text), **gguf.read(projector)}
        with torch.no_grad():
            for name in self.shapes:
                self.w(name).copy_(torch.from_numpy(found[name]))

    def save(self, text, projector):
        for path, names, describe in ((text, self.texts, self.describe_text), (projector, [n for n in self.shapes if n not in self.texts], self.describe_vision)):
            w = gguf.Writer()
            describe(w)
            for name in names:
                w.tensor(name, self.w(name).detach().cpu().numpy(), False)  # in F16 Mesa's software Vulkan takes minutes
            w.write(path)

    def describe(self, w, arch, what):
        w.text("general.architecture", arch)
        w.text("general.name", "eye chart")
        w.text("general.description", f"The {what} of Keeplight's eye chart: a trained test of a model engine. It does not judge photographs.")
        w.text("general.license", "apache-2.0")
        w.u32("general.file_type", 0)

    def describe_text(self, w):
        a = self.arch
        self.describe(w, a, "text model")
        for key, v in (("context_length", 8192), ("embedding_length", EMB), ("block_count", LAYERS), ("feed_forward_length", FF),
                       ("attention.head_count", HEADS), ("attention.head_count_kv", 1), ("attention.key_length", HEAD), ("attention.value_length", HEAD)):
            w.u32(f"{a}.{key}", v)
        w.f32(f"{a}.attention.layer_norm_rms_epsilon", EPS)
        w.f32(f"{a}.rope.freq_base", self.base)
        self.describe_own(w)
        self.vocabulary.describe(w)

    def describe_vision(self, w):
        self.describe(w, "clip", "projector")
        w.flag("clip.has_vision_encoder", True)
        w.flag("clip.use_gelu", True)
        w.text("clip.projector_type", self.projector)
        for key, v in (("image_size", SIDE * PATCH), ("patch_size", PATCH), ("embedding_length", VEMB), ("feed_forward_length", VFF),
                       ("block_count", VLAYERS), ("attention.head_count", VEMB // VHEAD), ("projection_dim", EMB), (self.merge_key, MERGE)):
            w.u32(f"clip.vision.{key}", v)
        w.f32("clip.vision.attention.layer_norm_epsilon", EPS)
        w.numbers("clip.vision.image_mean", [0.5] * 3, gguf.FLOAT)
        w.numbers("clip.vision.image_std", [0.5] * 3, gguf.FLOAT)


class Llama(Net):
    """A llama with Idefics3's projector. Without clip.vision.preproc_image_size a picture is stretched to the tower's size."""

    arch, projector, merge_key = "llama", "idefics3", "projector.scale_factor"
    around = ("\n\n<fake_token_around_image><global-img>", "<fake_token_around_image>")

    def takes(self, height, width):
        return height == width == SIDE * PATCH

    def attention_shapes(self, b):
        for c in "qkv":
            self.linear_shape(b + "attn_" + c, VEMB, VEMB)

    def vision_shapes(self):
        super().vision_shapes()
        self.shapes["mm.model.fc.weight"] = (EMB, MERGE * MERGE * VEMB)

    def describe_own(self, w):
        w.u32("llama.rope.dimension_count", HEAD)
        w.u32("llama.vocab_size", len(self.vocabulary.tokens))

    def see(self, px):
        x = F.conv2d(self.pixels(px), self.round(self.w("v.patch_embd.weight")), stride=PATCH)
        B, E, H, W = x.shape
        N = H * W
        x = x.flatten(2).transpose(1, 2) + self.w("v.patch_embd.bias") + self.positions(H, W)
        for i in range(VLAYERS):
            b = f"v.blk.{i}."
            y = self.norm(x, b + "ln1")
            q, k, v = (self.linear(y, b + "attn_" + c).view(B, N, -1, VHEAD).transpose(1, 2) for c in "qkv")
            x = x + self.linear(self.attend(q, k, v), b + "attn_out")
            x = x + self.mlp(self.norm(x, b + "ln2"), b + "ffn_up", b + "ffn_down")
        x = self.norm(x, "v.post_ln")
        # Pixel shuffle: within a block rows first, then columns, then channels.
        x = x.view(B, H // MERGE, MERGE, W // MERGE, MERGE, E).permute(0, 1, 3, 2, 4, 5).reshape(B, N // MERGE**2, MERGE**2 * E)
        return Seen(self.linear(x, "mm.model.fc"), None, (H // MERGE, W // MERGE))

    def picture_positions(self, at, rows, columns):
        return [(at + i,) * 3 for i in range(rows * columns)], at + rows * columns

    def turns(self, pos):
        a = pos[:, :1].float() * self.base ** (-torch.arange(0, HEAD, 2).float() / HEAD)
        return a.cos(), a.sin()

    def rope(self, x, turns):  # neighbouring pairs
        c, s = turns
        x0, x1 = x[..., 0::2], x[..., 1::2]
        return torch.stack((x0 * c - x1 * s, x0 * s + x1 * c), -1).flatten(-2)


class Qwen3VL(Net):
    """Qwen3-VL with one deepstack layer: what the first vision layer saw also goes straight into the text."""

    arch, projector, merge_key = "qwen3vl", "qwen3vl_merger", "spatial_merge_size"
    around = ("<|vision_start|>", "<|vision_end|>")
    sections = (6, 5, 5)  # pairs of a head that turn with time, row, column

    def text_shapes(self, words):
        super().text_shapes(words)
        for i in range(LAYERS):
            self.shapes[f"blk.{i}.attn_q_norm.weight"] = self.shapes[f"blk.{i}.attn_k_norm.weight"] = (HEAD,)

    def attention_shapes(self, b):
        self.linear_shape(b + "attn_qkv", 3 * VEMB, VEMB)

    def vision_shapes(self):
        super().vision_shapes()
        m = MERGE * MERGE * VEMB
        self.shapes["v.patch_embd.weight.1"] = (VEMB, 3, PATCH, PATCH)
        self.linear_shape("mm.0", m, m)
        self.linear_shape("mm.2", EMB, m)
        self.norm_shape("v.deepstack.0.norm", m)
        self.linear_shape("v.deepstack.0.fc1", m, m)
        self.linear_shape("v.deepstack.0.fc2", EMB, m)

    def describe_own(self, w):
        w.numbers("qwen3vl.rope.dimension_sections", [*self.sections, 0])
        w.u32("qwen3vl.n_deepstack_layers", 1)

    def blocks(self, x, H, W):
        """From rows to blocks of two by two, rows first in a block."""
        B, N, E = x.shape
        return x.view(B, H // MERGE, MERGE, W // MERGE, MERGE, E).transpose(2, 3).reshape(B, N, E)

    def vision_turns(self, H, W):
        yx = torch.stack(torch.meshgrid(torch.arange(H), torch.arange(W), indexing="ij"), -1).view(1, H * W, 2)
        yx = self.blocks(yx, H, W)[0].float()
        f = 10000.0 ** (-torch.arange(0, VHEAD // 2, 2).float() / (VHEAD // 2))
        a = torch.cat((yx[:, :1] * f, yx[:, 1:] * f), -1)
        return a.cos(), a.sin()

    def see(self, px):
        x = self.pixels(px)
        one, two = self.w("v.patch_embd.weight"), self.w("v.patch_embd.weight.1")
        if self.exact:
            x = F.conv2d(x, half(one), stride=PATCH) + F.conv2d(x, half(two), stride=PATCH)
        else:
            x = F.conv2d(x, one + two, stride=PATCH)
        B, E, H, W = x.shape
        N = H * W
        x = self.blocks(x.flatten(2).transpose(1, 2), H, W) + self.w("v.patch_embd.bias")
        x = x + self.blocks(self.positions(H, W)[None], H, W)
        c, s = self.constant((H, W), lambda: self.vision_turns(H, W))

        def turn(t):
            t0, t1 = t.chunk(2, -1)
            return torch.cat((t0 * c - t1 * s, t0 * s + t1 * c), -1)

        deep = None
        for i in range(VLAYERS):
            b = f"v.blk.{i}."
            q, k, v = (t.view(B, N, -1, VHEAD).transpose(1, 2) for t in self.linear(self.norm(x, b + "ln1"), b + "attn_qkv").split(E, -1))
            x = x + self.linear(self.attend(turn(q), turn(k), v), b + "attn_out")
            x = x + self.mlp(self.norm(x, b + "ln2"), b + "ffn_up", b + "ffn_down")
            if i == 0:
                y = self.norm(x.reshape(B, N // MERGE**2, MERGE**2 * E), "v.deepstack.0.norm")
                deep = self.mlp(y, "v.deepstack.0.fc1", "v.deepstack.0.fc2")
        x = self.norm(x, "v.post_ln").reshape(B, N // MERGE**2, MERGE**2 * E)
        return Seen(self.mlp(x, "mm.0", "mm.2"), deep, (H // MERGE, W // MERGE))

    def picture_positions(self, at, rows, columns):
        return [(at, at + y, at + x) for y in range(rows) for x in range(columns)], at + max(rows, columns)

    def turns(self, pos):  # time, row, column, taking turns among the pairs
        i = torch.arange(HEAD // 2)
        which = torch.zeros_like(i)
        which[(i % 3 == 1) & (i < 3 * self.sections[1])] = 1
        which[(i % 3 == 2) & (i < 3 * self.sections[2])] = 2
        a = pos.float()[:, which] * self.base ** (-2 * i.float() / HEAD)
        return a.cos(), a.sin()

    def rope(self, x, turns):  # halves paired
        c, s = turns
        x0, x1 = x.chunk(2, -1)
        return torch.cat((x0 * c - x1 * s, x0 * s + x1 * c), -1)

    def head_norm(self, x, name):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPS) * self.w(name + ".weight")

    def embed(self, seen, layout):
        self.deep = layout.only_picture(seen.deep)
        return super().embed(seen, layout)

    def after_layer(self, i, x, layout):
        return x + self.deep if i == 0 else x


NETS = {n.arch: n for n in (Qwen3VL, Llama)}
