// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The second HTTP client. Requests come framed on standard input, what becomes of them goes out framed on standard output;
// the end of standard input ends the process.
//
// A frame is a letter, the number of the request, the length of what follows (4 bytes each, big-endian), and that: JSON, or
// bytes of a body.
//   in:  T {ca} trusted certificates as PEM, before the first request with TLS
//        R {method, secure, host, port, path, headers, length, proxy}, B bytes of its body, A abandon; without a method
//        a connection is opened for a later request, and nothing more
//   out: H {version} once; C connected, U {sent}, M {status, reason, headers}, D bytes of the body,
//        E end or X {kind, message, chain} error
'use strict';

const headLength = 9;

const running = new Map();

let waiting = [];
let isFull = false;

// While nobody takes what was said, no more is read from the lines: an answer without an end waits there, not in this memory.
function flush() {
    const takesMore = process.stdout.write(Buffer.concat(waiting));
    waiting = [];
    if (takesMore || isFull)
        return;
    isFull = true;
    for (const exchange of running.values()) {
        if (exchange.answer)
            exchange.answer.pause();
    }
}

process.stdout.on('drain', () => {
    isFull = false;
    for (const exchange of running.values()) {
        if (exchange.answer)
            exchange.answer.resume();
    }
});

// What happens in one turn of the loop goes out in one piece.
function tell(kind, id, payload) {
    const body = Buffer.isBuffer(payload) ? payload : Buffer.from(payload === undefined ? '' : JSON.stringify(payload));
    const head = Buffer.alloc(headLength);
    head.write(kind, 0, 'latin1');
    head.writeUInt32BE(id, 1);
    head.writeUInt32BE(body.length, 5);
    if (waiting.length === 0)
        setImmediate(flush);
    waiting.push(head, body);
}

let unread = Buffer.alloc(0);

function listen(piece) {
    unread = unread.length > 0 ? Buffer.concat([unread, piece]) : piece;
    let at = 0;
    while (unread.length - at >= headLength) {
        const length = unread.readUInt32BE(at + 5);
        if (unread.length - at < headLength + length)
            break;
        const body = unread.subarray(at + headLength, at + headLength + length);
        hear(String.fromCharCode(unread[at]), unread.readUInt32BE(at + 1), body);
        at += headLength + length;
    }
    unread = unread.subarray(at);
}

function end(id, error) {
    const exchange = running.get(id);
    if (!exchange)
        return;
    running.delete(id);
    if (!error)
        return tell('E', id);
    const code = String(error.code);
    const isNoHttp = code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE';
    const kind = error.kind || (isNoHttp ? 'not-http' : kinds[code] || 'lost');
    tell('X', id, { kind, message: String(error.message || error.code), chain: error.chain || [] });
}

function answerCame(id, line, answer) {
    if (answer.statusCode === 407 && line.proxy) {
        answer.destroy();
        return end(id, fault('proxy-sign-in', '407'));
    }
    tell('M', id, { status: answer.statusCode, reason: answer.statusMessage, headers: answer.rawHeaders });
    answer.on('data', (piece) => tell('D', id, piece));
    answer.on('error', (error) => end(id, error));
    answer.on('end', () => end(id, answer.complete ? null : fault('lost', 'the answer was cut short')));
    const exchange = running.get(id);
    if (!exchange)
        return;
    exchange.answer = answer;
    if (isFull)
        answer.pause();
}

function begin(id, asked) {
    const line = { secure: asked.secure, host: asked.host, port: asked.port, proxy: asked.proxy };
    if (!asked.method) {
        open(line);
        return tell('E', id);
    }
    const headers = {};
    for (const pair of asked.headers)
        headers[pair[0]] = pair[1];
    if (asked.length > 0 || asked.method === 'POST')
        headers['Content-Length'] = asked.length;
    const shownHost = net.isIPv6(asked.host) ? '[' + asked.host + ']' : asked.host;
    const usualPort = asked.secure ? 443 : 80;
    headers.Host = asked.port === usualPort ? shownHost : shownHost + ':' + asked.port;
    const isRelayed = asked.proxy && asked.proxy.kind === 'http' && !asked.secure;
    const opening = {};
    const request = http.request({
        agent: lines, setHost: false, method: asked.method, host: asked.host, port: asked.port, headers, line, opening,
        path: isRelayed ? 'http://' + headers.Host + asked.path : asked.path,
    });
    const exchange = { request, opening, left: asked.length, sent: 0 };
    running.set(id, exchange);
    request.on('error', (error) => end(id, error));
    request.on('socket', () => tell('C', id));
    request.on('response', (answer) => answerCame(id, line, answer));
    if (exchange.left === 0)
        request.end();
}

function addBody(id, piece) {
    const exchange = running.get(id);
    if (!exchange)
        return;
    exchange.left -= piece.length;
    exchange.request.write(piece, (error) => {
        if (error)
            return;
        exchange.sent += piece.length;
        if (running.has(id))
            tell('U', id, { sent: exchange.sent });
    });
    if (exchange.left <= 0)
        exchange.request.end();
}

function abandon(id) {
    const exchange = running.get(id);
    if (!exchange)
        return;
    running.delete(id);
    exchange.request.destroy();
    if (exchange.opening.socket && !exchange.request.socket)
        exchange.opening.socket.destroy();
}

function hear(kind, id, body) {
    switch (kind) {
    case 'T':
        trust(JSON.parse(body).ca);
        break;
    case 'R':
        try {
            begin(id, JSON.parse(body));
        } catch (error) { // a header that may not be sent
            running.set(id, {});
            end(id, fault('lost', error.message));
        }
        break;
    case 'B':
        addBody(id, body);
        break;
    case 'A':
        abandon(id);
        break;
    }
}

// Signals are meant for the owner, which finishes what it is at; then standard input ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {});
process.stdout.on('error', () => process.exit(0));
tell('H', 0, { version: process.versions.node });
process.stdin.on('data', listen);
process.stdin.on('end', () => process.exit(0));
