// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/keyring.h"

#include "core/security/keyringcall.h"
#include "core/security/keyringwords.h"

#include <QCoreApplication>
#include <QHash>

#include <atomic>
#include <mutex>
#include <sodium.h>

namespace mailboat {

namespace {

using Clock = KeyRingCall::Clock;
using namespace std::chrono_literals;

constexpr std::chrono::seconds patience = 10s; // of a thread that has other things to do
constexpr std::chrono::seconds personsPatience {keyringwords::secondsToUnlock};
constexpr std::chrono::seconds pause = 5min;

Error doesNotAnswer()
{
    return {ErrorCode::KeyRingUnusable,
        {{QStringLiteral("why"),
            QCoreApplication::translate("mailboat", "it does not answer, or waits for somebody to unlock it")}}};
}

Result<SecretKey> keyIn(const KeyRingCall::Answer &answer)
{
    if (answer.error)
        return failure(*answer.error);
    QByteArray bytes = QByteArray::fromHex(QByteArray::fromRawData(answer.secret.data(), answer.secret.size()));
    if (bytes.size() != SecretKey::length)
        return failure(ErrorCode::KeyRingUnusable,
            {{QStringLiteral("why"), QCoreApplication::translate("mailboat", "what stands in its entry is no key")}});
    const SecretKey key(bytes);
    sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return key;
}

/// What this process knows of keys in the key ring.
class Memory final
{
public:
    Result<SecretKey> read(const QString &entry)
    {
        const Clock::time_point deadline = Clock::now() + patience;
        const std::unique_lock lock(m_mutex, deadline);
        if (!lock.owns_lock())
            return failure(doesNotAnswer());
        if (const auto known = m_keys.constFind(entry); known != m_keys.cend())
            return *known;
        if (m_call && m_entry != entry)
            m_call.reset();
        if (!m_call) {
            if (m_failure && m_entry == entry && Clock::now() < m_notBefore.load())
                return failure(*m_failure);
            if (const Result<> begun = begin(entry); !begun)
                return failed(begun.error());
        }
        const bool wasWaitedFor = std::exchange(m_isWaitedFor, true);
        if (!m_call->waitUntil(wasWaitedFor ? Clock::now() : deadline))
            return failure(doesNotAnswer());
        const Result<SecretKey> key = keyIn(m_call->answer());
        m_call.reset();
        if (!key)
            return failed(key.error());
        m_keys.insert(entry, *key);
        return *key;
    }
    void keep(const QString &entry, const SecretKey &key)
    {
        const std::lock_guard lock(m_mutex);
        m_keys.insert(entry, key);
    }
    void tryAgain() { m_notBefore = Clock::time_point(); }

private:
    Result<> begin(const QString &entry)
    {
        m_entry = entry;
        m_isWaitedFor = false;
        return KeyRingCall::start(keyringwords::read, entry).map([this](std::unique_ptr<KeyRingCall> call) {
            m_call = std::move(call);
        });
    }
    tl::unexpected<Error> failed(const Error &error)
    {
        m_failure = error;
        m_notBefore = Clock::now() + pause;
        return failure(error);
    }

    std::timed_mutex m_mutex;
    QHash<QString, SecretKey> m_keys;
    std::unique_ptr<KeyRingCall> m_call; ///< under way
    QString m_entry; ///< that m_call, or m_failure, is about
    bool m_isWaitedFor = false; ///< as long as anybody should
    std::optional<Error> m_failure; ///< the last one
    std::atomic<Clock::time_point> m_notBefore {};
};

Memory &memory()
{
    static Memory memory;
    return memory;
}

/// For a person who waits.
Result<std::unique_ptr<KeyRingCall>> ended(
    const char *task, const QString &entry, const QByteArray &secret, const KeyRing::Cancelled &isCancelled)
{
    Result<std::unique_ptr<KeyRingCall>> call = KeyRingCall::start(task, entry, secret);
    if (!call)
        return call;
    if ((*call)->waitUntil(Clock::now() + personsPatience, isCancelled))
        return call;
    if (isCancelled())
        return failure(ErrorCode::Cancelled);
    return failure(doesNotAnswer());
}

} // namespace

Result<SecretKey> KeyRing::read(const QString &entry)
{
    return memory().read(entry);
}

void KeyRing::tryAgain()
{
    memory().tryAgain();
}

Result<SecretKey> KeyRing::readFor(const QString &entry, const Cancelled &isCancelled)
{
    const Result<std::unique_ptr<KeyRingCall>> call = ended(keyringwords::read, entry, {}, isCancelled);
    if (!call)
        return failure(call.error());
    Result<SecretKey> key = keyIn((*call)->answer());
    if (key)
        memory().keep(entry, *key);
    return key;
}

Result<> KeyRing::write(const QString &entry, const SecretKey &key, const Cancelled &isCancelled)
{
    QByteArray line = QByteArray::fromRawData(reinterpret_cast<const char *>(key.bytes()), SecretKey::length).toHex();
    line.append('\n');
    const Result<std::unique_ptr<KeyRingCall>> call = ended(keyringwords::write, entry, line, isCancelled);
    sodium_memzero(line.data(), static_cast<std::size_t>(line.size()));
    if (!call)
        return failure(call.error());
    const KeyRingCall::Answer answer = (*call)->answer();
    return answer.error ? Result<>(failure(*answer.error)) : Result<>();
}

Result<> KeyRing::remove(const QString &entry, const Cancelled &isCancelled)
{
    const Result<std::unique_ptr<KeyRingCall>> call = ended(keyringwords::remove, entry, {}, isCancelled);
    if (!call)
        return failure(call.error());
    const KeyRingCall::Answer answer = (*call)->answer();
    return answer.error && !answer.isMissing ? Result<>(failure(*answer.error)) : Result<>();
}

} // namespace mailboat
