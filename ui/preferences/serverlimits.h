// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace mailboat {

class FieldMessage;

/// What is folded away behind "Advanced": the limits of a primary, each with its range and unit, and "Restore defaults".
class ServerLimits final : public QWidget
{
    Q_OBJECT
public:
    struct Row {
        QLineEdit *field;
        FieldMessage *message;
    };
    explicit ServerLimits(QWidget *parent = nullptr);

    /// A row more. `allowed`: range and unit, as they are shown beside the field; `byDefault`: what "Restore defaults" puts in, as if
    /// it had been typed.
    Row add(const QString &objectName, const QString &label, const QString &allowed, const QString &byDefault);
    void setLocked(const QString &reason); ///< empty: not
    bool hasError() const; ///< in any row

private:
    struct Limit {
        Row row;
        QString allowed;
        QString byDefault;
    };
    void restoreDefaults();

    QGridLayout *m_grid;
    QPushButton *m_restore;
    QList<Limit> m_limits {};
};

} // namespace mailboat
