// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/newcodedialog.h"

#include "ui/preferences/unlocking.h"
#include "ui/setup/codepage.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/growtocontents.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

namespace mailboat {

namespace {

constexpr int labelColumns = 44;

} // namespace

NewCodeDialog::NewCodeDialog(PreferencesContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_pages(new QStackedWidget(this))
    , m_shown(new CodePage(context.prompt, this))
{
    setObjectName(QStringLiteral("newCode"));
    setWindowTitle(tr("New authorisation code"));
    m_pages->addWidget(form());
    m_pages->addWidget(m_shown);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages);
    connect(m_shown, &CodePage::finished, this, &QDialog::accept);
    refresh();
    m_label->setFocus();
}

QWidget *NewCodeDialog::form()
{
    auto *page = new QWidget(this);
    m_label = new QLineEdit(page);
    m_label->setObjectName(QStringLiteral("codeLabel"));
    m_label->setAccessibleName(tr("Label"));
    m_label->setMinimumWidth(fontMetrics().averageCharWidth() * labelColumns);
    describeControl(m_label, tr("Whose code it is, or what for"));
    auto *labelName = new QLabel(tr("&Label"), page);
    labelName->setBuddy(m_label);
    m_message = new FieldMessage(m_label, page);
    m_expires = new QCheckBox(tr("&Expires at the end of"), page);
    m_expires->setObjectName(QStringLiteral("codeExpires"));
    m_expires->setAccessibleName(tr("Expires"));
    const QDate today = m_context.clock.utcNow().toLocalTime().date();
    m_day = new QDateEdit(today.addMonths(1), page);
    m_day->setObjectName(QStringLiteral("codeLastDay"));
    m_day->setAccessibleName(tr("Last day of the code"));
    m_day->setDisplayFormat(QStringLiteral("d MMMM yyyy"));
    m_day->setCalendarPopup(true);
    m_day->setMinimumDate(today);

    auto *buttons = new QDialogButtonBox(page);
    QPushButton *const cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancel"));
    m_make = buttons->addButton(tr("&Make the code"), QDialogButtonBox::AcceptRole);
    m_make->setObjectName(QStringLiteral("makeCode"));
    m_make->setAccessibleName(tr("Make the code"));
    m_make->setDefault(true);

    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(labelName, 0, 0);
    grid->addWidget(m_label, 0, 1, 1, 2);
    grid->addWidget(m_message, 1, 1, 1, 2);
    grid->addWidget(m_expires, 2, 1);
    grid->addWidget(m_day, 2, 2);
    grid->setRowStretch(3, 1);
    grid->addWidget(buttons, 4, 0, 1, 3);
    connect(m_label, &QLineEdit::textEdited, this, [this] {
        m_message->clear();
        refresh();
    });
    connect(m_expires, &QCheckBox::toggled, this, &NewCodeDialog::refresh);
    connect(buttons, &QDialogButtonBox::accepted, this, &NewCodeDialog::make);
    connect(buttons, &QDialogButtonBox::rejected, this, &NewCodeDialog::reject);
    return page;
}

bool NewCodeDialog::isCodeShown() const
{
    return m_pages->currentWidget() == m_shown;
}

void NewCodeDialog::make()
{
    if (m_isMaking || m_label->text().trimmed().isEmpty())
        return;
    const std::optional<Authorisation> &by = m_context.lock.authorisation();
    if (!by) // the padlock has closed meanwhile
        return askForCode(m_context, this, [this] { make(); });
    m_isMaking = true;
    refresh();
    const QString day = m_expires->isChecked() ? m_day->date().toString(Qt::ISODate) : QString();
    m_context.site.addCode(*by, m_label->text(), day, this, [this](const Result<QString> &code) { answered(code); });
}

void NewCodeDialog::answered(const Result<QString> &code)
{
    m_isMaking = false;
    refresh();
    if (!code) {
        m_message->setError(code.error());
        return m_label->setFocus();
    }
    m_pages->setCurrentWidget(m_shown);
    m_shown->setWords(tr("This is the new authorisation code. Write it down, or give it to whoever it is for: it is "
                         "shown only this once."));
    m_shown->showCode(*code, m_context.site.datafile().shown());
    emit made();
}

void NewCodeDialog::refresh()
{
    setEnabledOr(m_label, m_isMaking ? tr("The code is being made.") : QString(), tr("Whose code it is, or what for"));
    setEnabledOr(m_day, m_expires->isChecked() ? QString() : tr("Only where the code expires."));
    setEnabledOr(m_make,
        m_isMaking                                ? tr("The code is being made.")
            : m_label->text().trimmed().isEmpty() ? tr("Enter a label first.")
                                                  : QString());
}

bool NewCodeDialog::event(QEvent *event)
{
    const bool isHandled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible())
        growToContents(*this);
    return isHandled;
}

void NewCodeDialog::reject()
{
    if (isCodeShown()) // Esc and the window's own button say nothing of who has read the code
        return m_shown->askFirst();
    if (!m_isMaking) // a code that nobody has seen is nobody's
        QDialog::reject();
}

} // namespace mailboat
