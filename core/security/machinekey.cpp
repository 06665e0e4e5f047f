// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/machinekey.h"

#include "core/security/sodium.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <pwd.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mailboat {

namespace {

constexpr mode_t ownersFile = 0600;
constexpr mode_t ownersFolder = 0700;
constexpr mode_t others = 0077;
constexpr std::array<char, crypto_kdf_CONTEXTBYTES> context {'m', 'a', 'i', 'l', 'b', 'o', 'a', 't'};
static_assert(crypto_kdf_KEYBYTES == SecretKey::length);

auto unusable(const QString &path, const QString &why)
{
    return failure(ErrorCode::MachineKeyUnusable, {{QStringLiteral("path"), path}, {QStringLiteral("why"), why}});
}

/// With the reason in errno.
auto failedAt(const QString &path)
{
    return unusable(path, qt_error_string(errno));
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

/// A service that the system starts may have no HOME.
QString home()
{
    const QString home = qEnvironmentVariable("HOME");
    if (QDir::isAbsolutePath(home))
        return home;
    std::array<char, 16384> texts {};
    passwd entry {};
    passwd *found = nullptr;
    const int failed = ::getpwuid_r(::geteuid(), &entry, texts.data(), texts.size(), &found);
    return failed == 0 && found ? QFile::decodeName(entry.pw_dir) : QDir::rootPath();
}

/// Bytes on their way between a file and a key, wiped afterwards.
struct Raw {
    Raw() = default;
    ~Raw() { sodium_memzero(bytes.data(), bytes.size()); }
    Q_DISABLE_COPY_MOVE(Raw)
    SecretKey key() const
    {
        return SecretKey(QByteArray::fromRawData(reinterpret_cast<const char *>(bytes.data()), SecretKey::length));
    }
    std::array<unsigned char, SecretKey::length> bytes {};
};

/// What others may read is made its owner's again, where that is us: a folder that was copied back without its modes is no
/// reason to stop a site.
Result<> checkIsPrivate(int file, const QString &path)
{
    struct stat status {
    };
    if (::fstat(file, &status) != 0)
        return failedAt(path);
    if (!S_ISREG(status.st_mode) || status.st_size != SecretKey::length)
        return unusable(path, QCoreApplication::translate("mailboat", "it is no key of Mailboat's"));
    if ((status.st_mode & others) != 0 && ::fchmod(file, ownersFile) != 0)
        return failedAt(path);
    return {};
}

Result<std::optional<SecretKey>> readKey(const QString &path)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!file.isOpen()) {
        if (errno == ENOENT || errno == ENOTDIR)
            return std::optional<SecretKey>();
        return failedAt(path);
    }
    if (const Result<> isPrivate = checkIsPrivate(file, path); !isPrivate)
        return failure(isPrivate.error());
    Raw raw;
    const ssize_t length = ::read(file, raw.bytes.data(), raw.bytes.size());
    if (length < 0)
        return failedAt(path);
    if (length != SecretKey::length)
        return unusable(path, QCoreApplication::translate("mailboat", "it is no key of Mailboat's"));
    return std::optional(raw.key());
}

/// Written whole, and on the disk, before it has its name.
Result<> writeKey(const QString &path, const Raw &raw)
{
    const Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, ownersFile));
    if (!file.isOpen())
        return failedAt(path);
    const ssize_t written = ::write(file, raw.bytes.data(), raw.bytes.size());
    if (written >= 0 && written != SecretKey::length)
        errno = ENOSPC;
    if (written != SecretKey::length || ::fsync(file) != 0)
        return failedAt(path);
    return {};
}

Result<> makeFolder(const QString &path)
{
    QDir().mkpath(QFileInfo(path).absolutePath()); // where it cannot, mkdir() says why
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), ownersFolder) != 0 && errno != EEXIST)
        return failedAt(path);
    if (::chmod(name.constData(), ownersFolder) != 0) // one that was there, or a umask that takes away our own right
        return failedAt(path);
    return {};
}

/// A name is given by link(), which never takes the place of another file: the key of who was quicker stays.
Result<> makeKey(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (const Result<> made = makeFolder(folder); !made)
        return made;
    const QString unnamed = path + u'.' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    Raw raw;
    crypto_kdf_keygen(raw.bytes.data());
    Result<> done = writeKey(unnamed, raw);
    const QByteArray from = QFile::encodeName(unnamed);
    if (done && ::link(from.constData(), QFile::encodeName(path).constData()) != 0 && errno != EEXIST)
        done = failedAt(path);
    ::unlink(from.constData());
    const Descriptor opened(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (done && opened.isOpen())
        ::fsync(opened); // what is sealed with it lives on
    return done;
}

} // namespace

struct SecretKey::Bytes : Raw {
};

SecretKey::SecretKey(const QByteArray &bytes)
{
    Q_ASSERT(bytes.size() == length);
    const auto kept = std::make_shared<Bytes>();
    std::copy(bytes.cbegin(), bytes.cend(), kept->bytes.begin());
    m_bytes = kept;
}

const unsigned char *SecretKey::bytes() const
{
    return m_bytes->bytes.data();
}

MachineKey::MachineKey(SecretKey key)
    : m_key(std::move(key))
{
    startSodium();
}

QString MachineKey::path()
{
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state)) // as its specification wants it
        state = home() + QStringLiteral("/.local/state");
    return QDir::cleanPath(state + QStringLiteral("/mailboat/key"));
}

Result<std::optional<MachineKey>> MachineKey::existing()
{
    return readKey(path()).map(
        [](const std::optional<SecretKey> &key) { return key ? std::optional(MachineKey(*key)) : std::nullopt; });
}

Result<MachineKey> MachineKey::existingOrNew()
{
    startSodium();
    const QString file = path();
    Result<std::optional<SecretKey>> key = readKey(file);
    if (key && !*key)
        key = makeKey(file).and_then([&] { return readKey(file); });
    if (!key)
        return failure(key.error());
    if (!*key)
        return unusable(file, qt_error_string(ENOENT));
    return MachineKey(**key);
}

SecretKey MachineKey::derived(Purpose purpose) const
{
    Raw raw;
    crypto_kdf_derive_from_key(
        raw.bytes.data(), raw.bytes.size(), static_cast<quint64>(purpose), context.data(), m_key.bytes());
    return raw.key();
}

} // namespace mailboat
