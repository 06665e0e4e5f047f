// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QHash>

#include <chrono>
#include <mutex>

namespace mailboat {

/// The bytes that the primary's requests and answers take at once, in one account: bodies as they come, the text that they are
/// inflated to, what reading that takes, and answers until they have been read. Whoever takes something has a Part, and asks
/// before it grows. Any thread.
///
/// - A site has three quarters at most, and a sixth for what waits for the site itself, which may take as long as it likes over it: a
///   body that is not whole yet or not worked on, an answer that has not been read.
/// - All callers who have not signed in have a twelfth together.
/// - The last twelfth is for sites that take little (`little`): these are served, whatever the others do.
class MemoryAccount
{
public:
    enum class Use { Waits, Works };
    static constexpr int nobody = 0; ///< in place of a site: who has not signed in
    static constexpr qint64 little = 8 << 20; ///< a usual push of 1,024 records takes half of it, being read

    explicit MemoryAccount(qint64 total);
    Q_DISABLE_COPY_MOVE(MemoryAccount)

    /// What one request or answer takes. It gives all back when it ends, and ends before the account.
    class Part
    {
    public:
        Part(MemoryAccount &account, int site, Use use);
        ~Part();
        Q_DISABLE_COPY_MOVE(Part)
        int site() const { return m_site; }
        qint64 bytes() const { return m_bytes; }
        Result<> grow(qint64 bytes); ///< ServerFull (why); then it has not grown
        /// It has as many now, whether there was room for them or not: for what is there already, or has to be said.
        void set(qint64 bytes);
        void moveTo(int site); ///< who has signed in meanwhile; as set()

    private:
        MemoryAccount &m_account;
        int m_site;
        const Use m_use;
        qint64 m_bytes = 0;
    };

    qint64 total() const { return m_total; }
    qint64 mostOfSite() const { return m_total / 4 * 3; }
    qint64 taken() const;
    qint64 takenBy(int site) const;
    /// How many more bytes may wait for that site.
    qint64 roomToWait(int site) const;
    /// What a site is told whose answers nobody reads, or whose bodies do not end.
    static Error tooMuchWaits();

private:
    struct Taken {
        qint64 waits = 0;
        qint64 works = 0;
        qint64 all() const { return waits + works; }
    };
    qint64 mostWaiting(int site) const;
    std::optional<Error> refusal(int site, Use use, qint64 bytes) const;
    void add(int site, Use use, qint64 bytes);
    void note(int site, const Error &refused);

    const qint64 m_total;
    mutable std::mutex m_mutex;
    QHash<int, Taken> m_taken; ///< of those that have taken something
    qint64 m_all = 0;
    std::optional<std::chrono::steady_clock::time_point> m_noted; ///< when a refusal was logged last
};

} // namespace mailboat
