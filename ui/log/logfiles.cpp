// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logfiles.h"

#include "core/domain/forplural.h"
#include "core/engine/logexport.h"
#include "core/engine/supportbundle.h"
#include "ui/log/refusedlist.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/namedbutton.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QProgressBar>

namespace mailboat {

namespace {

constexpr int fileBarSteps = 1000;

QString listName(const std::optional<LogModel::Kind> &kind)
{
    if (!kind)
        return QStringLiteral("refused");
    return *kind == LogModel::Kind::Cycles ? QStringLiteral("synchronisations")
        : *kind == LogModel::Kind::Changes ? QStringLiteral("changes")
                                           : QStringLiteral("contacts");
}

} // namespace

LogFiles::LogFiles(
    SiteConnection &site, Clock &clock, std::function<Shown()> shown, InlineMessage &result, QWidget *parent)
    : QWidget(parent)
    , m_site(site)
    , m_clock(clock)
    , m_shown(std::move(shown))
    , m_export(namedButton(QStringLiteral("exportLog"), tr("&Export…"), this))
    , m_bundle(namedButton(QStringLiteral("supportBundle"), tr("S&upport bundle"), this))
    , m_bar(new QProgressBar(this))
    , m_cancel(namedButton(QStringLiteral("cancelLogFile"), tr("Stop"), this))
    , m_result(result)
{
    layOut();
    connect(m_export, &QPushButton::clicked, this, &LogFiles::exportShown);
    connect(m_bundle, &QPushButton::clicked, this, &LogFiles::makeBundle);
    connect(m_cancel, &QPushButton::clicked, this, &LogFiles::cancel);
    connect(&m_work, &FileWork::progressed, this, [this](qint64 done, qint64 total) {
        m_bar->setRange(0, total > 0 ? fileBarSteps : 0);
        if (total > 0)
            m_bar->setValue(static_cast<int>(done * fileBarSteps / total));
    });
    setRunning({});
}

void LogFiles::layOut()
{
    m_bar->setObjectName(QStringLiteral("logFileBar"));
    m_bar->setAccessibleName(tr("Progress"));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_export);
    line->addWidget(m_bundle);
    line->addWidget(m_bar, 1);
    line->addWidget(m_cancel);
    line->addStretch();
}

void LogFiles::askWhere(const QString &name, const QString &title, const QString &kinds,
    const std::function<void(const QString &path)> &chosen)
{
    m_result.clear();
    auto *dialog = new QFileDialog(this, title, QDir::home().filePath(name), kinds);
    dialog->setObjectName(QStringLiteral("logFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(name.section(u'.', -1));
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, chosen);
    dialog->open();
}

void LogFiles::exportShown()
{
    const Shown shown = m_shown(); // as it is now
    const QString day = m_clock.utcNow().toLocalTime().toString(QStringLiteral("yyyyMMdd"));
    askWhere(QStringLiteral("mailboat-%1-site-%2-%3.csv").arg(listName(shown.kind)).arg(m_syncId.value()).arg(day),
        tr("Export the list"), tr("CSV files (*.csv);;All files (*)"),
        [this, shown](const QString &path) { writeCsv(shown, path); });
}

void LogFiles::writeCsv(const Shown &shown, const QString &path)
{
    if (m_work.isRunning() || m_isBundling)
        return;
    setRunning(tr("A list is being exported."));
    m_work.start<qint64>(
        [shown, path, address = m_site.datafile(), &clock = m_clock](const FileWork::Course &course) -> Result<qint64> {
            const Result<std::unique_ptr<Datafile>> datafile = Datafile::open(address, clock, {.isForReading = true});
            if (!datafile)
                return failure(datafile.error());
            Connection &connection = (*datafile)->connection();
            if (!shown.kind)
                return exportRefused(connection, RefusedList::matching(shown.search),
                    {RefusedModel::csvHeadings(), RefusedModel::csvCells}, path, course);
            const LogModel::Kind kind = *shown.kind;
            return exportLog(connection, logFilter(kind, shown.search),
                {LogModel::csvHeadings(kind),
                    [kind](const SyncLog::Entry &entry) { return LogModel::csvCells(kind, entry); }},
                path, course);
        },
        [this, path](const Result<qint64> &rows) { exported(path, rows); });
}

void LogFiles::exported(const QString &path, const Result<qint64> &rows)
{
    setRunning({});
    if (!rows && rows.error().code == ErrorCode::Cancelled)
        return m_result.setMessage(Tone::Info, tr("The export was stopped; nothing was written."));
    if (!rows)
        return m_result.setError(rows.error());
    m_result.setMessage(Tone::Ok,
        QCoreApplication::translate("mailboat", "%Ln rows were written into %1.", nullptr, forPlural(*rows))
            .arg(QDir::toNativeSeparators(path)));
}

void LogFiles::makeBundle()
{
    askWhere(supportBundleName(m_syncId, m_clock.utcNow()), tr("Write a support bundle"),
        tr("Support bundles (*.json);;All files (*)"), [this](const QString &path) { writeBundle(path); });
}

void LogFiles::writeBundle(const QString &path)
{
    if (m_work.isRunning() || m_isBundling)
        return;
    m_isBundling = true;
    setRunning(tr("The connection is being checked for the support bundle."));
    m_site.makeSupportBundle(path, this, [this, path](const Result<> &made) {
        m_isBundling = false;
        setRunning({});
        if (!made && made.error().code == ErrorCode::Cancelled)
            return m_result.setMessage(Tone::Info, tr("No support bundle was written."));
        if (!made)
            return m_result.setError(made.error());
        m_result.setMessage(Tone::Ok,
            tr("The support bundle was written: %1. It holds how synchronisation stands, a connection check, the log "
               "and the settings; no password, no code and no record's data.")
                .arg(QDir::toNativeSeparators(path)));
    });
}

void LogFiles::setRunning(const QString &why)
{
    const bool isRunning = !why.isEmpty();
    m_bar->setRange(0, 0);
    m_bar->setVisible(isRunning);
    m_cancel->setVisible(isRunning);
    setEnabledOr(m_export, why, tr("Writes what this list shows into a CSV file."));
    setEnabledOr(m_bundle, why,
        tr("Writes one file for support: status, connection check, log and versions, without passwords, codes or "
           "records."));
}

void LogFiles::cancel()
{
    m_work.cancel();
    m_site.cancelSupportBundle();
}

} // namespace mailboat
