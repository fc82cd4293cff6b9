"""The loop: stages, schedule, checkpoints, a score line an epoch. ``python -m reader.train --help``."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path
from typing import Any

import torch
import yaml
from torch import Tensor

from dragoman.language.tokens import Tokenizer

from . import losses, sources
from .batches import Encoding, batched, collate, noisy
from .evaluate import score_attribution, score_syntax
from .example import Example
from .net import Net
from .sources import Lookup, Vocabulary


def arguments() -> argparse.Namespace:
    """Parse the command line: every path is a flag."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--config", type=Path, required=True)
    p.add_argument("--stage", choices=("stage1", "stage2", "stage3"), default="stage1")
    p.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    p.add_argument("--ewt", type=Path, required=True, help="folder of UD English EWT")
    p.add_argument("--gum", type=Path, required=True, help="folder with dep/ and splits.md")
    p.add_argument("--ner", type=Path, required=True, help="folder with crossner-politics/, uner-ewt/, wikigold/")
    p.add_argument(
        "--polnear", type=Path, help="folder with train/ and dev/; left out, the attribution heads stay untrained"
    )
    p.add_argument("--corpus", type=Path, help="folder of the event corpus (stage 2)")
    p.add_argument("--refresh", action="store_true", help="read the event corpus anew each epoch: it may grow")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--start", type=Path, help="checkpoint to start from")
    p.add_argument("--minutes", type=float, help="stop and finish the schedule by then, whatever the epochs")
    p.add_argument("--limit", type=int, default=0, help="use only so many examples of each kind (smoke test)")
    return p.parse_args()


class Data:
    """All training examples; windows of treebanks are cut anew each epoch."""

    def __init__(self, args: argparse.Namespace, config: dict[str, Any], vocab: Vocabulary | None) -> None:
        self.encoding = Encoding(args.encoder / "tokenizer.json")
        ewt = sources.read_conllu(args.ewt / "en_ewt-ud-train.conllu")
        gum = sources.read_gum(args.gum, "train")
        self.vocab = vocab or Vocabulary.learn(ewt + gum, config["least_count"])
        known = set(self.vocab.lemma)
        self.lemmas = sources.lemma_table(ewt + gum, known)
        self.lookup = {n: Lookup(getattr(self.vocab, n)) for n in ("upos", "xpos", "feats", "lemma", "rels")}
        self.paragraphs = [(p, 1) for p in sources.paragraphs(ewt)] + [(p, 2) for p in sources.paragraphs(gum)]
        self.longest = config["longest_window"]
        self.fixed: dict[str, list[Example]] = {"ner": self.entities(args.ner)}
        if args.polnear:
            examples = sources.polnear_examples(args.polnear / "train", Tokenizer(), config["paragraph"])
            self.fixed["attr"] = self.encoding.fill(examples)
        if args.corpus:
            self.corpus(args.corpus)
        if args.limit:
            self.paragraphs = self.paragraphs[: args.limit]
            self.fixed = {k: v[: args.limit] for k, v in self.fixed.items()}

    def corpus(self, folder: Path) -> None:
        """Read the event corpus, as windows and as marked pairs."""
        from .events import corpus_examples, marked  # stage 2 only: needs the corpus format

        found = corpus_examples(folder, self.vocab, part="train")
        self.fixed["corpus"] = self.encoding.fill(found)
        self.fixed["pair"] = self.encoding.fill(marked(found))

    def entities(self, folder: Path) -> list[Example]:
        """CrossNER politics, UNER EWT dev and Wikigold."""
        out = []
        for path in sorted((folder / "crossner-politics").glob("*.txt")):
            out += [
                sources.ner_example(w, t, sources.CROSSNER)
                for w, t in sources.read_iob(path, word=0, tag=1, separator="\t")
            ]
        uner = folder / "uner-ewt" / "en_ewt-ud-dev.iob2"
        out += 3 * [
            sources.ner_example(w, t, sources.UNER) for w, t in sources.read_iob(uner, word=1, tag=2, separator="\t")
        ]
        gold = folder / "wikigold" / "wikigold.conll.txt"
        out += [
            sources.ner_example(w, t, sources.WIKIGOLD)
            for w, t in sources.read_iob(gold, word=0, tag=1, separator=None)
        ]
        return self.encoding.fill(out)

    def treebank(self, rng: random.Random) -> list[Example]:
        """Cut the treebanks into windows."""
        groups = [(w, bank) for p, bank in self.paragraphs for w in sources.windows(p, rng, self.longest)]
        return self.encoding.fill([sources.ud_example(g, self.lookup, bank) for g, bank in groups])

    def epoch(self, rng: random.Random, share: dict[str, float], budget: int) -> list[list[Example]]:
        """Return the shuffled batches of one epoch."""
        out: list[list[Example]] = []
        for kind, part in share.items():
            pool = self.treebank(rng) if kind == "ud" else self.fixed.get(kind, [])
            picked: list[Example] = []
            picked += pool * int(part) + rng.sample(pool, int(len(pool) * (part % 1)))
            out.extend(batched(picked, rng, budget))
        rng.shuffle(out)
        return out


