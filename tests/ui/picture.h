// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace mailboat::test {

/// Whether whoever runs this wants pictures: a folder for them in MAILBOAT_PICTURES.
bool wantsPictures();
/// Saves what a window shows as "<name><MAILBOAT_PICTURE_ENDING>.png" in that folder and, as a desktop would place it, the one that is
/// open over it. Throws where it cannot be written; nothing where nobody wants pictures.
void savePicture(QWidget &window, const QString &name, QWidget *over = nullptr);

} // namespace mailboat::test
