// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/connectioncheck.h"

#include <QStringList>
#include <QTableWidget>

namespace mailboat {

/// The steps of a check as rows: what each looks at, its result by icon and word, the time taken, what was found.
class CheckStepsTable final : public QTableWidget
{
    Q_OBJECT
public:
    CheckStepsTable(QStringList steps, QWidget *parent);

    void hideTimes(); ///< where there is little room
    void begin(); ///< forgets the last run
    void start(const QString &step);
    void finish(const CheckFinding &finding);
    void end(); ///< what has not come will not

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class State { Waiting, Running, Ok, Warning, Failed, Cancelled, NotReached };
    static State stateOf(const CheckFinding &finding);
    static QString wordOf(State state);
    int rowOf(const QString &step);
    State stateOf(int row) const;
    void addRow(int row, const QString &step);
    void setState(int row, State state);
    QIcon iconOf(State state) const;

    QStringList m_names; ///< the step of each row
};

/// What was found, for people: the detail, or the words of the error.
QString foundWords(const CheckFinding &finding);
QString foundAdvice(const CheckFinding &finding); ///< what to do, by what the windows have
bool isCancelled(const CheckFinding &finding);

} // namespace mailboat
