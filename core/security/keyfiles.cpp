// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/keyfiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mailboat {

namespace {

constexpr mode_t ownersFile = 0600;
constexpr mode_t ownersFolder = 0700;
constexpr mode_t others = 0077;
constexpr qsizetype longestEntry = 64;
constexpr QByteArrayView markerHead {"mailboat key ring 1\n"};

auto unusable(const QString &path, const QString &why)
{
    return failure(ErrorCode::MachineKeyUnusable, {{QStringLiteral("path"), path}, {QStringLiteral("why"), why}});
}

/// With the reason in errno.
auto failedAt(const QString &path)
{
    return unusable(path, qt_error_string(errno));
}

auto noKey(const QString &path)
{
    return unusable(path, QCoreApplication::translate("mailboat", "it is no key of Mailboat's"));
}

class Descriptor final
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    bool isOpen() const { return m_number >= 0; }
    operator int() const { return m_number; } // NOLINT(google-explicit-constructor): it is one

private:
    int m_number;
};

/// The bytes of a small file, wiped afterwards.
struct Content {
    Content() = default;
    ~Content() { sodium_memzero(bytes.data(), bytes.size()); }
    Q_DISABLE_COPY_MOVE(Content)
    QByteArray raw() const { return QByteArray::fromRawData(bytes.data(), length); }
    std::array<char, 256> bytes {};
    qsizetype length = 0;
};

/// What others may read is made its owner's again, where that is us: a folder that was copied back without its modes is no
/// reason to stop a site.
Result<> checkIsPrivate(int file, const QString &path)
{
    struct stat status {
    };
    if (::fstat(file, &status) != 0)
        return failedAt(path);
    if (!S_ISREG(status.st_mode))
        return noKey(path);
    if ((status.st_mode & others) != 0 && ::fchmod(file, ownersFile) != 0)
        return failedAt(path);
    return {};
}

/// Whether it is there.
Result<bool> read(const QString &path, Content &content)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!file.isOpen()) {
        if (errno == ENOENT || errno == ENOTDIR)
            return false;
        return failedAt(path);
    }
    if (const Result<> isPrivate = checkIsPrivate(file, path); !isPrivate)
        return failure(isPrivate.error());
    const ssize_t length = ::read(file, content.bytes.data(), content.bytes.size());
    if (length < 0)
        return failedAt(path);
    content.length = length;
    return true;
}

/// Written whole, and on the disk, before it has its name.
Result<> write(const QString &path, QByteArrayView content)
{
    const Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, ownersFile));
    if (!file.isOpen())
        return failedAt(path);
    const ssize_t written = ::write(file, content.data(), static_cast<std::size_t>(content.size()));
    if (written >= 0 && written != content.size())
        errno = ENOSPC;
    if (written != content.size() || ::fsync(file) != 0)
        return failedAt(path);
    return {};
}

QString unnamedBeside(const QString &path)
{
    return path + u'.' + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

bool isEntryCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

} // namespace

KeyFiles::KeyFiles(QString key)
    : m_key(std::move(key))
{
}

QString KeyFiles::folder() const
{
    return QFileInfo(m_key).absolutePath();
}

Result<std::optional<SecretKey>> KeyFiles::key() const
{
    Content content;
    const Result<bool> isThere = read(m_key, content);
    if (!isThere)
        return failure(isThere.error());
    if (!*isThere)
        return std::optional<SecretKey>();
    if (content.length != SecretKey::length)
        return noKey(m_key);
    return std::optional(SecretKey(content.raw()));
}

Result<> KeyFiles::makeFolder() const
{
    const QString path = folder();
    QDir().mkpath(QFileInfo(path).absolutePath()); // where it cannot, mkdir() says why
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), ownersFolder) != 0 && errno != EEXIST)
        return failedAt(path);
    if (::chmod(name.constData(), ownersFolder) != 0) // one that was there, or a umask that takes away our own right
        return failedAt(path);
    return {};
}

/// So that what was done in it is on the disk.
void KeyFiles::secureFolder() const
{
    const Descriptor opened(::open(QFile::encodeName(folder()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.isOpen())
        ::fsync(opened);
}

/// A name is given by link(), which never takes the place of another file: the key of who was quicker stays.
Result<> KeyFiles::giveKey(const SecretKey &key) const
{
    if (const Result<> made = makeFolder(); !made)
        return made;
    const QString unnamed = unnamedBeside(m_key);
    Result<> done
        = write(unnamed, QByteArrayView(reinterpret_cast<const char *>(key.bytes()), qsizetype(SecretKey::length)));
    const QByteArray from = QFile::encodeName(unnamed);
    if (done && ::link(from.constData(), QFile::encodeName(m_key).constData()) != 0 && errno != EEXIST)
        done = failedAt(m_key);
    ::unlink(from.constData());
    secureFolder(); // what is sealed with it lives on
    return done;
}

Result<std::optional<QString>> KeyFiles::marker() const
{
    Content content;
    const Result<bool> isThere = read(markerPath(), content);
    if (!isThere)
        return failure(isThere.error());
    if (!*isThere)
        return std::optional<QString>();
    const QByteArray text = content.raw();
    const QByteArray entry = text.mid(markerHead.size()).trimmed();
    const bool isEntry = !entry.isEmpty() && entry.size() <= longestEntry
        && std::all_of(entry.cbegin(), entry.cend(), isEntryCharacter);
    if (!text.startsWith(markerHead) || !isEntry)
        return noKey(markerPath());
    return std::optional(QString::fromLatin1(entry));
}

Result<> KeyFiles::writeMarker(const QString &entry) const
{
    if (const Result<> made = makeFolder(); !made)
        return made;
    const QString unnamed = unnamedBeside(markerPath());
    Result<> done = write(unnamed, QByteArray(markerHead.toByteArray() + entry.toLatin1() + '\n'));
    const QByteArray from = QFile::encodeName(unnamed);
    if (done && ::rename(from.constData(), QFile::encodeName(markerPath()).constData()) != 0)
        done = failedAt(markerPath());
    if (!done)
        ::unlink(from.constData());
    secureFolder();
    return done;
}

Result<> KeyFiles::remove(const QString &path) const
{
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return failedAt(path);
    secureFolder();
    return {};
}

/// Its bytes are not overwritten: another process may be about to read them.
Result<> KeyFiles::removeKey() const
{
    return remove(m_key);
}

Result<> KeyFiles::removeMarker() const
{
    return remove(markerPath());
}

KeyFiles::Turn::Turn(const KeyFiles &files)
    : m_folder(files.makeFolder()
            ? ::open(QFile::encodeName(files.folder()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            : -1)
{
    if (m_folder < 0)
        return;
    while (::flock(m_folder, LOCK_EX) != 0 && errno == EINTR)
        continue;
}

KeyFiles::Turn::~Turn()
{
    if (m_folder >= 0)
        ::close(m_folder);
}

} // namespace mailboat
