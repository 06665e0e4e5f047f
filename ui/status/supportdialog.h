// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

#include <utility>

namespace mailboat {

/// What support asks for first. None of it is a secret.
struct SiteFacts {
    QString version; ///< of Mailboat
    QString datafile;
    QString syncId; ///< with its role in words, "2 (satellite)"
    QString hardwareId; ///< this machine's; empty where it cannot be had
};

/// Window "About this site": facts for support, each to select, all to copy.
class SupportDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit SupportDialog(const SiteFacts &facts, QWidget *parent = nullptr);

private:
    using Fact = std::pair<QString, QString>; ///< label and value
    QList<Fact> m_facts;
};

} // namespace mailboat
