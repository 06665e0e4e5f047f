// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/errorwords.h"

#include "core/domain/refusalwords.h"
#include "ui/widgets/preferencelabel.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace mailboat {

namespace {

struct WindowAdvice {
    ErrorCode code;
    const char *words;
};

constexpr WindowAdvice advices[] = {
    {ErrorCode::DatafileMissing, QT_TRANSLATE_NOOP("mailboat", "Choose another datafile, or make a new one.")},
    {ErrorCode::DatafileForeign, QT_TRANSLATE_NOOP("mailboat", "Choose another file. This one was not touched.")},
    {ErrorCode::CodeMissing,
        QT_TRANSLATE_NOOP(
            "mailboat", "Press \"Click to un-lock\" and enter one. Whoever set this site up has a code.")},
    {ErrorCode::ProxySignIn,
        QT_TRANSLATE_NOOP("mailboat",
            "Enter them in this machine's proxy settings, or correct them there; the administrator of your network "
            "knows them.")},
    {ErrorCode::PrimaryElsewhere,
        QT_TRANSLATE_NOOP("mailboat",
            "It may have been started with another address: start the primary again, or correct \"Listen on\" on the "
            "page "
            "Server.")},
    {ErrorCode::PrimaryHereAlone,
        QT_TRANSLATE_NOOP("mailboat",
            "Where its sites are on other machines, change \"Who can reach it\" on the page Server, and choose its "
            "certificate there.")},
    {ErrorCode::PlainHttp,
        QT_TRANSLATE_NOOP("mailboat",
            "Choose a certificate and its key on the page Server, or put a proxy with https before this primary and "
            "enter its address there as the external URL.")},
    {ErrorCode::PlainHttpRefused,
        QT_TRANSLATE_NOOP("mailboat",
            "Choose a certificate and its key on the page Server, or put a proxy with https before this primary and "
            "enter its address there as the external URL.")},
    {ErrorCode::PortInUse,
        QT_TRANSLATE_NOOP(
            "mailboat", "Stop the other program, or choose another port on the page Server, under \"Port\".")},
    {ErrorCode::CertificateWrongName,
        QT_TRANSLATE_NOOP("mailboat",
            "Get a certificate for the name that satellites use, or correct the external URL on the page Server.")},
    {ErrorCode::KeyRingUnusable,
        QT_TRANSLATE_NOOP("mailboat",
            "Sign in at the desktop and unlock its key ring, then try again. Where the key for passwords stands in it, "
            "and is gone for good, press \"Key for passwords…\" and make a new one; then enter the password again, in "
            "the row of the primary. Nothing else is lost.")},
    {ErrorCode::FormReplaced,
        QT_TRANSLATE_NOOP("mailboat",
            "Compare both. If this is the right one, have it entered again where it is written (the primary's "
            "administrator where this site is not the one); then discard it here.")},
    {ErrorCode::NotBrought,
        QT_TRANSLATE_NOOP("mailboat",
            "It may have been deleted there, or lost. Ask the primary's administrator, who can enter it again; then "
            "discard it here. What this site may write itself is sent to the primary by trying it again.")},
    {ErrorCode::UrlOwnAddress,
        QT_TRANSLATE_NOOP("mailboat", "Enter the address of the primary. Its administrator knows it.")},
    {ErrorCode::JoinsTooMany,
        QT_TRANSLATE_NOOP("mailboat",
            "The primary's administrator can let it in, or allow more patients a day for a campaign, on the "
            "page Server under \"Advanced\".")},
    {ErrorCode::NotSetUp, QT_TRANSLATE_NOOP("mailboat", "Enter this site's Sync ID on the page Synchronise.")},
    {ErrorCode::PasswordNeeded,
        QT_TRANSLATE_NOOP("mailboat",
            "Open the row of the primary and enter the password of this site again; the primary's administrator knows "
            "it. Nothing else is lost.")},
    {ErrorCode::SiteNewer,
        QT_TRANSLATE_NOOP(
            "mailboat", "Press \"Choose what happens…\", and have the sites send again all that they own.")},
    {ErrorCode::TwoMachines,
        QT_TRANSLATE_NOOP("mailboat",
            "Choose which one goes on: press \"Choose what happens…\" there, or in the row of that site at the "
            "primary, and switch the other one off.")},
};

/// Of a datafile, a machine or a record, as programs make them.
bool isLongId(const QVariant &value)
{
    constexpr qsizetype digits = 32;
    const QString text = value.toString();
    const auto isDigit
        = [](QChar c) { return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f'); };
    return std::count_if(text.begin(), text.end(), isDigit) >= digits
        && std::all_of(text.begin(), text.end(), [&](QChar c) { return c == u'-' || isDigit(c); });
}

} // namespace

QString windowWords(const Error &error)
{
    QVariantMap values = error.values;
    values.removeIf([](const auto &value) { return isLongId(*value); });
    if (const auto what = values.find(QStringLiteral("what")); what != values.end())
        *what = preferenceLabel(what->toString());
    return describe({error.code, values, error.detail});
}

QString hiddenIds(const Error &error)
{
    const QVariantMap &values = error.values;
    QStringList lines;
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        if (isLongId(*value))
            lines += value.key() + QStringLiteral(": ") + value->toString();
    }
    return lines.join(u'\n');
}

QString windowAdvice(const Error &error)
{
    const auto *own = std::find_if(
        std::begin(advices), std::end(advices), [&error](const WindowAdvice &row) { return row.code == error.code; });
    return own == std::end(advices) ? advise(error) : QCoreApplication::translate("mailboat", own->words);
}

QString windowRefusalAdvice(ErrorCode why, SyncId site)
{
    if (why == ErrorCode::SiteIncorrectHardwareId)
        return QCoreApplication::translate("mailboat",
            "Where its machine was replaced, let the new one in: open the row with Sync ID %1, press \"Clear\", then "
            "OK in both windows. Where it was not, somebody else has its password.")
            .arg(site.value());
    if (why == ErrorCode::SyncDisabled)
        return QCoreApplication::translate("mailboat", "The lines on the page Synchronise say why.");
    return refusalAdvice(why, site);
}

QString errorWords(const Error &error, const QString &advice)
{
    return windowWords(error) + u' ' + advice;
}

QString errorWords(const Error &error)
{
    return errorWords(error, windowAdvice(error));
}

} // namespace mailboat
