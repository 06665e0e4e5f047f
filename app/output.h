// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal.h"
#include "core/domain/ornull.h"
#include "core/domain/result.h"

#include <QJsonArray>
#include <QJsonObject>

namespace mailboat {

/// Where the commands write. Results go to standard output, words for people to standard error. With --json only JSON goes
/// to standard output, and errors are part of it.
class Output final
{
public:
    explicit Output(bool json);
    bool isJson() const { return m_json; }

    /// A result: the document with --json, else the lines. results() is for several of a kind.
    void result(const QJsonObject &document, const QString &lines);
    void results(const QJsonArray &documents, const QString &lines);
    /// One JSON object a line, flushed at once: progress and events. This and raw() make what is written a stream.
    void line(const QJsonObject &document);
    /// A line as it is, whatever the mode (NDJSON, CSV, events for people).
    void raw(QByteArrayView text);
    /// For people: to standard error, in both modes. Where that is the journal, an entry with fields.
    void note(const QString &text, const Subject &subject = {}) const;
    /// A line of a service: to standard output at once, or to the journal as note() does it.
    void event(const QString &line, const Subject &subject);
    void setSite(int syncId) { m_site = syncId; } ///< for the journal: whose lines they are
    /// The one JSON document of a failure, or its words and what to do about it on standard error. Nothing
    /// where the reader of a stream has gone away.
    void error(const Error &error, const QString &advice);
    /// Sees that everything has been written. FileUnwritable where it has not: a full disk, a closed pipe.
    Result<> flush();
    /// Lets what could not be written so far be: a service outlives whoever read its lines.
    void forgiveFailure() { m_failure = 0; }

private:
    void enter(journal::Priority priority, const QString &text, Subject subject) const;
    void document(const QByteArray &json);
    void write(QByteArrayView text);

    bool m_json;
    bool m_isStream = false;
    std::optional<int> m_site {};
    int m_failure = 0; ///< errno of the first write that failed
};

/// A time for people, in their time zone; "never" where there is none.
QString localTime(const QDateTime &time);

} // namespace mailboat
