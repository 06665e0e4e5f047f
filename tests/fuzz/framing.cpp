// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/framing.h"

#include "tests/fuzz/target.h"

namespace mailboat::fuzz {

/// A header a line, name and value parted by the first colon.
void framing(const QByteArray &bytes)
{
    Framing framing;
    int lengths = 0;
    bool isChunked = false;
    const QList<QByteArray> lines = bytes.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon);
        const QByteArray value = colon < 0 ? QByteArray() : line.sliced(colon + 1).trimmed();
        framing.add(name, value);
        lengths += name.compare("content-length", Qt::CaseInsensitive) == 0 ? 1 : 0;
        isChunked = isChunked || name.compare("transfer-encoding", Qt::CaseInsensitive) == 0;
    }
    framing.check("HTTP/1.0");
    if (!framing.check("HTTP/1.1"))
        return;
    require(lengths <= 1, "several lengths are refused");
    require(lengths == 0 || !isChunked, "a length beside a coding is refused");
    require(isChunked || lengths == 0 || framing.length().value_or(-1) >= 0, "a length that is taken is a number");
}

} // namespace mailboat::fuzz
