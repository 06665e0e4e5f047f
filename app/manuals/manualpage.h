// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandpage.h"

namespace mailboat {

/// Pages of section 1 as man(7) has them, made of what a program's command line declares.
class ManualPages final
{
public:
    /// `date`: of the version, as 2026-12-31. `others`: what a reader may want to read besides, "mailboatctl".
    ManualPages(CommandPage program, QString date, QStringList others);

    QByteArray ofProgram() const;
    QByteArray ofCommand(const CommandPage &command) const; ///< with the commands that it has itself
    QString nameOf(const CommandPage &command) const; ///< "mailboatctl-peers"

private:
    QString head(const QString &name, const QString &summary) const;
    QString seeAlso(const QStringList &names) const;

    CommandPage m_program;
    QString m_date;
    QStringList m_others;
};

} // namespace mailboat
