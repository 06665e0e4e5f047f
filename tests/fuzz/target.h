// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <array>

namespace mailboat::fuzz {

/// What is given whatever bytes anybody may send, and holds what has to be true of every one of them. libFuzzer makes the bytes
/// up (./test long); what it has found is kept in tests/fuzz/corpus and given to it again by every ./test.
struct Target {
    const char *name; ///< of its folder in the corpus, too
    void (*run)(const QByteArray &bytes);
};

/// Throws where it does not hold, which ends libFuzzer and fails a test.
void require(bool holds, const char *what);

void body(const QByteArray &bytes); ///< a coded body, coming in pieces
void framing(const QByteArray &bytes); ///< the headers that say where a request ends
void envelope(const QByteArray &bytes); ///< every body of the protocol, at both ends
void six(const QByteArray &bytes); ///< every body of version 6, of which nobody knows yet who sends it
void people(const QByteArray &bytes); ///< who signs in at a client's, what is looked up, and the test endpoints
void dialect(const QByteArray &bytes); ///< a record that is adapted to its reader
void csv(const QByteArray &bytes); ///< a list of sites
void url(const QByteArray &bytes); ///< what people type as URL, address and proxy
void node(const QByteArray &bytes); ///< what the Node.js process says

inline constexpr std::array targets {Target {"body", body}, Target {"framing", framing}, Target {"envelope", envelope},
    Target {"six", six}, Target {"people", people}, Target {"dialect", dialect}, Target {"csv", csv},
    Target {"url", url}, Target {"node", node}};

} // namespace mailboat::fuzz
