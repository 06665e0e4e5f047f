// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace mailboat {

/// SIGHUP as a signal of Qt's, while this exists: what services are told by it is to read their files again. Without one it
/// ends the process, as a terminal that closes wants it. One object at a time.
class HangUp final : public QObject
{
    Q_OBJECT
public:
    explicit HangUp(QObject *parent = nullptr);
    ~HangUp() override;

signals:
    void raised(); ///< needs an event loop; several that come together may be one

private:
    void pass();
};

} // namespace mailboat
