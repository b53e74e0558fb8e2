"""Trains the block model on the features and labels that bodytext-train wrote, and writes it in the form that the
library reads.

    train.py DATA [--folds 0 1 2 3 4] [--final] [--corpora] [--rounds N] [--leaves N] [--without FEATURES]
    train.py DATA --calibrate

For each fold a model that has not seen it (model_FOLD.bin); with --final one of all pages (model_all.bin), with --corpora
one without each corpus (model_without_CORPUS.bin). Deterministic: fixed seeds, integer features, one way of adding up."""
import argparse
import json
import re
import struct
import time
from pathlib import Path

import lightgbm as lgb
import numpy as np

LOGIT = 4096
FOLDS = 5


def load(data):
    """(matrix, names of its columns, their hash, pages, per-row arrays) of the features."""
    about = json.loads((data / "features_all.json").read_text())
    names = [column["name"] for column in about["columns"]]
    x = np.memmap(data / "features_all.bin", np.int16, "r").reshape(-1, len(names))
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
        "open": np.concatenate([np.isin(np.arange(len(page["shares"])), page["open"]) for page in pages]),
    }
    assert len(rows["y"]) == len(x), (len(rows["y"]), len(x))
    return x, names, about["schema"], pages, rows


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


# Of a site no more pages than this are used, and together they weigh no more than that.
MOST_PAGES, MOST_WEIGHT = 16, 8


def corpus_of(page):
    return page["key"].split("/")[0]


class Corpora:
    """What is known of the corpora: the list that the labels were made by."""

    def __init__(self, data):
        self.of = {corpus["name"]: corpus for corpus in json.loads((data / "corpora.json").read_text())}

    def weight(self, page):
        """What a page weighs. Those of many pages of few sites, and of old news, weigh less than one."""
        return self.of[corpus_of(page)]["weight"]

    def family(self, page):
        """Corpora that have publishers or makers in common are left out together."""
        return self.of[corpus_of(page)].get("family", corpus_of(page))

    def has_kinds(self, page):
        """Whether the corpus has pages of all kinds, and says of which each is."""
        return self.of[corpus_of(page)].get("has_kinds", False)


def training_rows(pages, rows, corpora):
    """Indices and weights of the rows to train on: an error weighs what it costs in the page's F1."""
    usable = np.array([p["gold_tokens"] > 0 and p["coverage"] > 0.5 and not p["suspect"] for p in pages])
    gold = np.array([max(p["gold_tokens"], 20) for p in pages], np.float32)
    corpus = np.array([corpora.weight(p) for p in pages], np.float32)
    sites = {}
    for at, page in enumerate(pages):
        if corpus[at] and usable[at]:
            sites.setdefault((corpus_of(page), page["site"]), []).append(at)
    for members in sites.values():
        usable[members[MOST_PAGES:]] = False
        corpus[members] *= min(1, MOST_WEIGHT / min(len(members), MOST_PAGES))
    weight = (np.minimum(rows["tokens"] / gold[rows["page"]], 1.0) + 0.002) * corpus[rows["page"]]
    weight[rows["open"]] = 0
    # On article pages short blocks are many and weigh little: a part of them stands for the rest.
    lists = np.array([p["kind"] != "article" for p in pages])
    share = np.where(lists[rows["page"]], np.clip(rows["tokens"] / 4, 0.25, 1), np.clip(rows["tokens"] / 16, 0.1, 1))
    chosen = np.random.default_rng(0).random(len(weight)) < share
    index = np.nonzero(usable[rows["page"]] & chosen & (weight > 0))[0]
    return index, (weight / share)[index]


