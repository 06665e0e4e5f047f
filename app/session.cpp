// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session.h"

#include "app/datafileaddress.h"
#include "app/terminal.h"
#include "core/prefs/peeradvice.h"
#include "core/security/codetries.h"
#include "core/store/settingstable.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <QThread>

#include <cstdio>

namespace mailboat {

namespace {

constexpr unsigned long momentMs = 50;

QString fromEnvironment(const char *name)
{
    return QString::fromLocal8Bit(qgetenv(name));
}

void prompt(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
    std::fflush(stderr);
}

Result<QString> textOf(QByteArrayView line, const QString &path)
{
    QStringDecoder decode(QStringDecoder::Utf8); // takes a byte order mark off
    QString text = decode(line);
    if (decode.hasError())
        return failure(ErrorCode::FileUnreadable,
            {{QStringLiteral("path"), path},
                {QStringLiteral("why"), QCoreApplication::translate("mailboat", "it is not UTF-8 text")}});
    return text;
}

} // namespace

Session::Session(GlobalOptions options, Output &output, Signals &signalSource)
    : m_options(std::move(options))
    , m_output(output)
    , m_signals(signalSource)
{
}

Result<DatafileAddress> Session::datafileAddress() const
{
    return mailboat::datafileAddress(m_options.datafile);
}

Result<Datafile *> Session::datafile()
{
    return opened({});
}

Result<Datafile *> Session::datafileToRead()
{
    return opened({.isForReading = true});
}

Result<Datafile *> Session::opened(const Datafile::Options &options)
{
    if (m_datafile)
        return m_datafile.get();
    const Result<DatafileAddress> address = datafileAddress();
    if (!address)
        return failure(address.error());
    Result<std::unique_ptr<Datafile>> opened = Datafile::open(*address, m_clock, options);
    if (!opened)
        return failure(opened.error());
    m_datafile = std::move(*opened);
    return m_datafile.get();
}

QString Session::advice(const Error &error) const
{
    return m_listOf ? peerAdvice(error, *m_listOf) : advise(error);
}

Result<QString> Session::givenCode()
{
    if (m_options.code)
        return *m_options.code;
    if (m_options.codeFile)
        return secretFrom(*m_options.codeFile);
    return fromEnvironment("MAILBOAT_CODE");
}

Result<Authorisation> Session::authorise()
{
    const Result<Datafile *> file = datafile();
    if (!file)
        return failure(file.error());
    Result<QString> code = givenCode();
    if (code && code->isEmpty() && inputIsTerminal())
        code = askSecret(QCoreApplication::translate("mailboat", "Authorisation code: "));
    if (!code)
        return failure(code.error());
    Authoriser authoriser((*file)->settings(), m_clock);
    Result<Authorisation> authorised = authoriser.authorise(*code);
    while (!authorised && mayBeOverSoon(authorised.error())) { // for a second at most
        QThread::msleep(momentMs);
        authorised = authoriser.authorise(*code);
    }
    return authorised;
}

Result<std::optional<QString>> Session::password(const std::optional<QString> &file, bool mayAsk, Whose whose)
{
    if (!file && !(mayAsk && inputIsTerminal()))
        return std::optional<QString>();
    const QString question = whose == Whose::Site ? QCoreApplication::translate("mailboat", "Password of the site: ")
                                                  : QCoreApplication::translate("mailboat", "Password of the person: ");
    const Result<QString> read = file ? secretFrom(*file) : askSecret(question);
    if (!read)
        return failure(read.error());
    return std::optional<QString>(*read);
}

Result<bool> Session::confirm(const QString &question)
{
    if (!inputIsTerminal())
        return true;
    prompt(question + QCoreApplication::translate("mailboat", " [y/N] "));
    const Result<Input *> terminal = input(QStringLiteral("-"));
    if (!terminal)
        return failure(terminal.error());
    const Result<std::optional<QByteArray>> line = (*terminal)->readLine();
    if (!line)
        return failure(line.error());
    const QString answer = QString::fromUtf8(line->value_or(QByteArray())).trimmed().toLower();
    const QString yes = QCoreApplication::translate("mailboat", "yes");
    return !answer.isEmpty() && yes.startsWith(answer);
}

Result<bool> Session::declined(const QString &question)
{
    const Result<bool> yes = confirm(question);
    if (!yes)
        return yes;
    if (*yes)
        return false;
    const QString words = QCoreApplication::translate("mailboat", "Nothing was changed.");
    if (m_output.isJson())
        m_output.error({ErrorCode::Cancelled}, words);
    else
        m_output.note(words);
    return true;
}

Result<Input *> Session::input(const QString &path)
{
    std::unique_ptr<Input> &kept = path == QLatin1String("-") ? m_standardInput : m_file;
    if (!kept || &kept == &m_file) {
        Result<std::unique_ptr<Input>> opened = Input::open(path);
        if (!opened)
            return failure(opened.error());
        kept = std::move(*opened);
    }
    return kept.get();
}

Result<QString> Session::secretFrom(const QString &path)
{
    const Result<Input *> source = input(path);
    if (!source)
        return failure(source.error());
    const Result<std::optional<QByteArray>> line = (*source)->readLine();
    if (!line)
        return failure(line.error());
    return textOf(line->value_or(QByteArray()), path);
}

Result<QString> Session::askSecret(const QString &question)
{
    const SilentTyping silence; // before the question: from then on somebody may type
    prompt(question);
    return secretFrom(QStringLiteral("-"));
}

} // namespace mailboat
