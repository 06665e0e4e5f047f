// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/key.h"

#include "app/commands/declare.h"
#include "app/session.h"
#include "app/signals.h"
#include "core/domain/syncstatus.h"
#include "core/security/machinekey.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace mailboat {

namespace {

using Place = MachineKey::Place;

/// Ctrl-C; tells the person at the terminal why nothing happens, once it takes longer than a key ring that is open.
MachineKey::Cancelled waitingFor(Session &session)
{
    constexpr int patience = 1000; // ms
    QElapsedTimer since;
    since.start();
    return [&session, since, isSaid = false]() mutable {
        if (!isSaid && since.elapsed() > patience) {
            isSaid = true;
            session.out().note(QCoreApplication::translate(
                "mailboat", "Waiting for the key ring. It may ask on the screen to be unlocked; Ctrl-C gives up."));
        }
        return Signals::wasRaised() != 0;
    };
}

QString placeName(Place place)
{
    switch (place) {
    case Place::Nowhere:
        return QStringLiteral("none");
    case Place::File:
        return QStringLiteral("file");
    case Place::KeyRing:
        return QStringLiteral("key-ring");
    }
    Q_UNREACHABLE();
}

QString placeWords(Place place)
{
    switch (place) {
    case Place::Nowhere:
        return QCoreApplication::translate("mailboat", "There is no key yet. One is made where a password is kept.");
    case Place::File:
        return QCoreApplication::translate("mailboat", "The key that passwords are sealed with is in the file %1.")
            .arg(MachineKey::path());
    case Place::KeyRing:
        return QCoreApplication::translate(
            "mailboat", "The key that passwords are sealed with is in this desktop's key ring.");
    }
    Q_UNREACHABLE();
}

/// Where the key is, and whether it can be read.
Result<ExitStatus> tell(Session &session)
{
    const Result<Place> place = MachineKey::place();
    if (!place)
        return failure(place.error());
    const Result<std::optional<MachineKey>> key = MachineKey::existing();
    QString lines = placeWords(*place) + u'\n';
    if (!key)
        lines += describe(key.error()) + u'\n' + advise(key.error()) + u'\n';
    session.out().result({{QStringLiteral("place"), placeName(*place)}, {QStringLiteral("path"), MachineKey::path()},
                             {QStringLiteral("error"), key ? QJsonValue() : QJsonValue(toJson(key.error()))}},
        lines);
    return ExitStatus::Done;
}

} // namespace

void KeyCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<KeyCommand>(parent, chosen, "key",
        {QCoreApplication::translate("mailboat", "Where the key is kept that passwords are sealed with"),
            QCoreApplication::translate("mailboat",
                "A password that has to be sent later is kept sealed, with a key of yours on this machine. The key "
                "lies "
                "in a file that you alone may read, or, where you want that, in your desktop's key ring. A service "
                "that "
                "starts before you sign in cannot read it there: a satellite's stops with \"password-needed\", a "
                "primary's proves each password slowly once after each start. Needs neither a datafile nor a code. "
                "JSON: "
                "{\"place\":\"none\"|\"file\"|\"key-ring\",\"path\",\"error\"}."),
            QStringLiteral("mailboatctl key\nmailboatctl key --ring\nmailboatctl key --file")});
    addFlag(parser, "--ring", command->toRing,
        QCoreApplication::translate("mailboat", "Move the key into this desktop's key ring"));
    addFlag(
        parser, "--file", command->toFile, QCoreApplication::translate("mailboat", "Move the key back into the file"));
    addFlag(parser, "--new", command->orNew,
        QCoreApplication::translate("mailboat",
            "The same, and where the key ring does not give the key, make a new one: passwords have to be entered "
            "again"));
    refuseBoth(parser, "--ring", "--file");
    refuseBoth(parser, "--ring", "--new");
}

Result<ExitStatus> KeyCommand::run(Session &session)
{
    if (!toRing && !toFile && !orNew)
        return tell(session);
    const Signals::Scope scope;
    if (toRing) {
        if (const Result<> moved = MachineKey::moveToKeyRing(waitingFor(session)); !moved)
            return failure(moved.error());
        return tell(session);
    }
    const auto unreadable = orNew ? MachineKey::Unreadable::NewKey : MachineKey::Unreadable::Fails;
    const Result<MachineKey::Moved> moved = MachineKey::moveToFile(unreadable, waitingFor(session));
    if (!moved)
        return failure(moved.error());
    if (*moved == MachineKey::Moved::New)
        session.out().note(QCoreApplication::translate("mailboat",
            "It is a new one. Enter the password again, in the row of the primary, and that of the proxy where it has "
            "one."));
    return tell(session);
}

} // namespace mailboat
