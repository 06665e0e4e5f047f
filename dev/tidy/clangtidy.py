# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy, with our plug-in where that can be built, over one source; and what it says, taken apart."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from kept import digest
from prefix import Precompiled

FINDING = re.compile(r"^(?:[^ ][^:]*:\d+:\d+: )?(?:warning|error|fatal error): ")
CHECK = "mailboat-own-declarations"
SHALLOW = ("-Xclang", "-analyzer-config", "-Xclang", "mode=shallow")
PLUGIN = Path(__file__).resolve().parent / "owndeclarations.cpp"


class Trouble(Exception):
    """clang-tidy, or what it needs, does not work."""


class ClangTidy:
    """`tree` as clang-tidy sees it, clang-analyzer's part `deep` or not. The plug-in lies in `folder`, from one run to the next."""

    def __init__(self, tree, folder, packages, deep=False):
        self._tree = tree
        self._deep = deep
        self._analyzed = {}  # configs: whether clang-analyzer is on
        self._program = shutil.which("clang-tidy-14") or shutil.which("clang-tidy")
        if not self._program:
            raise Trouble("clang-tidy is missing: dev/install check")
        self.version = self._ask("--version")
        binaries = Path(os.path.realpath(self._program)).parent
        compiler = binaries / "clang++"
        self.compiler = compiler if compiler.exists() else None
        self._plugin = self._find_plugin(folder, binaries.parent / "include", packages)
        self.identity = PLUGIN.read_bytes() if self._plugin else b""

    def _ask(self, *arguments):
        done = subprocess.run([self._program, *arguments], capture_output=True, check=False, text=True)
        return done.stdout if done.returncode == 0 else ""

    def _find_plugin(self, folder, headers, packages):
        """The built plug-in; None where lint has to do without, which is slower."""
        if os.environ.get("MAILBOAT_LINT_PLUGIN") == "0":
            return None
        if not (headers / "clang-tidy" / "ClangTidyCheck.h").exists() or not (headers / "llvm" / "ADT").exists():
            return self._without("clang's headers (libclang-14-dev, llvm-14-dev)")
        name = digest(PLUGIN.read_bytes(), self.version, packages)[:32]
        built = folder / f"owndeclarations-{name}.so"
        try:
            if built.exists():
                os.utime(built)  # Keeper.tidy_up() removes what nobody uses
            else:
                folder.mkdir(parents=True, exist_ok=True)
                build_plugin(headers, built)
        except (OSError, Trouble) as reason:
            return self._without(f"its plug-in: {reason}")
        if CHECK not in self._ask("-load", built, f"-checks=-*,{CHECK}", "--list-checks"):
            return self._without("its plug-in, which this clang-tidy does not load")
        return built

    def _without(self, missing):
        print(f"lint takes three times as long without {missing}", file=sys.stderr)

    def mode(self, source):
        """What tells clang-analyzer how far to go in a source: nothing where that is all the way, or it is not asked."""
        if self._deep:
            return ()
        configs = self._tree.configs(source)
        if configs not in self._analyzed:
            self._analyzed[configs] = "clang-analyzer-" in self._ask("--list-checks", self._tree.root / source.path, "--")
        return SHALLOW if self._analyzed[configs] else ()

    def look(self, source, precompiled=None):
        """The findings in a source, each with its notes, with paths from the root."""
        findings, said = self._run(source, precompiled)
        if precompiled and (said or any("[clang-diagnostic-error" in finding for finding in findings)):
            findings, said = self._run(source, None)  # what does not compile says so without help
        if said:
            raise Trouble(f"{source.path}: {said}")
        return findings

    def _run(self, source, precompiled):
        command = [self._program, "--quiet"]
        if self._plugin:
            command += ["-load", self._plugin, f"-checks={CHECK}"]
        before = ["-x", "c++-header"] if source.is_header else []
        if precompiled:
            before += ["-include-pch", precompiled]
            command += [f"--extra-arg={argument}" for argument in Precompiled.ARGUMENTS]
        command += [f"--extra-arg={argument}" for argument in self.mode(source)]
        command += [f"--extra-arg-before={argument}" for argument in before]
        command.append(self._tree.root / source.path)
        command += ["--", *source.arguments()] if source.is_header else ["-p", self._tree.build]
        done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", errors="replace")
        findings = split(done.stdout.replace(f"{self._tree.root}/", ""))
        if done.returncode not in (0, 1) or bool(findings) != (done.returncode == 1):
            return [], f"clang-tidy ended with {done.returncode}\n{done.stdout}{done.stderr}".rstrip()
        return findings, None


def build_plugin(headers, built):
    """Whole or not at all: others may be about to load it."""
    part = built.with_suffix(f".{os.getpid()}.part")
    command = ["c++", "-shared", "-fPIC", "-O1", "-std=c++17", "-fno-rtti", "-isystem", headers, PLUGIN, "-o", part]
    try:
        done = subprocess.run(command, capture_output=True, check=False, text=True)
        if done.returncode != 0:
            raise Trouble(f"it does not compile\n{done.stderr}")
        part.rename(built)
    finally:
        part.unlink(missing_ok=True)


def split(text):
    """What clang-tidy wrote, one finding after the other: the line with its place, what is shown of it, the notes."""
    findings = []
    for line in text.splitlines():
        if FINDING.match(line):
            findings.append(line)
        elif findings:
            findings[-1] += f"\n{line}"
    return findings
