// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/autostart.h"

#include "tests/support/catch.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace mailboat;

namespace {

/// A configuration folder of the test's own, as XDG_CONFIG_HOME names it.
struct ConfigFolder {
    ConfigFolder()
        : before(qgetenv("XDG_CONFIG_HOME"))
    {
        qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    }
    ~ConfigFolder() { before.isEmpty() ? qunsetenv("XDG_CONFIG_HOME") : qputenv("XDG_CONFIG_HOME", before); }
    Q_DISABLE_COPY_MOVE(ConfigFolder)

    QString entry(const char *name = "org.mailboat.Mailboat.desktop") const
    {
        return folder.filePath(QStringLiteral("autostart/") + QString::fromLatin1(name));
    }
    QString text(const char *name = "org.mailboat.Mailboat.desktop") const
    {
        QFile file(entry(name));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    void replace(const QString &from, const QString &to) const
    {
        const QString changed = text().replace(from, to);
        QFile file(entry());
        REQUIRE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(changed.toUtf8());
    }
    QTemporaryDir folder {};
    QByteArray before;
};

} // namespace

TEST_CASE("14.B4: the entry for log-in is written into the configuration folder and removed again, and starts hidden")
{
    const ConfigFolder config;
    const Autostart autostart(
        QStringLiteral("/opt/mail boat/mailboat"), QStringLiteral("/home/ana/si$te 100%.mailboat"));
    CHECK_FALSE(autostart.isOn());
    REQUIRE(autostart.set(true));
    CHECK(autostart.isOn());
    CHECK(config.text().startsWith(QStringLiteral("[Desktop Entry]\nType=Application\n")));
    CHECK(config.text().contains(QStringLiteral(
        "\nExec=\"/opt/mail boat/mailboat\" --hidden --datafile \"/home/ana/si\\\\$te 100%%.mailboat\"\n")));
    REQUIRE(autostart.set(true));
    CHECK(QDir(config.folder.filePath(QStringLiteral("autostart"))).entryList(QDir::Files).size() == 1);
    REQUIRE(autostart.set(false));
    CHECK_FALSE(autostart.isOn());
    CHECK_FALSE(QFile::exists(config.entry()));
    CHECK(autostart.set(false));
}

TEST_CASE("14.B4: an entry whose program has been moved is mended, one that the desktop has switched off stays off")
{
    const ConfigFolder config;
    const QString site = QStringLiteral("/home/ana/site.mailboat");
    REQUIRE(Autostart(QStringLiteral("/old/mailboat"), site).set(true));
    const Autostart moved(QStringLiteral("/new/mailboat"), site);
    moved.mend();
    CHECK(config.text().contains(QStringLiteral("Exec=\"/new/mailboat\" ")));
    CHECK_FALSE(config.text().contains(QStringLiteral("/old/")));
    config.replace(QStringLiteral("enabled=true"), QStringLiteral("enabled=false"));
    const QString off = config.text();
    Autostart(QStringLiteral("/newest/mailboat"), site).mend();
    CHECK(config.text() == off);
    CHECK_FALSE(moved.isOn());
    REQUIRE(moved.set(true));
    CHECK(moved.isOn());
    config.replace(QStringLiteral("Terminal=false"), QStringLiteral("Hidden=true"));
    CHECK_FALSE(moved.isOn());
}

TEST_CASE("14.B4: each datafile has an entry of its own, and who never asked for one gets none")
{
    const ConfigFolder config;
    const Autostart first(QStringLiteral("/bin/mailboat"), QStringLiteral("/a.mailboat"));
    const Autostart second(QStringLiteral("/bin/mailboat"), QStringLiteral("/b.mailboat"));
    second.mend();
    CHECK_FALSE(second.isOn());
    REQUIRE(first.set(true));
    REQUIRE(second.set(true));
    CHECK(config.text().contains(QStringLiteral("/a.mailboat")));
    CHECK(config.text("org.mailboat.Mailboat-2.desktop").contains(QStringLiteral("/b.mailboat")));
    REQUIRE(first.set(false));
    CHECK(second.isOn());
    REQUIRE(second.set(true)); // in its own place
    CHECK_FALSE(first.isOn());
}

TEST_CASE("14.B4: where the entry cannot be written that is said with its place")
{
    const ConfigFolder config;
    QFile inTheWay(config.folder.filePath(QStringLiteral("autostart")));
    REQUIRE(inTheWay.open(QIODevice::WriteOnly));
    const Result<> done = Autostart(QStringLiteral("/bin/mailboat"), QStringLiteral("/a.mailboat")).set(true);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::FileUnwritable);
    CHECK(done.error().values.value(QStringLiteral("path")).toString() == config.entry());
}
