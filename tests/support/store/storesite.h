// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/peer.h"
#include "core/records/datafile.h"
#include "core/records/integrator.h"
#include "core/records/recordstore.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/enginerequests.h"
#include "core/store/landing.h"
#include "core/store/outbox.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "core/store/settingstable.h"
#include "core/store/synclog.h"
#include "core/store/syncqueue.h"
#include "core/store/syncstate.h"
#include "tests/support/catch.h"
#include "tests/support/fakeclock.h"

#include <QTemporaryDir>

namespace mailboat::test {

using Texts = QList<QByteArray>;

/// A datafile of its own in a temporary folder, with the role of its Sync ID; a satellite counts as initialised. It is kept by the
/// kind of database that the tests are run with (testDatabase()).
class StoreSite
{
public:
    explicit StoreSite(int syncId);

    Datafile &operator*() { return *m_file; }
    Datafile *operator->() { return m_file.get(); }
    QString path() const { return m_folder.filePath(QStringLiteral("site.mailboat")); }
    DatafileAddress address() const { return DatafileAddress::ofFile(path()); }
    std::unique_ptr<Datafile> another(); ///< a second connection
    void close() { m_file.reset(); }
    void reopen();
    FakeClock &clock() { return m_clock; }

    void setPreference(const QString &name, const QString &value);
    void setSyncId(int syncId);
    /// A satellite on a primary's list that has been initialised, so that its queue counts; New: it has not.
    void addPeer(int syncId, PeerStatus status = PeerStatus::Ready);
    void put(const QByteArray &table, const QByteArray &id, const QByteArray &data = "{}");
    void remove(const QByteArray &table, const QByteArray &id);
    ErrorCode refusalOfPut(const QByteArray &table, const QByteArray &id, const QByteArray &data = "{}");
    /// A store active on a site; its name is "name_<id>".
    void addStore(const QByteArray &id, int site);

    PrimaryRecords::PushOutcome push(int from, const QList<Record> &records);
    PrimaryRecords::PushOutcome push(int from, const QByteArray &table, const QByteArray &id, const QByteArray &data);
    PrimaryRecords::PushOutcome pushDelete(int from, const QByteArray &table, const QByteArray &id);

    QByteArray data(const QByteArray &table, const QByteArray &id); ///< empty: not there
    /// What waits for a site, oldest first: "table/id", deletes with a minus before.
    Texts queue(int site);
    /// The same, and the site has taken it all.
    Texts drain(int site);
    Texts changeLog(qint64 after = 0);
    Texts outbox();
    Texts quarantine(); ///< "site table/id code"
    void sql(const char *statement);

private:
    QTemporaryDir m_folder;
    FakeClock m_clock;
    std::unique_ptr<Datafile> m_file;
};

template<class T>
T valueOf(Result<T> result)
{
    if (!result)
        FAIL(codeOf(result.error().code).toStdString() << " " << result.error().detail.toStdString());
    return *std::move(result);
}
inline void require(const Result<> &result)
{
    if (!result)
        FAIL(codeOf(result.error().code).toStdString() << " " << result.error().detail.toStdString());
}
template<class T>
ErrorCode codeOfFailure(const Result<T> &result)
{
    REQUIRE_FALSE(result.has_value());
    return result.error().code;
}

inline Record upsert(const QByteArray &table, const QByteArray &id, const QByteArray &data)
{
    return {table, id, Action::Update, data};
}
inline Record deletion(const QByteArray &table, const QByteArray &id)
{
    return {table, id, Action::Delete, {}};
}

} // namespace mailboat::test

namespace Catch {

template<>
struct StringMaker<mailboat::ErrorCode> {
    static std::string convert(mailboat::ErrorCode code) { return mailboat::codeOf(code).toStdString(); }
};

} // namespace Catch
