// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/coding.h"
#include "core/server/serveranswer.h"

#include <QCache>

#include <mutex>

namespace mailboat {

/// Answers with central records, composed and coded as they went out, for the next site that asks for the same: only such as hang
/// on nothing of the site. The longest unused go where there is no more room. Any thread; of one datafile.
class CentralPages
{
public:
    explicit CentralPages(qint64 mostBytes);

    /// What a page hangs on besides its question; each number only grows, and all pages of an earlier state go with the first
    /// question of a later one. An edit of a record gives a new serial, and so does what leaves the change log.
    struct State {
        qint64 serial = 0; ///< the highest ever given, in front of what was read for the page, and behind it still
        qint64 settings = 0; ///< SettingsTable::revision(): where clocks stand, too
        bool operator==(const State &) const = default;
        bool isBefore(const State &other) const
        {
            return serial != other.serial ? serial < other.serial : settings < other.settings;
        }
    };
    struct Question {
        bool isMailboat = false; ///< whether a Mailboat reads it, or a program of the strict kind
        qint64 cursor = 0;
        int limit = 0;
        std::optional<Coding> coding;
        bool operator==(const Question &) const = default;
    };
    std::optional<ServerAnswer> find(const State &state, const Question &question);
    void keep(const State &state, const Question &question, const ServerAnswer &page);

private:
    bool enter(const State &state);

    std::mutex m_mutex;
    State m_state;
    QCache<Question, ServerAnswer> m_pages; ///< by bytes
};

size_t qHash(const CentralPages::Question &question, size_t seed = 0);

} // namespace mailboat
