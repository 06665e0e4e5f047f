// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/serverlimits.h"

#include "ui/widgets/enabledor.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/namedbutton.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace mailboat {

ServerLimits::ServerLimits(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout)
    , m_restore(namedButton(QStringLiteral("restoreDefaults"), tr("Restore &defaults"), this))
{
    setObjectName(QStringLiteral("limits"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(m_grid);
    auto *when = new QLabel(tr("Some of these count only from the next start of the primary."), this);
    when->setTextFormat(Qt::PlainText);
    when->setWordWrap(true);
    layout->addWidget(when);
    layout->addWidget(m_restore, 0, Qt::AlignLeading);
    m_grid->setColumnStretch(2, 1);
    connect(m_restore, &QPushButton::clicked, this, &ServerLimits::restoreDefaults);
}

ServerLimits::Row ServerLimits::add(
    const QString &objectName, const QString &label, const QString &allowed, const QString &byDefault)
{
    auto *field = numberField(objectName, label, this);
    auto *message = new FieldMessage(field, this);
    auto *name = new QLabel(label, this);
    name->setBuddy(field);
    auto *hint = new QLabel(allowed, this);
    hint->setTextFormat(Qt::PlainText);
    const int at = m_grid->rowCount();
    m_grid->addWidget(name, at, 0);
    m_grid->addWidget(field, at, 1);
    m_grid->addWidget(hint, at, 2);
    m_grid->addWidget(message, at + 1, 1, 1, 2);
    m_limits.append({{field, message}, allowed, byDefault});
    setTabOrder(field, m_restore);
    return {field, message};
}

void ServerLimits::setLocked(const QString &reason)
{
    for (const Limit &limit : std::as_const(m_limits))
        setEnabledOr(limit.row.field, reason.isEmpty() ? QString() : limit.allowed + u'\n' + reason, limit.allowed);
    setEnabledOr(m_restore, reason);
}

bool ServerLimits::hasError() const
{
    return std::any_of(
        m_limits.cbegin(), m_limits.cend(), [](const Limit &limit) { return limit.row.message->isError(); });
}

void ServerLimits::restoreDefaults()
{
    for (const Limit &limit : std::as_const(m_limits)) {
        limit.row.field->setText(limit.byDefault);
        emit limit.row.field->textEdited(limit.byDefault);
    }
}

} // namespace mailboat
