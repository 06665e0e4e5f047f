// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace mailboat {

class InlineMessage;

/// What one sees where there is no datafile that can be used: make a new one, open another, or leave. A new datafile's first
/// authorisation code is shown once, and copied where wanted. Makes and opens nothing itself: it asks its owner.
///
///  Choosing -> (createRequested) Working -> showCode() -> accepted; any failure -> Choosing
class FirstStartDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `why`: what is the matter with the datafile at `path`.
    FirstStartDialog(const QString &path, const Error &why, QWidget *parent = nullptr);

    void showCode(const QString &code); ///< the datafile is ready
    void refuse(const Error &error); ///< it could not be made or opened

    void reject() override;

protected:
    bool event(QEvent *event) override;

signals:
    /// `syncId` as typed: a number, "0" for later.
    void createRequested(const QString &path, const QString &syncId);
    void openRequested(const QString &path);

private:
    QWidget *choosing(const QString &path, const Error &why);
    QWidget *code();
    void create();
    void choose(bool existing);
    void setWorking(bool working);

    bool m_isWorking = false;
    bool m_mayCreate;
    InlineMessage *m_message;
    QStackedWidget *m_pages;
    QLineEdit *m_path = nullptr;
    QLineEdit *m_syncId = nullptr;
    QPushButton *m_create = nullptr;
    QPushButton *m_open = nullptr;
    QLineEdit *m_code = nullptr;
};

} // namespace mailboat