class Table:
    """The rows to train on, binned once for all models."""

    def __init__(self, x, names, pages, rows, corpora, options):
        self.pages, self.rows = pages, rows
        self.index, self.weight = training_rows(pages, rows, corpora)
        self.columns = list(range(len(names)))
        if options.without:
            self.columns = [at for at in self.columns if not re.fullmatch(options.without, names[at])]
        self.matrix = x[self.index][:, self.columns].astype(np.float32)
        self.names = [names[at] for at in self.columns]
        self.params = dict(objective="cross_entropy", learning_rate=options.rate, num_leaves=options.leaves,
                           max_depth=options.depth, min_data_in_leaf=40, feature_fraction=0.15, bagging_fraction=0.6,
                           bagging_freq=1, lambda_l2=5, num_threads=2, verbosity=-1, max_bin=63, seed=1,
                           deterministic=True, force_row_wise=True)
        self.data = lgb.Dataset(self.matrix, rows["y"][self.index], weight=self.weight, feature_name=self.names,
                                params=self.params, free_raw_data=False).construct()
        print(f"{len(self.index)} rows of {len(x)}, {len(self.columns)} columns", flush=True)

    def train(self, seen, rounds):
        """A model of the pages that are seen, and after which trees blocks are given up."""
        taken = np.nonzero(seen[self.rows["page"][self.index]])[0]
        data = self.data if len(taken) == len(self.index) else self.data.subset(taken)
        model = lgb.train(self.params, data, rounds)
        some = taken[:: max(1, len(taken) // 30_000)]
        return model, early_exits(model, self.matrix[some], self.weight[some])


def pack_trees(trees, columns, exits=()):
    """The trees as the library reads them: the nodes of each level by level, the children of a node side by
    side."""
    out = [struct.pack("<H", len(exits))]
    out.extend(struct.pack("<Hii", *early) for early in exits)
    starts, nodes = [0], []
    for tree in trees:
        level, count = [tree["tree_structure"]], 0
        while level:
            below = []
            first = count + len(level)
            for node in level:
                if "leaf_value" in node:
                    value = max(-32768, min(32767, round(node["leaf_value"] * LOGIT)))
                    nodes.append(struct.pack("<HhH", 0xffff, value, 0))
                else:
                    threshold = int(np.clip(np.floor(node["threshold"]), -32768, 32767))
                    nodes.append(struct.pack("<HhH", columns[node["split_feature"]], threshold, first + len(below)))
                    below += [node["left_child"], node["right_child"]]
            count, level = first, below
        starts.append(len(nodes))
    return b"".join(out) + items(np.array(starts, "<u4"), 4) + items(b"".join(nodes), 6)


def items(data, size):
    """A part of the model: how many items it has, and the items."""
    data = data if isinstance(data, bytes) else data.tobytes()
    return struct.pack("<I", len(data) // size) + data


# After so many trees a block can be given up.
EXITS = (10, 30, 70)
# What may be given up: of the blocks that end above this logit no more than one in so many, by their weight, and what
# lies this much below.
HOPEFUL, ONE_IN, MARGIN = -2.0, 1000, 0.15


def early_exits(model, x, weight):
    """(trees, the cutoff: the logit in fixed point below which a block is given up after them, the residual: how much
    further down such blocks mostly end)"""
    end = model.predict(x, raw_score=True)
    hopeful = end > HOPEFUL
    out = []
    for count in [count for count in EXITS if count < model.num_trees() and hopeful.any()]:
        early = model.predict(x, raw_score=True, num_iteration=count)
        order = np.argsort(early[hopeful], kind="stable")
        share = np.cumsum(weight[hopeful][order]) / weight[hopeful].sum()
        cutoff = early[hopeful][order][np.searchsorted(share, 1 / ONE_IN)] - MARGIN
        hopeless = early <= cutoff
        residual = np.median((end - early)[hopeless]) if hopeless.any() else 0
        out.append((count, int(cutoff * LOGIT), int(residual * LOGIT)))
    return out


OTHER_ARTICLES = 350
KINDS = ["article", "documentation", "forum", "product", "collection", "listing", "service"]


def train_kinds(x, names, pages, rows, corpora, seen):
    """The kind of page, from the features that all its blocks share. (the model, the columns, accuracy on unseen pages)

    The pages of the corpora that say nothing of kinds are nearly all articles. They come in at half the weight, as they know
    nothing of other kinds; without them, news pages that are built otherwise are taken for something else."""
    columns = [at for at, name in enumerate(names) if name.startswith("P_")]
    first = np.searchsorted(rows["page"], np.arange(len(pages)))
    mixed = np.array([corpora.has_kinds(p) for p in pages])
    has = np.array([i for i, p in enumerate(pages)
                    if len(p["shares"]) and p["kind"] in KINDS and (p["gold_tokens"] > 0 or not mixed[i])])
    sites = {}
    for i in has:
        sites.setdefault((corpus_of(pages[i]), pages[i]["site"]), []).append(i)
    weight = np.where(mixed, 1.0, 0.5)
    for members in sites.values():
        weight[members] *= min(1, MOST_WEIGHT / len(members))
    # The articles of those corpora are many; together they weigh no more than so much.
    others = has[~mixed[has] & np.array([pages[i]["kind"] == "article" for i in has])]
    weight[others] *= min(1, OTHER_ARTICLES / max(weight[others].sum(), 1))
    y = np.array([KINDS.index(pages[i]["kind"]) for i in has])
    m = x[np.ix_(first[has], columns)].astype(np.float32)
    held = ~seen[has]
    params = dict(objective="multiclass", num_class=len(KINDS), learning_rate=0.1, num_leaves=5, min_data_in_leaf=10,
                  feature_fraction=0.4, lambda_l2=5, num_threads=1, verbosity=-1, seed=1, deterministic=True,
                  force_row_wise=True)
    data = lgb.Dataset(m[~held], y[~held], weight=weight[has][~held],
                       feature_name=[names[at] for at in columns])
    model = lgb.train(params, data, 80)
    held &= mixed[has]
    accuracy = (model.predict(m[held]).argmax(1) == y[held]).mean() if held.any() else float("nan")
    return model, columns, accuracy


def pack_kinds(model, columns):
    trees = model.dump_model()["tree_info"]
    out = [struct.pack("<I", len(KINDS))]
    for kind in range(len(KINDS)):
        out.append(pack_trees(trees[kind::len(KINDS)], columns))
    decay = np.round(65535 * np.exp(-np.arange(512) / 32)).astype("<u2")
    return b"".join(out) + items(decay, 2)


BUCKET_BITS, KNOWN_BITS = 12, 18


def pack_vocabulary(data):
    """The tokens with their scores, where those of each bucket begin, and which lower bits there are."""
    count = struct.unpack_from("<I", data)[0]
    tokens = np.frombuffer(data, "<u4", count, 4)
    scores = np.frombuffer(data, np.int8, 2 * count, 4 + 4 * count).reshape(-1, 2)
    assert count < 65536 and (np.diff(tokens.astype(np.int64)) > 0).all()
    rows = np.zeros(count, np.dtype([("token", "<u4"), ("scores", "i1", 2)]))
    rows["token"], rows["scores"] = tokens, scores
    buckets = np.searchsorted(tokens, np.arange((1 << BUCKET_BITS) + 1, dtype=np.uint64) << (32 - BUCKET_BITS))
    low = np.zeros(1 << KNOWN_BITS, np.uint8)
    low[tokens & ((1 << KNOWN_BITS) - 1)] = 1
    return items(rows, 6) + items(buckets.astype("<u2"), 2) + items(np.packbits(low, bitorder="little"), 1)


def pack(data, model, columns, kinds, exits):
    """A model without a calibration."""
    vocabulary = pack_vocabulary((data / "vocabulary_all.bin").read_bytes())
    logits = (np.arange(-256, 256) + 0.5) / 32
    table = np.round(65535 / (1 + np.exp(-logits))).astype("<u2")
    trees = pack_trees(model.dump_model()["tree_info"], columns, exits)
    return vocabulary + items(table, 2) + trees + kinds + NOT_CALIBRATED


NOT_CALIBRATED = items(b"", 4)
# The header: what it is, the version of the format, the hash of the columns, how many bytes follow, their hash.
MAGIC, FORMAT, HEADER = b"BTXM", 1, struct.Struct("<4sIIII")


def with_header(schema, parts):
    """A model as the library reads it (src/content/model/header.rs)."""
    return HEADER.pack(MAGIC, FORMAT, schema, len(parts), file_hash(parts)) + parts


def without_header(model):
    """The schema of a model, and its parts."""
    magic, version, schema, length, _ = HEADER.unpack_from(model)
    assert (magic, version, length) == (MAGIC, FORMAT, len(model) - HEADER.size), "this is no model of this format"
    return schema, model[HEADER.size:]


def file_hash(data):
    """FNV-1a with 64 bits over words of eight bytes, folded to 32 (src/text/fnv.rs)."""
    prime, mask, state = 0x100000001b3, (1 << 64) - 1, 0xcbf29ce484222325
    words = len(data) // 8 * 8
    for (word,) in struct.iter_unpack("<Q", data[:words]):
        state = (state ^ word) * prime & mask
        state ^= state >> 32
    for byte in data[words:]:
        state = (state ^ byte) * prime & mask
    return (state ^ state >> 32) & 0xffffffff


def calibration(data):
    """What choices promised and what they reached on unseen sites, as points of a line that never falls."""
    found = [json.loads(line) for line in open(data / "promises.jsonl", encoding="utf-8")]
    found.sort(key=lambda page: page["promised"])
    pools = [[sum(p["promised"] for p in part) / len(part), sum(p["reached"] for p in part) / len(part), len(part)]
             for part in np.array_split(np.array(found, object), min(24, len(found)))]
    points = []
    for pool in pools:
        points.append(pool)
        while len(points) > 1 and points[-2][1] >= points[-1][1]:
            a, b = points.pop(-2), points.pop()
            n = a[2] + b[2]
            points.append([(a[0] * a[2] + b[0] * b[2]) / n, (a[1] * a[2] + b[1] * b[2]) / n, n])
    points = [[0, points[0][1] / 2]] + [point[:2] for point in points]
    return items(np.round(np.array(points)).astype("<u2"), 4)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)))
    parser.add_argument("--final", action="store_true", help="a model of all pages")
    parser.add_argument("--corpora", action="store_true", help="a model without each corpus")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--leaves", type=int, default=31)
    parser.add_argument("--depth", type=int, default=6)
    parser.add_argument("--without", help="a regular expression of the features to leave out")
    parser.add_argument("--rate", type=float, default=0.1)
    parser.add_argument("--calibrate", action="store_true", help="only write what choices reached into the model of all")
    options = parser.parse_args()
    if options.calibrate:
        schema, parts = without_header((options.data / "model_all.bin").read_bytes())
        assert parts.endswith(NOT_CALIBRATED), "it is calibrated"
        parts = parts[:-len(NOT_CALIBRATED)] + calibration(options.data)
        (options.data / "model.bin").write_bytes(with_header(schema, parts))
        return
    start = time.time()
    x, names, schema, pages, rows = load(options.data)
    corpora = Corpora(options.data)
    table = Table(x, names, pages, rows, corpora, options)
    runs = [(str(fold), np.array([p["fold"] != fold for p in pages])) for fold in options.folds]
    if options.final:
        runs.insert(0, ("all", np.ones(len(pages), bool)))
    if options.corpora:
        for family in sorted({corpora.family(p) for p in pages if corpora.weight(p) > 0}):
            runs.append((f"without_{family}", np.array([corpora.family(p) != family for p in pages])))
    for name, seen in runs:
        model, exits = table.train(seen, options.rounds)
        kind_model, kind_columns, accuracy = train_kinds(x, names, pages, rows, corpora, seen)
        parts = pack(options.data, model, table.columns, pack_kinds(kind_model, kind_columns), exits)
        (options.data / f"model_{name}.bin").write_bytes(with_header(schema, parts))
        gain = dict(zip(model.feature_name(), model.feature_importance("gain").tolist()))
        (options.data / f"gain_{name}.json").write_text(json.dumps(gain))
        print(f"{name}: {time.time() - start:.0f} s, kind of page right on {accuracy:.3f}", flush=True)


if __name__ == "__main__":
    main()
