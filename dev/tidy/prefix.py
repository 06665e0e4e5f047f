# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads once what many sources include.

Most of the time goes into reading system headers. A precompiled header of the usual kind would hide an #include that
is missing, which lint is there to find. So what is precompiled for a source is a set of system headers that are all
included by itself, or by the headers of ours that it includes; a few such sets go a long way. Upon such a set goes one
layer: what several of the sources that share it include besides, headers of ours, too. (More than one upon another makes
clang 14 crash.) What templates in it become is made there as well, or each source would do that again, for half of its time.

What is precompiled is not looked at, and can hide that a header of ours lacks an #include which somebody else who is read
there has. So every header of ours is looked at once with nothing precompiled but what it includes itself: by the source of
its name, which begins with it (standing_for()), or, where there is none, alone (alone()).
"""

import itertools
import os
import re
import subprocess
import tempfile
import threading
from collections import Counter
from pathlib import Path

from tops import standing_for

WORTH = 4  # sources: to precompile a set takes two seconds, and each source saves up to one and a half
LAYER = 15  # headers of ours, 15 ms each: to precompile a layer takes 0.2 s and those that are in it

MODULE = re.compile(r"-DQT_\w+_LIB$")


def flags(source):
    """How a source is compiled, but for where headers are, and for the macros that tell which parts of Qt are used.

    Sources that are alike in this may share what is precompiled: no header of Qt's own asks for those macros.
    """
    kept = []
    shared = []
    words = iter(source.arguments())
    for word in words:
        if word == "-isystem":
            shared.append((word, next(words)))
        elif MODULE.match(word) or word.startswith("-I"):
            shared.append((word,))
        elif word not in ("-fPIC", "-fPIE"):
            kept.append(word)
    return tuple(kept), tuple(shared)


def choose(wanted):
    """Of `wanted` (how often each set is), those that are worth precompiling; for each set the largest within it, or None."""
    within = {one: [other for other in wanted if one <= other] for one in wanted if one}
    best = dict.fromkeys(wanted, frozenset())

    def gain(one):
        return sum(max(0, len(one) - len(best[other])) * wanted[other] for other in within[one]) - WORTH * len(one)

    while within:
        one = max(within, key=gain)
        if gain(one) < 0:
            break
        for other in within.pop(one):
            best[other] = max(best[other], one, key=len)
    return {one: largest or None for one, largest in best.items()}


class Layer:
    """Headers that are precompiled upon those of another one, or first."""

    def __init__(self, number, how, lines, below=None):
        self.number = number
        self.how = how
        self.lines = lines
        self.below = below
        self.lock = threading.Lock()
        self.made = []  # its file, once it is there, or that below where it does not compile


class Precompiled:
    """What pays among `sources`: each layer is compiled when a source first asks for it, until close()."""

    ARGUMENTS = ("-fPIC",)  # beside the precompiled file: programs are compiled otherwise than libraries

    def __init__(self, tree, tops, compiler, sources):
        self._compiler = compiler
        self._folder = tempfile.TemporaryDirectory(prefix="mailboat-lint-")
        self._numbers = itertools.count()
        self._layers = {}  # of the source of each path
        self._shared = {}
        groups = {}
        for source in sources if compiler else ():
            if len(source.commands) != 1 or any(word.startswith("-include") for word in source.commands[0]):
                continue
            how, shared = flags(source)
            self._shared.setdefault(how, {}).update(dict.fromkeys(shared))
            groups.setdefault(how, {})[source.path] = standing_for(tops, tree.root, source) or tree.root / source.path
        for how, files in groups.items():
            chosen = choose(Counter(map(tops.system, files.values())))
            alike = {}
            for path, file in files.items():
                alike.setdefault(chosen[tops.system(file)], {})[path] = tops.wanted(file)
            for lines, wanted in alike.items():
                self._lay(how, lines, wanted)

    def _lay(self, how, lines, wanted):
        """The layers for sources that share one set or none, with what each of them includes."""
        base = Layer(next(self._numbers), how, sorted(lines)) if lines else None
        self._layers.update(dict.fromkeys(wanted, base))
        counts = Counter(line for one in wanted.values() for line in one)
        ordered = [
            (path, sorted(one - (lines or frozenset()), key=lambda line: (-counts[line], line))) for path, one in wanted.items()
        ]
        self._lay_upon(base, how, ordered, 0, 0)

    def _lay_upon(self, base, how, ordered, common, laid):
        """A layer for what sources begin with where that pays: they have `common` lines in common, of which `laid` have one."""
        groups = {}
        for path, one in ordered:
            if len(one) > common:
                groups.setdefault(one[common], []).append((path, one))
        for group in groups.values():
            lines = os.path.commonprefix([one for _, one in group])
            pays = len(group) * (len(lines) - laid) >= LAYER + len(lines)
            if pays:
                layer = Layer(next(self._numbers), how, lines, base)
                self._layers.update((path, layer) for path, _ in group)
            if len(group) > 1:
                self._lay_upon(base, how, group, len(lines), len(lines) if pays else laid)

    def file(self, source):
        """What is precompiled for a source; None where nothing is."""
        return self._made(self._layers.get(source.path))

    def _made(self, layer):
        if layer is None:
            return None
        below = self._made(layer.below)
        with layer.lock:
            if not layer.made:
                layer.made.append(self._compile(layer, below) or below)
        return layer.made[0]

    def _compile(self, layer, below):
        header = Path(self._folder.name) / f"{layer.number}.h"
        header.write_text("\n".join(layer.lines) + "\n", encoding="utf-8")
        made = header.with_suffix(".pch")
        shared = [word for words in self._shared[layer.how] for word in words]
        upon = ["-include-pch", below] if below else []
        # clang-tidy reads with the analyzer's macro set, so this has to be.
        command = [self._compiler, *layer.how, *shared, *self.ARGUMENTS, "-Xclang", "-setup-static-analyzer"]
        command += ["-fpch-instantiate-templates", *upon, "-x", "c++-header", header, "-o", made]
        done = subprocess.run(command, capture_output=True, check=False)
        return made if done.returncode == 0 else None

    def close(self):
        """Removes what was compiled: up to 30 MB each, and soon out of date."""
        self._folder.cleanup()
