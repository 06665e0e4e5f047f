// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The half of PeerDialog that builds the window.
#include "core/prefs/timezone.h"
#include "ui/preferences/lockedwords.h"
#include "ui/sites/peerdialog.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/onlyread.h"
#include "ui/widgets/safetext.h"

#include <QCheckBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>

namespace mailboat {

namespace {

QString withoutMnemonic(QString label)
{
    return label.remove(u'&');
}

} // namespace

PeerDialog::PeerDialog(Draft &draft, std::optional<SyncId> edited, bool locked, bool isSaved,
    const QString &ownHardwareId, QWidget *parent)
    : QDialog(parent)
    , m_draft(draft)
    , m_edited(edited)
    , m_known(edited && draft.peers.find(*edited) ? *draft.peers.find(*edited) : Peer {})
    , m_isLocked(locked)
    , m_isSaved(isSaved)
{
    setObjectName(QStringLiteral("peerDialog"));
    setAttribute(Qt::WA_WindowPropagation); // the colours of the window behind it
    setWindowTitle(tr("Add/edit synchronize parameters"));
    auto *column = new QVBoxLayout(this);
    auto *form = new QGridLayout;
    form->setColumnStretch(1, 1);
    m_syncId = addField(*form, QStringLiteral("syncId"), tr("&Sync ID"));
    m_userName = addField(*form, QStringLiteral("userName"), tr("&User name"));
    addPassword(*form);
    m_url = addField(*form, QStringLiteral("url"), tr("U&RL"));
    addHardwareId(*form, ownHardwareId);
    if (isPrimary()) {
        addMarks(*form);
        addTimeZone(*form);
    }
    if (isPrimary() && m_edited)
        addProgram(*form);
    addStores(*form);
    if (isPrimary() && m_isSaved)
        addContacts(*form);
    column->addLayout(form);
    if (isPrimary() && m_isSaved)
        column->addWidget(stateArea());
    column->addWidget(misfitArea());
    column->addWidget(actionArea());
    m_result = new InlineMessage(this); // after them in the order of Tab, too
    m_result->setObjectName(QStringLiteral("result"));
    column->addWidget(m_result);
    column->addStretch(1);
    column->addWidget(buttons());
    fill();
    if (m_isLocked)
        lock();
    showActions();
    resize(fontMetrics().averageCharWidth() * 85, sizeHint().height());
}

PeerDialog::~PeerDialog()
{
    for (const Field &field : {m_url, m_timeZone}) {
        if (field.edit)
            field.edit->disconnect(this); // a field that goes loses the keyboard, and says that it has been left
    }
}

PeerDialog::Field PeerDialog::addField(QGridLayout &form, const QString &name, const QString &label, QWidget *beside)
{
    QLineEdit *edit = leftToRightField(name, withoutMnemonic(label), this);
    auto *message = new FieldMessage(edit, this);
    auto *words = new QLabel(label, this);
    words->setBuddy(edit);
    const int row = form.rowCount();
    form.addWidget(words, row, 0);
    form.addWidget(edit, row, 1, 1, beside ? 1 : 2);
    if (beside)
        form.addWidget(beside, row, 2);
    form.addWidget(message, row + 1, 1, 1, 2);
    return {edit, message};
}

void PeerDialog::addMarks(QGridLayout &form)
{
    const auto box = [this](const QString &name, const QString &label, bool isSet, const QString &hint) {
        auto *made = new QCheckBox(label, this);
        made->setObjectName(name);
        made->setAccessibleName(withoutMnemonic(label));
        made->setChecked(isSet);
        setEnabledOr(made, m_isLocked ? lockedWords() : QString(), hint);
        return made;
    };
    m_mayOmitHardwareId
        = box(QStringLiteral("mayOmitHardwareId"), tr("M&ay omit hardware ID"), m_known.mayOmitHardwareId,
            tr("For a tool that has no hardware ID: once a machine is recorded, the site may go on without naming it"));
    m_isOmsCentral = box(QStringLiteral("omsCentral"), tr("Open mSupply &central"), m_known.isOmsCentral,
        tr("It may write any site's patients and their records. Mark only the site that is Open mSupply central."));
    auto *line = new QHBoxLayout;
    line->addWidget(m_mayOmitHardwareId);
    line->addWidget(m_isOmsCentral);
    line->addStretch(1);
    form.addLayout(line, form.rowCount(), 1, 1, 2);
}

/// Empty, it is the primary's, which stands there faintly.
void PeerDialog::addTimeZone(QGridLayout &form)
{
    m_timeZone = addField(form, QStringLiteral("timeZone"), tr("Time &zone"));
    QLineEdit *edit = m_timeZone.edit;
    edit->setText(safeWholeText(m_known.timeZone));
    const QTimeZone primary = timeZoneOf({}, m_draft.preferences.timeZone.value());
    edit->setPlaceholderText(tr("%1, as at the primary").arg(QString::fromUtf8(primary.id())));
    edit->setToolTip(tr("Where the site's clock stands. mSupply Mobile sends its days as moments, which mean a day "
                        "only there."));
    if (m_isLocked)
        return;
    QStringList names;
    for (const QByteArray &name : QTimeZone::availableTimeZoneIds())
        names.append(QString::fromUtf8(name));
    auto *completer = new QCompleter(names, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains); // "auckland" finds Pacific/Auckland
    edit->setCompleter(completer);
    connect(edit, &QLineEdit::editingFinished, this, &PeerDialog::checkTimeZone);
    connect(edit, &QLineEdit::textChanged, this, [this] {
        if (m_timeZone.message->isError()) // half a name is no error yet
            checkTimeZone();
    });
}

void PeerDialog::addProgram(QGridLayout &form)
{
    m_program = addField(form, QStringLiteral("program"), tr("Progra&m")).edit;
    setOnlyRead(m_program);
    m_program->setPlaceholderText(tr("none has called yet"));
    showProgram(m_known.app);
    m_program->setToolTip(tr("What last called as this site; it decides how records are served to it"));
}

void PeerDialog::addStores(QGridLayout &form)
{
    constexpr int lines = 2;
    m_stores = new QPlainTextEdit(this);
    m_stores->setObjectName(QStringLiteral("activeStores"));
    m_stores->setAccessibleName(tr("Active stores"));
    setOnlyRead(m_stores);
    m_stores->setTabChangesFocus(true);
    m_stores->setLayoutDirection(Qt::LeftToRight);
    m_stores->setPlaceholderText(tr("No store is active at this site."));
    m_stores->setFixedHeight(fontMetrics().lineSpacing() * lines + 2 * m_stores->frameWidth() + fontMetrics().height());
    QList<StoreName> stores;
    for (const QString &store : m_known.stores)
        stores.append({store, {}, {}});
    showStores(stores);
    auto *label = new QLabel(tr("Acti&ve stores"), this);
    label->setBuddy(m_stores);
    const int row = form.rowCount();
    form.addWidget(label, row, 0, Qt::AlignTop);
    form.addWidget(m_stores, row, 1, 1, 2);
}

QWidget *PeerDialog::misfitArea()
{
    auto *area = new QWidget(this);
    m_misfit = new InlineMessage(area);
    m_misfit->setObjectName(QStringLiteral("misfit"));
    m_recover = namedButton(QStringLiteral("recoverSite"), tr("Choose &what happens…"), area);
    m_recover->hide();
    connect(m_recover, &QPushButton::clicked, this, &PeerDialog::recoveryRequested);
    auto *column = new QVBoxLayout(area);
    column->setContentsMargins({});
    column->addWidget(m_misfit);
    column->addWidget(m_recover, 0, Qt::AlignLeading);
    return area;
}

QWidget *PeerDialog::actionArea()
{
    auto *area = new QWidget(this);
    auto *column = new QVBoxLayout(area);
    column->setContentsMargins({});
    auto *row = new QHBoxLayout;
    const auto button = [this, row](const QString &name, const QString &text, void (PeerDialog::*act)()) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(name);
        made->setAccessibleName(withoutMnemonic(text));
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, act);
        row->addWidget(made);
        return made;
    };
    m_generate = button(QStringLiteral("generate"), tr("&Generate sync records"), &PeerDialog::generateRequested);
    m_retrieve = button(QStringLiteral("retrieve"), tr("Re&trieve sync records"), &PeerDialog::retrieveRequested);
    row->addStretch();
    column->addLayout(row);

    m_progress = new QWidget(area);
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progressWords = new QLabel(m_progress);
    m_progressWords->setObjectName(QStringLiteral("progressWords"));
    m_progressWords->setTextFormat(Qt::PlainText);
    m_progressWords->setWordWrap(true);
    auto *bar = new QProgressBar(m_progress);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setAccessibleName(tr("Progress"));
    m_stop = new QPushButton(tr("St&op"), m_progress);
    m_stop->setObjectName(QStringLiteral("stopAction"));
    m_stop->setAccessibleName(tr("Stop"));
    m_stop->setAutoDefault(false);
    connect(m_stop, &QPushButton::clicked, this, &PeerDialog::actionCancelled);
    auto *progress = new QGridLayout(m_progress);
    progress->setContentsMargins({});
    progress->addWidget(m_progressWords, 0, 0, 1, 2);
    progress->addWidget(bar, 1, 0);
    progress->addWidget(m_stop, 1, 1);
    m_progress->hide();
    column->addWidget(m_progress);
    return area;
}

