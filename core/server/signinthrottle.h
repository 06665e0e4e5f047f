// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/site.h"

#include <QByteArray>
#include <QHash>

#include <mutex>

namespace mailboat {

/// Slows down who guesses passwords, and nobody else. Wrong sign-ins are counted per site and network (networkOf()), never for a
/// network alone: many sites may share one, and what one of them does wrong there costs no other anything.
/// - Beyond the free ones each doubles the *pause*, in which a wrong password is told to come later, and in which nothing is
///   looked at that would take a slow hash. A right one that is known by its digest passes.
/// - From a network where a site has not signed in yet (a *new* one) so many tries are looked at in an hour, and so many of all
///   new networks of a site together; beyond that the network is *closed* to the site, to right passwords too: who may try as
///   fast as a digest is compared must not find one. Where a site has signed in before that takes very many.
/// - The same wrong password again is a tenth of a try: whoever sends it gains nothing, and is mostly a site whose password has
///   been changed, which may ask every 15 seconds and is looked at once it has the right one.
/// Kept in memory, bounded. Any thread. `Who` signs in: a site, or a person at one (then "site" above reads "person").
template<class Who>
class ThrottleOf
{
public:
    struct Limits {
        int free = 10; ///< wrong ones before there are pauses
        int triesAnHour = 30; ///< from a new network
    };
    /// Who, from which network.
    using Key = std::pair<Who, QByteArray>;

    explicit ThrottleOf(const Clock &clock);
    struct Closed {
        std::chrono::seconds remaining {0}; ///< zero: it is not
        bool isForAllNew = false; ///< the tries from all new networks together have been too many
    };
    /// Whether a network is closed that is new to the site.
    Closed closedAsNew(const Key &key, int triesAnHour);
    /// How long a network is closed where the site has signed in before.
    std::chrono::seconds closedAsKnown(const Key &key, int triesAnHour = triesAtKnown);
    std::chrono::seconds pause(const Key &key); ///< zero: there is none
    /// Whether this password (a digest of it) was the last wrong one.
    bool wasLastWrong(const Key &key, const QByteArray &digest);
    /// A password was looked at, and nobody knows yet that it is right. wrong() after it does not count it twice.
    void tried(const Key &key, const QByteArray &digest, bool isNew);
    void wrong(const Key &key, const QByteArray &digest, bool isNew, const Limits &limits);
    void right(const Key &key); ///< forgets what was wrong there

    /// What is remembered of a key, by times of day, so that it can be kept elsewhere.
    struct Kept {
        int wrong = 0;
        QDateTime last {}; ///< invalid: nothing is remembered
        QDateTime pausedUntil {};
        int tries = 0;
        QDateTime triesSince {};
    };
    Kept kept(const Key &key);
    void restore(const Key &key, const Kept &kept); ///< where nothing is remembered

    static constexpr std::chrono::seconds firstPause {5};
    static constexpr std::chrono::seconds longestPause {300};
    static constexpr std::chrono::hours memory {1}; ///< after that without a wrong one all is forgotten
    static constexpr int newNetworks = 20; ///< so many times the tries of one all of a site have together
    static constexpr int sameForOneTry = 10;
    static constexpr int triesAtKnown = 10'000; ///< an hour

private:
    struct Tries {
        int count = 0;
        std::chrono::milliseconds since {};
    };
    struct Count {
        int wrong = 0;
        std::chrono::milliseconds last {};
        std::chrono::milliseconds pausedUntil {};
        Tries tries {};
        QByteArray lastWrong {};
        int again = 0; ///< how often that has come since
    };
    Count *fresh(const Key &key);
    Count &count(const Key &key, const QByteArray &digest, bool isNew);
    std::chrono::seconds until(std::chrono::milliseconds time) const;
    std::chrono::seconds closed(const Tries &tries, int most) const;
    void add(Tries &tries) const;
    void makeRoom();

    const Clock &m_clock;
    std::mutex m_mutex;
    QHash<Key, Count> m_counts;
    QHash<Who, Tries> m_newTries; ///< from new networks
};

/// A person (AppUser::number), or what stands for a name that nobody has.
struct PersonNumber {
    qint64 value = 0;
    bool operator==(const PersonNumber &) const = default;
};
inline size_t qHash(PersonNumber person, size_t seed = 0)
{
    return ::qHash(person.value, seed);
}

extern template class ThrottleOf<SyncId>;
extern template class ThrottleOf<PersonNumber>;
using SignInThrottle = ThrottleOf<SyncId>;
using PersonThrottle = ThrottleOf<PersonNumber>;

} // namespace mailboat
