# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads once what many sources begin with.

Most of the time goes into reading system headers. A precompiled header of the usual kind would hide an #include that
is missing, which lint is there to find. But our sources begin with a header of ours, this with another, and so down to
one like core/domain/error.h: whatever system headers come before the first word of our own are read with nothing before
them, in an order that a few families of sources share. Such a beginning, precompiled, is what the compiler would have
read there anyway, no more and no less, and every #include after it still counts.
"""

import re
import subprocess
import tempfile
import threading
from collections import Counter
from pathlib import Path

WORTH = 4  # sources: to precompile takes a second and a half, and each of them saves one

OWN = re.compile(r'#\s*include\s*"([^"]+)"\s*(//[^\\]*)?$')
SYSTEM = re.compile(r"#\s*include\s*<([^>]+)>\s*(//[^\\]*)?$")


def beginning(tree, source):
    """The system headers before the first word of our own, in order."""
    headers = []
    if any(word.startswith("-include") for word in flags(source)):
        return ()
    _read(tree, tree.root / source.path, headers, set())
    return tuple(headers)


def _read(tree, file, headers, seen):
    """False where the beginning ends in this file. What is not understood ends it: a shorter one is never wrong."""
    text = tree.text(file).decode("utf-8", "replace")
    if file in seen:
        return True  # each begins with #pragma once, or the first reading would have ended at its guard
    seen.add(file)
    comment = False
    for line in map(str.strip, text.split("\n")):
        if comment or line.startswith("/*"):
            end = line.find("*/", 0 if comment else 2)
            if end not in (-1, len(line) - 2):
                return False
            comment = end < 0
        elif not line or line == "#pragma once" or line.startswith("//") and not line.endswith("\\"):
            continue
        elif found := SYSTEM.match(line):
            headers.append(found[1])
        elif (found := OWN.match(line)) and (tree.root / found[1]).is_file():
            if not _read(tree, tree.root / found[1], headers, seen):
                return False
        else:
            return False
    return not comment


def flags(source):
    """How a source is compiled, but for where our own headers are and what is compiled into what."""
    command = source.commands[0]
    kept = []
    words = iter(command[1:])
    for word in words:
        if word in ("-o", "-c"):
            next(words)
        elif not word.startswith("-I"):
            kept.append(word)
    return tuple(kept)


class Precompiled:
    """The beginnings that pay among `sources`: each is compiled when a source first asks for it, until close()."""

    def __init__(self, tree, compiler, sources):
        self._compiler = compiler
        self._folder = tempfile.TemporaryDirectory(prefix="mailboat-lint-")
        self._lock = threading.Lock()
        self._made = {}  # beginning: (lock, [file or None])
        self._beginnings = {}
        counts = Counter()
        mine = {}
        if compiler:
            for source in sources:
                if len(source.commands) == 1:
                    mine[source.path] = flags(source), beginning(tree, source)
        for how, headers in mine.values():
            counts.update((how, headers[:length]) for length in range(1, len(headers) + 1))
        for path, (how, headers) in mine.items():
            lengths = [n for n in range(1, len(headers) + 1) if counts[how, headers[:n]] >= WORTH]
            if lengths:
                self._beginnings[path] = how, headers[: lengths[-1]]

    def file(self, source):
        """The precompiled beginning of a source; None where it has none."""
        wanted = self._beginnings.get(source.path)
        if wanted is None:
            return None
        with self._lock:
            lock, made = self._made.setdefault(wanted, (threading.Lock(), []))
            number = len(self._made)
        with lock:
            if not made:
                made.append(self._compile(number, *wanted))
        return made[0]

    def _compile(self, number, how, headers):
        header = Path(self._folder.name) / f"{number}.h"
        header.write_text("".join(f"#include <{name}>\n" for name in headers), encoding="utf-8")
        made = header.with_suffix(".pch")
        # clang-tidy reads with the analyzer's macro set, so this has to be.
        command = [self._compiler, *how, "-Xclang", "-setup-static-analyzer", "-x", "c++-header", header, "-o", made]
        done = subprocess.run(command, capture_output=True, check=False)
        return made if done.returncode == 0 else None

    def close(self):
        """Removes what was compiled: 20 MB each, and soon out of date."""
        self._folder.cleanup()
