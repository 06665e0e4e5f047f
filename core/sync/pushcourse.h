// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/pushmark.h"
#include "core/store/outbox.h"
#include "core/wire/wire.h"

namespace mailboat {

class Datafile;

/// How the push of one cycle gets on: where in the outbox it is, how many records the primary takes in one body, and what it
/// refuses one by one.
///
/// A batch that is refused is halved. A record that is refused alone is passed over; once another one was accepted in the same
/// cycle it is the record's fault, and it is set aside (SatelliteRecords). Where none is accepted nothing is: then it may be the
/// way, such as a portal that answers 400 to everything, and `mostInARow` such refusals end the push. A record that had been set
/// aside before, and was to be tried again, needs no further proof.
class PushCourse final
{
public:
    static constexpr int mostInARow = 10;
    explicit PushCourse(Datafile &datafile);

    struct Part {
        Outbox::Batch batch; ///< its records without their data, which are in the body
        QByteArray body;
        std::optional<qint64> base; ///< of all of them (PushMark::base)
        std::optional<PushMark::Span> over; ///< PushMark::over
        int most = 0; ///< as many were wanted
        bool isEmpty() const { return batch.records.isEmpty(); }
    };
    /// What goes next, of at most `wanted` records, all of one base.
    Result<Part> next(int wanted);
    /// What goes behind `sent`, if that is accepted.
    Result<Part> behind(const Part &sent, int wanted) const;
    /// Whether what behind() has given goes next as it is: nothing of it has changed meanwhile.
    Result<bool> isNext(const Part &ahead, int wanted) const;
    /// Errors: `why` itself, where nothing is left to be tried.
    Result<> refused(const Part &part, const Error &why);
    struct Accepted {
        Part part {};
        QList<wire::PushAnswer::NotKept> notKept {}; ///< of its records; they are for us to keep
        qint64 number = 0; ///< of the push; 0: it had none
    };
    /// The next part may go; settle() before that one is answered, and at the end.
    void accepted(Accepted accepted);
    /// What was accepted leaves the outbox.
    Result<> settle();
    /// Of a record that could not be set aside, since none was accepted: the push has not done all it should.
    std::optional<Error> leftOver() const;
    qint64 takenCount() const { return m_taken; }
    qint64 setAsideCount() const { return m_setAside; }

private:
    struct Refused {
        QueuedRecord record;
        Error why; ///< what the other side said
    };
    Result<> setAside(const QueuedRecord &record, ErrorCode code, const QString &text, const QString &detail);
    Result<> setAside(const Refused &refused);
    Result<> forgetBase();
    Result<Part> read(int most, qint64 after, qsizetype leaving) const;

    Datafile &m_datafile;
    std::optional<Accepted> m_accepted {}; ///< and not settled
    qint64 m_after = 0; ///< number of the last entry that was accepted or passed over
    int m_most; ///< as many as the primary takes in one body
    bool m_isAlone = false; ///< a record has been refused alone, and none accepted since
    bool m_anyAccepted = false;
    int m_inARow = 0;
    QList<Refused> m_doubtful {}; ///< before anything was accepted
    qint64 m_taken = 0; ///< and acknowledged
    qint64 m_setAside = 0;
};

} // namespace mailboat
