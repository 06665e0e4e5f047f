// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/primarystart.h"

#include "core/domain/clock.h"
#include "core/prefs/plainhttp.h"
#include "ui/preferences/reachfields.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/wrappedlabel.h"

#include <QBoxLayout>
#include <QPointer>
#include <QPushButton>

#include <utility>

namespace mailboat {

PrimaryStart::PrimaryStart(Prompt &prompt, const Clock &clock, QWidget *parent)
    : RoleStart(parent)
    , m_prompt(prompt)
    , m_clock(clock)
    , m_draft({})
    , m_fields([this]() -> Draft & { return m_draft; }, nullptr)
{
    (void)m_draft.setPreference(QStringLiteral("sync-id"), QString::number(primarySyncId.value()));
    QLabel *const words = wrappedLabel(QStringLiteral("primaryWords"), this);
    words->setText(
        tr("This site is the primary: its satellites call it. To try it on this machine alone, nothing has to be "
           "changed here. All of it stands on the page Server afterwards."));
    column().addWidget(words);
    m_reach = new ReachFields(m_fields, source(), this);
    column().addWidget(m_reach);
    column().addStretch(1);
    addButtons();
    m_fields.load();
    m_reach->follow();
}

CertificateFields::Source PrimaryStart::source()
{
    return {[this]() -> const SyncPreferences & { return m_draft.preferences; },
        [this](const QString &certificate, const QString &key, const QString &host, const QObject *asking,
            CertificateFields::Source::Answer answer) {
            m_reading.start<CertificateReading>(
                [this, certificate, key, host](const FileWork::Course &) -> Result<CertificateReading> {
                    return readCertificate(certificate, key, host, m_clock);
                },
                [this, asking = QPointer<const QObject>(asking), answer = std::move(answer)](
                    const Result<CertificateReading> &reading) {
                    if (asking)
                        answer(reading);
                    if (std::exchange(m_isFinishing, false))
                        finish();
                });
        }};
}

void PrimaryStart::begin()
{
    finishButton().setDefault(true);
    m_reach->begin();
}

void PrimaryStart::finish()
{
    m_isFinishing = m_reading.isRunning(); // what is wrong with it, nobody knows yet
    if (m_isFinishing)
        return;
    if (m_fields.showInvalid() || m_reach->showFault())
        return;
    if (plainHttpWarnings(m_draft).isEmpty())
        emit finished(m_draft.change());
    else
        askPlain();
}

void PrimaryStart::askPlain()
{
    QStringList warnings;
    for (const Error &warning : plainHttpWarnings(m_draft))
        warnings += windowWords(warning);
    Question question;
    question.title = tr("Without encryption");
    question.text = tr("Finish all the same?");
    question.detail = warnings.join(u' ');
    question.yes = tr("&Finish all the same");
    question.no = tr("&Stay here");
    question.isDangerous = true;
    m_prompt.ask(this, question, [this](Choice choice) {
        if (choice == Choice::Yes)
            emit finished(m_draft.change());
    });
}

} // namespace mailboat
