// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/preferencesdialog.h"

#include "core/domain/version.h"
#include "core/security/hardwareid.h"
#include "ui/help/helpwindow.h"
#include "ui/preferences/categorypages.h"
#include "ui/status/sitewords.h"
#include "ui/status/supportdialog.h"
#include "ui/widgets/altletters.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/onscreen.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/statuscolor.h"

#include <QApplication>
#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QPushButton>

#include <utility>

namespace mailboat {

PreferencesDialog::PreferencesDialog(
    SiteConnection &site, AdminLock &lock, Prompt &prompt, Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_context {site, lock, prompt, clock}
    , m_pages(new CategoryPages(m_context, this))
    , m_message(new InlineMessage(this))
    , m_site(new ElidedLabel(this))
{
    build();
    connect(&site, &SiteConnection::opened, this, &PreferencesDialog::loadDraft);
    connect(&site, &SiteConnection::recovered, this, [this] {
        m_message->clear();
        if (!m_context.draft)
            loadDraft();
    });
    connect(&site, &SiteConnection::settingsChanged, this, &PreferencesDialog::settingsChanged);
    connect(&site, &SiteConnection::hashed, this, &PreferencesDialog::showSaving);
    new AltLetters(this);
    qApp->installEventFilter(this); // whatever is done in this program keeps the padlock open
    loadDraft();
}

PreferencesDialog::~PreferencesDialog()
{
    hide(); // the field that is being edited ends its editing, while there is still a draft
}

void PreferencesDialog::build()
{
    setWindowTitle(tr("Preferences…"));
    setAccessibleName(windowTitle()); // by which it is found: the title goes on with the site
    setObjectName(QStringLiteral("preferences"));
    m_message->setObjectName(QStringLiteral("message"));
    setWindowFlags(Qt::Window | Qt::WindowMinMaxButtonsHint | Qt::WindowCloseButtonHint | Qt::WindowTitleHint);
    setSizeGripEnabled(true);
    setPalette(readable(QApplication::palette()));

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_message);
    layout->addLayout(buttons());

    connect(m_pages, &CategoryPages::edited, this, &PreferencesDialog::edited);
    showCategory(QStringLiteral("Synchronise"));
}

/// Help at the beginning of the line, Cancel and OK at its end, in the order that the desktop has.
QLayout *PreferencesDialog::buttons()
{
    const auto help = [this](const QString &name, const QString &text, void (PreferencesDialog::*act)()) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(name);
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, act);
        return made;
    };
    auto *line = new QHBoxLayout; // made in its own order, in which Tab goes
    line->addWidget(help(QStringLiteral("help"), tr("&Help"), &PreferencesDialog::showHelp));
    line->addWidget(help(QStringLiteral("about"), tr("A&bout this site"), &PreferencesDialog::showAbout));
    m_site->setObjectName(QStringLiteral("site"));
    line->addWidget(m_site, 1);
    auto *box = new QDialogButtonBox(this);
    m_cancel = box->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_cancel->setObjectName(QStringLiteral("preferencesCancel"));
    m_ok = box->addButton(tr("OK"), QDialogButtonBox::AcceptRole);
    m_ok->setObjectName(QStringLiteral("preferencesOk"));
    m_ok->setDefault(true);
    connect(box, &QDialogButtonBox::accepted, this, &PreferencesDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &PreferencesDialog::reject);
    line->addWidget(box);
    return line;
}

QSize PreferencesDialog::sizeHint() const
{
    return QDialog::sizeHint().expandedTo({fontMetrics().averageCharWidth() * 125, fontMetrics().height() * 34});
}

PreferencePage *PreferencesDialog::page(const QString &category) const
{
    return m_pages->page(category);
}

void PreferencesDialog::showCategory(const QString &category)
{
    m_pages->showCategory(category);
}

void PreferencesDialog::loadDraft()
{
    m_context.site.readDraft(this, [this](const Result<std::shared_ptr<Draft>> &draft) {
        if (draft && !m_pages->isEditing())
            take(*draft);
    });
}

/// As loadDraft(), where nothing has been edited until the new draft is here.
void PreferencesDialog::reloadDraft()
{
    m_context.site.readDraft(this, [this](const Result<std::shared_ptr<Draft>> &draft) {
        if (draft && mayReload())
            take(*draft);
    });
}

/// Nothing that was edited is left, in a window over this one neither: all shown is what stands in the datafile, or, while that cannot
/// be read, what stood there last.
void PreferencesDialog::discard()
{
    for (QDialog *const over : findChildren<QDialog *>()) {
        if (over->isVisible() && over->isModal())
            over->reject();
    }
    if (m_context.draft)
        take(std::make_shared<Draft>(m_context.draft->saved()));
    reloadDraft();
}

void PreferencesDialog::take(const std::shared_ptr<Draft> &draft)
{
    const bool isFirst = !m_context.draft;
    m_context.draft = draft;
    m_revision = draft->shown().revision;
    m_pages->load();
    showSite();
    if (isFirst) // what is shown now may want more room, as far as the screen has it
        resize(size().expandedTo(sizeHint()).boundedTo(roomOnScreen(*this)));
    emit loaded();
}

void PreferencesDialog::showSite()
{
    const QString words = siteWords(m_context.draft->saved());
    m_site->setText(words);
    setWindowTitle(tr("Preferences…") + QStringLiteral(" — ") + words);
    m_site->setToolTip(safeToolTip(words + QStringLiteral(" — ") + m_context.site.datafile().shown()));
}

