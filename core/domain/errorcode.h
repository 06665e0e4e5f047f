// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mailboat {

/// Everything that can go wrong, each with its own words, advice and stable code (errortable.h).
/// The values that the words need are named beside each group; they are put into Error::values under those names.
enum class ErrorCode {
    // Arguments and input ("what", "where", "why", "name", "line", "path", "limit")
    UsageWrong, ///< why
    FileUnreadable, ///< path, why
    FileUnwritable, ///< path, why
    InputTooLarge, ///< what, limit (bytes)
    ImportRowsBad, ///< what, rows (text: one line per bad row)
    // Datafile ("path", "why", "version")
    DatafileMissing,
    DatafileExists,
    FolderUnwritable, ///< path, why: no new datafile there
    DatafileUnreadable,
    DatafileReadOnly,
    DatafileForeign, ///< not a Mailboat datafile
    DatafileNewer, ///< version, known
    DatafileDamaged,
    DatafileBusy, ///< another process kept it locked too long
    DatafileVanished,
    DatafileUnsupported, ///< a PostgreSQL URL, until that store exists
    DiskFull,
    DiskBroken, ///< why
    DatafileOnShare, ///< no memory can be shared beside it: why
    TooManyOpenFiles,
    BackupFailed, ///< the copy before a migration
    MigrationFailed,
    BackupUnwritten, ///< path, why
    BackupUnsound, ///< path, why: what was read back is no whole datafile
    BackupOverdue, ///< path, since
    EngineLockHeld,
    ServedAsRoot, ///< path, owner (of the datafile, where that is somebody else)
    // Authorisation ("label", "until", "seconds")
    CodeMissing,
    CodeWrong, ///< left: tries before the next pause; or seconds: the pause that this one began
    CodeExpired, ///< label, until
    CodeTooManyTries, ///< seconds, sinceMs
    CodeUnsuitable, ///< why
    CodeLabelInUse,
    CodeLabelUnknown,
    CodeLastOne,
    CodeExpiryPast,
    // Rules of contract.md §3 ("name", "value", "allowed", "syncId", "userName", "owner")
    PreferenceUnknown, ///< name, known
    PreferenceInvalid, ///< name, value, allowed
    SyncIdInvalid, ///< value
    SyncIdReserved, ///< 1 is the primary's
    SyncIdInUse, ///< syncId, owner
    RoleMismatch, ///< role, rows
    PeerUnknown, ///< syncId
    UserNameInvalid, ///< why
    UserNameInUse, ///< userName, owner
    PasswordMissing, ///< syncId
    UrlMissing, ///< syncId
    UrlInvalid, ///< value, why
    UrlOwnAddress, ///< value
    SiteHasStores, ///< syncId, stores
    SettingsChanged, ///< another process changed the same thing meanwhile: what
    TimeZoneUnknown, ///< value
    MobileOneStore, ///< stores: how many; a site that runs Mobile has exactly one
    TestDatafileOnly, ///< path: test endpoints on a datafile for real data
    TestLoopbackOnly, ///< address: test endpoints beyond this machine
    AppUserUnknown, ///< userName: no person of that name may sign in at a client's
    AppUserInUse, ///< userName
    AppUserInvalid, ///< why
    ActionNotPossible, ///< why (a button or command that does not apply to this role or peer)
    // Records ("table", "id", "field", "why")
    TableNameInvalid,
    RecordIdInvalid,
    RecordDataBroken, ///< not JSON: why
    RecordDataNotObject,
    RecordIdDiffers, ///< field: the key that names the record, value: what it says
    RecordMissing,
    RecordNotOwned, ///< owner
    RecordCentral, ///< central data is changed at the primary alone
    ActionInvalid, ///< value
    RecordUnreadable, ///< site, why: what the program at that site cannot read
    RecordStoreMissing, ///< field
    PatientNotVisible, ///< patient
    PatientElsewhere, ///< owner: a delete of another site's patient
    JoinsTooMany, ///< limit (a day)
    RecordFieldMissing, ///< field, site: what the program at that site cannot do without
    RecordNotKept, ///< text: refused by the primary, whose quarantine has no room for it
    RecordRefused, ///< text: the primary takes others, but not this one
    // State of synchronisation
    NotSetUp,
    NotASatellite,
    NoPrimary,
    PasswordNeeded, ///< sealed with the key of another machine
    Paused,
    UrlOnPrimary, ///< sites
    WrongPrimary, ///< known, found
    WrongSite, ///< known, found (permanent site ids)
    SyncIdDiffers, ///< here, there
    SyncRunning, ///< another cycle or check is running
    Cancelled,
    NoProgress, ///< step, rounds
    EngineStopped, ///< the engine that was asked does not react
    PrimaryOlder, ///< known, found: the primary is an older copy than what this site has seen of it
    DatafileOlder, ///< known, found: this satellite's datafile is an older copy than what its primary has seen of it
    EpochDiffers, ///< the primary was restored, or is another copy than before
    SiteNewer, ///< syncId, known, found: at a primary that is an older copy
    SiteOlder, ///< syncId, known, found: at a primary, of a site whose datafile is an older copy
    TwoMachines, ///< syncId: two machines push under one identity
    OtherMachine, ///< this datafile was used on another machine before
    RestoredUnconfirmed, ///< restored from a backup, until a person says that it goes on
    PositionImpossible, ///< syncId, value, limit: a position that no primary has given
    FormOlder, ///< of a record that a restored site has sent: the form that is here is newer
    FormReplaced, ///< of a record here, by what a primary that was restored has of it
    NotBrought, ///< a record that the primary has not, though it came from one
    StateChanged, ///< cursor or settings were changed by another process during the cycle; the next one goes on
    // Network ("host", "port", "url", "seconds", "why")
    HostNotFound,
    NoNameService,
    NoRoute,
    ConnectionRefused,
    ConnectionFiltered, ///< no answer to the connection attempt
    ConnectionFailed, ///< why: what the system said, where it is none of those above
    ConnectionLost,
    AnswerTimeout, ///< seconds without a byte
    TlsFailed, ///< why
    TlsExpired, ///< since
    TlsNotYetValid, ///< from
    TlsWrongName, ///< names
    TlsUnknownIssuer, ///< issuer
    TlsSelfSigned,
    TlsTooOld,
    TlsToPlainPort, ///< https to a port that speaks plain HTTP
    PlainToTlsPort, ///< http to a port that expects TLS
    NotHttp, ///< service: what is spoken there instead, if it is known
    ProxyRefused, ///< proxy
    ProxyNotFound, ///< proxy
    ProxySignIn, ///< proxy
    Redirected, ///< to: what can be entered as the primary's URL
    NetworkSignIn, ///< page: where to sign in, if it is known
    HttpNotFound, ///< 404 without the protocol's error
    HttpServerError, ///< status
    HttpStatusUnexpected, ///< status
    WebPage, ///< a captive portal or a web page that is no primary
    AnswerNotJson, ///< why
    AnswerInvalid, ///< what: key and reason
    AnswerTooLarge, ///< limit
    PlainHttpUrl, ///< host: a primary beyond this machine, by http
    ClockOff, ///< minutes, direction: "ahead" or "behind"
    SlowLine, ///< bytesPerSecond, roundTripMs
    NodeMissing,
    NodeTooOld, ///< version, needed
    NodeFailed, ///< why
    // The protocol's own errors (protocol.md §2.3), in both directions
    SiteNameNotFound, ///< userName
    SiteIncorrectPassword,
    SiteIncorrectHardwareId,
    SiteHasNoStore,
    SiteAuthTimeout, ///< seconds, if known
    ApiVersionTooOld, ///< version, min
    ApiVersionTooNew, ///< version, max
    ApiVersionIncompatible, ///< the other side's word, where it does not say which
    PrimaryBusy, ///< sync_is_running and other waits
    SyncDisabled, ///< why: turned off at the primary
    IntegrationTimeout,
    PrimaryDiskFull,
    PrimaryDatafileUnusable, ///< text: what the primary says of it
    InitialisationFailed, ///< why
    // What our primary answers to requests it cannot take ("path", "method", "why", "limit")
    RequestMalformed,
    RequestPathUnknown,
    RequestMethodWrong, ///< allowed
    RequestTooLarge,
    TooManyRecords, ///< what ("records" or "ids"), limit
    ServerFull, ///< why
    RequestCredentialsMissing,
    LargeBodyFromStranger, ///< limit (bytes): larger ones only from where the site has signed in of late
    SyncFileMissing, ///< id
    SyncFilesFull, ///< limit (bytes)
    LoginWrong, ///< a person's name or password
    LoginPaused, ///< seconds
    LoginNeedsTls,
    // Running the primary
    PrimaryStopped, ///< address: free, but nobody listens there
    PrimaryElsewhere, ///< address: the engine runs, but does not answer there
    PrimaryHereAlone, ///< address: it listens where no other machine comes
    PlainHttp, ///< without TLS, beyond this machine
    PlainHttpRefused, ///< address
    ListenAddressInvalid, ///< value
    PortInUse, ///< address
    PortForbidden, ///< address
    CertificateUnusable, ///< path, why
    CertificateExpired, ///< until
    CertificateEndsSoon, ///< days, until
    CertificateWrongName, ///< names, host
    CertificateUntrusted, ///< issuer
    ListEmpty, ///< a primary without satellites
    SiteSilent, ///< syncId, since
    HardwareIdUnavailable,
    MachineKeyUnusable, ///< path, why
    KeyRingUnusable, ///< why: the desktop's key ring, where the machine's key was put into it
    ServerFailed, ///< why: something in our own server that should not happen (HTTP 500)
    // What we did not produce; the other side's text is in "text"
    NotedElsewhere, ///< text: noted in the datafile by another version of this program
    OtherSide, ///< status, text; stays the last one
};
inline constexpr ErrorCode lastErrorCode = ErrorCode::OtherSide;

} // namespace mailboat
