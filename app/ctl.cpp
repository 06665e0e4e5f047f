// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"
#include "app/journal.h"
#include "app/largebuffers.h"
#include "app/privatememory.h"
#include "app/session.h"
#include "app/signals.h"
#include "app/standardchannels.h"
#include "app/translations.h"
#include "core/domain/version.h"

#include <QCoreApplication>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <langinfo.h>
#include <unistd.h>

using namespace mailboat;

namespace {

/// Qt wants UTF-8 and warns where the environment says otherwise, as it does in a bare container. The language that was asked
/// for stays, whether or not the system has its locale.
void useUtf8()
{
    std::setlocale(LC_ALL, ""); // NOLINT(concurrency-mt-unsafe): there is no other thread yet
    if (QByteArrayView(nl_langinfo(CODESET)) == "UTF-8") // NOLINT(concurrency-mt-unsafe)
        return;
    for (const char *name : {"LC_ALL", "LC_MESSAGES", "LANG"}) { // the strongest first
        if (qEnvironmentVariableIsEmpty("LANGUAGE") && !qEnvironmentVariableIsEmpty(name))
            qputenv("LANGUAGE", qgetenv(name));
    }
    qputenv("LC_ALL", "C.UTF-8");
}

/// Only warnings go to standard error, unless somebody asks for more.
void printMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static const bool isVerbose = qEnvironmentVariableIsSet("QT_LOGGING_RULES");
    const bool isSerious = type == QtWarningMsg || type == QtCriticalMsg || type == QtFatalMsg;
    if (!isSerious && !isVerbose)
        return;
    QByteArray line = QByteArray(context.category ? context.category : "mailboat") + ": " + message.toUtf8();
    if (journal::isBehind(STDERR_FILENO)) {
        journal::send(isSerious ? journal::Priority::Warning : journal::Priority::Debug, line, {"log"});
        return;
    }
    line += '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
}

using Advice = std::function<QString(const Error &)>;

int finish(Output &out, Result<ExitStatus> outcome, const Advice &advice = advise)
{
    if (outcome) {
        if (auto written = out.flush(); !written)
            outcome = failure(written.error());
    }
    if (outcome)
        return static_cast<int>(*outcome);
    out.error(outcome.error(), advice(outcome.error()));
    return exitStatusOf(outcome.error().code);
}

/// What has failed or was stopped may have left a name being looked up, which cannot be broken off; an orderly end would wait
/// for it, long after everything is said and stored.
int leave(int status)
{
    const bool mayLinger
        = status == static_cast<int>(ExitStatus::Failed) || status == static_cast<int>(ExitStatus::Interrupted);
    if (mayLinger) {
        std::fflush(nullptr);
        std::_Exit(status);
    }
    return status;
}

} // namespace

int main(int argc, char *argv[])
{
    keepMemoryPrivate();
    giveBackLargeBuffers();
    keepStandardChannels();
    useUtf8();
    qInstallMessageHandler(printMessage);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("mailboat"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(version));
    installTranslations();

    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    Output out(wantsJson(arguments));
    const auto parsed = parse(arguments);
    if (!parsed)
        return finish(out, failure(parsed.error()));
    if (const auto *information = std::get_if<Information>(&*parsed)) {
        out.result({{information->key, information->text.trimmed()}}, information->text);
        return finish(out, ExitStatus::Done);
    }
    const auto &invocation = std::get<Invocation>(*parsed);
    int status = 0;
    {
        Signals signalSource;
        Session session(invocation.global, out, signalSource);
        status = finish(
            out, invocation.command->run(session), [&session](const Error &error) { return session.advice(error); });
    }
    return leave(status);
}
