// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/enginethread.h"
#include "core/store/enginerequests.h"
#include "tests/support/testcertificate.h"
#include "tests/ui/openwindow.h"
#include "ui/preferences/serverpage.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

#include <string>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A primary's window on its page Server, locked.
struct ServerShown {
    ServerShown()
    {
        site.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:0"));
        site.addSatellite(12);
        addStore(site, "A", 12);
        open = std::make_unique<OpenWindow>(site);
        open->window.showCategory(QStringLiteral("Server"));
    }
    QString text(const char *field) { return open->the<QLineEdit>(field).text(); }
    FieldMessage &message(const char *name) { return open->the<FieldMessage>(name); }
    InlineMessage &reach() { return open->the<InlineMessage>("reach"); }
    QString write(const char *name, const QByteArray &content)
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(content) != content.size())
            throw std::runtime_error("a file could not be written");
        return file.fileName();
    }
    void enter(const TestCertificate &made)
    {
        open->type("certificate", write("a.crt", made.certificate));
        open->type("privateKey", write("a.key", made.key));
    }
    void waitFor(const char *name, const QString &words)
    {
        if (!QTest::qWaitFor([&] { return message(name).text().contains(words); }, 20000))
            FAIL(name << ": " << message(name).text().toStdString());
    }
    QString saved(const char *preference) { return open->saved().preferences.value(QString::fromLatin1(preference)); }

    QTemporaryDir folder {};
    PrimarySite site {};
    std::unique_ptr<OpenWindow> open {};
};

void chooseByKeys(QComboBox &box, Qt::Key key)
{
    box.setFocus();
    QTest::keyClick(&box, key);
}

TestCertificate certificateFor(const QByteArray &alternativeName)
{
    TestCertificate::Wanted wanted;
    wanted.alternativeName = alternativeName;
    return TestCertificate::selfSigned(wanted);
}

} // namespace

TEST_CASE("14.B2: the page Server says in words who can reach the primary, and choice, address and port are one")
{
    ServerShown shown;
    OpenWindow &open = *shown.open;
    auto &choice = open.the<QComboBox>("listenChoice");
    CHECK(shown.text("listen") == QStringLiteral("127.0.0.1:0"));
    CHECK(choice.currentText() == QStringLiteral("This computer only"));
    for (const char *control : {"listenChoice", "listen", "port", "externalUrl", "certificate", "chooseCertificate",
             "privateKey", "choosePrivateKey", "plainHttp"}) {
        INFO(control);
        auto &widget = open.the<QWidget>(control);
        CHECK_FALSE(widget.isEnabled());
        CHECK(widget.accessibleDescription().contains(QStringLiteral("Locked")));
    }

    open.unlock();
    open.type("port", QStringLiteral("2049"));
    CHECK(shown.text("listen") == QStringLiteral("127.0.0.1:2049"));
    chooseByKeys(choice, Qt::Key_Down);
    CHECK(choice.currentText() == QStringLiteral("Every address of this machine"));
    CHECK(shown.text("listen") == QStringLiteral("0.0.0.0:2049"));
    CHECK(shown.message("listenMessage").text().contains(QStringLiteral("Without a certificate")));
    CHECK_FALSE(shown.message("listenMessage").text().contains(QStringLiteral("page Server"))); // one is there
    chooseByKeys(choice, Qt::Key_Down);
    CHECK(open.the<QLineEdit>("listen").hasFocus());
    CHECK(open.the<QLineEdit>("listen").selectedText() == QStringLiteral("0.0.0.0"));
    QTest::keyClick(&open.the<QLineEdit>("listen"), Qt::Key_Tab);
    CHECK(choice.currentText() == QStringLiteral("Every address of this machine")); // none was entered
    open.type("listen", QStringLiteral("no address"));
    CHECK(choice.currentText() == QStringLiteral("One address"));
    open.type("listen", QStringLiteral("0.0.0.0:2049"));
    chooseByKeys(choice, Qt::Key_Down);
    QTest::keyClicks(&open.the<QLineEdit>("listen"), QStringLiteral("10.0.0.7"));
    CHECK(shown.text("listen") == QStringLiteral("10.0.0.7:2049"));
    CHECK(choice.currentText() == QStringLiteral("One address"));
    open.type("listen", QStringLiteral("[::1]:2050"));
    CHECK(choice.currentText() == QStringLiteral("This computer only"));
    CHECK(shown.text("port") == QStringLiteral("2050"));
    CHECK(shown.message("listenMessage").text().isEmpty());
    open.type("port", QStringLiteral("99999"));
    CHECK(shown.message("listenMessage").isError());
    open.type("port", QStringLiteral("2051"));
    open.type("externalUrl", QStringLiteral("sync.example.org"));
    CHECK(shown.saved("listen") == QStringLiteral("127.0.0.1:0")); // nothing before OK
    open.ok();
    CHECK(shown.saved("listen") == QStringLiteral("[::1]:2051"));
    CHECK(shown.saved("external-url") == QStringLiteral("https://sync.example.org"));
}

