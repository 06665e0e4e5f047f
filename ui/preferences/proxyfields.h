// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGroupBox>

class QComboBox;
class QLineEdit;

namespace mailboat {

class FieldMessage;

/// The preference of the proxy as a person chooses it: the system's, none, or one with address, user name and password, which nobody
/// sees. Shows and gives its text.
class ProxyFields final : public QGroupBox
{
    Q_OBJECT
public:
    explicit ProxyFields(QWidget *parent = nullptr);

    void showText(const QString &text);
    QString text() const; ///< as typed; no valid one where the address is none
    void setValid(bool isValid);
    bool isValid() const { return m_isValid; }
    void showInvalid(); ///< takes the person to the address
    void applyLock(bool isUnlocked);

signals:
    void edited();

private:
    enum Choice { System, None, Manual };
    void choose();
    void takeApart();
    void say();

    QComboBox *m_choice;
    QLineEdit *m_address;
    QLineEdit *m_user;
    QLineEdit *m_password;
    FieldMessage *m_message;
    bool m_isValid = true;
    bool m_isUnlocked = false;
};

} // namespace mailboat
