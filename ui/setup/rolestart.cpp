// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/rolestart.h"

#include "ui/widgets/namedbutton.h"

#include <QBoxLayout>

namespace mailboat {

RoleStart::RoleStart(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
}

void RoleStart::addButtons()
{
    QPushButton *const back = namedButton(QStringLiteral("back"), tr("&Back"), this);
    m_finish = namedButton(QStringLiteral("finish"), tr("&Finish"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(back);
    buttons->addWidget(m_finish);
    m_column->addLayout(buttons);
    connect(back, &QPushButton::clicked, this, &RoleStart::backRequested);
    connect(m_finish, &QPushButton::clicked, this, [this] { finish(); });
}

} // namespace mailboat