QWidget *PeerDialog::buttons()
{
    auto *box = new QDialogButtonBox(this);
    auto *cancel = box->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancel"));
    m_ok = box->addButton(tr("OK"), QDialogButtonBox::AcceptRole);
    m_ok->setObjectName(QStringLiteral("ok"));
    (m_isLocked ? cancel : m_ok)->setDefault(true);
    connect(box, &QDialogButtonBox::accepted, this, &PeerDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &PeerDialog::reject);
    return box;
}

/// Before anything is connected: what stands there is judged once a person changes it.
void PeerDialog::fill()
{
    if (isIdGiven())
        giveId();
    else if (m_edited)
        m_syncId.edit->setText(QString::number(m_edited->value()));
    else if (isPrimary())
        proposeId();
    m_syncId.edit->setPlaceholderText(
        isPrimary() ? tr("2 or above") : tr("1 for the primary, 2 or above for a satellite"));
    m_userName.edit->setText(safeWholeText(m_known.userName));
    m_url.edit->setText(safeWholeText(m_known.url));
    m_url.edit->setPlaceholderText(
        isPrimary() ? tr("none, for a satellite") : QStringLiteral("https://sync.example.org"));
    if (m_isLocked)
        return;
    if (m_edited)
        checkUrl();
    // A Sync ID or URL can set another field right or wrong; that one is judged anew where it says something already.
    connect(m_syncId.edit, &QLineEdit::textChanged, this, [this] {
        checkSyncId();
        if (m_password.message->isError())
            checkPassword();
        if (m_url.message->isError())
            checkUrl();
    });
    connect(m_userName.edit, &QLineEdit::textChanged, this, &PeerDialog::checkUserName);
    connect(m_password.edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        showMade(!m_made.isEmpty() && text == m_made);
        checkPassword();
    });
    connect(m_url.edit, &QLineEdit::textChanged, this, &PeerDialog::checkUrl);
    connect(m_url.edit, &QLineEdit::editingFinished, this, &PeerDialog::completeUrl);
}