TEST_CASE("14.B2: the page Server shows when the certificate ends, and what is wrong with either file")
{
    ServerShown shown;
    OpenWindow &open = *shown.open;
    const TestCertificate good = certificateFor("DNS:sync.example.org");
    const TrustedCertificate trusted(good);
    open.unlock();
    open.type("externalUrl", QStringLiteral("https://sync.example.org"));
    open.type("certificate", QStringLiteral("a.crt"));
    CHECK(shown.message("certificateMessage").isError()); // no full path
    open.type("certificate", QStringLiteral("/nowhere/a.crt"));
    shown.waitFor("certificateMessage", QStringLiteral("cannot be used"));
    shown.enter(good);
    shown.waitFor("certificateMessage", QStringLiteral("Valid until"));
    CHECK_FALSE(shown.message("certificateMessage").isError());
    shown.waitFor("privateKeyMessage", QStringLiteral("belongs to the certificate"));
    CHECK(open.the<QLineEdit>("certificate").accessibleDescription().contains(QStringLiteral("Valid until")));
    open.the<QLineEdit>("certificate").setFocus(); // what is said stays where the field is left
    open.the<QLineEdit>("externalUrl").setFocus();
    shown.waitFor("certificateMessage", QStringLiteral("Valid until"));

    open.type("privateKey", shown.write("b.key", TestCertificate::selfSigned().key));
    shown.waitFor("privateKeyMessage", QStringLiteral("does not belong"));
    CHECK(shown.message("privateKeyMessage").isError());
    open.type("privateKey", {});
    shown.waitFor("privateKeyMessage", QStringLiteral("holds none"));
    open.type("externalUrl", QStringLiteral("https://other.example.org"));
    shown.waitFor("certificateMessage", QStringLiteral("for another name"));
    TestCertificate::Wanted old;
    old.from = QDateTime::currentDateTimeUtc().addDays(-20);
    old.until = QDateTime::currentDateTimeUtc().addDays(-10);
    shown.enter(TestCertificate::selfSigned(old));
    shown.waitFor("certificateMessage", QStringLiteral("has expired"));
    CHECK(shown.message("certificateMessage").isError());
    open.type("certificate", {});
    shown.waitFor("privateKeyMessage", QStringLiteral("Choose the certificate"));
}

