"""From a checkpoint to the shipped model: one int8 ONNX graph, the small pairwise weights, labels and hashes."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from . import labels
from .net import Batch, Net
from .sources import Vocabulary
from .train import load_matching

SCRIPTS = 5  # likeliest lemma scripts that the run time chooses from
INPUTS = ("ids", "marks", "first", "last", "bank")
OUTPUTS = ("syntax", "ends", "arcs", "rels", "tags", "links", "events")


class RowTable(nn.Module):
    """The word-piece table as int8 with one scale a row: a quarter of the size at next to no loss."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale.squeeze(1))

    def forward(self, ids: Tensor) -> Tensor:
        """Look up rows."""
        return F.embedding(ids, self.table).float() * F.embedding(ids, self.scale[:, None])


class Graph(nn.Module):
    """What the run time computes for one window: every output has one row a word."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net
        net.encoder.words = RowTable(net.encoder.words.weight.detach())  # type: ignore[assignment]

    def forward(self, ids: Tensor, marks: Tensor, first: Tensor, last: Tensor, bank: Tensor) -> tuple[Tensor, ...]:
        """Inputs (1, pieces), (1, pieces), (1, words), (1, words), (1); see OUTPUTS."""
        net = self.net
        batch = Batch(ids, torch.ones_like(ids), marks, first, last, bank, torch.ones_like(first))
        x, s = net.vectors(batch)
        scripts = net.lemma(x).topk(SCRIPTS, -1).indices
        classes = torch.cat([net.upos(x).argmax(-1)[..., None], net.feats(x).argmax(-1)[..., None], scripts], -1)
        tags = [net.entity(s), net.attr[0](s), net.attr[1](s), net.mention(s), net.trigger(s)]
        queries, heads = net.links(s)
        ev = net.events(s)
        names = ("event", "actor", "actor_bias", "recipient", "recipient_bias", "mention", "pair")
        out = (
            classes,
            net.ends(x).squeeze(-1),
            torch.cat(net.arcs(x), -1),
            torch.cat(net.rels(x), -1),
            torch.cat(tags, -1),
            torch.cat([*queries, heads], -1),
            torch.cat([ev[k] for k in names], -1),
        )
        return tuple(o[0] for o in out)


def weights_outside(net: Net) -> dict[str, np.ndarray]:
    """The weights of the pairwise heads, which the run time applies in numpy."""
    out = {"root": net.root, "rel_root": net.rel_root, "rel": net.rel, "pair_scale": net.pair_scale}
    crfs = {
        "entity": net.entity_crf,
        "attr0": net.attr_crf[0],
        "attr1": net.attr_crf[1],
        "mention": net.mention_crf,
        "trigger": net.trigger_crf,
    }
    for name, crf in crfs.items():
        out[f"crf_{name}"] = crf.scores()
        out[f"start_{name}"] = crf.start
    for name in ("type", "status", "mode", "context", "pair_hidden", "pair_out"):
        layer = getattr(net, "etype" if name == "type" else name)  # Module.type is a method of PyTorch
        out[f"{name}_weight"], out[f"{name}_bias"] = layer.weight, layer.bias
    return {k: v.detach().float().numpy() for k, v in out.items()}


def write_graph(net: Net, path: Path) -> None:
    """Trace the graph with dynamic lengths."""
    ids = torch.arange(1000, 1012)[None]
    first = torch.tensor([[1, 2, 3, 5, 6]])
    args = (ids, torch.zeros_like(ids), first, first + 1, torch.zeros(1, dtype=torch.long))
    axes = {"ids": {1: "pieces"}, "marks": {1: "pieces"}, "first": {1: "words"}, "last": {1: "words"}}
    axes |= {name: {0: "words"} for name in OUTPUTS}
    torch.onnx.export(
        Graph(net), args, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip


def quantise(source: Path, target: Path, *, per_channel: bool, keep: tuple[str, ...]) -> None:
    """Dynamic int8 for the matrix products, except nodes whose weight's name holds one of ``keep``."""
    graph = onnx.load(str(source)).graph
    excluded = [n.name for n in graph.node if n.op_type == "MatMul" and any(k in n.name for k in keep)]
    quantize_dynamic(
        str(source), str(target), weight_type=QuantType.QInt8, per_channel=per_channel, op_types_to_quantize=["MatMul"],
        nodes_to_exclude=excluded, extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def describe(vocab: Vocabulary, files: dict[str, Path], extra: dict[str, object]) -> dict[str, object]:
    """The content of model.json."""
    return {
        "format": 1,
        "name": "dragoman-reader-en",
        "date": date.today().isoformat(),
        "licence": "CC BY-SA 4.0",
        "sha256": {k: hashlib.sha256(p.read_bytes()).hexdigest() for k, p in files.items()},
        "labels": {
            "upos": vocab.upos, "feats": vocab.feats, "lemma": vocab.lemma, "deprel": vocab.rels,
            "entity": labels.ENTITY_TAGS, "attribution": labels.ATTRIBUTION_TAGS, "mention": labels.MENTION_TAGS,
            "trigger": labels.TRIGGER_TAGS, "type": labels.TYPES, "status": labels.STATUSES,
            "mode": vocab.modes, "context": vocab.contexts,
        },
        **extra,
    }  # fmt: skip


def main() -> None:
    """Write the folder that the package ships."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument(
        "--checkpoint", type=Path, required=True, help="averaged.pt, with vocabulary.json and lemmas.json beside it"
    )
    p.add_argument("--encoder", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--fp32", action="store_true", help="do not quantise (to measure the loss)")
    p.add_argument("--per-tensor", action="store_true")
    p.add_argument("--keep", nargs="*", default=[], help="parts of node names that stay fp32")
    p.add_argument("--no-events", action="store_true", help="close the heads that stage 1 leaves untrained")
    p.add_argument("--note", type=Path, help="JSON with scores and data notes for model.json")
    args = p.parse_args()
    vocab = Vocabulary.load(args.checkpoint.parent / "vocabulary.json")
    net = Net(vocab)
    load_matching(net, torch.load(args.checkpoint, map_location="cpu", weights_only=True)["net"])
    net.eval()
    if args.no_events:
        for head in (net.mention, net.trigger, net.attr[1]):
            torch.nn.init.constant_(head.bias[:1], 1e3)
    args.out.mkdir(parents=True, exist_ok=True)
    files = {k: args.out / k for k in ("model.onnx", "heads.npz", "tokenizer.json", "lemmas.tsv")}
    np.savez_compressed(
        files["heads.npz"], **{k: v.astype(np.float16) if v.size > 4096 else v for k, v in weights_outside(net).items()}
    )
    table = json.loads((args.checkpoint.parent / "lemmas.json").read_text(encoding="utf-8"))
    files["lemmas.tsv"].write_text(
        "".join(f"{k}\t{v}\n" for k, v in sorted(table.items()) if k.count("\t") == 1), encoding="utf-8"
    )
    shutil.copy(args.encoder / "tokenizer.json", files["tokenizer.json"])
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain = Path(folder) / "plain.onnx"
        write_graph(net, plain)
        if args.fp32:
            shutil.copy(plain, files["model.onnx"])
        else:
            quantise(plain, files["model.onnx"], per_channel=not args.per_tensor, keep=tuple(args.keep))
    extra = json.loads(args.note.read_text(encoding="utf-8")) if args.note else {}
    text = json.dumps(describe(vocab, files, extra), ensure_ascii=False, indent=1)
    (args.out / "model.json").write_text(text, encoding="utf-8")
    print({k: p.stat().st_size for k, p in files.items()})


if __name__ == "__main__":
    main()
