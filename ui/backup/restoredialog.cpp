// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/restoredialog.h"

#include "ui/widgets/enabledor.h"
#include "ui/widgets/wrappedlabel.h"

#include <QDialogButtonBox>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int restoreWidthInCharacters = 70;
constexpr int restoreBarSteps = 1000;

} // namespace

RestoreDialog::RestoreDialog(const DatafileAddress &backup, const DatafileAddress &datafile, const Clock &clock)
    : m_words(wrappedLabel(QStringLiteral("words"), this))
    , m_bar(new QProgressBar(this))
{
    setObjectName(QStringLiteral("restoreDialog"));
    setWindowTitle(tr("Restore from a backup"));
    m_words->setText(
        tr("The backup is being copied and checked, and put in the place of the datafile. Until that is done nothing "
           "has changed, and the datafile as it was is kept."));
    m_bar->setObjectName(QStringLiteral("bar"));
    m_bar->setAccessibleName(tr("Progress of restoring"));
    m_bar->setRange(0, 0); // not known yet
    auto *buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setAccessibleName(m_cancel->text());
    connect(buttons, &QDialogButtonBox::rejected, this, &RestoreDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_words);
    column->addWidget(m_bar);
    column->addStretch();
    column->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * restoreWidthInCharacters);

    connect(&m_work, &FileWork::progressed, this, &RestoreDialog::showCourse);
    m_work.start<Restored>(
        [backup, datafile, &clock](const FileWork::Course &course) {
            return restoreDatafile(backup, datafile, clock, course.progress, course.isCancelled);
        },
        [this](const Result<Restored> &restored) {
            m_outcome = restored;
            emit ended();
        });
}

void RestoreDialog::showCourse(qint64 done, qint64 total)
{
    if (total <= 0)
        return;
    m_bar->setRange(0, restoreBarSteps);
    m_bar->setValue(static_cast<int>(std::clamp<qint64>(done * restoreBarSteps / total, 0, restoreBarSteps)));
}

void RestoreDialog::reject()
{
    m_work.cancel();
    setEnabledOr(m_cancel, tr("It is being cancelled."));
}

} // namespace mailboat
