// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/importdialog.h"

#include "ui/help/helpwindow.h"
#include "ui/sites/importrowsmodel.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightdelegate.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/returnkept.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/wrappedlabel.h"

#include <QClipboard>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int importBarSteps = 1000;
constexpr int importRowsAtLeast = 4;
constexpr qint64 largestImport = qint64 {16} * 1024 * 1024; ///< CsvTable::read() refuses what is larger

Result<QByteArray> contentOf(const QString &path)
{
    const auto unreadable = [&path](const QString &why) {
        return failure(ErrorCode::FileUnreadable, {{QStringLiteral("path"), path}, {QStringLiteral("why"), why}});
    };
    const QFileInfo info(path);
    if (info.exists() && !info.isFile()) // a pipe may never end
        return unreadable(QCoreApplication::translate("mailboat", "it is no file"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    QByteArray content = file.read(largestImport + 1);
    if (file.error() != QFileDevice::NoError)
        return unreadable(file.errorString());
    return content;
}

} // namespace

ImportDialog::ImportDialog(Draft &draft, const QString &path, QWidget *parent)
    : QDialog(parent)
    , m_draft(draft)
    , m_path(path)
    , m_model(new ImportRowsModel(this))
    , m_summary(wrappedLabel(QStringLiteral("importSummary"), this))
    , m_course(new QWidget(this))
    , m_bar(new QProgressBar(m_course))
    , m_table(new QTableView(this))
    , m_message(new InlineMessage(this))
    , m_copy(namedButton(QStringLiteral("copyErrors"), tr("C&opy errors"), this))
    , m_cancel(namedButton(QStringLiteral("cancelImport"), tr("&Cancel"), this))
    , m_take(namedButton(QStringLiteral("takeImport"), tr("&Import"), this))
{
    setObjectName(QStringLiteral("importDialog"));
    setAttribute(Qt::WA_WindowPropagation); // the colours of the window behind it
    setWindowTitle(tr("Import sites"));
    layOut();
    themeIcons();
    connect(m_take, &QPushButton::clicked, this, &ImportDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, &ImportDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, &ImportDialog::copyErrors);
    connect(&m_work, &FileWork::progressed, this, &ImportDialog::showCourse);
    connect(this, &QDialog::finished, this, &ImportDialog::endReading);
    read();
}

void ImportDialog::layOut()
{
    const int letter = fontMetrics().averageCharWidth();
    m_message->setObjectName(QStringLiteral("importMessage"));
    m_bar->setObjectName(QStringLiteral("importProgress"));
    m_bar->setAccessibleName(tr("Progress of the import"));
    m_bar->setRange(0, 0);
    m_table->setObjectName(QStringLiteral("importRows"));
    m_table->setAccessibleName(tr("Rows of the file"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    new ReturnKept(m_table);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    m_table->setMinimumHeight(m_table->verticalHeader()->defaultSectionSize() * (importRowsAtLeast + 1));
    auto *plain = new LeftToRightDelegate(m_table);
    m_table->setItemDelegateForColumn(ImportRowsModel::SyncIdColumn, plain);
    m_table->setItemDelegateForColumn(ImportRowsModel::UserNameColumn, plain);
    QHeaderView *const header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const auto fit = [header, letter](int column, int letters) {
        header->resizeSection(column, std::max(letter * letters, header->sectionSizeHint(column)));
    };
    fit(ImportRowsModel::LineColumn, 9);
    fit(ImportRowsModel::SyncIdColumn, 13);
    fit(ImportRowsModel::UserNameColumn, 26);
    header->setSectionResizeMode(ImportRowsModel::ResultColumn, QHeaderView::Stretch);

    auto *course = new QHBoxLayout(m_course);
    course->setContentsMargins({});
    course->addWidget(m_bar);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_take);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_summary);
    column->addWidget(m_course);
    column->addWidget(m_message);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
    m_copy->hide();
    m_cancel->setDefault(true);
    resize(letter * 130, fontMetrics().height() * 24);
}

void ImportDialog::read()
{
    m_summary->setText(tr("Reading %1…").arg(safeText(QFileInfo(m_path).fileName())));
    setEnabledOr(m_take, tr("The file is being read."));
    m_work.start<PeerImport>(
        [path = m_path, edits = m_draft.peers.edits(), values = m_draft.shown().preferences](
            const FileWork::Course &course) -> Result<PeerImport> {
            const auto goOn = [&course](qsizetype done, qsizetype total) {
                course.progress(done, total);
                return !course.isCancelled;
            };
            SyncPreferences preferences;
            (void)preferences.load(values); // of a draft: nothing in them is damaged
            return contentOf(path).and_then(
                [&](const QByteArray &csv) { return PeerImport::read(edits, preferences, csv, goOn); });
        },
        [this](const Result<PeerImport> &import) { show(import); });
}

void ImportDialog::showCourse(qint64 done, qint64 total)
{
    m_bar->setRange(0, importBarSteps);
    m_bar->setValue(
        static_cast<int>(std::clamp<qint64>(done * importBarSteps / std::max<qint64>(total, 1), 0, importBarSteps)));
}

/// Closed while the file is read, it goes once that has ended: nobody waits for it.
void ImportDialog::endReading()
{
    m_isClosed = true;
    if (m_work.isRunning())
        m_work.cancel();
    else
        deleteLater();
}

void ImportDialog::show(const Result<PeerImport> &import)
{
    if (m_isClosed)
        return deleteLater();
    m_course->hide();
    const QString name = safeText(QFileInfo(m_path).fileName());
    if (!import) {
        m_summary->setText(tr("%1 cannot be imported.").arg(name));
        setEnabledOr(m_take, tr("There is nothing to import."));
        return m_message->setError(import.error());
    }
    m_import = *import;
    const auto number = [this](PeerImport::Kind kind) { return QLocale().toString(qlonglong {m_import->count(kind)}); };
    m_summary->setText(tr("%1: to be added %2, to be changed %3, as they are %4, with errors %5.")
                           .arg(name, number(PeerImport::Kind::New), number(PeerImport::Kind::Changed),
                               number(PeerImport::Kind::Same), number(PeerImport::Kind::Bad)));
    m_model->setRows(m_import->rows());
    m_table->setCurrentIndex(m_model->index(0, 0));
    const bool isGood = m_import->canBeTaken();
    const bool doesSomething = added() + changed() > 0;
    m_copy->setVisible(!isGood);
    setEnabledOr(m_take,
        !isGood              ? tr("A row has an error: nothing of the file can be taken.")
            : !doesSomething ? tr("The file changes nothing.")
                             : QString());
    if (!isGood) {
        m_message->setMessage(Tone::Error,
            tr("All rows are taken or none. Correct those with an error, which stand first, and import the file "
               "again."));
        m_table->setFocus();
    } else if (!doesSomething) {
        m_message->setMessage(Tone::Info, tr("The list has all of that already: there is nothing to import."));
    } else {
        m_message->setMessage(Tone::Info,
            tr("The rows become one change of the preferences: OK there saves them, Cancel discards them."));
        m_take->setDefault(true);
        m_take->setFocus();
    }
}

qsizetype ImportDialog::added() const
{
    return m_import ? m_import->count(PeerImport::Kind::New) : 0;
}

qsizetype ImportDialog::changed() const
{
    return m_import ? m_import->count(PeerImport::Kind::Changed) : 0;
}

void ImportDialog::accept()
{
    if (!m_take->isEnabled() || !m_import)
        return;
    m_draft.peers.take(m_import->edits());
    QDialog::accept();
}

/// All of them, each with its line.
void ImportDialog::copyErrors()
{
    QGuiApplication::clipboard()->setText(m_import->badRows().values.value(QStringLiteral("rows")).toString());
}

void ImportDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        themeIcons();
}

void ImportDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::HelpContents))
        return openHelp(QStringLiteral("Synchronise"), this);
    QDialog::keyPressEvent(event);
}

void ImportDialog::themeIcons()
{
    const auto icon = [this](Tone tone) { return themedIcon(toneIcon(tone), palette(), toneColor(tone, palette())); };
    m_model->setIcons(icon(Tone::Error), icon(Tone::Warning));
}

} // namespace mailboat
