// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/certificatefiles.h"

namespace mailboat {

class Datafile;
class SyncPreferences;
class SyncServer;

/// The certificate that the engine's server shows: taken anew when its files change, without a connection that is open being
/// touched. A pair that cannot be used leaves the one in use where it is, and is noted in the datafile, for the log, once, and
/// for the primary's own check, until a pair has been taken again. The files are those of the command line, or else of the preferences.
class CertificateWatch final
{
public:
    CertificateWatch(CertificateFiles files, CertificatePair inUse);
    const CertificatePair &inUse() const { return m_inUse; }
    bool isOn() const { return m_files.areWatched(); }
    /// Goes over to the files that the preferences name, where they name others than before and no pair was given at the start. None
    /// named: none is in use any more. What has become of it as with look(). A server that was started without a certificate, or that
    /// is to go on without one, has to be started again. `server`: nullptr where one is to be started; nothing is noted then.
    std::optional<Result<>> follow(const SyncPreferences &preferences, SyncServer *server, Datafile &datafile);
    /// CertificateUnusable (path, why): the preferences name files, and none that could be used so far.
    Result<> mayStart() const;

    /// What has become of the files' pair, where that is news: taken, or CertificateUnusable (path, why). Quick while nothing
    /// changes. `server`: nullptr while there is none, and the pair is for the next one.
    std::optional<Result<>> look(SyncServer *server, Datafile &datafile);
    /// The same, but that the files are read now, whether they have changed or not, and what is wrong with them is always news.
    std::optional<Result<>> readAgain(SyncServer *server, Datafile &datafile);

private:
    Result<> take(const CertificatePair &pair, SyncServer *server, Datafile &datafile);
    void note(const std::optional<Error> &trouble, Datafile &datafile);

    CertificateFiles m_files;
    CertificatePair m_inUse;
    bool m_isGiven; ///< at the start: the preferences do not count
    QString m_certificate {}; ///< as the preferences name it
    QString m_key {};
    std::optional<Error> m_unusable {}; ///< of the files as they were read last
    std::optional<Error> m_trouble {}; ///< as it was noted last
};

} // namespace mailboat
