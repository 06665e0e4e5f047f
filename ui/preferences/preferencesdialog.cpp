// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/preferencesdialog.h"

#include "core/domain/version.h"
#include "core/security/hardwareid.h"
#include "ui/help/helppages.h"
#include "ui/help/helpwindow.h"
#include "ui/preferences/categories.h"
#include "ui/preferences/categorylist.h"
#include "ui/preferences/pageregistry.h"
#include "ui/preferences/unlocking.h"
#include "ui/status/supportdialog.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/statuscolor.h"

#include <QApplication>
#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace mailboat {

namespace {

/// Shows a page, and lets it be scrolled on a screen that is smaller than it, as at 200 %; else it has the page's own size.
class PageArea final : public QScrollArea
{
public:
    PageArea(QWidget *page, QWidget *parent)
        : QScrollArea(parent)
    {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setFocusPolicy(Qt::NoFocus);
        setWidget(page);
    }
    QSize sizeHint() const override { return widget()->sizeHint().expandedTo(widget()->minimumSizeHint()); }
};

} // namespace

PreferencesDialog::PreferencesDialog(
    SiteConnection &site, AdminLock &lock, Prompt &prompt, Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_context {site, lock, prompt, clock}
    , m_categories(new CategoryList(this))
    , m_pages(new QStackedWidget(this))
    , m_message(new InlineMessage(this))
{
    build();
    connect(&site, &SiteConnection::opened, this, &PreferencesDialog::loadDraft);
    connect(&site, &SiteConnection::recovered, this, [this] {
        m_message->clear();
        if (!m_context.draft)
            loadDraft();
    });
    connect(&site, &SiteConnection::settingsChanged, this, &PreferencesDialog::settingsChanged);
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
    setObjectName(QStringLiteral("preferences"));
    m_message->setObjectName(QStringLiteral("message"));
    setWindowFlags(Qt::Window | Qt::WindowMinMaxButtonsHint | Qt::WindowCloseButtonHint | Qt::WindowTitleHint);
    setSizeGripEnabled(true);
    setPalette(readableWhenDisabled(QApplication::palette()));

    for (const Category &category : categories()) {
        const QString id = QString::fromLatin1(category.id);
        PreferencePage *const made = makePage(id, m_context, m_pages);
        if (!made)
            continue;
        auto *area = new PageArea(made, m_pages);
        m_pages->addWidget(area);
        m_areas.insert(id, area);
        m_byCategory.insert(id, made);
        made->setEnabled(false); // until there is something to show
        connect(made, &PreferencePage::edited, this, &PreferencesDialog::edited);
    }

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(QStringLiteral("splitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_categories);
    splitter->addWidget(m_pages);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({fontMetrics().averageCharWidth() * 26, fontMetrics().averageCharWidth() * 100});

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_message);
    layout->addLayout(buttons());

    connect(m_categories, &CategoryList::selectedChanged, this, [this](const QString &category) {
        if (QWidget *const chosen = m_areas.value(category))
            m_pages->setCurrentWidget(chosen);
    });
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
    auto *box = new QDialogButtonBox(this);
    m_cancel = box->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_cancel->setObjectName(QStringLiteral("preferencesCancel"));
    m_ok = box->addButton(tr("OK"), QDialogButtonBox::AcceptRole);
    m_ok->setObjectName(QStringLiteral("preferencesOk"));
    m_ok->setDefault(true);
    connect(box, &QDialogButtonBox::accepted, this, &PreferencesDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &PreferencesDialog::reject);
    auto *line = new QHBoxLayout;
    line->addWidget(help(QStringLiteral("help"), tr("&Help"), &PreferencesDialog::showHelp));
    line->addWidget(help(QStringLiteral("about"), tr("A&bout this site"), &PreferencesDialog::showAbout));
    line->addStretch(1);
    line->addWidget(box);
    return line;
}

QSize PreferencesDialog::sizeHint() const
{
    return QDialog::sizeHint().expandedTo({fontMetrics().averageCharWidth() * 125, fontMetrics().height() * 34});
}

PreferencePage *PreferencesDialog::page(const QString &category) const
{
    return m_byCategory.value(category);
}

void PreferencesDialog::showCategory(const QString &category)
{
    m_categories->select(category);
}

void PreferencesDialog::loadDraft()
{
    m_context.site.readDraft(this, [this](const Result<std::shared_ptr<Draft>> &draft) {
        if (draft && !isEditing())
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

/// Should the window be shown again, it shows what stands in the datafile; while that cannot be read, what stood there last.
void PreferencesDialog::dropDraft()
{
    m_context.site.readDraft(this, [this](const Result<std::shared_ptr<Draft>> &draft) {
        if (isEditing())
            return;
        if (draft)
            take(*draft);
        else if (m_context.draft)
            take(std::make_shared<Draft>(m_context.draft->saved()));
    });
}

void PreferencesDialog::take(const std::shared_ptr<Draft> &draft)
{
    const bool isFirst = !m_context.draft;
    m_context.draft = draft;
    m_revision = draft->shown().revision;
    for (PreferencePage *const each : std::as_const(m_byCategory)) {
        each->setEnabled(true);
        each->load();
    }
    if (isFirst) // what is shown now may want more room, as far as the screen has it
        resize(size().expandedTo(sizeHint()).boundedTo(screen()->availableSize()));
    emit loaded();
}

void PreferencesDialog::settingsChanged(qint64 revision)
{
    m_newest = revision;
    if (m_isSaving || !m_context.draft || revision <= m_revision)
        return;
    if (mayReload())
        return reloadDraft();
    m_message->setMessage(Tone::Info,
        tr("Another program has changed settings of this site meanwhile. What you have changed here stays; OK saves "
           "it, and "
           "asks where both changed the same thing."));
}

/// Whether something is open that works on the draft.
bool PreferencesDialog::isEditing() const
{
    return std::any_of(
        m_byCategory.begin(), m_byCategory.end(), [](const PreferencePage *each) { return each->isEditing(); });
}

/// Whether nothing is lost where the draft is read anew.
bool PreferencesDialog::mayReload() const
{
    return !isEditing() && editedFields() == 0;
}

void PreferencesDialog::edited()
{
    if (!m_isSaving && m_newest > m_revision && mayReload()) // what was edited has been taken back
        reloadDraft();
}

int PreferencesDialog::editedFields() const
{
    int fields = m_context.draft ? m_context.draft->modifiedFields() : 0;
    for (const PreferencePage *const each : std::as_const(m_byCategory))
        fields += each->invalidFields() + each->typedFields();
    return fields;
}

bool PreferencesDialog::showProblem(const Error &error)
{
    for (auto it = m_byCategory.cbegin(); it != m_byCategory.cend(); ++it) {
        if ((*it)->showProblem(error)) {
            showCategory(it.key());
            return true;
        }
    }
    m_message->setError(error);
    return false;
}

void PreferencesDialog::accept()
{
    if (m_isSaving)
        return;
    if (!m_context.draft)
        return done(QDialog::Accepted);
    for (auto it = m_byCategory.cbegin(); it != m_byCategory.cend(); ++it) {
        if ((*it)->showInvalidField())
            return showCategory(it.key());
    }
    if (!m_context.draft->isModified())
        return done(QDialog::Accepted);
    if (const Result<> fits = m_context.draft->problem(); !fits) {
        showProblem(fits.error());
        return;
    }
    if (m_context.draft->needsAuthorisation() && !m_context.lock.isUnlocked())
        return askForCode(m_context, this, [this] { accept(); });
    commit(false);
}

void PreferencesDialog::commit(bool overwrite)
{
    const Result<StagedChange> staged = m_context.draft->staged(m_context.lock.authorisation());
    if (!staged) {
        showProblem(staged.error());
        return;
    }
    setSaving(true);
    m_context.site.commit(
        *staged, overwrite, this, [this](const Result<std::shared_ptr<Draft>> &result) { committed(result); });
}

void PreferencesDialog::committed(const Result<std::shared_ptr<Draft>> &result)
{
    setSaving(false);
    if (result) {
        m_context.draft = *result;
        return done(QDialog::Accepted);
    }
    if (result.error().code == ErrorCode::SettingsChanged)
        return askAboutConflict(result.error());
    showProblem(result.error());
}

void PreferencesDialog::askAboutConflict(const Error &error)
{
    Question question;
    question.title = tr("Changed elsewhere");
    question.text = describe(error);
    question.detail = tr("Save what you have changed here over it, or drop it and see what stands there now?");
    question.yes = tr("&Save mine");
    question.third = tr("&Drop mine");
    question.isDangerous = true;
    m_context.prompt.ask(this, question, [this](Choice choice) {
        if (choice == Choice::Yes)
            commit(true);
        else if (choice == Choice::Third)
            loadDraft();
    });
}

void PreferencesDialog::setSaving(bool saving)
{
    m_isSaving = saving;
    m_pages->setEnabled(!saving);
    m_ok->setEnabled(!saving);
    m_cancel->setEnabled(!saving);
    if (saving)
        m_message->setMessage(Tone::Info, tr("Saving…"));
    else
        m_message->clear();
}

void PreferencesDialog::reject()
{
    if (m_isSaving)
        return;
    if (editedFields() <= 1)
        return done(QDialog::Rejected);
    Question question;
    question.title = tr("Drop changes");
    question.text = tr("Drop %n change(s) that are not saved?", nullptr, editedFields());
    question.yes = tr("&Drop");
    question.no = tr("&Go on editing");
    question.isDangerous = true;
    QWidget *const open = QApplication::activeModalWidget(); // such as Add/edit, where it is asked from the tray
    m_context.prompt.ask(open ? open : this, question, [this](Choice choice) {
        if (choice == Choice::Yes)
            done(QDialog::Rejected);
        else
            emit keptOpen();
    });
}

void PreferencesDialog::done(int result)
{
    m_context.lock.lock();
    m_message->clear();
    const std::function<void()> close = [this, result] {
        for (QDialog *const over : findChildren<QDialog *>()) {
            if (over->isVisible())
                over->reject();
        }
        QDialog::done(result);
        dropDraft();
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
    default:
        break;
    }
    return QDialog::eventFilter(watched, event);
}

void PreferencesDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        setPalette(readableWhenDisabled(QApplication::palette()));
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
    facts.datafile = m_context.site.datafile();
    if (m_context.draft)
        facts.syncId = m_context.draft->savedPreference(m_context.draft->preferences.syncId);
    facts.hardwareId = hardwareId().value_or(QString());
    auto *dialog = new SupportDialog(facts, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void PreferencesDialog::showHelp()
{
    const std::optional<HelpPage> help = helpPage(m_categories->selected());
    if (!help)
        return;
    auto *window = new HelpWindow(*help, this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
}

} // namespace mailboat
