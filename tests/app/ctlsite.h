// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/child.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

namespace mailboat::test {

/// The code of every datafile that a CtlSite makes.
inline const QString rightCode = QStringLiteral("MELON-42-PLANTED-CODE");

/// What a command with --json answered.
struct Answer {
    int status = -1;
    QByteArray output;
    QByteArray errors;
    QJsonObject object; ///< the one document, where it is an object
    QJsonArray array; ///< where it is an array
    bool isDocument = false; ///< standard output is exactly one JSON document

    /// "code" of {"error":{…}}; empty where that is not what came.
    QString errorCode() const;
};
Answer answerOf(const Ran &ran);

/// A datafile in a folder of its own, used through the program alone.
class CtlSite
{
public:
    /// Makes the datafile by `init`, with rightCode, and a machine of its own.
    explicit CtlSite(int syncId);
    CtlSite(); ///< no datafile yet

    QString path() const { return m_folder.filePath(QStringLiteral("site.mailboat")); }
    QString filePath(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &content) const; ///< a file in its folder; its path
    QByteArray datafileBytes() const; ///< of the datafile and its journal

    Ran run(const QStringList &arguments, const QByteArray &input = {}) const;
    /// With --json.
    Answer ask(const QStringList &arguments, const QByteArray &input = {}) const;
    /// With --json and rightCode.
    Answer askWithCode(const QStringList &arguments, const QByteArray &input = {}) const;
    /// askWithCode() that has to end with 0.
    Answer must(const QStringList &arguments, const QByteArray &input = {}) const;
    /// Adds a site to the list; its password is "secret-<id>".
    void addPeer(int id, const QString &userName, const QString &url = {}) const;

    QStringList withDatafile(const QStringList &arguments) const;
    QStringList environment() const;

private:
    QTemporaryDir m_folder;
};

} // namespace mailboat::test
