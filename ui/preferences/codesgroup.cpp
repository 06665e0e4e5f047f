// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/codesgroup.h"

#include "ui/preferences/lockedwords.h"
#include "ui/preferences/newcodedialog.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/returnkept.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/timewords.h"
#include "ui/widgets/wrappedlabel.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QTableWidget>

#include <algorithm>

namespace mailboat {

namespace {

enum Column { LabelColumn, MadeColumn, ExpiresColumn };
constexpr int codeRowsAtLeast = 3;

bool areSame(const QList<StandingCode> &one, const QList<StandingCode> &other)
{
    return std::equal(one.cbegin(), one.cend(), other.cbegin(), other.cend(),
        [](const StandingCode &a, const StandingCode &b) { return a.label == b.label && a.hash == b.hash; });
}

} // namespace

CodesGroup::CodesGroup(PreferencesContext &context, QWidget *parent)
    : QGroupBox(tr("Authorisation codes"), parent)
    , m_context(context)
    , m_table(new QTableWidget(0, ExpiresColumn + 1, this))
    , m_add(namedButton(QStringLiteral("addCode"), tr("&Add…"), this))
    , m_revoke(namedButton(QStringLiteral("revokeCode"), tr("&Revoke"), this))
    , m_message(new InlineMessage(this))
{
    setObjectName(QStringLiteral("authorisationCodes"));
    m_message->setObjectName(QStringLiteral("codesMessage"));
    m_table->setObjectName(QStringLiteral("codes"));
    m_table->setAccessibleName(tr("Authorisation codes"));
    m_table->setHorizontalHeaderLabels({tr("Label"), tr("Made"), tr("Expires")});
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    new ReturnKept(m_table);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(LabelColumn, QHeaderView::Stretch);
    for (const int column : {MadeColumn, ExpiresColumn})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // as high as there is room for
    m_table->setMinimumHeight(m_table->verticalHeader()->defaultSectionSize() * (codeRowsAtLeast + 1));
    auto *hint = wrappedLabel(QStringLiteral("codesHint"), this);
    hint->setText(tr("Each code opens the padlock of this site. Adding and revoking take effect at once; Cancel does "
                     "not undo them."));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_revoke);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->addWidget(hint);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
    column->addWidget(m_message);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &CodesGroup::applyLock);
    connect(m_add, &QPushButton::clicked, this, &CodesGroup::add);
    connect(m_revoke, &QPushButton::clicked, this, &CodesGroup::askToRevoke);
    applyLock();
}

void CodesGroup::read()
{
    m_context.site.readCodes(this, [this](const Result<QList<StandingCode>> &codes) {
        if (codes)
            show(*codes);
        else
            m_message->setError(codes.error());
        if (std::exchange(m_isReadError, !codes) && codes)
            m_message->clear();
    });
}

bool CodesGroup::isExpired(const StandingCode &code) const
{
    return code.expires && *code.expires < m_context.clock.utcNow();
}

void CodesGroup::show(const QList<StandingCode> &codes)
{
    if (areSame(codes, m_codes)) // it is read whenever anything in the datafile has changed
        return;
    const std::optional<Authorisation> &by = m_context.lock.authorisation();
    const bool isRevoked = by && std::none_of(codes.cbegin(), codes.cend(), [&by](const StandingCode &code) {
        return code.label == by->label();
    });
    if (isRevoked) // here or by another program: what it opened closes
        m_context.lock.lock();
    const QString before = selected();
    m_codes = codes;
    m_table->clearSelection(); // another code in that row is not what somebody has chosen
    m_table->setRowCount(static_cast<int>(codes.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const StandingCode &code = codes.at(row);
        QString expires = code.expires ? localTimeWords(*code.expires) : tr("does not expire");
        if (isExpired(code))
            expires = tr("%1 (expired)").arg(expires);
        const QStringList cells {safeText(code.label), localTimeWords(code.created), expires};
        for (int column = LabelColumn; column <= ExpiresColumn; ++column)
            m_table->setItem(row, column, new QTableWidgetItem(cells.at(column)));
        if (code.label == before)
            m_table->selectRow(row);
    }
    applyLock();
}

QString CodesGroup::selected() const
{
    const QList<QTableWidgetItem *> items = m_table->selectedItems();
    const int row = items.isEmpty() ? -1 : items.first()->row();
    return row >= 0 && row < m_codes.size() ? m_codes.at(row).label : QString();
}

/// Core decides (Authoriser::revoke()); that it would refuse is said before.
QString CodesGroup::whyNotRevoked() const
{
    const QString label = selected();
    if (!m_context.lock.isUnlocked())
        return lockedWords();
    if (label.isEmpty())
        return tr("Select a code first.");
    const bool isLast = std::none_of(m_codes.cbegin(), m_codes.cend(),
        [&](const StandingCode &code) { return code.label != label && !isExpired(code); });
    return isLast ? errorWords({ErrorCode::CodeLastOne, {{QStringLiteral("label"), safeText(label)}}}) : QString();
}

void CodesGroup::applyLock()
{
    setEnabledOr(m_add, m_context.lock.isUnlocked() ? QString() : lockedWords());
    setEnabledOr(m_revoke, whyNotRevoked());
}

QDialog *CodesGroup::shownOnce() const
{
    auto *const dialog = findChild<NewCodeDialog *>();
    return dialog && dialog->isVisible() && dialog->isCodeShown() ? dialog : nullptr;
}

void CodesGroup::add()
{
    m_isReadError = false;
    m_message->clear();
    auto *dialog = new NewCodeDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewCodeDialog::made, this, &CodesGroup::read);
    dialog->open();
}

void CodesGroup::askToRevoke()
{
    const QString label = selected();
    Question question;
    question.title = tr("Revoke the code");
    question.text = tr("Revoke the authorisation code \"%1\"?").arg(safeText(label));
    question.detail = tr("Whoever has it can no longer open the padlock of this site. It cannot be brought back.");
    question.yes = tr("&Revoke");
    question.isDangerous = true;
    m_context.prompt.ask(this, question, [this, label](Choice choice) {
        if (choice == Choice::Yes)
            revoke(label);
    });
}

void CodesGroup::revoke(const QString &label)
{
    const std::optional<Authorisation> &by = m_context.lock.authorisation();
    if (!by) // the padlock has closed meanwhile
        return m_message->setError({ErrorCode::CodeMissing});
    m_context.site.revokeCode(*by, label, this, [this, label](const Result<> &revoked) {
        m_isReadError = false;
        if (revoked)
            m_message->setMessage(Tone::Ok, tr("The code \"%1\" opens nothing any more.").arg(safeText(label)));
        else
            m_message->setError(revoked.error());
        read();
    });
}

} // namespace mailboat
