// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/autostart.h"

#include "core/domain/desktopid.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace mailboat {

namespace {

const auto applicationId = QString::fromLatin1(desktopId);

QDir autostartFolder()
{
    const QString named = qEnvironmentVariable("XDG_CONFIG_HOME"); // one that is no full path is to be ignored
    return QDir((QDir::isAbsolutePath(named) ? named : QDir::homePath() + QStringLiteral("/.config"))
        + QStringLiteral("/autostart"));
}

/// The Desktop Entry Specification's value of type string.
QString entryText(QString text)
{
    return text.replace(u'\\', QStringLiteral("\\\\")).replace(u'\n', QStringLiteral("\\n"));
}

/// One argument of its key Exec: in quotation marks, within which it has marks of its own; a % begins a field code.
QString execArgument(QString text)
{
    for (const QChar mark : {u'\\', u'"', u'`', u'$'})
        text.replace(mark, QString(u'\\') + mark);
    return u'"' + text.replace(u'%', QStringLiteral("%%")) + u'"';
}

QStringList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n');
}

bool hasLine(const QStringList &lines, const QString &key, const QString &value)
{
    return std::any_of(lines.cbegin(), lines.cend(), [&](const QString &line) {
        return line.section(u'=', 0, 0).trimmed() == key && line.section(u'=', 1).trimmed() == value;
    });
}

QString datafileKey()
{
    return QStringLiteral("X-Mailboat-Datafile");
}

} // namespace

Autostart::Autostart(QString program, QString datafile)
    : m_program(std::move(program))
    , m_datafile(std::move(datafile))
{
}

QString Autostart::entry() const
{
    const QStringList exec {
        execArgument(m_program), QStringLiteral("--hidden"), QStringLiteral("--datafile"), execArgument(m_datafile)};
    return QStringList {QStringLiteral("[Desktop Entry]"), QStringLiteral("Type=Application"),
        QStringLiteral("Name=Mailboat"), QStringLiteral("Icon=") + applicationId,
        QStringLiteral("Exec=") + entryText(exec.join(u' ')), QStringLiteral("Terminal=false"),
        QStringLiteral("X-GNOME-Autostart-enabled=true"), datafileKey() + u'=' + entryText(m_datafile), QString()}
        .join(u'\n');
}

/// Of the entry for this datafile; empty: there is none.
QString Autostart::place() const
{
    const QDir folder = autostartFolder();
    for (const QString &name : folder.entryList({applicationId + QStringLiteral("*.desktop")}, QDir::Files)) {
        if (hasLine(linesOf(folder.filePath(name)), datafileKey(), entryText(m_datafile)))
            return folder.filePath(name);
    }
    return {};
}

bool Autostart::isOn() const
{
    const QString path = place();
    if (path.isEmpty())
        return false;
    const QStringList lines = linesOf(path);
    return !hasLine(lines, QStringLiteral("Hidden"), QStringLiteral("true"))
        && !hasLine(lines, QStringLiteral("X-GNOME-Autostart-enabled"), QStringLiteral("false"));
}

Result<> Autostart::set(bool on) const
{
    const QString known = place();
    if (!on) {
        QFile file(known);
        if (known.isEmpty() || file.remove())
            return {};
        return failure(
            ErrorCode::FileUnwritable, {{QStringLiteral("path"), known}, {QStringLiteral("why"), file.errorString()}});
    }
    if (!known.isEmpty())
        return write(known);
    const QDir folder = autostartFolder();
    QString path = folder.filePath(applicationId + QStringLiteral(".desktop"));
    for (int number = 2; QFile::exists(path); ++number) // of another datafile
        path = folder.filePath(QStringLiteral("%1-%2.desktop").arg(applicationId).arg(number));
    return write(path);
}

Result<> Autostart::write(const QString &path) const
{
    QDir().mkpath(autostartFolder().path());
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(entry().toUtf8()) >= 0 && file.commit())
        return {};
    return failure(
        ErrorCode::FileUnwritable, {{QStringLiteral("path"), path}, {QStringLiteral("why"), file.errorString()}});
}

void Autostart::mend() const
{
    if (!isOn())
        return;
    const QString path = place();
    if (linesOf(path).join(u'\n') != entry())
        (void)write(path); // what cannot be written starts what it names, or nothing
}

} // namespace mailboat
