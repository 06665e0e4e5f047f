// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "ui/widgets/statuscolor.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace mailboat {

class AnnouncedLabel;
class IconLabel;

/// A message in its place on the page: icon, words, and detail to unfold, all of which can be copied. Hidden while it has
/// nothing to say. A screen reader says every new message by itself, unless something else is said in its place.
class InlineMessage final : public QFrame
{
    Q_OBJECT
public:
    enum class Said { ByItself, Elsewhere };
    explicit InlineMessage(QWidget *parent = nullptr, Said said = Said::ByItself);

    /// `detail` (plain text) stands behind "Details"; empty: there is none.
    void setMessage(Tone tone, const QString &text, const QString &detail = {});
    /// What happened and what to do, with code and detail to unfold.
    void setError(const Error &error);
    /// The same with another tone than that of an error.
    void setError(const Error &error, Tone tone);
    /// The same message, in which a number has moved on: no news for a screen reader.
    void reword(const QString &text);
    void clear();

    QString text() const;
    Tone tone() const { return m_tone; }
    QString detail() const;
    /// What "Copy" puts on the clipboard: words, then detail.
    QString copyText() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void unfold(bool unfolded);
    void drawCopyIcon();

    Tone m_tone = Tone::Info;
    IconLabel *m_icon;
    AnnouncedLabel *m_announced; ///< the text; null where it is said elsewhere
    QLabel *m_text;
    QLabel *m_detail;
    QPushButton *m_detailsButton;
    QPushButton *m_copyButton;
};

} // namespace mailboat
