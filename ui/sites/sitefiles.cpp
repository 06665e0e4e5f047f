// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitefiles.h"

#include "core/engine/savedfile.h"
#include "core/prefs/peercsv.h"
#include "ui/sites/importdialog.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/safetext.h"

#include <QDir>
#include <QFileDialog>
#include <QLocale>
#include <QSaveFile>

namespace mailboat {

namespace {

Result<qsizetype> writeList(const QString &path, const QList<Peer> &peers)
{
    QSaveFile file(path);
    return openSaved(file)
        .and_then([&] {
            file.write(exportPeers(peers));
            return commitSaved(file);
        })
        .map([&peers] { return peers.size(); });
}

} // namespace

SiteFiles::SiteFiles(PreferencesContext &context, InlineMessage &message, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_message(message)
    , m_window(window)
{
}

void SiteFiles::chooseImport()
{
    if (m_dialog)
        return m_dialog->activateWindow();
    m_message.clear();
    auto *dialog
        = new QFileDialog(m_window, tr("Import sites"), QDir::homePath(), tr("CSV files (*.csv *.txt);;All files (*)"));
    dialog->setObjectName(QStringLiteral("importFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SiteFiles::openImport);
    connect(dialog, &QDialog::finished, this, [this, dialog] {
        if (m_dialog == dialog) {
            m_dialog.clear();
            emit closed();
        }
    });
    m_dialog = dialog;
    dialog->open();
}

void SiteFiles::openImport(const QString &path)
{
    auto *dialog = new ImportDialog(*m_context.draft, path, m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        sayImported(dialog->added(), dialog->changed());
        emit imported();
    });
    connect(dialog, &QDialog::finished, this, [this] {
        m_dialog.clear();
        emit closed();
    });
    m_dialog = dialog;
    dialog->open();
}

void SiteFiles::sayImported(qsizetype added, qsizetype changed)
{
    m_message.setMessage(Tone::Info,
        tr("Imported, and not saved yet: sites added %1, changed %2. OK saves them.")
            .arg(QLocale().toString(qlonglong {added}), QLocale().toString(qlonglong {changed})));
}

void SiteFiles::chooseExport()
{
    m_message.clear();
    auto *dialog = new QFileDialog(m_window, tr("Export sites"), QDir::home().filePath(QStringLiteral("sites.csv")),
        tr("CSV files (*.csv);;All files (*)"));
    dialog->setObjectName(QStringLiteral("exportFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &SiteFiles::exportTo);
    dialog->open();
}

void SiteFiles::exportTo(const QString &path)
{
    if (m_work.isRunning())
        return;
    m_work.start<qsizetype>(
        [path, peers = m_context.draft->peers.all()](const FileWork::Course &) { return writeList(path, peers); },
        [this, path](const Result<qsizetype> &written) {
            if (!written)
                return m_message.setError(written.error());
            m_message.setMessage(Tone::Ok,
                tr("Exported to %1, without passwords: sites %2.")
                    .arg(safeText(QDir::toNativeSeparators(path)), QLocale().toString(qlonglong {*written})));
        });
}

} // namespace mailboat