TEST_CASE("OK on the page Server refuses a certificate or key that the primary could not use, at its field")
{
    ServerShown shown;
    OpenWindow &open = *shown.open;
    const TestCertificate made = TestCertificate::selfSigned();
    const QString good = shown.write("good.crt", made.certificate);
    const QString ownKey = shown.write("good.key", made.key);
    struct Case {
        QString certificate;
        QString key;
        const char *field;
        const char *words;
    };
    const Case wrong[] = {
        {good, shown.write("other.key", TestCertificate::selfSigned().key), "privateKey", "does not belong"},
        {shown.folder.path(), ownKey, "certificate", "cannot be used"},
        {shown.folder.filePath(QStringLiteral("missing.crt")), ownKey, "certificate", "cannot be used"},
        {shown.write("half.crt", made.certificate.left(made.certificate.size() / 2)), ownKey, "certificate",
            "holds none"},
        {good, shown.folder.filePath(QStringLiteral("missing.key")), "privateKey", "cannot be used"},
    };
    open.unlock();
    for (const Case &each : wrong) {
        INFO(each.field << ": " << each.certificate.toStdString() << ", " << each.key.toStdString());
        open.window.showCategory(QStringLiteral("Server"));
        open.type("certificate", each.certificate);
        open.type("privateKey", each.key);
        open.window.showCategory(QStringLiteral("Synchronise"));
        open.press("preferencesOk");
        open.waitUntil([&] { return open.the<QLineEdit>(each.field).hasFocus(); });
        FieldMessage &message = shown.message((std::string(each.field) + "Message").c_str());
        CHECK(message.isError());
        CHECK(message.text().contains(QString::fromLatin1(each.words)));
        CHECK(open.window.isVisible());
        CHECK(open.the<QPushButton>("preferencesOk").isEnabled());
        CHECK(shown.saved("tls-certificate").isEmpty());
        CHECK(shown.saved("tls-key").isEmpty());
    }
    open.type("privateKey", ownKey);
    open.ok();
    CHECK(shown.saved("tls-certificate") == good);

    shown.write("good.key", "broken"); // what is saved already keeps nobody from saving something else
    showActive(open.window);
    open.unlock();
    open.type("maxConnections", QStringLiteral("200"));
    open.ok();
    CHECK(shown.saved("max-connections") == QStringLiteral("200"));
}

TEST_CASE("OK on the page Server refuses to listen beyond this computer without a certificate, at the field")
{
    ServerShown shown;
    OpenWindow &open = *shown.open;
    open.unlock();
    chooseByKeys(open.the<QComboBox>("listenChoice"), Qt::Key_Down);
    open.window.showCategory(QStringLiteral("Synchronise"));
    open.press("preferencesOk");
    CHECK(open.window.isVisible());
    CHECK(open.the<QLineEdit>("listen").isVisible());
    CHECK(open.the<QLineEdit>("listen").hasFocus());
    CHECK(shown.message("listenMessage").isError());
    CHECK(shown.message("listenMessage").text().contains(QStringLiteral("Without a certificate")));
    CHECK(shown.saved("listen") == QStringLiteral("127.0.0.1:0"));

    open.type("externalUrl", QStringLiteral("https://sync.example.org")); // a proxy stands before it
    CHECK(shown.message("listenMessage").text().isEmpty());
    open.type("externalUrl", {});
    CHECK(shown.message("listenMessage").isError());
    open.the<QCheckBox>("plainHttp").setFocus();
    QTest::keyClick(&open.the<QCheckBox>("plainHttp"), Qt::Key_Space);
    open.ok();
    CHECK(shown.saved("listen") == QStringLiteral("0.0.0.0:0"));
}

TEST_CASE("the page Server does not lead to itself, and names a certificate in use only where there is one")
{
    ServerShown shown;
    OpenWindow &open = *shown.open;
    auto &page = *qobject_cast<ServerPage *>(open.window.page(QStringLiteral("Server")));
    for (const ErrorCode code : {ErrorCode::PlainHttpRefused, ErrorCode::PortInUse, ErrorCode::CertificateUnusable}) {
        page.setEngineFailure(Error {code});
        CHECK(shown.reach().text().startsWith(QStringLiteral("Nobody can reach this primary: ")));
        CHECK_FALSE(shown.reach().text().contains(QStringLiteral("page Server")));
    }
    page.setEngineFailure({});
    EngineThread engine(shown.site.address(), shown.site.clock());
    engine.start();
    open.waitUntil([&] { return shown.reach().text().contains(QStringLiteral("this computer alone")); });
    CHECK(shown.reach().text().contains(QStringLiteral("Who can reach it")));
    CHECK_FALSE(shown.reach().text().contains(QStringLiteral("page Server")));
    shown.site.setPreference(QStringLiteral("tls-certificate"), QStringLiteral("/nowhere/a.crt"));
    open.waitUntil([&] { return shown.reach().text().contains(QStringLiteral("goes on answering without")); });
    CHECK_FALSE(shown.reach().text().contains(QStringLiteral("until now")));
}

