// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/satellitestart.h"

#include "core/prefs/peeradvice.h"
#include "core/prefs/plainhttp.h"
#include "core/prefs/rules.h"
#include "ui/check/checksteps.h"
#include "ui/check/checkstepstable.h"
#include "ui/check/checkverdict.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/typedpassword.h"
#include "ui/widgets/wrappedlabel.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QUrl>

namespace mailboat {

namespace {

constexpr int stepLines = 6; ///< of the check that are seen at once on a small screen

} // namespace

SatelliteStart::SatelliteStart(Prompt &prompt, const Clock &clock, QWidget *parent)
    : RoleStart(parent)
    , m_prompt(prompt)
    , m_rules({})
    , m_firstCheck(clock)
{
    QLabel *const words = wrappedLabel(QStringLiteral("satelliteWords"), this);
    words->setText(
        tr("This site synchronises with a primary. Whoever runs the primary has given it a Sync ID, a user name and a "
           "password, and says at which URL the primary is reached."));
    column().addWidget(words);
    auto *form = new QGridLayout;
    m_syncId = addField(*form, QStringLiteral("startSyncId"), tr("Sync &ID"), &SatelliteStart::judgeSyncId);
    m_url = addField(*form, QStringLiteral("startUrl"), tr("Primary's &URL"), &SatelliteStart::judgeUrl);
    m_userName = addField(*form, QStringLiteral("startUserName"), tr("User &name"), &SatelliteStart::judgeUserName);
    m_password = addField(*form, QStringLiteral("startPassword"), tr("&Password"), &SatelliteStart::judgePassword);
    m_syncId.edit->setPlaceholderText(tr("2 or above"));
    m_url.edit->setPlaceholderText(QStringLiteral("https://sync.example.org"));
    m_password.edit->setEchoMode(QLineEdit::Password);
    column().addLayout(form);
    connect(m_url.edit, &QLineEdit::editingFinished, this, [this] {
        if (const Result<QString> url = m_rules.peers.checks().url(m_url.edit->text()); url)
            m_url.edit->setText(*url); // as it will be kept
    });

    m_check = namedButton(QStringLiteral("startCheck"), tr("Check &connection"), this);
    column().addWidget(m_check, 0, Qt::AlignLeading);
    m_verdict = new InlineMessage(this);
    m_verdict->setObjectName(QStringLiteral("startVerdict"));
    column().addWidget(m_verdict);
    m_measured = wrappedLabel(QStringLiteral("startMeasured"), this);
    m_measured->hide();
    column().addWidget(m_measured);
    column().addStretch(); // the steps of a check, where there are any, take the room
    addButtons();
    connect(m_check, &QPushButton::clicked, this, &SatelliteStart::check);
    connect(&m_firstCheck, &FirstCheck::stepStarted, this, [this](const QString &step) { m_steps->start(step); });
    connect(&m_firstCheck, &FirstCheck::stepFinished, this,
        [this](const CheckFinding &finding) { m_steps->finish(finding); });
    connect(&m_firstCheck, &FirstCheck::checked, this, &SatelliteStart::checked);
}

SatelliteStart::Field SatelliteStart::addField(
    QGridLayout &form, const QString &name, const QString &label, void (SatelliteStart::*judge)())
{
    QLineEdit *const edit = leftToRightField(name, QString(label).remove(u'&'), this);
    auto *message = new FieldMessage(edit, this);
    auto *words = new QLabel(label, this);
    words->setBuddy(edit);
    const int row = form.rowCount();
    form.addWidget(words, row, 0);
    form.addWidget(edit, row, 1);
    form.addWidget(message, row + 1, 1);
    connect(edit, &QLineEdit::editingFinished, this, [this, edit, judge] {
        if (!edit->text().isEmpty()) // who only passes by has done nothing wrong
            (this->*judge)();
    });
    connect(edit, &QLineEdit::textChanged, this, [this, message, judge] {
        if (message->isError()) // half a value is no error yet
            (this->*judge)();
        edited();
    });
    return {edit, message, judge};
}

void SatelliteStart::begin()
{
    setChecking(m_isChecking);
    m_syncId.edit->setFocus();
}

void SatelliteStart::judgeSyncId()
{
    const Result<SyncId> id = syncIdFromText(m_syncId.edit->text());
    if (id && id->isSatellite())
        return m_syncId.message->clear();
    m_syncId.message->setMessage(Tone::Error,
        tr("Enter the Sync ID that the primary has given to this site: a whole number from 2 up. 1 is the primary's "
           "own."));
}

void SatelliteStart::judgeUrl()
{
    const Result<QString> url = m_rules.peers.checks().url(m_url.edit->text());
    if (!url)
        return m_url.message->setError(url.error(), peerAdvice(url.error(), SiteRole::Satellite));
    if (url->isEmpty())
        return m_url.message->setMessage(Tone::Error, advise({ErrorCode::UrlMissing}));
    if (isPlainBeyond(*url))
        return m_url.message->setMessage(
            Tone::Warning, errorWords({ErrorCode::PlainHttpUrl, {{QStringLiteral("host"), QUrl(*url).host()}}}));
    m_url.message->clear();
}

void SatelliteStart::judgeUserName()
{
    const Result<QString> name = m_rules.peers.checks().userName(m_userName.edit->text(), {});
    if (name)
        m_userName.message->clear();
    else
        m_userName.message->setError(name.error(), peerAdvice(name.error(), SiteRole::Satellite));
}

void SatelliteStart::judgePassword()
{
    if (typedPassword(*m_password.edit).isEmpty())
        m_password.message->setMessage(Tone::Error, advise({ErrorCode::PasswordMissing}));
    else
        m_password.message->clear();
}

bool SatelliteStart::isInOrder()
{
    const Field *first = nullptr;
    for (const Field *field : {&m_syncId, &m_url, &m_userName, &m_password}) {
        (this->*field->judge)();
        if (!first && field->message->isError())
            first = field;
    }
    if (!first)
        return true;
    hideChecked(); // a small screen has no room for both
    first->edit->setFocus(Qt::OtherFocusReason);
    first->edit->selectAll();
    return false;
}

QStringList SatelliteStart::typed() const
{
    return {m_syncId.edit->text(), m_url.edit->text(), m_userName.edit->text(), m_password.edit->text()};
}

/// The advice of a check that failed stays, for whoever follows it.
void SatelliteStart::edited()
{
    if (!m_isSuccess || typed() == m_asked)
        return;
    m_isSuccess = false;
    hideChecked();
    m_check->setDefault(true);
}

void SatelliteStart::hideChecked()
{
    m_verdict->clear();
    m_measured->hide();
    if (m_steps)
        m_steps->hide();
}

std::unique_ptr<Draft> SatelliteStart::draft()
{
    if (!isInOrder())
        return nullptr;
    auto draft = std::make_unique<Draft>(Settings {});
    Peer primary;
    primary.syncId = primarySyncId;
    primary.url = m_url.edit->text();
    primary.userName = m_userName.edit->text();
    const Result<> fits = draft->setPreference(QStringLiteral("sync-id"), m_syncId.edit->text())
                              .and_then([&] { return draft->peers.add(primary, typedPassword(*m_password.edit)); })
                              .and_then([&] { return draft->problem(); });
    if (fits)
        return draft;
    m_verdict->setError(fits.error());
    return nullptr;
}

void SatelliteStart::check()
{
    if (stop())
        return;
    const std::unique_ptr<Draft> shown = draft();
    if (!shown)
        return;
    m_asked = typed();
    m_isSuccess = false;
    hideChecked();
    delete m_steps;
    const bool isHttps = shown->peers.find(primarySyncId)->url.startsWith(QLatin1String("https:"));
    m_steps = new CheckStepsTable(checkSteps(SiteRole::Satellite, isHttps), this);
    m_steps->hideTimes();
    m_steps->setMinimumHeight(fontMetrics().lineSpacing() * stepLines * 3 / 2);
    column().insertWidget(column().indexOf(m_verdict), m_steps, 1);
    setTabOrder(m_check, m_steps);
    m_steps->begin();
    setChecking(true);
    m_firstCheck.start(shown->shown(), typedPassword(*m_password.edit));
}

void SatelliteStart::checked(const CheckReport &report)
{
    for (const CheckFinding &finding : report.findings)
        m_steps->finish(finding);
    m_steps->end();
    m_isSuccess = report.isOk() && typed() == m_asked;
    showVerdict(report, *m_verdict);
    m_measured->setText(measuredWords(report));
    m_measured->setHidden(m_measured->text().isEmpty());
    setChecking(false);
}

bool SatelliteStart::stop()
{
    if (!m_isChecking)
        return false;
    m_firstCheck.cancel();
    return true;
}

void SatelliteStart::setChecking(bool checking)
{
    m_isChecking = checking;
    m_check->setText(checking ? tr("St&op the check") : tr("Check &connection"));
    m_check->setAccessibleName(m_check->text().remove(u'&'));
    // Return checks first, and ends the page once that was successful.
    QPushButton &next = m_isSuccess ? finishButton() : *m_check;
    next.setDefault(true);
}

void SatelliteStart::finish()
{
    stop();
    const std::unique_ptr<Draft> shown = draft();
    if (!shown)
        return;
    if (m_isSuccess)
        emit finished(shown->change());
    else
        askUnchecked();
}

void SatelliteStart::askUnchecked()
{
    Question question;
    question.title = tr("Not checked");
    question.text = tr("Nothing has shown yet that this site reaches its primary. Finish all the same?");
    question.detail
        = tr("What is entered here is saved. Synchronisation begins once the primary answers; until then the page "
             "Synchronise says what is wrong, and all of it can be changed there.");
    question.yes = tr("&Finish all the same");
    question.no = tr("&Stay here");
    m_prompt.ask(this, question, [this](Choice choice) {
        if (choice != Choice::Yes)
            return;
        if (const std::unique_ptr<Draft> shown = draft())
            emit finished(shown->change());
    });
}

} // namespace mailboat
