// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace mailboat::test {

/// What a desktop has of a session, for a scope: a bus of its own, with nothing that it could start, and gnome-keyring, unlocked.
/// This process and its children find both by their environment, and have a state folder of their own.
class KeyRingSession final
{
public:
    KeyRingSession(); ///< throws where one of the two does not start
    ~KeyRingSession();
    Q_DISABLE_COPY_MOVE(KeyRingSession)

    void lock() const; ///< the key ring; nobody is there who could unlock it
    void hang() const; ///< from now on the key ring does not answer
    void goOn() const; ///< it answers again
    void end(); ///< bus and key ring are gone, as when its person signs out
    QString stateFolder() const { return m_folder.filePath(QStringLiteral("state/mailboat")); }
    /// What mailboat-keyring answers, run as our programs run it.
    static QByteArray ask(const QString &task, const QString &entry);

private:
    void setVariable(const char *name, const QString &value);
    QByteArray call(const QString &destination, const QStringList &message) const;
    void startBus();
    void startRing();

    QTemporaryDir m_folder;
    QList<std::pair<QByteArray, QByteArray>> m_before;
    std::unique_ptr<QProcess> m_bus;
    std::unique_ptr<QProcess> m_ring;
};

} // namespace mailboat::test