void PreferencesDialog::settingsChanged(qint64 revision)
{
    m_newest = revision;
    if (m_isSaving || !m_context.draft || revision <= m_revision)
        return;
    if (mayReload())
        return reloadDraft();
    m_message->setMessage(Tone::Info,
        tr("The settings of this site have changed meanwhile. What you have changed here stays; OK saves it, and asks "
           "where the same thing was changed elsewhere, too."));
}

/// Whether nothing is lost where the draft is read anew.
bool PreferencesDialog::mayReload() const
{
    return !m_pages->isEditing() && editedFields() == 0;
}

void PreferencesDialog::edited()
{
    if (!m_isSaving && m_message->tone() == Tone::Ok && editedFields() > 0)
        m_message->clear(); // "Saved" is true no longer
    if (!m_isSaving && m_newest > m_revision && mayReload()) // what was edited has been taken back
        reloadDraft();
}

int PreferencesDialog::editedFields() const
{
    return (m_context.draft ? m_context.draft->modifiedFields() : 0) + m_pages->editedFields();
}

void PreferencesDialog::reject()
{
    if (m_isSaving) {
        if (m_cancel->isEnabled())
            m_context.site.cancelCommit();
        return;
    }
    askToDiscard([this](bool mayDiscard) {
        if (mayDiscard)
            done(QDialog::Rejected);
        else
            emit keptOpen();
    });
}

bool PreferencesDialog::hasToAskToDiscard() const
{
    return editedFields() > 1;
}

void PreferencesDialog::askToDiscard(std::function<void(bool mayDiscard)> answered)
{
    if (!hasToAskToDiscard())
        return answered(true);
    if (const auto before = std::exchange(m_discardAnswered, std::move(answered)))
        return before(false);
    Question question;
    question.title = tr("Discard changes");
    const int changes = (m_context.draft ? m_context.draft->changeCount() : 0) + m_pages->editedFields();
    question.text = tr("Discard %Ln change(s) that are not saved?", nullptr, changes);
    question.yes = tr("&Discard");
    question.no = tr("&Keep editing");
    question.isDangerous = true;
    QWidget *const open = QApplication::activeModalWidget(); // such as Add/edit, where it is asked from the tray
    m_context.prompt.ask(open ? open : this, question, [this](Choice choice) {
        if (const auto asker = std::exchange(m_discardAnswered, {}))
            asker(choice == Choice::Yes);
    });
}

QDialog *PreferencesDialog::shownOnce() const
{
    return m_pages->shownOnce();
}

void PreferencesDialog::closeOver()
{
    for (QDialog *const over : findChildren<QDialog *>()) {
        if (over->isVisible())
            over->reject();
    }
}

void PreferencesDialog::done(int result)
{
    m_context.lock.lock();
    m_message->clear();
    if (result == QDialog::Rejected)
        discard(); // before anybody is asked anything: who stays then has discarded it all the same
    const std::function<void()> close = [this, result] {
        closeOver();
        QDialog::done(result);
        m_message->clear();
        discard(); // what was edited while somebody was asked, too
    };
    if (m_beforeClosing)
        m_beforeClosing(close);
    else
        close();
}

bool PreferencesDialog::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
        m_context.lock.touch();
        break;
    case QEvent::Show:
        if (auto *const dialog = qobject_cast<QDialog *>(watched); dialog && dialog != this && isAbove(*dialog))
            nameSite(*dialog);
        break;
    default:
        break;
    }
    return QDialog::eventFilter(watched, event);
}

/// Whether a window belongs to this one, or to one that does.
bool PreferencesDialog::isAbove(const QDialog &dialog) const
{
    const QObject *owner = dialog.parent();
    while (owner && owner != this)
        owner = owner->parent();
    return owner != nullptr;
}

/// Where several sites are open on one desktop, the title of every window says which one it is of; its own words stay its name.
void PreferencesDialog::nameSite(QDialog &dialog)
{
    const QString site = m_site->text();
    if (site.isEmpty() || dialog.windowTitle().endsWith(site))
        return;
    if (dialog.accessibleName().isEmpty())
        dialog.setAccessibleName(dialog.windowTitle());
    dialog.setWindowTitle(dialog.windowTitle() + QStringLiteral(" — ") + site);
}

void PreferencesDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        setPalette(readable(QApplication::palette()));
    // A desktop may let this window be active behind a dialog that blocks it: keys would be lost, and its shortcuts work.
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        if (QWidget *const over = QApplication::activeModalWidget(); over && over != this)
            over->activateWindow();
    }
    QDialog::changeEvent(event);
}

void PreferencesDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::HelpContents))
        return showHelp();
    QDialog::keyPressEvent(event);
}

void PreferencesDialog::showAbout()
{
    SiteFacts facts;
    facts.version = QString::fromLatin1(version);
    facts.datafile = m_context.site.datafile().shown();
    if (m_context.draft)
        facts.syncId = m_context.draft->savedPreference(m_context.draft->preferences.syncId);
    facts.hardwareId = hardwareId().value_or(QString());
    auto *dialog = new SupportDialog(facts, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void PreferencesDialog::showHelp()
{
    openHelp(m_pages->shownCategory(), this);
}

} // namespace mailboat
