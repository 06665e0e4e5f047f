// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands in the cells of the list of sites.
#include "ui/sites/peertablemodel.h"
#include "ui/sites/sitestatewords.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/timewords.h"

#include <QLocale>

namespace mailboat {

namespace {

int alignment(PeerColumn column)
{
    const bool isNumber = column == PeerTableModel::WaitingColumn || column == PeerTableModel::BytesColumn;
    return ((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter).toInt();
}

} // namespace

QString PeerTableModel::title(int column)
{
    switch (column) {
    case SyncIdColumn:
        return tr("Sync ID");
    case UserNameColumn:
        return tr("User name");
    case StateColumn:
        return tr("State");
    case LastContactColumn:
        return tr("Last contact");
    case LastSuccessColumn:
        return tr("Last success");
    case WaitingColumn:
        return tr("Waiting");
    case StoresColumn:
        return tr("Stores");
    case VersionColumn:
        return tr("Version");
    case AddressColumn:
        return tr("Address");
    case HardwareIdColumn:
        return tr("Hardware ID");
    case BytesColumn:
        return tr("Bytes this month");
    default:
        return tr("URL");
    }
}

bool PeerTableModel::isAwaited(int index) const
{
    return m_awaited.contains(m_peers[index].syncId);
}

/// Of a site that is well otherwise that alone: a tick would say that there is nothing to do.
QString PeerTableModel::stateText(int index) const
{
    const SiteRow &site = siteOf(index);
    if (site.syncId.isOff())
        return m_told.isEmpty() ? QString() : tr("not saved yet");
    const QString state = shortStateWords(site);
    if (!isAwaited(index))
        return state;
    return site.state == SiteState::Ok ? tr("has not sent again yet") : tr("%1; has not sent again yet").arg(state);
}

QString PeerTableModel::cellText(int index, Column column, const QDateTime &now) const
{
    const Peer &peer = m_peers[index];
    const SiteRow &site = siteOf(index);
    const auto ago = [&](const QDateTime &when) { return when.isValid() ? agoWords(when, now) : tr("never"); };
    switch (column) {
    case SyncIdColumn:
        return QString::number(peer.syncId.value());
    case UserNameColumn:
        return safeText(peer.userName);
    case StateColumn:
        return stateText(index);
    case LastContactColumn:
        return ago(site.lastContact);
    case LastSuccessColumn:
        return ago(site.lastSuccess);
    case WaitingColumn:
        return QLocale().toString(qlonglong {site.waiting});
    case StoresColumn:
        return safeText(site.stores.join(QStringLiteral(", ")));
    case VersionColumn:
        return safeText(site.app.words());
    case AddressColumn:
        return safeText(site.address);
    case HardwareIdColumn:
        return safeText(site.hardwareId);
    case BytesColumn:
        return site.syncId.isOff() ? QString() : QLocale().formattedDataSize(site.bytesThisMonth, 1);
    default:
        return safeText(peer.url);
    }
}

QString PeerTableModel::wholeText(int index, Column column) const
{
    const Peer &peer = m_peers[index];
    const SiteRow &site = siteOf(index);
    switch (column) {
    case UserNameColumn:
        return safeWholeText(peer.userName);
    case LastContactColumn:
        return localTimeWords(site.lastContact);
    case LastSuccessColumn:
        return localTimeWords(site.lastSuccess);
    case WaitingColumn:
        return QString::number(site.waiting);
    case StoresColumn:
        return safeWholeText(site.stores.join(QStringLiteral(", ")));
    case HardwareIdColumn:
        return safeWholeText(site.hardwareId);
    case BytesColumn:
        return QString::number(site.bytesThisMonth);
    case UrlColumn:
        return safeWholeText(peer.url);
    default:
        return cellText(index, column, {});
    }
}

QString PeerTableModel::rowText(int row) const
{
    QStringList cells;
    for (const Column column : m_columns)
        cells << wholeText(m_rows[static_cast<size_t>(row)], column);
    return cells.join(u'\t');
}

QString PeerTableModel::cellToolTip(int index, Column column) const
{
    const Peer &peer = m_peers[index];
    const SiteRow &site = siteOf(index);
    switch (column) {
    case SyncIdColumn:
        return m_unsaved.contains(peer.syncId) ? tr("Not saved yet: OK saves it.") : QString();
    case UserNameColumn:
        if (const Error *const misfit = misfitOf(peer))
            return windowWords(*misfit) + u' ' + tr("It is not served until somebody has chosen what happens.");
        return safeToolTip(peer.userName);
    case StateColumn:
        return site.syncId.isOff() ? QString() : safeToolTip(stateTold(index));
    case UrlColumn:
        return isMarked(peer) ? tr("While a site on a primary's list has a URL, synchronisation is off.")
                              : safeToolTip(peer.url);
    case LastContactColumn:
        return localTimeWords(site.lastContact);
    case LastSuccessColumn:
        return localTimeWords(site.lastSuccess);
    case StoresColumn:
        return safeToolTip(site.stores.join(QStringLiteral(", ")));
    case HardwareIdColumn:
        return safeToolTip(site.hardwareId);
    default:
        return {};
    }
}

QString PeerTableModel::stateTold(int index) const
{
    const QString words = stateSentences(siteOf(index), QDateTime::currentDateTimeUtc());
    return isAwaited(index) ? words + u' ' + tr("It has not sent again yet what it owns: ring whoever runs it.")
                            : words;
}

const Error *PeerTableModel::misfitOf(const Peer &peer) const
{
    const auto found = m_role == SiteRole::Primary ? m_misfits.constFind(peer.syncId) : m_misfits.cend();
    return found == m_misfits.cend() ? nullptr : &*found;
}

QVariant PeerTableModel::markOf(int index, Column column, int role) const
{
    const Peer &peer = m_peers[index];
    const SiteRow &site = siteOf(index);
    if (column == StateColumn && !site.syncId.isOff()) {
        switch (role) {
        case Qt::AccessibleDescriptionRole:
            return stateTold(index);
        case Qt::DecorationRole:
            if (site.state == SiteState::Ok && isAwaited(index))
                return m_warning;
            return m_stateIcons[static_cast<size_t>(site.state)];
        default:
            return {};
        }
    }
    if (column == SyncIdColumn && m_unsaved.contains(peer.syncId)) {
        switch (role) {
        case Qt::AccessibleTextRole:
            return tr("%1, not saved yet").arg(cellText(index, column, {}));
        case Qt::AccessibleDescriptionRole:
            return cellToolTip(index, column);
        default:
            return m_unsavedIcon;
        }
    }
    const bool isMisfit = column == UserNameColumn && misfitOf(peer) != nullptr;
    if (!isMisfit && !(column == UrlColumn && isMarked(peer)))
        return {};
    switch (role) {
    case Qt::AccessibleTextRole:
        return (isMisfit ? tr("%1, not served") : tr("%1, must be cleared")).arg(cellText(index, column, {}));
    case Qt::AccessibleDescriptionRole:
        return cellToolTip(index, column);
    default:
        return m_warning;
    }
}

QVariant PeerTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int place = m_rows[static_cast<size_t>(index.row())];
    const Column column = columnAt(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(place, column, QDateTime::currentDateTimeUtc());
    case Qt::ToolTipRole:
        return cellToolTip(place, column);
    case Qt::AccessibleTextRole:
    case Qt::AccessibleDescriptionRole:
    case Qt::DecorationRole:
        return markOf(place, column, role);
    case Qt::TextAlignmentRole:
        return alignment(column);
    default:
        return {};
    }
}

QVariant PeerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column column = columnAt(section);
    switch (role) {
    case Qt::TextAlignmentRole:
        return alignment(column);
    case Qt::ToolTipRole:
        switch (column) {
        case WaitingColumn:
            return tr("Records that wait for the site");
        case LastSuccessColumn:
            return tr("When the site last had everything that waited for it");
        case BytesColumn:
            return tr("Bytes in both directions since the month began");
        default:
            return {};
        }
    case Qt::DisplayRole:
        return title(column);
    default:
        return {};
    }
}

} // namespace mailboat
