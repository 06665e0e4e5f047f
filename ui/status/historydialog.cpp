// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/historydialog.h"

#include "ui/status/logview.h"
#include "ui/widgets/closebutton.h"
#include "ui/widgets/inlinemessage.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace mailboat {

namespace {

constexpr int historyWidthInCharacters = 110;
constexpr int historyHeightInLines = 32;

} // namespace

HistoryDialog::HistoryDialog(QWidget *parent)
    : QDialog(parent)
    , m_message(new InlineMessage(this))
    , m_tabs(new QTabWidget(this))
    , m_cycles(new LogView(LogModel::Kind::Cycles))
    , m_changes(new LogView(LogModel::Kind::Changes))
{
    setObjectName(QStringLiteral("historyDialog"));
    setWindowTitle(tr("Past synchronisations"));
    resize(fontMetrics().averageCharWidth() * historyWidthInCharacters,
        fontMetrics().lineSpacing() * historyHeightInLines);
    m_message->setObjectName(QStringLiteral("message"));
    m_cycles->setObjectName(QStringLiteral("cyclesView"));
    m_changes->setObjectName(QStringLiteral("changesView"));
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_tabs->setAccessibleName(tr("Past synchronisations"));
    m_tabs->addTab(m_cycles, tr("&Synchronisations"));
    m_tabs->addTab(m_changes, tr("Changes of s&ettings"));

    auto *buttons = new QDialogButtonBox(this);
    addCloseButton(*buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &HistoryDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_message);
    column->addWidget(m_tabs, 1);
    column->addWidget(buttons);
}

void HistoryDialog::setEntries(const QList<SyncLog::Entry> &entries)
{
    m_message->clear();
    m_cycles->setEntries(entries);
    m_changes->setEntries(entries);
}

void HistoryDialog::setError(const Error &error)
{
    m_message->setError(error);
}

} // namespace mailboat
