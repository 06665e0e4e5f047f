// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/sync/satellite.h"
#include "tests/support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace mailboat::test {

/// A primary that answers as one was once seen to: what our satellite does with it is data, as the exchanges of clients are
/// (tests/data/exchanges/README.md).
class RecordedPrimary final
{
public:
    /// Of tests/data/exchanges; throws where there is none of that name, or no JSON in it.
    explicit RecordedPrimary(const QString &file);

    /// Has a satellite do what is told there, step by step: what was not as it should be, a line each.
    QStringList play();
    Satellite &satellite() { return m_satellite; }
    const QList<ScriptedRequest> &requests() const { return m_server.requests(); }

private:
    void playStep(const QJsonObject &step);
    void change(const QJsonObject &change);
    void look(const QJsonArray &records);
    ScriptedAnswer answerTo(const ScriptedRequest &request);
    void keepNames(const QJsonObject &headers, const ScriptedRequest &request);
    QString withNames(QString answer) const;
    void note(const QString &problem);

    QJsonObject m_script;
    ScriptedServer m_server {};
    Satellite m_satellite {m_server.url()};
    QJsonArray m_answers {}; ///< that this step has not asked for yet
    QMap<QString, QString> m_names {}; ///< what headers were, by "${name}"
    QString m_step {};
    QStringList m_wrong {};
};

} // namespace mailboat::test