TEST_CASE("14.B2: a file that is chosen stands in its field as if it had been typed, and is saved by OK")
{
    ServerShown shown;
    OpenWindow &open = *shown.open;
    const TestCertificate made = TestCertificate::selfSigned();
    const QString path = shown.write("both.pem", made.certificate + made.key);
    open.unlock();
    open.press("chooseCertificate");
    auto &dialog = open.over<QFileDialog>();
    child<QLineEdit>(dialog, QStringLiteral("fileNameEdit")).setText(path);
    auto &box = child<QDialogButtonBox>(dialog, QStringLiteral("buttonBox"));
    for (QAbstractButton *const button : box.buttons()) {
        if (box.buttonRole(button) == QDialogButtonBox::AcceptRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    open.comeBack();
    CHECK(shown.text("certificate") == path);
    shown.waitFor("privateKeyMessage", QStringLiteral("belongs to the certificate")); // it stands in the same file
    open.ok();
    CHECK(shown.saved("tls-certificate") == path);
}

TEST_CASE("14.B2: the limits are folded away, each with its range, and go back to their defaults together")
{
    ServerShown shown;
    OpenWindow &open = *shown.open;
    open.unlock();
    CHECK_FALSE(open.the<QWidget>("limits").isVisible());
    auto &advanced = open.the<QPushButton>("advanced");
    advanced.setFocus();
    QTest::keyClick(&advanced, Qt::Key_Space);
    CHECK(open.the<QWidget>("limits").isVisible());
    CHECK(open.the<QLineEdit>("maxBodySize").accessibleDescription().contains(QStringLiteral("1 to 1024 MiB")));
    open.type("maxBodySize", QStringLiteral("5000"));
    CHECK(shown.message("maxBodySizeMessage").isError());
    CHECK(shown.message("maxBodySizeMessage").text().contains(QStringLiteral("Size of a request")));
    QTest::keyClick(&advanced, Qt::Key_Space);
    CHECK(open.the<QWidget>("limits").isVisible()); // what is wrong stays in sight
    open.type("maxBodySize", QStringLiteral("32"));
    open.type("headTimeout", QStringLiteral("30"));
    CHECK(open.window.draft()->modifiedFields() == 2);
    open.press("restoreDefaults");
    CHECK(shown.text("maxBodySize") == QStringLiteral("64"));
    CHECK(open.window.draft()->modifiedFields() == 0);
    open.type("maxConnections", QStringLiteral("200"));
    open.type("silentAfter", QStringLiteral("72"));
    open.type("behindAfter", QStringLiteral("48"));
    open.ok();
    CHECK(shown.saved("max-connections") == QStringLiteral("200"));
    CHECK(shown.saved("silent-after") == QStringLiteral("72"));
    CHECK(shown.saved("behind-after") == QStringLiteral("48"));
}

TEST_CASE("14.B2: at a satellite, and without a Sync ID, the page Server says what it is for")
{
    SatelliteSite satellite {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    OpenWindow open(satellite);
    open.window.showCategory(QStringLiteral("Server"));
    CHECK(open.the<QLabel>("serverPurpose").text().contains(QStringLiteral("This site is a satellite")));
    CHECK_FALSE(open.the<QWidget>("listening").isVisible());
    CHECK_FALSE(open.the<QWidget>("advanced").isVisible());

    TestSite unset {SyncId {}};
    OpenWindow other(unset);
    other.window.showCategory(QStringLiteral("Server"));
    CHECK(other.the<QLabel>("serverPurpose").text().contains(QStringLiteral("no Sync ID yet")));
    other.unlock();
    other.type("syncId", QStringLiteral("1"));
    other.window.showCategory(QStringLiteral("Synchronise"));
    other.type("syncId", QStringLiteral("1"));
    other.window.showCategory(QStringLiteral("Server"));
    CHECK(other.the<QWidget>("listening").isVisible());
    CHECK_FALSE(other.the<QLabel>("serverPurpose").isVisible());
}

TEST_CASE("14.B2: a primary made in the window alone is reached from another address over https, without a restart")
{
    ServerShown shown;
    OpenWindow &open = *shown.open;
    CHECK(shown.reach().text().contains(QStringLiteral("Nobody can reach")));
    EngineThread engine(shown.site.address(), shown.site.clock());
    QSignalSpy restarted(&engine, &EngineThread::runningChanged);
    engine.start();
    open.waitUntil([&] { return shown.reach().text().contains(QStringLiteral("this computer alone")); });
    CHECK(shown.reach().tone() == Tone::Warning);

    const TestCertificate made = certificateFor("IP:127.0.0.2,DNS:sync.example.org");
    const TrustedCertificate trusted(made);
    open.unlock();
    shown.enter(made);
    chooseByKeys(open.the<QComboBox>("listenChoice"), Qt::Key_Down);
    open.type("externalUrl", QStringLiteral("https://sync.example.org"));
    CHECK(shown.message("listenMessage").text().isEmpty());
    open.ok();
    const QString overHttps = QStringLiteral("Reached from other machines over https at https://sync.example.org");
    const auto listening = [&shown] { return *shown.site.datafile().requests().listening(); };
    open.waitUntil([&] { return listening().startsWith(QStringLiteral("https://0.0.0.0:")); });
    open.waitUntil([&] { return shown.reach().text().contains(overHttps); });
    CHECK(shown.reach().tone() == Tone::Ok);
    CHECK(restarted.size() == 1); // the engine has gone on
    QUrl url(listening());
    url.setHost(QStringLiteral("127.0.0.2"));
    SatelliteSite satellite {12, url};
    const CycleReport report = satellite.synchronise();
    INFO((report.error ? describe(*report.error) : QString()).toStdString());
    CHECK_FALSE(report.error);
    CHECK(satellite.dataOf("store", "A").has_value());

    showActive(open.window); // and back: without the certificate nobody is let in from there
    open.unlock();
    open.type("certificate", {});
    open.type("privateKey", {});
    open.type("externalUrl", {});
    open.type("listen", QStringLiteral("127.0.0.1:0"));
    open.ok();
    open.waitUntil([&] { return shown.reach().text().contains(QStringLiteral("this computer alone, at http://")); });
    CHECK(satellite.synchronise().error);
}

TEST_CASE(
    "14.B2: where nobody can reach the primary the page says why, and a certificate that is no good any more is named")
{
    ServerShown shown;
    OpenWindow &open = *shown.open;
    const TestCertificate made = TestCertificate::selfSigned();
    shown.site.setPreference(QStringLiteral("tls-certificate"), shown.write("a.crt", made.certificate));
    shown.site.setPreference(QStringLiteral("tls-key"), shown.write("a.key", "broken"));
    auto &page = *qobject_cast<ServerPage *>(open.window.page(QStringLiteral("Server")));
    EngineThread engine(shown.site.address(), shown.site.clock());
    QObject::connect(
        &engine, &EngineThread::failed, &page, [&page](const Error &error) { page.setEngineFailure(error); });
    engine.start();
    open.waitUntil([&] { return shown.reach().text().contains(QStringLiteral("holds none in PEM format")); });
    CHECK(shown.reach().text().startsWith(QStringLiteral("Nobody can reach this primary: ")));
    CHECK(shown.reach().tone() == Tone::Error);
    shown.write("a.key", made.key); // mended: it starts by itself
    open.waitUntil([&] { return shown.reach().text().contains(QStringLiteral("https://127.0.0.1")); });
    shown.write("a.key", "broken again");
    open.waitUntil(
        [&] { return shown.reach().text().contains(QStringLiteral("The certificate used until now stays in use.")); });
}

TEST_CASE(
    "14.B3: a wrong value of a primary's page does not keep OK from doing its work where it is no primary any more")
{
    ServerShown shown;
    OpenWindow &open = *shown.open;
    open.unlock();
    open.type("listen", QStringLiteral("no address"));
    CHECK(shown.message("listenMessage").isError());
    open.window.showCategory(QStringLiteral("Synchronise"));
    open.type("syncId", QStringLiteral("7"));
    open.press("preferencesOk");
    CHECK(shown.text("listen") == QStringLiteral("127.0.0.1:0"));
    CHECK(open.the<FieldMessage>("syncIdMessage").isVisible()); // its list does not fit
}
