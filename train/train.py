"""Step 3: trains the block model on the features and labels that bodytext-train wrote, and writes it in the form that the
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
        "open": np.concatenate([np.isin(np.arange(len(page["shares"])), page["open"]) for page in pages]),
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


# What a page of a corpus weighs. Those of many pages of few sites, and of old news, weigh less than one.
CORPUS_WEIGHT = {"wcxb": 1.0, "cwced": 1.0, "readability": 1.0, "news-fixtures": 1.0, "trafilatura-eval": 0.4,
                 "waddle": 0.5, "cleaneval": 0.5, "fundus": 1.0, "fundus-history": 1.0, "fundus-eval": 1.0,
                 "magic-article": 1.0, "magic-forum": 1.0, "cleanportaleval": 0.5, "htmltotext": 1.0, "ml-newzh": 1.0,
                 "recipes": 0.4}
# Corpora that are left out together: they have publishers or makers in common.
FAMILIES = {"fundus-history": "fundus", "fundus-eval": "fundus", "magic-forum": "magic-article"}
# Of a site no more pages than this are used, and together they weigh no more than that.
MOST_PAGES, MOST_WEIGHT = 16, 8


def corpus_of(page):
    return page["key"].split("/")[0]


def family_of(page):
    return FAMILIES.get(corpus_of(page), corpus_of(page))


def training_rows(pages, rows):
    """Indices and weights of the rows to train on: an error weighs what it costs in the page's F1."""
    usable = np.array([p["gold_tokens"] > 0 and p["coverage"] > 0.5 and not p["suspect"] for p in pages])
    gold = np.array([max(p["gold_tokens"], 20) for p in pages], np.float32)
    corpus = np.array([CORPUS_WEIGHT.get(corpus_of(p), 0) for p in pages], np.float32)
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

    def __init__(self, x, names, pages, rows, options):
        self.pages, self.rows = pages, rows
        self.index, self.weight = training_rows(pages, rows)
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
        """A model of the pages that are seen, and after which trees blocks can be given up."""
        taken = np.nonzero(seen[self.rows["page"][self.index]])[0]
        data = self.data if len(taken) == len(self.index) else self.data.subset(taken)
        model = lgb.train(self.params, data, rounds)
        some = taken[:: max(1, len(taken) // 30_000)]
        return model, stages(model, self.matrix[some], self.weight[some])


def pack_trees(trees, columns, stages=()):
    """The trees as the library reads them: the nodes of each level by level, the children of a node side by
    side."""
    out = [struct.pack("<H", len(stages))]
    out.extend(struct.pack("<Hii", *stage) for stage in stages)
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


OTHER_ARTICLES = 350
KINDS = ["article", "documentation", "forum", "product", "collection", "listing", "service"]


def train_kinds(x, names, pages, rows, seen):
    """The kind of page, from the features that all its blocks share. (the model, the columns, accuracy on unseen pages)

    The pages of the other corpora are nearly all articles. They come in at half the weight, as they know nothing of other
    kinds; without them, news pages that are built unlike those of WCXB are taken for something else."""
    columns = [at for at, name in enumerate(names) if name.startswith("P_")]
    first = np.searchsorted(rows["page"], np.arange(len(pages)))
    mixed = np.array([p["key"].startswith("wcxb/") for p in pages])
    has = np.array([i for i, p in enumerate(pages)
                    if len(p["shares"]) and p["kind"] in KINDS and (p["gold_tokens"] > 0 or not mixed[i])])
    sites = {}
    for i in has:
        sites.setdefault((corpus_of(pages[i]), pages[i]["site"]), []).append(i)
    weight = np.array([1.0 if p["key"].startswith("wcxb/") else 0.5 for p in pages])
    for members in sites.values():
        weight[members] *= min(1, MOST_WEIGHT / len(members))
    # There are as many articles in the other corpora as in this one; they weigh together as half of them.
    others = has[~mixed[has] & np.array([pages[i]["kind"] == "article" for i in has])]
    weight[others] *= min(1, OTHER_ARTICLES / weight[others].sum())
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


def pack(data, model, columns, kinds, bounds):
    vocabulary = pack_vocabulary((data / "vocabulary_all.bin").read_bytes())
    logits = (np.arange(-256, 256) + 0.5) / 32
    table = np.round(65535 / (1 + np.exp(-logits))).astype("<u2")
    return vocabulary + items(table, 2) + pack_trees(model.dump_model()["tree_info"], columns, bounds) + kinds


def calibration(data):
    """What choices promised and what they reached on unseen sites, as points of a line that never falls."""
    found = [json.loads(line) for line in open(data / "promises.jsonl", encoding="utf-8")]
    found.sort(key=lambda page: page["promised"])
    pools = [[sum(p["promised"] for p in part) / len(part), sum(p["reached"] for p in part) / len(part), len(part)]
             for part in np.array_split(np.array(found, object), 24)]
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
        model = (options.data / "model_all.bin").read_bytes()
        assert model.endswith(items(b"", 4)), "it is calibrated"
        (options.data / "model.bin").write_bytes(model[:-4] + calibration(options.data))
        return
    start = time.time()
    x, names, pages, rows = load(options.data, "all")
    table = Table(x, names, pages, rows, options)
    runs = [(str(fold), np.array([p["fold"] != fold for p in pages])) for fold in options.folds]
    if options.final:
        runs.insert(0, ("all", np.ones(len(pages), bool)))
    if options.corpora:
        for family in sorted({family_of(p) for p in pages} - {"postlight"}):
            runs.append((f"without_{family}", np.array([family_of(p) != family for p in pages])))
    for name, seen in runs:
        model, bounds = table.train(seen, options.rounds)
        kind_model, kind_columns, accuracy = train_kinds(x, names, pages, rows, seen)
        kinds = pack_kinds(kind_model, kind_columns)
        (options.data / f"model_{name}.bin").write_bytes(
            pack(options.data, model, table.columns, kinds, bounds) + items(b"", 4))
        gain = dict(zip(model.feature_name(), model.feature_importance("gain").tolist()))
        (options.data / f"gain_{name}.json").write_text(json.dumps(gain))
        print(f"{name}: {time.time() - start:.0f} s, kind of page right on {accuracy:.3f}", flush=True)


if __name__ == "__main__":
    main()
