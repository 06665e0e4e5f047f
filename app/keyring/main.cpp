// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// mailboat-keyring: what core/security/keyringcall.h starts to speak with the desktop's key ring. A program of its own, because
// the libraries for that end whoever uses them when the session bus goes away, cannot be cancelled, and keep copies of secrets.

#include "app/privatememory.h"
#include "core/domain/desktopid.h"
#include "core/security/keyringwords.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QSocketNotifier>
#include <QTimer>

#include <array>
#include <memory>
#include <qt6keychain/keychain.h>
#include <unistd.h>

using namespace mailboat;

namespace {

constexpr auto &service = desktopId;
constexpr qsizetype longestSecret = 256;

/// Says it and ends: what the libraries leave behind goes with the process.
[[noreturn]] void answer(const char *outcome, const QByteArray &text = {})
{
    const QByteArray said = QByteArray(outcome) + '\n' + text + '\n';
    const bool isSaid = ::write(STDOUT_FILENO, said.constData(), static_cast<std::size_t>(said.size())) == said.size();
    ::_exit(isSaid ? 0 : 1);
}

/// A key ring that is locked, and whose owner did not unlock it, is to the library one that has nothing.
bool isLocked()
{
    constexpr int patience = 2000; // ms
    const auto secrets = QStringLiteral("org.freedesktop.secrets");
    const QDBusConnection bus = QDBusConnection::sessionBus();
    QDBusMessage which = QDBusMessage::createMethodCall(secrets, QStringLiteral("/org/freedesktop/secrets"),
        QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("ReadAlias"));
    which << QStringLiteral("default");
    const QString ring = bus.call(which, QDBus::Block, patience).arguments().value(0).value<QDBusObjectPath>().path();
    if (ring.size() <= 1) // there is none
        return false;
    QDBusMessage ask = QDBusMessage::createMethodCall(
        secrets, ring, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    ask << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    return bus.call(ask, QDBus::Block, patience).arguments().value(0).value<QDBusVariant>().variant().toBool();
}

[[noreturn]] void answerAbout(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        break;
    case QKeychain::EntryNotFound:
        answer(isLocked() ? keyringwords::locked : keyringwords::missing);
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        answer(isLocked() ? keyringwords::locked : keyringwords::denied);
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        answer(keyringwords::failed, job.errorString().toUtf8().simplified().left(1000));
    }
    const auto *read = qobject_cast<const QKeychain::ReadPasswordJob *>(&job);
    answer(keyringwords::done, read ? read->binaryData() : QByteArray());
}

/// A line of standard input.
QByteArray secret()
{
    QByteArray line;
    for (char c = 0; line.size() < longestSecret && ::read(STDIN_FILENO, &c, 1) == 1 && c != '\n';)
        line.append(c);
    return line;
}

std::unique_ptr<QKeychain::Job> jobFor(const QByteArray &task)
{
    if (task == keyringwords::read)
        return std::make_unique<QKeychain::ReadPasswordJob>(QString::fromLatin1(service));
    if (task == keyringwords::remove)
        return std::make_unique<QKeychain::DeletePasswordJob>(QString::fromLatin1(service));
    if (task != keyringwords::write)
        return {};
    auto job = std::make_unique<QKeychain::WritePasswordJob>(QString::fromLatin1(service));
    job->setTextData(QString::fromLatin1(secret()));
    return job;
}

} // namespace

int main(int argc, char *argv[])
{
    keepMemoryPrivate();
    QCoreApplication application(argc, argv);
    const std::unique_ptr<QKeychain::Job> job = argc == 3 ? jobFor(argv[1]) : nullptr;
    if (!job)
        return 2; // it is for our programs alone

    // Who asked has gone.
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, [] {
        std::array<char, 64> rest {};
        if (::read(STDIN_FILENO, rest.data(), rest.size()) <= 0)
            ::_exit(1);
    });
    QTimer::singleShot(std::chrono::seconds(keyringwords::secondsToUnlock), &application, [] { ::_exit(1); });

    job->setAutoDelete(false);
    job->setInsecureFallback(false);
    job->setKey(QString::fromLatin1(argv[2]));
    QObject::connect(
        job.get(), &QKeychain::Job::finished, &application, [](QKeychain::Job *done) { answerAbout(*done); });
    job->start();
    return QCoreApplication::exec();
}