def batch_losses(net: Net, items: list[Example]) -> dict[str, Tensor]:
    """Run the heads that the batch's corpus has labels for."""
    b = collate(items)
    syntax, sense = net.vectors(b)
    kind = items[0].kind
    out: dict[str, Tensor] = {}
    if kind == "ud":
        out |= losses.syntax(net, b, syntax, items)
    if kind == "pair":
        out |= losses.marked_pairs(net, b, sense, items)
    if kind in {"ud", "ner", "corpus"}:
        out |= losses.entities(net, b, sense, items)
    if kind in {"attr", "corpus"}:
        out |= losses.attribution(net, b, sense, items)
    if kind == "corpus":
        out |= losses.events(net, b, sense, items)
        if any(e.sentence is not None and e.sentence[-1] > 0 for e in items):
            out["ends"] = losses.ends(net, net.drop(syntax), items, b.words.shape[1])
    return out


def groups(net: Net, stage: dict[str, Any], decay: float) -> list[dict[str, Any]]:
    """Parameter groups: lower layers learn slower, heads faster; biases and norms are not decayed."""
    out: dict[tuple[float, float], list[Tensor]] = {}
    for name, value in net.named_parameters():
        if name.startswith("encoder."):
            depth = int(name.split(".")[2]) + 1 if ".layers." in name else 0
            rate = stage["encoder_rate"] * stage["layer_decay"] ** (6 - depth)
        else:
            rate = stage["head_rate"]
        wd = decay if value.dim() > 1 and "norm" not in name else 0.0
        out.setdefault((rate, wd), []).append(value)
    return [{"params": v, "lr": r, "peak": r, "weight_decay": d} for (r, d), v in out.items()]


class Average:
    """Exponential moving average of the weights; what is saved and scored."""

    def __init__(self, net: Net, decay: float) -> None:
        self.decay, self.step = decay, 0
        self.values = {k: v.detach().clone() for k, v in net.state_dict().items()}

    @torch.no_grad()
    def update(self, net: Net, every: int = 4) -> None:
        """Move towards the present weights every few steps."""
        self.step += 1
        if self.step % every:
            return
        now = self.step // every
        keep = min(self.decay**every, (1 + now) / (10 + now))
        state = net.state_dict()
        names = [k for k, v in self.values.items() if v.is_floating_point()]
        torch._foreach_lerp_([self.values[k] for k in names], [state[k] for k in names], 1 - keep)


def rate(progress: float, warmup: float, final: float) -> float:
    """Linear warm-up, then a cosine down to ``final``."""
    if progress < warmup:
        return progress / warmup
    x = (progress - warmup) / (1 - warmup)
    return final + (1 - final) * 0.5 * (1 + math.cos(math.pi * min(1.0, x)))


def main() -> None:
    """Train one stage."""
    args = arguments()
    config = yaml.safe_load(args.config.read_text(encoding="utf-8"))
    stage = config[args.stage]
    config["weights"] |= stage.get("weights", {})
    torch.set_num_threads(config["threads"])
    torch.manual_seed(config["seed"])
    rng = random.Random(config["seed"])
    args.out.mkdir(parents=True, exist_ok=True)
    vocab_path = (args.start.parent if args.start else args.out) / "vocabulary.json"
    data = Data(args, config, Vocabulary.load(vocab_path) if vocab_path.exists() else None)
    data.vocab.save(args.out / "vocabulary.json")
    (args.out / "lemmas.json").write_text(json.dumps(data.lemmas, ensure_ascii=False), encoding="utf-8")
    net = Net(data.vocab, config["dropout"])
    if args.start:
        load_matching(net, torch.load(args.start, map_location="cpu", weights_only=True)["net"])
    else:
        net.encoder.load_pretrained(args.encoder / "model.safetensors")
    run(net, data, args, config, stage, rng)


