// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>

#include <mutex>

namespace mailboat {

class Datafile;

/// By what names satellites call a primary: noted in the datafile, for its own check to hold the certificate against, each once a
/// day. Of sites that have signed in, and where it may wait for the datafile's writer. Any thread.
class CalledNames final
{
public:
    /// `host`: as the request's Host says. An address of this machine alone, and what is no host, are not noted; nor what cannot
    /// be written, for no site is to wait for that.
    void heard(const QByteArray &host, Datafile &datafile);

private:
    std::mutex m_mutex;
    QHash<QString, QDateTime> m_noted;
};

} // namespace mailboat
