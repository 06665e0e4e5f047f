// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/multipart.h"

#include "tests/support/catch.h"

using namespace mailboat;

namespace {

const QByteArray typeOfForm = "multipart/form-data; boundary=b1";

/// "name=content" of each part; "refused".
QByteArrayList partsOf(const QByteArray &body, const QByteArray &type = typeOfForm)
{
    const auto parts = wire::parseForm(body, type);
    if (!parts)
        return {"refused"};
    QByteArrayList all;
    for (const wire::FormPart &part : *parts)
        all.append(part.name + '=' + part.content.toByteArray());
    return all;
}

QByteArray part(const QByteArray &name, const QByteArray &content)
{
    return "--b1\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
}

} // namespace

TEST_CASE("11.2: a form is taken apart as it was put together")
{
    CHECK(partsOf(part("a", "1") + part("b", QByteArray("\r\n--b2\r\n\0", 9)) + "--b1--\r\n")
        == QByteArrayList {"a=1", "b=" + QByteArray("\r\n--b2\r\n\0", 9)});
    CHECK(partsOf(part("a", "") + "--b1--") == QByteArrayList {"a="});
    CHECK(partsOf("--b1--").isEmpty());
    CHECK(partsOf(part("a", "1") + "--b1--", "Multipart/Form-Data; charset=x; Boundary=\"b1\"")
        == QByteArrayList {"a=1"});
    CHECK(partsOf("--b1\r\ncontent-disposition:form-data; filename=\"x\"; name=a\r\nX: y\r\n\r\n1\r\n--b1--")
        == QByteArrayList {"a=1"});
}

TEST_CASE("11.2: what is no form, or has no end, is refused")
{
    const QByteArray good = part("a", "1") + "--b1--";
    CHECK(partsOf(good, "application/json") == QByteArrayList {"refused"});
    CHECK(partsOf(good, "multipart/form-data") == QByteArrayList {"refused"});
    CHECK(partsOf(good, "multipart/form-data; boundary=b2") == QByteArrayList {"refused"});
    CHECK(partsOf(good, "multipart/form-data; boundary=" + QByteArray(71, 'b')) == QByteArrayList {"refused"});
    for (qsizetype size = 0; size < good.size(); ++size) {
        CAPTURE(size);
        CHECK(partsOf(good.first(size)) == QByteArrayList {"refused"});
    }
    CHECK(partsOf(part("a", "1").repeated(17) + "--b1--") == QByteArrayList {"refused"});
    CHECK(partsOf("--b1\r\n" + QByteArray(5000, 'x') + "\r\n\r\n1\r\n--b1--") == QByteArrayList {"refused"});
}
