// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/address.h"

#include <QLocalServer>
#include <QString>

namespace mailboat {

/// One window a datafile and user: a second one raises the first, by a local socket that only this user can open.
class SingleInstance final : public QObject
{
    Q_OBJECT
public:
    explicit SingleInstance(const DatafileAddress &datafile, QObject *parent = nullptr);
    /// Whether another instance was there, and has been asked to show its window.
    bool raisedAnother();
    /// From now on this is the first one. False where that cannot be: then there is just no raising.
    bool listen();

signals:
    void raiseRequested();

private:
    QString m_name;
    QLocalServer m_server;
};

} // namespace mailboat
