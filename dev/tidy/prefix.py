# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads once what many sources include.

Most of the time goes into reading system headers. A precompiled header of the usual kind would hide an #include that
is missing, which lint is there to find. So what is precompiled for a source is a set of system headers that are all
included by itself, or by the headers of ours that it includes; a few such sets go a long way.

What such a set can hide is that a header of ours lacks an #include which somebody else who is read there has. So every
header of ours is looked at once with nothing precompiled but what it includes itself: by the source of its name, which
begins with it (standing_for()), or, where there is none, alone (alone()).
"""

import re
import subprocess
import tempfile
import threading
from collections import Counter
from pathlib import Path

from tops import standing_for

WORTH = 4  # sources: to precompile a set takes two seconds, and each source saves up to one and a half

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
        elif MODULE.match(word):
            shared.append((word,))
        elif not word.startswith("-I") and word not in ("-fPIC", "-fPIE"):
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


class Precompiled:
    """The sets that pay among `sources`: each is compiled when a source first asks for it, until close()."""

    ARGUMENTS = ("-fPIC",)  # beside the precompiled file: programs are compiled otherwise than libraries

    def __init__(self, tree, tops, compiler, sources):
        self._compiler = compiler
        self._folder = tempfile.TemporaryDirectory(prefix="mailboat-lint-")
        self._lock = threading.Lock()
        self._made = {}  # (how, set): (lock, [file or None])
        self._sets = {}
        self._shared = {}
        groups = {}
        for source in sources if compiler else ():
            if len(source.commands) != 1 or any(word.startswith("-include") for word in source.commands[0]):
                continue
            how, shared = flags(source)
            self._shared.setdefault(how, {}).update(dict.fromkeys(shared))
            file = standing_for(tops, tree.root, source) or tree.root / source.path
            groups.setdefault(how, {})[source.path] = tops.system(file)
        for how, mine in groups.items():
            chosen = choose(Counter(mine.values()))
            self._sets.update((path, (how, chosen[one])) for path, one in mine.items() if chosen[one])

    def file(self, source):
        """What is precompiled for a source; None where nothing is."""
        wanted = self._sets.get(source.path)
        if wanted is None:
            return None
        with self._lock:
            lock, made = self._made.setdefault(wanted, (threading.Lock(), []))
            number = len(self._made)
        with lock:
            if not made:
                made.append(self._compile(number, *wanted))
        return made[0]

    def _compile(self, number, how, lines):
        header = Path(self._folder.name) / f"{number}.h"
        header.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
        made = header.with_suffix(".pch")
        shared = [word for words in self._shared[how] for word in words]
        # clang-tidy reads with the analyzer's macro set, so this has to be.
        command = [self._compiler, *how, *shared, *self.ARGUMENTS, "-Xclang", "-setup-static-analyzer"]
        command += ["-x", "c++-header", header, "-o", made]
        done = subprocess.run(command, capture_output=True, check=False)
        return made if done.returncode == 0 else None

    def close(self):
        """Removes what was compiled: 20 MB each and more, and soon out of date."""
        self._folder.cleanup()
