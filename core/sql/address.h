// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

/// Where a datafile is. What is not valid does not exist; that nothing is there yet, or something else, is found when it is opened.
class DatafileAddress final
{
public:
    /// From a person: a path. DatafileUnsupported (path) for a database server's URL, which is shown without its password.
    static Result<DatafileAddress> fromText(const QString &text);
    /// A path, relative to the current folder.
    static DatafileAddress ofFile(const QString &path);

    QString path() const; ///< absolute
    QString shown() const { return m_path; } ///< as it was given, without any secret
    /// The same for all addresses that lead to one datafile (links, `..`), whether it is there yet or not.
    QString identity() const;
    bool operator==(const DatafileAddress &) const = default; ///< as written, not identity()

private:
    explicit DatafileAddress(QString path);

    QString m_path;
};

} // namespace mailboat
