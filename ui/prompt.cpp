// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/prompt.h"

#include <QCoreApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

namespace mailboat {

namespace {

QMessageBox *messageBox(
    QWidget *parent, QMessageBox::Icon icon, const QString &title, const QString &text, const QString &detail)
{
    auto *box = new QMessageBox(icon, title, text, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(detail);
    const QList<QLabel *> labels = box->findChildren<QLabel *>();
    for (QLabel *label : labels) // the informative text's label has no setter of its own
        label->setTextFormat(Qt::PlainText);
    return box;
}

} // namespace

void MessagePrompt::ask(QWidget *parent, const Question &question, std::function<void(Choice)> answered)
{
    QMessageBox *box = messageBox(parent, question.isDangerous ? QMessageBox::Warning : QMessageBox::Question,
        question.title, question.text, question.detail);
    box->setObjectName(QStringLiteral("question"));
    QPushButton *yes
        = box->addButton(question.yes, question.isDangerous ? QMessageBox::DestructiveRole : QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("yes"));
    QPushButton *third = nullptr;
    if (!question.third.isEmpty()) {
        third = box->addButton(question.third, QMessageBox::ActionRole);
        third->setObjectName(QStringLiteral("third"));
    }
    const QString no = question.no.isEmpty() ? QCoreApplication::translate("mailboat", "&Cancel") : question.no;
    QPushButton *refuse = box->addButton(no, QMessageBox::RejectRole);
    refuse->setObjectName(QStringLiteral("no"));
    box->setDefaultButton(question.isDangerous ? refuse : yes);
    box->setEscapeButton(refuse);
    QObject::connect(box, &QDialog::finished, parent, [box, yes, third, answered = std::move(answered)] {
        const QAbstractButton *pressed = box->clickedButton();
        answered(pressed == yes ? Choice::Yes : third && pressed == third ? Choice::Third : Choice::No);
    });
    box->open();
}

} // namespace mailboat
