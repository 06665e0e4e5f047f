// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "ui/widgets/statuscolor.h"

#include <QWidget>

namespace mailboat {

class AnnouncedLabel;
class IconLabel;

/// What is wrong with one field, or worth knowing about it, in the line below it; nothing is shown while there is nothing to say.
/// A screen reader says the words as they come, and finds them in the field's description, before what its tooltip says.
class FieldMessage final : public QWidget
{
    Q_OBJECT
public:
    FieldMessage(QWidget *field, QWidget *parent);

    void setError(const Error &error); ///< what happened and what to do
    void setError(const Error &error, const QString &advice); ///< the same with another advice
    void setMessage(Tone tone, const QString &text);
    void clear();
    QString text() const; ///< empty while nothing is shown
    bool isError() const { return !isHidden() && m_tone == Tone::Error; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void describeField();

    QWidget *m_field;
    IconLabel *m_icon;
    AnnouncedLabel *m_text;
    Tone m_tone = Tone::Info;
};

} // namespace mailboat
