// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/settingsstore.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace mailboat {

/// A page of the first start: all that a new site needs for its role, on one page. Nothing is made before its end.
class RoleStart : public QWidget
{
    Q_OBJECT
public:
    explicit RoleStart(QWidget *parent);

    virtual void begin() = 0; ///< it is shown: a person goes on in the first field
    virtual bool stop() { return false; } ///< gives up what is under way; false: nothing is

signals:
    void finished(const mailboat::SettingsChange &setUp);
    void backRequested();

protected:
    QVBoxLayout &column() { return *m_column; }
    QPushButton &finishButton() { return *m_finish; }
    void addButtons(); ///< below all else, and after it in the order of Tab
    virtual void finish() = 0;

private:
    QVBoxLayout *m_column;
    QPushButton *m_finish = nullptr;
};

} // namespace mailboat
