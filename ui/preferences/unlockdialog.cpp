// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/unlockdialog.h"

#include "ui/widgets/enabledor.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/growtocontents.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace mailboat {

namespace {

constexpr int codeColumns = 44;

} // namespace

UnlockDialog::UnlockDialog(QWidget *parent)
    : QDialog(parent)
    , m_code(leftToRightField(QStringLiteral("code"), tr("Authorisation code"), this))
    , m_progress(new QLabel(tr("The code is being checked…"), this))
    , m_message(new InlineMessage(this))
{
    setObjectName(QStringLiteral("unlockDialog"));
    setWindowTitle(tr("Authorisation"));

    auto *intro = new QLabel(
        tr("Changing these settings needs an authorisation code. Whoever set this site up has one."), this);
    intro->setWordWrap(true);
    m_code->setEchoMode(QLineEdit::Password);
    m_code->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_code->setMinimumWidth(fontMetrics().averageCharWidth() * codeColumns);
    auto *shown = new QCheckBox(tr("&Show the code"), this);
    shown->setObjectName(QStringLiteral("showCode"));
    shown->setAccessibleName(tr("Show the code"));
    m_progress->setObjectName(QStringLiteral("progress"));
    m_message->setObjectName(QStringLiteral("message"));

    auto *buttons = new QDialogButtonBox(this);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancel"));
    cancel->setAccessibleName(cancel->text());
    m_ok = buttons->addButton(tr("OK"), QDialogButtonBox::AcceptRole);
    m_ok->setObjectName(QStringLiteral("ok"));
    m_ok->setAccessibleName(m_ok->text());
    m_ok->setDefault(true);

    auto *form = new QFormLayout;
    form->addRow(tr("&Authorisation code"), m_code);
    form->addRow(QString(), shown);
    auto *column = new QVBoxLayout(this);
    column->addWidget(intro);
    column->addLayout(form);
    column->addWidget(m_progress);
    column->addWidget(m_message);
    column->addStretch();
    column->addWidget(buttons);

    m_tick.setInterval(std::chrono::milliseconds(200));
    connect(&m_tick, &QTimer::timeout, this, &UnlockDialog::countDown);
    connect(m_code, &QLineEdit::textChanged, this, &UnlockDialog::refresh);
    connect(shown, &QCheckBox::toggled, this,
        [this](bool show) { m_code->setEchoMode(show ? QLineEdit::Normal : QLineEdit::Password); });
    connect(buttons, &QDialogButtonBox::accepted, this, &UnlockDialog::enter);
    connect(buttons, &QDialogButtonBox::rejected, this, &UnlockDialog::reject);
    refresh();
    m_code->setFocus();
}

void UnlockDialog::refuse(const Error &error)
{
    m_isBusy = false;
    m_refusal = error;
    if (const int pause = error.values.value(QStringLiteral("seconds")).toInt(); pause > 0) {
        m_pause.setRemainingTime(std::chrono::seconds(pause));
        m_tick.start();
    }
    m_message->setMessage(Tone::Error, errorWords(m_refusal)); // without details: support has nothing to look into here
    refresh();
    m_code->setFocus();
    m_code->selectAll();
}

void UnlockDialog::setBusy(bool busy)
{
    m_isBusy = busy;
    if (busy)
        m_message->clear();
    refresh();
}

bool UnlockDialog::event(QEvent *event)
{
    const bool isHandled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible())
        growToContents(*this);
    return isHandled;
}

void UnlockDialog::enter()
{
    if (!m_ok->isEnabled())
        return;
    emit codeEntered(m_code->text().trimmed());
}

void UnlockDialog::countDown()
{
    const bool isOver = m_pause.hasExpired();
    const auto left = std::chrono::ceil<std::chrono::seconds>(std::chrono::milliseconds(m_pause.remainingTime()));
    m_refusal.values.insert(QStringLiteral("seconds"), static_cast<int>(left.count()));
    if (isOver) {
        m_tick.stop();
        m_message->setMessage(Tone::Info, tr("You can try again now."));
    } else {
        m_message->reword(errorWords(m_refusal));
    }
    refresh();
}

void UnlockDialog::refresh()
{
    const bool isEmpty = m_code->text().trimmed().isEmpty();
    const bool mustWait = !m_pause.hasExpired();
    m_code->setReadOnly(m_isBusy);
    m_progress->setVisible(m_isBusy);
    setEnabledOr(m_ok,
        m_isBusy       ? tr("The code is being checked.")
            : mustWait ? tr("There were too many wrong codes: wait until the next try is possible.")
            : isEmpty  ? tr("Enter a code first.")
                       : QString());
}

} // namespace mailboat
