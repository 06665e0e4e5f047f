// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#if !__has_include(<catch2/catch_all.hpp>)
#define CATCH_CONFIG_RUNNER
#endif
#include "tests/support/application.h"
#include "tests/support/casewatch.h"
#include "tests/support/catch.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace {

// A test reads and writes nothing of the person who runs it: not their home, settings, or environment.
bool isolate(const QString &folder)
{
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"}) {
        const QString own = folder + QLatin1Char('/') + QString::fromLatin1(name).toLower();
        if (!QDir().mkpath(own) || !qputenv(name, own.toLocal8Bit()))
            return false;
    }
    for (const char *name : {"MAILBOAT_DATAFILE", "MAILBOAT_CODE", "http_proxy", "https_proxy", "all_proxy",
             "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"})
        qunsetenv(name);
    qputenv("LC_ALL", "C.UTF-8"); // English, whatever the person reads
    qunsetenv("LANGUAGE");
    qputenv("MAILBOAT_HARDWARE_ID", "the machine of the tests"); // a bare container has no machine id
    QStandardPaths::setTestModeEnabled(true);
    return true;
}

#if __has_include(<catch2/catch_all.hpp>)
using Listener = Catch::EventListenerBase;
#else
using Listener = Catch::TestEventListenerBase;
#endif

/// Tells the watch which test case runs.
class WatchedCases final : public Listener
{
public:
    using Listener::Listener;

    void testCaseStarting(const Catch::TestCaseInfo &info) override { mailboat::test::CaseWatch::begin(info.name); }
    void testCaseEnded(const Catch::TestCaseStats &) override { mailboat::test::CaseWatch::end(); }
};

CATCH_REGISTER_LISTENER(WatchedCases)

} // namespace

int main(int argc, char *argv[])
{
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ); // should the process end before its time, what it said has been read
    const QTemporaryDir folder;
    if (!folder.isValid() || !isolate(folder.path())) {
        std::fprintf(stderr, "No temporary folder for the tests: %s\n", qPrintable(folder.errorString()));
        return EXIT_FAILURE;
    }
    const std::unique_ptr<QCoreApplication> application = mailboat::test::makeApplication(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("mailboat-tests"));
    return Catch::Session().run(argc, argv); // failed tests, at most 255
}
