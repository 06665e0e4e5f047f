// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/preferencelabel.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace mailboat {

namespace {

struct PreferenceLabel {
    const char *key;
    const char *page; ///< whose words these are
    const char *label;
};

/// As the pages name them, where they are translated.
constexpr PreferenceLabel labels[] = {
    {"sync-id", "mailboat::SynchronisePage", "Sync ID"},
    {"sync-interval", "mailboat::SynchronisePage", "Sync time interval"},
    {"request-size", "mailboat::SynchronisePage", "Sync request size"},
    {"node-http-client", "mailboat::SynchronisePage", "Use js node HTTP client"},
    {"backup-folder", "mailboat::BackupPage", "Folder for backups"},
    {"backup-daily", "mailboat::BackupPage", "Back up every day"},
    {"backup-keep", "mailboat::BackupPage", "Daily backups to keep"},
    {"listen", "mailboat::ListenFields", "Listen on"},
    {"external-url", "mailboat::ReachFields", "External URL"},
    {"tls-certificate", "mailboat::CertificateFields", "Certificate"},
    {"tls-key", "mailboat::CertificateFields", "Private key"},
    {"plain-http", "mailboat::ReachFields", "Answer other machines without a certificate, too"},
    {"max-connections", "mailboat::ServerPage", "Connections"},
    {"max-connections-per-address", "mailboat::ServerPage", "Connections from one address"},
    {"idle-timeout", "mailboat::ServerPage", "Time without a byte"},
    {"head-timeout", "mailboat::ServerPage", "Time for the head of a request"},
    {"max-body-size", "mailboat::ServerPage", "Size of a request"},
    {"max-records", "mailboat::ServerPage", "Records in a request"},
    {"max-ids", "mailboat::ServerPage", "Confirmed records in a request"},
    {"max-request-memory", "mailboat::ServerPage", "Memory for requests and answers"},
    {"max-files", "mailboat::ServerPage", "Files attached to records"},
    {"workers", "mailboat::ServerPage", "Requests worked on at once"},
    {"max-sign-in-failures", "mailboat::ServerPage", "Wrong passwords before a pause"},
    {"max-new-address-tries", "mailboat::ServerPage", "Passwords an hour from a new address"},
    {"max-joins-per-day", "mailboat::ServerPage", "Patients a day from other sites"},
    {"silent-after", "mailboat::ServerPage", "A site is silent after"},
    {"behind-after", "mailboat::ServerPage", "A site is behind after"},
    {"min-version", "mailboat::ServerPage", "Oldest version of sync"},
    {"max-version", "mailboat::ServerPage", "Newest version of sync"},
    {"notifications", "mailboat::DesktopGroup", "Notifications"},
    {"proxy", "mailboat::ProxyFields", "Proxy"},
    {"log-days", "mailboat::LogPage", "Days to keep the log"},
};

} // namespace

QString preferenceLabel(const QString &text)
{
    const auto *row = std::find_if(std::begin(labels), std::end(labels),
        [&text](const PreferenceLabel &label) { return text == QLatin1String(label.key); });
    return row == std::end(labels) ? text : QCoreApplication::translate(row->page, row->label);
}

} // namespace mailboat
