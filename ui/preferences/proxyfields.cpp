// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/proxyfields.h"

#include "core/prefs/proxyaddress.h"
#include "ui/preferences/lockedwords.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/lefttorightfield.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace mailboat {

namespace {

const auto systemProxy = QStringLiteral("system");
const auto noProxy = QStringLiteral("none");

QLabel *nameOf(const QString &words, QWidget *field)
{
    auto *label = new QLabel(words, field->parentWidget());
    label->setBuddy(field);
    return label;
}

} // namespace

ProxyFields::ProxyFields(QWidget *parent)
    : QGroupBox(tr("Proxy"), parent)
    , m_choice(new QComboBox(this))
    , m_address(leftToRightField(QStringLiteral("proxyAddress"), tr("Proxy address"), this))
    , m_user(leftToRightField(QStringLiteral("proxyUser"), tr("Proxy user name"), this))
    , m_password(leftToRightField(QStringLiteral("proxyPassword"), tr("Proxy password"), this))
    , m_message(new FieldMessage(m_address, this))
{
    setObjectName(QStringLiteral("proxyGroup"));
    m_choice->setObjectName(QStringLiteral("proxy"));
    m_choice->setAccessibleName(tr("Proxy"));
    m_choice->addItems({tr("Use the system's proxy"), tr("No proxy"), tr("Use this proxy")});
    m_address->setPlaceholderText(QStringLiteral("http://proxy.example:8080"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    auto *grid = new QGridLayout(this);
    grid->addWidget(nameOf(tr("Pro&xy"), m_choice), 0, 0);
    grid->addWidget(m_choice, 0, 1);
    grid->addWidget(nameOf(tr("A&ddress"), m_address), 0, 2);
    grid->addWidget(m_address, 0, 3);
    grid->addWidget(m_message, 1, 0, 1, 4);
    grid->addWidget(nameOf(tr("User na&me"), m_user), 2, 0);
    grid->addWidget(m_user, 2, 1);
    grid->addWidget(nameOf(tr("Pass&word"), m_password), 2, 2);
    grid->addWidget(m_password, 2, 3);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    connect(m_choice, &QComboBox::activated, this, &ProxyFields::choose);
    for (const QLineEdit *const field : {m_address, m_user, m_password})
        connect(field, &QLineEdit::textEdited, this, &ProxyFields::edited);
    connect(m_address, &QLineEdit::editingFinished, this, &ProxyFields::takeApart);
    showText(systemProxy);
}

void ProxyFields::showText(const QString &text)
{
    const std::optional<ProxyAddress> proxy
        = text == systemProxy || text == noProxy ? std::nullopt : proxyFromText(text);
    m_choice->setCurrentIndex(proxy ? Manual : text == noProxy ? None : System);
    ProxyAddress without = proxy.value_or(ProxyAddress());
    m_user->setText(without.user);
    m_password->setText(without.password);
    without.user.clear();
    without.password.clear();
    m_address->setText(proxy ? proxyUrl(without) : QString());
    m_isValid = true;
    m_message->clear();
    applyLock(m_isUnlocked);
}

QString ProxyFields::text() const
{
    if (m_choice->currentIndex() != Manual)
        return m_choice->currentIndex() == None ? noProxy : systemProxy;
    std::optional<ProxyAddress> proxy = proxyFromText(m_address->text());
    if (!proxy)
        return m_address->text();
    if (proxy->user.isEmpty()) { // one may be pasted with both
        proxy->user = m_user->text().trimmed();
        proxy->password = m_password->text();
    }
    return proxyUrl(*proxy);
}

void ProxyFields::setValid(bool isValid)
{
    m_isValid = isValid;
    say();
}

void ProxyFields::say()
{
    if (m_isValid)
        return m_message->clear();
    if (!m_address->text().isEmpty())
        m_message->setMessage(Tone::Error,
            tr("Enter the proxy as http://host:port or socks5://host:port; a password needs a user name."));
}

void ProxyFields::showInvalid()
{
    m_message->setMessage(Tone::Error, tr("Enter the address of the proxy, such as http://proxy.example:8080."));
    say();
    m_address->setFocus();
    m_address->selectAll();
}

void ProxyFields::choose()
{
    m_message->clear();
    applyLock(m_isUnlocked);
    emit edited();
}

void ProxyFields::takeApart()
{
    if (m_isValid && m_choice->currentIndex() == Manual)
        showText(text());
}

void ProxyFields::applyLock(bool isUnlocked)
{
    m_isUnlocked = isUnlocked;
    setEnabledOr(m_choice, isUnlocked ? QString() : lockedWords(),
        tr("Through which machine this site reaches its primary, where it cannot by itself"));
    const QString reason = !isUnlocked       ? lockedWords()
        : m_choice->currentIndex() != Manual ? tr("Only where you choose \"Use this proxy\".")
                                             : QString();
    for (QWidget *const field : {m_address, m_user, m_password})
        setEnabledOr(field, reason);
    say();
}

} // namespace mailboat
