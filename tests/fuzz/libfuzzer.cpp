// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program that ./test long runs: libFuzzer has its main(). MAILBOAT_FUZZ_TARGET names what the bytes are given to.
#include "tests/fuzz/target.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace {

void (*chosen)(const QByteArray &bytes) = nullptr;

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): its name
extern "C" int LLVMFuzzerInitialize(int * /*argc*/, char *** /*argv*/)
{
    using mailboat::fuzz::targets;
    const char *name = std::getenv("MAILBOAT_FUZZ_TARGET"); // NOLINT(concurrency-mt-unsafe): before any thread
    const auto *found = std::find_if(targets.begin(), targets.end(),
        [name](const mailboat::fuzz::Target &target) { return name && std::strcmp(name, target.name) == 0; });
    if (found == targets.end())
        std::abort();
    chosen = found->run;
    return 0;
}

// NOLINTNEXTLINE(readability-identifier-naming): its name
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    chosen(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}
