// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/target.h"

#include "core/http/inflater.h"

namespace mailboat::fuzz {

/// The first byte says which coding, the second the limit, the third how long the pieces are.
void body(const QByteArray &bytes)
{
    constexpr qsizetype head = 3;
    if (bytes.size() < head)
        return;
    const Coding coding = (bytes[0] & 1) == 0 ? Coding::Gzip : Coding::Zstd;
    const qint64 limit = qint64 {static_cast<unsigned char>(bytes[1])} * 1024;
    const qsizetype piece = 1 + static_cast<unsigned char>(bytes[2]);
    const QByteArray rest = bytes.sliced(head);

    Inflater inflater(coding, limit);
    for (qsizetype at = 0; at < rest.size(); at += piece)
        inflater.add(rest.mid(at, piece));
    require(inflater.plain().size() <= limit, "no more is made than the limit");
    if (const Result<QByteArray> whole = decoded(rest, coding, limit)) {
        require(inflater.state() == Inflater::State::Complete, "what is whole at once is whole in pieces");
        require(*whole == inflater.plain(), "the same comes out at once and in pieces");
    }
    const Result<QByteArray> again = decoded(coded(bytes, coding), coding, bytes.size());
    require(again && *again == bytes, "what we have coded ourselves comes out again");
    codingNamed(rest);
    acceptedOf(rest, {Coding::Zstd, Coding::Gzip});
}

} // namespace mailboat::fuzz
