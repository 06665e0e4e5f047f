// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/coding.h"
#include "core/http/inflater.h"
#include "tests/support/catch.h"

#include <zstd.h>

using namespace mailboat;

namespace {

constexpr qint64 enough = 1 << 20;

} // namespace

TEST_CASE("a coding is taken from a list by what is offered, its weight above zero")
{
    const auto best = [](const char *list) { return acceptedOf(list, {Coding::Zstd, Coding::Gzip}); };
    CHECK(best("gzip") == Coding::Gzip);
    CHECK(best("deflate, GZIP;q=0.5") == Coding::Gzip);
    CHECK(best("gzip, zstd") == Coding::Zstd);
    CHECK(best(acceptedCodings) == Coding::Zstd);
    CHECK(best("gzip, zstd;q=0") == Coding::Gzip);
    CHECK(acceptedOf("zstd, gzip", {Coding::Gzip}) == Coding::Gzip);
    for (const char *none : {"", "br", "identity", "gzip;q=0", "gzip; q=0.000, zstd;q=0"})
        CHECK_FALSE(best(none));
}

TEST_CASE("a coded body is whole, of one or more members, and within the limit")
{
    const Coding coding = GENERATE(Coding::Gzip, Coding::Zstd);
    CAPTURE(codingName(coding).toStdString());
    const QByteArray text = QByteArray("{\"a\":0.10}").repeated(1000);
    CHECK(decoded(coded(text, coding), coding, text.size()).value() == text);
    CHECK(decoded(coded(text, coding) + coded("x", coding), coding, enough).value() == text + "x");
    const QByteArray piece(65536, 'a'); // what is made ends where a buffer ends
    CHECK(decoded(coded(piece, coding), coding, enough).value() == piece);
    CHECK(decoded(coded({}, coding), coding, enough).value().isEmpty());

    CHECK(decoded(coded(text, coding), coding, text.size() - 1).error().code == ErrorCode::RequestTooLarge);
    const QByteArray whole = coded(text, coding);
    const QByteArray behind = whole + "rubbish";
    for (const QByteArray &broken : {QByteArray(), QByteArray("{}"), whole.chopped(1), behind, whole.left(5)})
        CHECK(decoded(broken, coding, enough).error().code == ErrorCode::RequestMalformed);
    QByteArray damaged = whole;
    damaged[damaged.size() - 2] = static_cast<char>(damaged.at(damaged.size() - 2) ^ 1); // in the sum
    CHECK(decoded(damaged, coding, enough).error().code == ErrorCode::RequestMalformed);
}

TEST_CASE("D2: a coded body asks for room before it grows, and stops where there is none")
{
    const Coding coding = GENERATE(Coding::Gzip, Coding::Zstd);
    const QByteArray bomb = coded(QByteArray(8 << 20, 'x'), coding);
    REQUIRE(bomb.size() < 20000);
    qint64 room = 1 << 20;
    const auto makeRoom = [&room](qint64 bytes) -> Result<> {
        if (bytes > room)
            return failure(ErrorCode::ServerFull);
        room -= bytes;
        return {};
    };
    CHECK(decoded(bomb, coding, 64 << 20, makeRoom).error().code == ErrorCode::ServerFull);
    room = 16 << 20;
    const Result<QByteArray> text = decoded(bomb, coding, 64 << 20, makeRoom);
    REQUIRE(text);
    CHECK(text->size() == 8 << 20);
    CHECK((16 << 20) - room >= text->capacity());
}

TEST_CASE("what other programs have coded is read")
{
    // printf '{"a":1}' | gzip -n | xxd -p, and with zstd -c in its place
    const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000003ab564a54b232ac0500afac1b5607000000");
    const QByteArray zstd = QByteArray::fromHex("28b52ffd04583900007b2261223a317d488bfc32");
    CHECK(decoded(gzip, Coding::Gzip, enough).value() == R"({"a":1})");
    CHECK(decoded(zstd, Coding::Zstd, enough).value() == R"({"a":1})");
}

TEST_CASE("a coded body that comes byte by byte is the same")
{
    const Coding coding = GENERATE(Coding::Gzip, Coding::Zstd);
    const QByteArray text = QByteArray("0123456789abcdef").repeated(5000);
    const QByteArray body = coded(text, coding) + coded("x", coding);
    Inflater inflater(coding, enough);
    for (const char byte : body)
        inflater.add(QByteArray(1, byte));
    CHECK(inflater.state() == Inflater::State::Complete);
    CHECK(inflater.plain() == text + "x");
}

// Found by fuzzing: such a frame was read at once, and was broken in pieces.
TEST_CASE("a zstd frame from before the standard is refused, at once and in pieces")
{
    for (const char *old : {"27b52ffd0400000000", "26b52ffd0400000000", "1eb52ffd000000", "50b52ffd00"}) {
        const QByteArray body = QByteArray::fromHex(old);
        CHECK(decoded(body, Coding::Zstd, enough).error().code == ErrorCode::RequestMalformed);
        Inflater inflater(Coding::Zstd, enough);
        for (const char byte : body)
            inflater.add(QByteArray(1, byte));
        CHECK(inflater.state() == Inflater::State::Broken);
    }
    // One to be skipped (RFC 8878, 3.1.2) before a whole one, in any pieces.
    const QByteArray both = QByteArray::fromHex("5e2a4d1802000000616228b52ffd04583900007b2261223a317d488bfc32");
    for (const qsizetype piece : {1, 3, 9, 100}) {
        Inflater inflater(Coding::Zstd, enough);
        for (qsizetype at = 0; at < both.size(); at += piece)
            inflater.add(both.mid(at, piece));
        CHECK(inflater.state() == Inflater::State::Complete);
        CHECK(inflater.plain() == R"({"a":1})");
    }
}

TEST_CASE("a zstd frame whose window is larger than HTTP allows is refused")
{
    // of an unknown size, so that the window is what the frame says and not what the body needs
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
    for (const int window : {zstdWindow, zstdWindow + 1}) {
        ZSTD_CCtx_reset(context.get(), ZSTD_reset_session_and_parameters);
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, window);
        const QByteArray text("{}");
        QByteArray body(1000, '\0');
        ZSTD_inBuffer input {text.constData(), static_cast<size_t>(text.size()), 0};
        ZSTD_outBuffer output {body.data(), static_cast<size_t>(body.size()), 0};
        REQUIRE(ZSTD_compressStream2(context.get(), &output, &input, ZSTD_e_flush) == 0);
        REQUIRE(ZSTD_compressStream2(context.get(), &output, &input, ZSTD_e_end) == 0);
        body.resize(static_cast<qsizetype>(output.pos));
        CHECK(decoded(body, Coding::Zstd, enough).has_value() == (window == zstdWindow));
    }
}
