// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The least that a program of Qt Widgets does until something is to be seen of it.
#include <QApplication>
#include <QDialog>

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QDialog dialog;
    dialog.show();
    return QApplication::exec();
}
