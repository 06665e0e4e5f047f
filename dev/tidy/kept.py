# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings are kept under a key of everything that they follow from, so that what has not changed is not looked at again.

No absolute path goes into a key: a clone in another folder finds what was found here.
"""

import hashlib
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

DAYS = 30  # that an entry nobody asked for stays
MOST = 20_000  # entries, each a few hundred bytes: 50 states of all sources


def default_folder():
    """Where everything is kept; the home's cache, as for ccache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mailboat" / "lint"


def digest(*parts):
    """One name for several byte strings; ("ab", "c") has another than ("a", "bc")."""
    total = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogateescape")
        total.update(b"%d:" % len(data) + data)
    return total.hexdigest()


def installed():
    """The versions of the packages that system headers and clang-tidy come from; None where no dpkg can say."""
    if not shutil.which("dpkg-query"):
        return None
    wanted = ["*-dev", "*-dev-bin", "catch2", "clang*", "libclang*", "libllvm*", "g++*"]
    said = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${binary:Package} ${Version}\n", *wanted],
        capture_output=True, check=False, text=True,
    ).stdout
    return "".join(sorted(line for line in said.splitlines(True) if line.startswith("ii")))


def script_bytes():
    """This program itself: what it makes of clang-tidy's words is in what is kept."""
    folder = Path(__file__).resolve().parent
    files = sorted(folder.glob("*.py")) + [folder.parent / "lint"]
    return b"".join(file.read_bytes() for file in files)


class Keeper:
    """Keeps the findings of sources, for `tree` and what `checker` (ClangTidy) makes of it."""

    def __init__(self, tree, checker, folder):
        self._tree = tree
        self._checker = checker
        self._folder = folder
        packages = installed()
        self.works = packages is not None
        self._environment = digest(packages, checker.version, checker.identity, script_bytes())

    def key(self, source):
        """None where nothing may be kept."""
        files = self._tree.included(source)
        if not self.works or files is None:
            return None
        contents = [(self._portable(file), self._tree.text(file)) for file in files]
        return digest(
            self._environment,
            *self._checker.mode(source),
            *[self._tree.text(config) for config in self._tree.configs(source)],
            *[self._portable(argument) for command in source.commands for argument in command],
            *[part for content in sorted(contents) for part in content],
        )

    def _portable(self, text):
        return str(text).replace(str(self._tree.build), "<build>").replace(str(self._tree.root), "<root>")

    def find(self, key):
        """The findings, [] where all was well; None where nobody has looked yet."""
        if key is None:
            return None
        file = self._file(key)
        try:
            findings = json.loads(file.read_text(encoding="utf-8"))
            os.utime(file)
            return findings
        except (OSError, ValueError):
            return None

    def keep(self, key, findings):
        """Whole or not at all: others may keep and read at the same time. A full disk is no reason to fail."""
        file = self._file(key)
        part = file.with_suffix(f".{os.getpid()}.part")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(findings), encoding="utf-8")
            part.rename(file)
        except OSError:
            part.unlink(missing_ok=True)

    def _file(self, key):
        return self._folder / "findings" / key[:2] / key

    def tidy_up(self):
        """Lets go what nobody has asked for in a month, plug-ins too, and the oldest of too much."""
        entries = []
        for file in [*(self._folder / "findings").glob("*/*"), *self._folder.glob("*.so")]:
            try:
                entries.append((file.stat().st_mtime, file))
            except OSError:
                pass  # another one tidies up
        entries.sort(reverse=True)
        limit = time.time() - DAYS * 86_400
        for index, (used, file) in enumerate(entries):
            if index >= MOST or used < limit:
                file.unlink(missing_ok=True)
