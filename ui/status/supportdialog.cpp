// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/supportdialog.h"

#include "ui/widgets/closebutton.h"
#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/onlyread.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
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
        QLineEdit *field = leftToRightField({}, name, this);
        field->setText(value);
        setOnlyRead(field);
        field->setMinimumWidth(fontMetrics().averageCharWidth() * valueColumns);
        field->setCursorPosition(0);
        form->addRow(name, field);
    }
    auto *copy = new QPushButton(tr("Copy &all"), this);
    copy->setObjectName(QStringLiteral("copyAll"));
    copy->setAccessibleName(tr("Copy all"));
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(copy, QDialogButtonBox::ActionRole);
    addCloseButton(*buttons)->setDefault(true);
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
