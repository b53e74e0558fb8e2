"""Step 3: trains the block model on the features and labels that bodytext-train wrote, and writes it in the form that the
library reads.

    train.py DATA [--folds 0 1 2 3 4] [--final] [--strict] [--rounds N] [--leaves N]

For each fold a model that has not seen it (model_FOLD.bin); with --final one of all pages (model_all.bin).
Deterministic: one thread, fixed seeds, integer features."""
import argparse
import json
import struct
import time
from pathlib import Path

import lightgbm as lgb
import numpy as np

LOGIT = 4096
FOLDS = 5


def load(data, suffix):
    """(matrix, names, per-row arrays) of one features file."""
    about = json.loads((data / f"features_{suffix}.json").read_text())
    x = np.memmap(data / f"features_{suffix}.bin", np.int16, "r").reshape(-1, about["columns"])
    labels = {}
    with open(data / "labels.jsonl", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            labels[page["key"]] = page
    pages = [labels[key] for key in about["pages"]]
    sizes = [len(page["shares"]) for page in pages]
    guesses = {}
    if (data / "guesses.jsonl").exists():
        with open(data / "guesses.jsonl", encoding="utf-8") as lines:
            for line in lines:
                page = json.loads(line)
                guesses[page["key"]] = np.array(page["p"], np.float32)
    rows = {
        "y": np.concatenate([label(page, guesses) for page in pages]),
        "tokens": np.concatenate([np.array(page["tokens"], np.float32) for page in pages]),
        "page": np.repeat(np.arange(len(pages)), sizes),
    }
    assert len(rows["y"]) == len(x), (len(rows["y"]), len(x))
    return x, about["names"], pages, rows


def label(page, guesses):
    """The labels of a page's blocks: of one with gold text from the alignment, of one with snippets what an earlier
    model thinks of blocks that hold no snippet."""
    if page["gold"]:
        return np.array(page["shares"], np.float32) / 255
    guess = guesses.get(page["key"], np.zeros(len(page["shares"]), np.float32)).copy()
    snippets = np.array(page["snippets"], np.uint8)
    guess[snippets == 2] = 1
    guess[snippets == 1] = 0
    page["gold_tokens"] = float(np.dot(guess, np.array(page["tokens"], np.float32)))
    page["coverage"] = 1.0 if page["key"] in guesses and (snippets == 2).any() else 0.0
    return guess


CORPUS_WEIGHT = {"wcxb": 1.0, "cwced": 1.0, "readability": 1.0, "news-fixtures": 1.0,
                 "trafilatura-eval": 0.4}


def training_rows(pages, rows, fold):
    """Indices and weights of the rows to train on: an error weighs what it costs in the page's F1."""
    usable = np.array([p["gold_tokens"] > 0 and p["coverage"] > 0.5 and p["fold"] != fold for p in pages])
    gold = np.array([max(p["gold_tokens"], 20) for p in pages], np.float32)
    corpus = np.array([CORPUS_WEIGHT.get(p["key"].split("/")[0], 0) for p in pages], np.float32)
    weight = (np.minimum(rows["tokens"] / gold[rows["page"]], 1.0) + 0.002) * corpus[rows["page"]]
    # On article pages short blocks are many and weigh little: a part of them stands for the rest.
    lists = np.array([p["kind"] != "article" for p in pages])
    share = np.where(lists[rows["page"]], np.clip(rows["tokens"] / 3, 0.34, 1), np.clip(rows["tokens"] / 12, 0.15, 1))
    chosen = np.random.default_rng(0).random(len(weight)) < share
    index = np.nonzero(usable[rows["page"]] & chosen & (weight > 0))[0]
    return index, (weight / share)[index]


def train(x, names, pages, rows, fold, options):
    index, weight = training_rows(pages, rows, fold)
    columns = list(range(len(names)))
    if options.columns:
        wanted = set(json.loads(options.columns.read_text()))
        columns = [at for at in columns if names[at] in wanted]
    matrix = x[np.ix_(index, columns)].astype(np.float32)
    data = lgb.Dataset(matrix, rows["y"][index], weight=weight,
                       feature_name=[names[at] for at in columns], params={"max_bin": 63, "verbosity": -1})
    params = dict(objective="cross_entropy", learning_rate=options.rate, num_leaves=options.leaves,
                  max_depth=options.depth, min_data_in_leaf=40, feature_fraction=0.15, bagging_fraction=0.6, bagging_freq=1, lambda_l2=5,
                  num_threads=1, verbosity=-1, max_bin=63, seed=1, deterministic=True, force_row_wise=True)
    model = lgb.train(params, data, options.rounds)
    return model, columns, stages(model, matrix, weight)


def pack_trees(trees, columns, stages=()):
    """The trees as the library reads them: each its depth and its nodes, level by level, the children of a node side by
    side."""
    out = [struct.pack("<H", len(stages))]
    out.extend(struct.pack("<Hii", *stage) for stage in stages)
    out.append(struct.pack("<I", len(trees)))
    for tree in trees:
        level, nodes, depth = [tree["tree_structure"]], [], 0
        while level:
            below = []
            first = len(nodes) + len(level)
            for node in level:
                if "leaf_value" in node:
                    value = max(-32768, min(32767, round(node["leaf_value"] * LOGIT)))
                    nodes.append(struct.pack("<HhH", 0xffff, value, 0))
                else:
                    threshold = int(np.clip(np.floor(node["threshold"]), -32768, 32767))
                    child = first + len(below)
                    nodes.append(struct.pack("<HhH", columns[node["split_feature"]], threshold, child))
                    below += [node["left_child"], node["right_child"]]
            level = below
            depth += bool(below)
        out.append(struct.pack("<HH", depth, len(nodes)))
        out.extend(nodes)
    return b"".join(out)


# After so many trees a block can be given up.
STAGES = (10, 30, 70)
# What may be given up: of the blocks that end above this logit no more than one in so many, by their weight, and what
# lies this much below.
HOPEFUL, ONE_IN, MARGIN = -2.0, 1000, 0.15


def stages(model, x, weight):
    """(trees, the logit in fixed point below which a block is hopeless after them, how much further down such blocks
    mostly end)"""
    end = model.predict(x, raw_score=True)
    hopeful = end > HOPEFUL
    out = []
    for count in STAGES:
        early = model.predict(x, raw_score=True, num_iteration=count)
        order = np.argsort(early[hopeful], kind="stable")
        share = np.cumsum(weight[hopeful][order]) / weight[hopeful].sum()
        bound = early[hopeful][order][np.searchsorted(share, 1 / ONE_IN)] - MARGIN
        hopeless = early <= bound
        fall = np.median((end - early)[hopeless]) if hopeless.any() else 0
        out.append((count, int(bound * LOGIT), int(fall * LOGIT)))
    return out


KINDS = ["article", "documentation", "forum", "product", "collection", "listing", "service"]


def train_kinds(x, names, pages, rows, fold):
    """The kind of page, from the features that all its blocks share. (the model, the columns, accuracy in the fold)

    The pages of the other corpora are nearly all articles. They come in at half the weight, as they know nothing of other
    kinds; without them, news pages that are built unlike those of WCXB are taken for something else."""
    columns = [at for at, name in enumerate(names) if name.startswith("P_")]
    first = np.searchsorted(rows["page"], np.arange(len(pages)))
    mixed = np.array([p["key"].startswith("wcxb/") for p in pages])
    has = np.array([i for i, p in enumerate(pages)
                    if len(p["shares"]) and p["kind"] in KINDS and (p["gold_tokens"] > 0 or not mixed[i])])
    y = np.array([KINDS.index(pages[i]["kind"]) for i in has])
    m = x[np.ix_(first[has], columns)].astype(np.float32)
    held = np.array([pages[i]["fold"] == fold for i in has])
    params = dict(objective="multiclass", num_class=len(KINDS), learning_rate=0.1, num_leaves=5, min_data_in_leaf=10,
                  feature_fraction=0.4, lambda_l2=5, num_threads=1, verbosity=-1, seed=1, deterministic=True,
                  force_row_wise=True)
    data = lgb.Dataset(m[~held], y[~held], weight=np.where(mixed[has], 1.0, 0.5)[~held],
                       feature_name=[names[at] for at in columns])
    model = lgb.train(params, data, 120)
    held &= mixed[has]
    accuracy = (model.predict(m[held]).argmax(1) == y[held]).mean() if held.any() else float("nan")
    return model, columns, accuracy


def pack_kinds(model, columns):
    trees = model.dump_model()["tree_info"]
    out = [struct.pack("<I", len(KINDS))]
    for kind in range(len(KINDS)):
        out.append(pack_trees(trees[kind::len(KINDS)], columns))
    decay = np.round(65535 * np.exp(-np.arange(512) / 32)).astype("<u2")
    return b"".join(out) + struct.pack("<I", len(decay)) + decay.tobytes()


def pack(data, suffix, model, columns, kinds, bounds):
    vocabulary = (data / f"vocabulary_{suffix}.bin").read_bytes()
    logits = (np.arange(-256, 256) + 0.5) / 32
    table = np.round(65535 / (1 + np.exp(-logits))).astype("<u2")
    return vocabulary + struct.pack("<I", len(table)) + table.tobytes() + pack_trees(model.dump_model()["tree_info"], columns, bounds) + kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)))
    parser.add_argument("--final", action="store_true")
    parser.add_argument("--strict", action="store_true", help="features whose vocabulary has not seen the fold")
    parser.add_argument("--rounds", type=int, default=240)
    parser.add_argument("--leaves", type=int, default=31)
    parser.add_argument("--depth", type=int, default=6)
    parser.add_argument("--columns", type=Path, help="JSON list of the features to use")
    parser.add_argument("--rate", type=float, default=0.085)
    options = parser.parse_args()
    loaded = None
    for fold in options.folds + ([None] if options.final else []):
        start = time.time()
        suffix = str(fold) if options.strict and fold is not None else "all"
        if loaded is None or loaded[0] != suffix:
            loaded = (suffix, load(options.data, suffix))
        x, names, pages, rows = loaded[1]
        model, columns, bounds = train(x, names, pages, rows, fold, options)
        name = "all" if fold is None else str(fold)
        kind_model, kind_columns, accuracy = train_kinds(x, names, pages, rows, fold)
        kinds = pack_kinds(kind_model, kind_columns)
        (options.data / f"model_{name}.bin").write_bytes(pack(options.data, suffix, model, columns, kinds, bounds))
        gain = dict(zip(model.feature_name(), model.feature_importance("gain").tolist()))
        (options.data / f"gain_{name}.json").write_text(json.dumps(gain))
        print(f"fold {name}: {time.time() - start:.0f} s, kind of page right on {accuracy:.3f}", flush=True)


if __name__ == "__main__":
    main()
