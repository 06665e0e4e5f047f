// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/openquestion.h"

#include <QMessageBox>

namespace mailboat {

namespace {

QMessageBox *openQuestion(const QWidget &parent)
{
    const QList<QMessageBox *> boxes
        = parent.findChildren<QMessageBox *>(QStringLiteral("question"), Qt::FindDirectChildrenOnly);
    for (QMessageBox *const box : boxes) {
        if (box->isVisible())
            return box;
    }
    return nullptr;
}

} // namespace

void rewordOpenQuestion(const QWidget &parent, const QString &text, const QString &detail)
{
    QMessageBox *const box = openQuestion(parent);
    if (!box)
        return;
    box->setText(text);
    box->setInformativeText(detail);
}

void withdrawOpenQuestion(const QWidget &parent)
{
    if (QMessageBox *const box = openQuestion(parent))
        box->reject();
}

} // namespace mailboat
