// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/listenfields.h"

#include "core/prefs/address.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/lefttorightfield.h"

#include <QComboBox>
#include <QFocusEvent>
#include <QGridLayout>
#include <QLabel>

namespace mailboat {

namespace {

constexpr quint16 usualPort = 2048;

QLabel *nameOf(QWidget *field, const QString &text, QWidget *parent)
{
    auto *name = new QLabel(text, parent);
    name->setBuddy(field);
    return name;
}

quint16 portIn(const QString &text)
{
    const Result<ListenAddress> address = listenAddressFromText(text);
    return address ? address->port : usualPort;
}

/// Whatever stands before the port, whether that is one or not.
QString hostBeforePort(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    return colon > text.lastIndexOf(u']') ? text.first(colon) : text;
}

QString hostIn(const QString &text)
{
    const QString host = hostBeforePort(text);
    return host.isEmpty() ? QStringLiteral("127.0.0.1") : host;
}

} // namespace

ListenFields::ListenFields(QGridLayout *grid, int row, QWidget *parent)
    : QObject(parent)
    , m_choice(new QComboBox(parent))
    , m_text(leftToRightField(QStringLiteral("listen"), tr("Listen on"), parent))
    , m_port(numberField(QStringLiteral("port"), tr("Port"), parent))
    , m_message(new FieldMessage(m_text, parent))
{
    m_choice->setObjectName(QStringLiteral("listenChoice"));
    m_choice->setAccessibleName(tr("Who can reach it"));
    m_choice->addItems({tr("This computer only"), tr("Every address of this machine"), tr("One address")});
    m_port->setFixedWidth(m_port->fontMetrics().averageCharWidth() * 9);
    auto *port = new QHBoxLayout;
    port->addWidget(nameOf(m_port, tr("&Port"), parent));
    port->addWidget(m_port);
    grid->addWidget(nameOf(m_choice, tr("&Who can reach it"), parent), row, 0);
    grid->addWidget(m_choice, row, 1, 1, 3);
    grid->addWidget(nameOf(m_text, tr("Li&sten on"), parent), row + 1, 0);
    grid->addWidget(m_text, row + 1, 1);
    grid->addLayout(port, row + 1, 2, 1, 2);
    grid->addWidget(m_message, row + 2, 1, 1, 3);
    connect(m_choice, &QComboBox::activated, this, &ListenFields::choose);
    connect(m_port, &QLineEdit::textEdited, this, &ListenFields::setPort);
    connect(m_text, &QLineEdit::textEdited, this, &ListenFields::follow);
    connect(m_port, &QLineEdit::editingFinished, this, &ListenFields::follow);
    m_text->installEventFilter(this);
}

/// "One address" that was chosen, and none entered, is not what is in use.
bool ListenFields::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason)
            follow();
    }
    return QObject::eventFilter(watched, event);
}

void ListenFields::follow()
{
    const Result<ListenAddress> address = listenAddressFromText(m_text->text());
    const QString host = address ? address->host : hostBeforePort(m_text->text().trimmed());
    m_choice->setCurrentIndex(isLoopback(host) ? ThisComputer : isAnyAddress(host) ? EveryAddress : OneAddress);
    if (address && !m_port->hasFocus())
        m_port->setText(QString::number(address->port));
}

void ListenFields::choose(int choice)
{
    if (choice == OneAddress) { // which one, its own machine's owner knows
        m_text->setFocus();
        m_text->setSelection(0, static_cast<int>(hostIn(m_text->text()).size()));
        return;
    }
    put(addressText(
        {choice == ThisComputer ? QStringLiteral("127.0.0.1") : QStringLiteral("0.0.0.0"), portIn(m_text->text())}));
}

void ListenFields::setPort(const QString &typed)
{
    put(hostIn(m_text->text().trimmed()) + u':' + typed.trimmed());
}

void ListenFields::put(const QString &text)
{
    m_text->setText(text);
    emit m_text->textEdited(text); // as if it had been typed
}

void ListenFields::setLocked(const QString &reason)
{
    for (QWidget *const control :
        {static_cast<QWidget *>(m_choice), static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_port)})
        setEnabledOr(control, reason);
}

} // namespace mailboat