def load_matching(net: Net, state: dict[str, Tensor]) -> None:
    """Load what fits in name and shape; heads whose label set has grown start anew."""
    own = net.state_dict()
    fit = {k: v for k, v in state.items() if k in own and own[k].shape == v.shape}
    print("fresh:", sorted(set(own) - set(fit)), flush=True)
    net.load_state_dict(fit, strict=False)


def run(
    net: Net, data: Data, args: argparse.Namespace, config: dict[str, Any], stage: dict[str, Any], rng: random.Random
) -> None:
    """Epochs until the schedule ends; a checkpoint (averaged weights, resumable state) and a score line for each."""
    optimiser = torch.optim.AdamW(groups(net, stage, config["weight_decay"]), betas=(0.9, 0.98), fused=True)
    average = Average(net, config["ema"])
    state_path = args.out / "state.pt"
    first, done = 0, 0
    if state_path.exists():
        state = torch.load(state_path, map_location="cpu", weights_only=True)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        average.values, average.step = state["average"], state["step"]
        first, done = state["epoch"] + 1, state["step"]
    begin = time.time()
    total = 0
    for epoch in range(first, stage["epochs"] if not args.minutes else 1000):
        if args.refresh and epoch > first:
            data.corpus(args.corpus)
        batches = data.epoch(rng, stage["share"], config["batch_pieces"])
        total = total or len(batches) * stage["epochs"]
        sums: dict[str, list[float]] = {}
        for items in batches:
            progress = (time.time() - begin) / (args.minutes * 60) if args.minutes else done / total
            if progress >= 1:
                break
            for g in optimiser.param_groups:
                g["lr"] = g["peak"] * rate(progress, stage["warmup"], stage["final"])
            step(net, optimiser, items, config, rng, sums)
            average.update(net)
            done += 1
            if done % 50 == 0:
                tail = {k: round(sum(v[-50:]) / len(v[-50:]), 3) for k, v in sums.items()}
                print(f"{(time.time() - begin) / 60:.1f} min step {done} {progress:.3f} {json.dumps(tail)}", flush=True)
        finish_epoch(net, average, data, args, config, epoch, done)
        torch.save(
            {
                "net": net.state_dict(),
                "optimiser": optimiser.state_dict(),
                "average": average.values,
                "epoch": epoch,
                "step": done,
            },
            state_path,
        )
        if progress >= 1:
            break


def step(
    net: Net,
    optimiser: torch.optim.Optimizer,
    items: list[Example],
    config: dict[str, Any],
    rng: random.Random,
    sums: dict[str, list[float]],
) -> None:
    """One update."""
    net.train()
    items = [noisy(e, rng, config["mask"], config["recase"], config["forget_bank"]) for e in items]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        parts = batch_losses(net, items)
        loss = sum(config["weights"][k] * v for k, v in parts.items())
    optimiser.zero_grad(set_to_none=True)
    if not isinstance(loss, Tensor) or not torch.isfinite(loss):
        return
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), config["clip"])
    optimiser.step()
    for k, v in parts.items():
        sums.setdefault(k, []).append(float(v.detach()))


def finish_epoch(
    net: Net, average: Average, data: Data, args: argparse.Namespace, config: dict[str, Any], epoch: int, done: int
) -> None:
    """Save the averaged weights and score them on the dev sets."""
    torch.save({"net": average.values, "epoch": epoch, "step": done}, args.out / "averaged.pt")
    probe = Net(data.vocab, config["dropout"])
    probe.load_state_dict(average.values)
    probe.eval()
    scores: dict[str, float] = {"epoch": epoch, "steps": done}
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for name, sentences, bank in (
            ("ewt", sources.read_conllu(args.ewt / "en_ewt-ud-dev.conllu")[: config["dev_sentences"]], 1),
            ("gum", sources.read_gum(args.gum, "dev")[: config["dev_sentences"] // 2], 2),
        ):
            scores |= {f"{name}_{k}": v for k, v in score_syntax(probe, data, sentences, bank).items()}
        if args.polnear:
            dev = data.encoding.fill(sources.polnear_examples(args.polnear / "dev", Tokenizer(), config["paragraph"]))
            scores |= score_attribution(probe, dev)
        if args.corpus:
            from .evaluate import score_events
            from .events import corpus_examples

            scores |= score_events(probe, data.encoding.fill(corpus_examples(args.corpus, data.vocab, part="dev")))
    line = json.dumps({k: round(v, 4) for k, v in scores.items()})
    with (args.out / "scores.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")
    print("SCORES", line, flush=True)


if __name__ == "__main__":
    main()
