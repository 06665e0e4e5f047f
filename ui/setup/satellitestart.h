// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/firstcheck.h"
#include "core/prefs/draft.h"
#include "ui/prompt.h"
#include "ui/setup/rolestart.h"

#include <optional>

class QGridLayout;
class QLabel;
class QLineEdit;

namespace mailboat {

class CheckStepsTable;
class FieldMessage;
class InlineMessage;

/// The first start of a satellite: its Sync ID, and where and as whom it signs in at its primary, which can be tried right there.
///
///  Typing -> Check: Checking -> checked, cancelled or stopped: Typing. Finish, after a question where no check of what stands there was
///  successful: finished()
class SatelliteStart final : public RoleStart
{
    Q_OBJECT
public:
    SatelliteStart(Prompt &prompt, const Clock &clock, QWidget *parent); ///< both outlive it

    void begin() override;
    bool stop() override;

protected:
    void finish() override;

private:
    struct Field {
        QLineEdit *edit = nullptr;
        FieldMessage *message = nullptr;
        void (SatelliteStart::*judge)() = nullptr;
    };
    Field addField(QGridLayout &form, const QString &name, const QString &label, void (SatelliteStart::*judge)());
    void judgeSyncId();
    void judgeUrl();
    void judgeUserName();
    void judgePassword();
    bool isInOrder(); ///< else the first wrong field gets the keyboard
    void edited();
    void hideChecked();
    QStringList typed() const;
    std::unique_ptr<Draft> draft(); ///< what is typed as settings; null: what is wrong with it is said
    void check();
    void checked(const CheckReport &report);
    void setChecking(bool checking);
    void askUnchecked();

    Prompt &m_prompt;
    const Draft m_rules; ///< a new site's, whose rules judge each field by itself
    Field m_syncId;
    Field m_url;
    Field m_userName;
    Field m_password;
    QPushButton *m_check;
    CheckStepsTable *m_steps = nullptr; ///< of the newest check
    InlineMessage *m_verdict;
    QLabel *m_measured;
    bool m_isChecking = false;
    QStringList m_asked {}; ///< what was typed when that began
    bool m_isSuccess = false; ///< of the newest check, for what is typed now
    FirstCheck m_firstCheck; ///< goes first
};

} // namespace mailboat
