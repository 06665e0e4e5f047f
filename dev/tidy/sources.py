# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be looked at: our sources as CMake compiles them, what they include, and which changed last."""

import json
import os
import re
import shlex
import subprocess
from pathlib import Path

FOLDERS = ("core", "ui", "app", "tests")

# Lines that are commented out or switched off count, too: to depend on too much costs a look, on too little a finding.
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]+)[">]', re.MULTILINE)
INCLUDE_OF_MACRO = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[^"< \t\n]', re.MULTILINE)


class Source:
    """A .cpp file of ours: its path from the root, and how it is compiled, a command for each target that has it.

    Or a header that has to be looked at alone, with the command of one that includes it.
    """

    def __init__(self, path, commands=()):
        self.path = path
        self.commands = list(commands)
        self.is_header = path.endswith(".h")

    def arguments(self):
        """The compiler's, but for what is compiled into what."""
        kept = []
        words = iter(self.commands[0][1:])
        for word in words:
            if word in ("-o", "-c"):
                next(words)
            else:
                kept.append(word)
        return kept


class Tree:
    """The sources of the project in `root`, as they are built in the folder `build`."""

    def __init__(self, root, build):
        self.root = Path(root)
        self.build = Path(build)
        self.sources = self._read_commands()
        self._texts = {}
        self._places = {}

    def _read_commands(self):
        sources = {}
        for entry in json.loads((self.build / "compile_commands.json").read_text(encoding="utf-8")):
            path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), self.root)
            if path.split(os.sep)[0] in FOLDERS:
                sources.setdefault(path, Source(path)).commands.append(shlex.split(entry["command"]))
        return sources

    def text(self, file):
        """What stands in a file, nothing where it cannot be read."""
        return self._read(file)[1]

    def _read(self, file):
        """When it was written, its text, the names that it includes; read again where it was written meanwhile."""
        try:
            now = os.stat(file)
            stamp = (now.st_mtime_ns, now.st_size, now.st_ino)
            kept = self._texts.get(file)
            if kept is None or kept[0] != stamp:
                text = file.read_bytes()
                words = text.decode("utf-8", "replace")
                names = None if INCLUDE_OF_MACRO.search(words) else tuple(INCLUDE.findall(words))
                kept = self._texts[file] = (stamp, text, names)
            return kept
        except OSError:
            return None, b"", ()

    def included(self, source):
        """The file of a source and all of ours that it includes, directly or not, generated ones too.

        None where an #include names a macro: then nobody knows without a compiler.
        """
        folders = tuple(dict.fromkeys([self.root, *self._include_folders(source)]))
        found = set()
        waiting = [self.root / source.path]
        while waiting:
            file = waiting.pop()
            if file in found:
                continue
            found.add(file)
            names = self._read(file)[2]
            if names is None:
                return None
            for name in names:
                waiting += self._resolve(file.parent, name, folders)
        return found

    def configs(self, source):
        """The files of rules that hold for a source, the nearest first."""
        places = (self.root / folder / ".clang-tidy" for folder in Path(source.path).parents)
        return tuple(place for place in places if place.is_file())

    def _resolve(self, beside, name, folders):
        """Every file that the compiler may take for a name; more than one is one too many, never too few."""
        key = beside, name, folders
        if key not in self._places:
            places = (folder / name for folder in (beside, *folders))
            self._places[key] = [place for place in places if place.is_file()]
        return self._places[key]

    def _include_folders(self, source):
        """Where the compiler looks for headers of ours: what is in the root or the build folder is ours."""
        folders = []
        for argument in (argument for command in source.commands for argument in command):
            folder = Path(argument[2:])
            if argument.startswith("-I") and (self.root in (folder, *folder.parents) or self.build in folder.parents):
                folders.append(folder)
        return folders

    def newest_first(self, sources):
        """What is not committed, then what was committed last, then the largest: a finding shows early.

        A source counts as changed where the header of its name is.
        """
        ranks = {}
        for path in self._changed_files():
            ranks.setdefault(os.path.splitext(path)[0], len(ranks))

        def order(source):
            size = len(self.text(self.root / source.path))
            return ranks.get(os.path.splitext(source.path)[0], len(ranks)), -size

        return sorted(sources, key=order)

    def _changed_files(self):
        status = self._git("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
        log = self._git("log", "-n", "50", "--no-renames", "--name-only", "-z", "--format=")
        return [line[3:] for line in status.split("\0")] + [line.strip("\n") for line in log.split("\0")]

    def _git(self, *arguments):
        """What git says; nothing where there is no git, or this is no clone."""
        try:
            return subprocess.run(
                ["git", "-C", self.root, *arguments], capture_output=True, check=True, text=True
            ).stdout
        except (OSError, subprocess.CalledProcessError):
            return ""