void PeerDialog::giveId()
{
    m_syncId.edit->setText(QString::number(primarySyncId.value()));
    setOnlyRead(m_syncId.edit);
    describeControl(m_syncId.edit, tr("The primary's Sync ID is always 1."));
    m_userName.edit->setFocus();
}

/// The next free one, which may be typed over.
void PeerDialog::proposeId()
{
    QList<SyncId> taken;
    for (const Peer &peer : m_draft.peers.all())
        taken.append(peer.syncId);
    m_proposed = nextFreeSyncId(taken);
    m_syncId.edit->setText(QString::number(m_proposed.value()));
    m_syncId.edit->selectAll();
    m_syncId.edit->setFocus();
}

void PeerDialog::lock()
{
    for (const Field &field : {m_syncId, m_userName, m_password, m_url, m_timeZone}) {
        if (!field.edit)
            continue;
        setOnlyRead(field.edit);
        describeControl(field.edit, lockedWords());
    }
    m_result->setMessage(Tone::Info, lockedWords());
}

void PeerDialog::showActions()
{
    const bool isRunning = !m_progress->isHidden();
    const bool isOff = role() == SiteRole::Off;
    const QString reason = m_isLocked ? lockedWords()
        : !m_isSaved                  ? tr("Save the site first: press OK here and in the preferences.")
        : isOff                       ? tr("Set this site's own Sync ID first.")
        : isRunning                   ? tr("Wait until what runs has ended, or stop it.")
                                      : QString();
    setEnabledOr(m_generate, reason,
        isPrimary() ? tr("Queues every record that this site should hold for it again")
                    : tr("Queues every record that this site owns, to be sent to the primary"));
    setEnabledOr(m_retrieve, reason,
        isPrimary() ? tr("Asks this site to send everything that it owns")
                    : tr("Asks the primary for everything that this site should hold"));
    setEnabledOr(m_ok,
        m_isLocked      ? lockedWords()
            : isRunning ? tr("Wait until what runs has ended, or stop it.")
                        : QString());
}

} // namespace mailboat
