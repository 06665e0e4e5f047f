// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/supportdialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace mailboat {

namespace {

constexpr int valueColumns = 50;

} // namespace

SupportDialog::SupportDialog(const SiteFacts &facts, QWidget *parent)
    : QDialog(parent)
    , m_facts {{tr("Version of Mailboat"), facts.version}, {tr("Datafile"), facts.datafile},
          {tr("Sync ID"), facts.syncId},
          {tr("Hardware ID"), facts.hardwareId.isEmpty() ? tr("cannot be read on this machine") : facts.hardwareId},
          {tr("Version of Qt"), QString::fromLatin1(qVersion())}, {tr("System"), QSysInfo::prettyProductName()}}
{
    setObjectName(QStringLiteral("supportDialog"));
    setWindowTitle(tr("About this site"));

    auto *form = new QFormLayout;
    for (const auto &[name, value] : std::as_const(m_facts)) {
        auto *field = new QLineEdit(value, this);
        field->setReadOnly(true);
        field->setAccessibleName(name);
        field->setLayoutDirection(Qt::LeftToRight);
        field->setMinimumWidth(fontMetrics().averageCharWidth() * valueColumns);
        field->setCursorPosition(0);
        form->addRow(name, field);
    }
    auto *copy = new QPushButton(tr("Copy &all"), this);
    copy->setObjectName(QStringLiteral("copyAll"));
    copy->setAccessibleName(tr("Copy all"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(copy, QDialogButtonBox::ActionRole);
    QPushButton *close = buttons->button(QDialogButtonBox::Close);
    close->setObjectName(QStringLiteral("close"));
    close->setAccessibleName(tr("Close"));
    close->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addStretch();
    column->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &SupportDialog::reject);
    connect(copy, &QPushButton::clicked, this, [this] {
        QStringList lines;
        for (const auto &[name, value] : std::as_const(m_facts))
            lines += name + QStringLiteral(": ") + value;
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
}

} // namespace mailboat
