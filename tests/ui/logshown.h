// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/quarantine.h"
#include "tests/ui/openwindow.h"
#include "ui/widgets/inlinemessage.h"

#include <QAbstractButton>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>

namespace mailboat::test {

/// What a satellite pushed that the primary could not take: a store that is not active there.
inline void refuse(TestSite &site, const QByteArray &id, int from = 2)
{
    Quarantine::Entry entry;
    entry.record = {"transact", id, Action::Update, R"({"ID":")" + id + R"(","store_ID":"A"})"};
    entry.source = SyncId {from};
    entry.reason = Error {ErrorCode::RecordNotOwned, {{QStringLiteral("field"), QStringLiteral("store_ID")}}};
    entry.since = site.clock().utcNow();
    REQUIRE(site.datafile().quarantine().add(entry));
}

/// A primary's window on its page "Log", locked.
struct LogShown {
    explicit LogShown(const std::function<void(PrimarySite &)> &prepare = {})
    {
        site.addSatellite(2);
        if (prepare)
            prepare(site);
        open = std::make_unique<OpenWindow>(site);
        open->window.resize(1024, 580);
        open->window.showCategory(QStringLiteral("Log"));
    }
    QTableView &table(const char *name) { return open->the<QTableView>(name); }
    int rows(const char *name) { return table(name).model()->rowCount(); }
    QString text(const char *name, int row, int column)
    {
        return table(name).model()->index(row, column).data().toString();
    }
    /// By its place; waits until it has so many rows.
    void show(int tab, const char *name, int expected)
    {
        open->the<QTabWidget>("logTabs").setCurrentIndex(tab);
        open->waitUntil([this, name, expected] { return rows(name) == expected; });
    }
    void answerWithPath(const QString &path)
    {
        auto &dialog = open->over<QFileDialog>();
        child<QLineEdit>(dialog, QStringLiteral("fileNameEdit")).setText(path);
        auto &box = child<QDialogButtonBox>(dialog, QStringLiteral("buttonBox"));
        for (QAbstractButton *const button : box.buttons()) {
            if (box.buttonRole(button) == QDialogButtonBox::AcceptRole)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        open->comeBack();
    }
    InlineMessage &waitForMessage(const char *name)
    {
        auto &message = open->the<InlineMessage>(name);
        open->waitUntil([&message] { return !message.text().isEmpty(); });
        return message;
    }

    QTemporaryDir place {};
    PrimarySite site {};
    std::unique_ptr<OpenWindow> open {};
};

inline constexpr int changesTab = 1;
inline constexpr int contactsTab = 2;
inline constexpr int refusedTab = 3;

inline void addContacts(PrimarySite &site, int count)
{
    for (int i = 0; i < count; ++i)
        REQUIRE(site.datafile().log().addContact(QStringLiteral("site-refused"),
            {{QStringLiteral("syncId"), 2 + i % 2}, {QStringLiteral("userName"), QStringLiteral("=site %1").arg(i)},
                {QStringLiteral("address"), QStringLiteral("10.0.0.5")},
                {QStringLiteral("result"), codeOf(ErrorCode::SiteIncorrectPassword)}}));
}

} // namespace mailboat::test
