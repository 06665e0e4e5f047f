// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nodeinpath.h"

#include "tests/support/catch.h"

#include <QFile>
#include <QStandardPaths>

#include <cerrno>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace mailboat::test {

namespace {

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(content) == content.size());
    REQUIRE(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

} // namespace

NodeInPath::NodeInPath(What what)
    : m_before(qgetenv("PATH"))
{
    const QByteArray folder = m_folder.path().toUtf8();
    const QByteArray real = QStandardPaths::findExecutable(QStringLiteral("node")).toUtf8();
    REQUIRE_FALSE(real.isEmpty());
    write(m_folder.filePath(QStringLiteral("old.js")),
        "Object.defineProperty(process, 'versions', { value: { node: '16.1.0' } });\n");
    QByteArray script = "#!/bin/sh\n";
    switch (what) {
    case What::Recorded:
        script += "echo $$ >>" + folder + "/processes\nexec " + real + " \"$@\"\n";
        break;
    case What::Old:
        script += "exec " + real + " --require " + folder + "/old.js \"$@\"\n";
        break;
    case What::Ancient:
        script += "[ \"$1\" = --version ] && echo v0.10.48 && exit 0\necho \"SyntaxError: Unexpected identifier\" "
                  ">&2\nexit 8\n";
        break;
    case What::Foreign:
        script += "echo \"node of another kind: what do you want from me?\"\nexec cat\n";
        break;
    case What::Broken:
        script += "echo \"it does not work\" >&2\nexit 3\n";
        break;
    case What::Missing:
        qputenv("PATH", folder);
        return;
    }
    write(m_folder.filePath(QStringLiteral("node")), script);
    qputenv("PATH", path());
}

NodeInPath::~NodeInPath()
{
    qputenv("PATH", m_before);
}

QByteArray NodeInPath::path() const
{
    return m_folder.path().toUtf8() + ':' + m_before;
}

QList<qint64> NodeInPath::processes() const
{
    QFile file(m_folder.filePath(QStringLiteral("processes")));
    QList<qint64> found;
    if (!file.open(QIODevice::ReadOnly))
        return found;
    while (!file.atEnd())
        found.append(file.readLine().trimmed().toLongLong());
    return found;
}

bool NodeInPath::waitForEnd(qint64 process)
{
    const auto descriptor = static_cast<int>(syscall(SYS_pidfd_open, static_cast<pid_t>(process), 0));
    if (descriptor < 0)
        return errno == ESRCH;
    pollfd ended {descriptor, POLLIN, 0};
    const bool isGone = poll(&ended, 1, 10000) == 1;
    close(descriptor);
    return isGone;
}

} // namespace mailboat::test
