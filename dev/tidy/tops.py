# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What our files include at their top, and which file looks at which header."""

import os
import re
from pathlib import Path

from sources import Source

OWN = re.compile(r'#\s*include\s*"([^"]+)"\s*(//[^\\]*)?$')
SYSTEM = re.compile(r"#\s*include\s*<([^>]+)>\s*(//[^\\]*)?$")
IF_THERE = re.compile(r"#\s*if\s+__has_include\(<[^>]+>\)$")
IF_PART = re.compile(r"#\s*(else|endif)$")
DEFINES = re.compile(r"^\s*#\s*(define|undef)\b", re.MULTILINE)


class Tops:
    """What stands at the top of each file of ours, before its first word that is no #include."""

    def __init__(self, tree):
        self._tree = tree
        self._tops = {}
        self._sets = {}

    def wanted(self, file):
        """The headers that a file has there, or by way of other headers of ours: lines that include them, but for itself.

        What is not understood is left out, with all that comes after it: fewer are never wrong.
        """
        if file not in self._sets:
            self._sets[file] = frozenset(self._gather(file, set())[0]) - {self.line(file)}
        return self._sets[file]

    def system(self, file):
        """Those of the system among them."""
        return frozenset(line for line in self.wanted(file) if "<" in line)

    def line(self, file):
        """The one that includes a header of ours."""
        return f'#include "{os.path.relpath(file, self._tree.root)}"'

    def _gather(self, file, seen):
        """Them, and whether what follows after this file is read as if it stood alone: no, once a macro is defined."""
        seen.add(file)
        lines = set()
        for line in self.top(file):
            if isinstance(line, str):
                lines.add(line)
            elif line not in seen:  # each begins with #pragma once
                more, alone = self._gather(line, seen)
                lines |= more
                if not alone:
                    return lines, False
                lines.add(self.line(line))
        return lines, not DEFINES.search(self._text(file))

    def top(self, file):
        """In order: a path for a header of ours, the lines that include them for those of the system."""
        if file not in self._tops:
            self._tops[file] = tuple(self._read(file))
        return self._tops[file]

    def _text(self, file):
        return self._tree.text(file).decode("utf-8", "replace")

    def _read(self, file):
        comment = False
        block = []  # the lines of an #if that asks which of two is there
        for line in map(str.strip, self._text(file).split("\n")):
            if comment or line.startswith("/*"):
                end = line.find("*/", 0 if comment else 2)
                if end not in (-1, len(line) - 2):
                    return
                comment = end < 0
            elif not line or line == "#pragma once" or line.startswith("//") and not line.endswith("\\"):
                continue
            elif block or IF_THERE.match(line):
                if block and not SYSTEM.match(line) and not IF_PART.match(line):
                    return
                block.append(line)
                if line.endswith("endif"):
                    yield "\n".join(block)
                    block = []
            elif found := SYSTEM.match(line):
                yield f"#include <{found[1]}>"
            elif (found := OWN.match(line)) and (self._tree.root / found[1]).is_file():
                yield self._tree.root / found[1]
            else:
                return


def standing_for(tops, root, source):
    """The header of its name that a source begins with: `x.cpp` and `x_part.cpp` with `x.h`. None where it does not."""
    file = root / source.path
    first = next(iter(tops.top(file)), None)
    if isinstance(first, Path) and first.parent == file.parent and f"{file.stem}_".startswith(f"{first.stem}_"):
        return first
    return None


def stood_for(tree, tops):
    """The headers that a source of their name begins with."""
    return {standing_for(tops, tree.root, source) for source in tree.sources.values()}


def alone(tree, tops):
    """The other ones, as sources: each compiled as the first that includes it."""
    others = stood_for(tree, tops)
    headers = {}
    for _, source in sorted(tree.sources.items()):
        for file in tree.included(source) or ():
            if file.suffix == ".h" and file not in others and tree.build not in file.parents:
                headers.setdefault(file, source)
    return [Source(os.path.relpath(file, tree.root), source.commands[:1]) for file, source in headers.items()]
