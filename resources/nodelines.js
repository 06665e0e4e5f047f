// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The connections of the second HTTP client: direct, through a proxy, with TLS. Comes before nodeclient.js, with which it is
// one script. Node's own modules only. Written so that old versions still understand it as far as saying which version they
// are.
'use strict';

const http = require('http');
const net = require('net');
const tls = require('tls');

const addressPatience = 3000; // ms for one address of several: the usual quarter of a second is too short for a far line
const mostSessions = 32;
const longestSession = 24 * 3600 * 1000; // ms; then the certificate is looked at again

let trusted; // made of the certificates given, once
// TLS sessions, to be resumed: {session, until} by line, of connections whose certificate was accepted. Whoever resumes one
// does not look at the certificate again.
const sessions = new Map();

function trust(certificates) {
    sessions.clear();
    trusted = tls.createSecureContext({ ca: certificates, minVersion: 'TLSv1.2' });
}

function fault(kind, message, chain) {
    const error = new Error(message);
    error.kind = kind;
    error.chain = chain || [];
    return error;
}

const kinds = {
    ECONNREFUSED: 'refused', ENOTFOUND: 'not-found', EAI_AGAIN: 'not-found', EAI_NODATA: 'not-found',
    ENETUNREACH: 'unreachable', EHOSTUNREACH: 'unreachable', EADDRNOTAVAIL: 'unreachable', ENETDOWN: 'unreachable',
    ETIMEDOUT: 'timeout', ECONNRESET: 'lost', EPIPE: 'lost', closed: 'lost',
};

function connectFault(error, isProxy) {
    // Several addresses were tried: the last one speaks for all.
    const last = error.errors && error.errors.length > 0 ? error.errors[error.errors.length - 1] : error;
    const kind = kinds[last.code] || 'failed';
    return fault(isProxy ? 'proxy-' + kind : kind, last.message || String(last.code));
}

function connect(host, port, isProxy, opening) {
    return new Promise((resolve, reject) => {
        const socket = net.connect({
            host, port, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: addressPatience,
        });
        opening.socket = socket;
        socket.on('error', (error) => reject(connectFault(error, isProxy))); // means nothing once it has connected
        socket.on('close', () => reject(connectFault({ code: 'closed' }, isProxy)));
        socket.once('connect', () => {
            socket.setNoDelay(true);
            resolve(socket);
        });
    });
}

function tunnel(line, opening) {
    return new Promise((resolve, reject) => {
        const target = (net.isIPv6(line.host) ? '[' + line.host + ']' : line.host) + ':' + line.port;
        const headers = { Host: target };
        if (line.proxy.authorization)
            headers['Proxy-Authorization'] = line.proxy.authorization;
        const asking = http.request({
            method: 'CONNECT', host: line.proxy.host, port: line.proxy.port, path: target, agent: false, setHost: false,
            headers,
        });
        opening.socket = asking;
        asking.once('error', (error) => reject(connectFault(error, true)));
        asking.once('connect', (answer, socket) => {
            if (answer.statusCode >= 200 && answer.statusCode < 300) {
                opening.socket = socket;
                return resolve(socket);
            }
            socket.destroy();
            const refusals = { 404: 'not-found', 407: 'proxy-sign-in', 503: 'refused' };
            const kind = refusals[answer.statusCode] || 'proxy-refused';
            reject(fault(kind, 'CONNECT was answered with ' + answer.statusCode));
        });
        asking.end();
    });
}

function exactly(socket, count) {
    return new Promise((resolve, reject) => {
        const done = (result, error) => {
            socket.removeListener('readable', look);
            socket.removeListener('error', ended);
            socket.removeListener('close', ended);
            return error ? reject(error) : resolve(result);
        };
        const ended = () => done(null, fault('proxy-refused', 'the proxy closed the connection'));
        const look = () => {
            const bytes = socket.read(count);
            if (bytes !== null)
                done(bytes);
        };
        socket.on('readable', look);
        socket.on('error', ended);
        socket.on('close', ended);
        look();
    });
}

// RFC 1929.
async function signIn(socket, proxy) {
    const user = Buffer.from(proxy.user).subarray(0, 255);
    const password = Buffer.from(proxy.password).subarray(0, 255);
    socket.write(Buffer.concat([Buffer.from([1, user.length]), user, Buffer.from([password.length]), password]));
    const answer = await exactly(socket, 2);
    if (answer[1] !== 0)
        throw fault('proxy-sign-in', 'SOCKS sign-in ' + answer[1]);
}

// RFC 1928; the proxy looks names up.
async function socks(line, opening) {
    const socket = await connect(line.proxy.host, line.proxy.port, true, opening);
    socket.write(Buffer.from(line.proxy.user ? [5, 2, 0, 2] : [5, 1, 0]));
    const method = await exactly(socket, 2);
    if (method[0] !== 5 || (method[1] !== 0 && (method[1] !== 2 || !line.proxy.user)))
        throw fault(method[0] === 5 ? 'proxy-sign-in' : 'proxy-refused', 'SOCKS method ' + method.join('.'));
    if (method[1] === 2)
        await signIn(socket, line.proxy);
    const name = Buffer.from(line.host);
    const ends = Buffer.alloc(2);
    ends.writeUInt16BE(line.port);
    const address = net.isIPv4(line.host)
        ? Buffer.from([1].concat(line.host.split('.').map(Number)))
        : Buffer.concat([Buffer.from([3, name.length]), name]);
    socket.write(Buffer.concat([Buffer.from([5, 1, 0]), address, ends]));
    const head = await exactly(socket, 4);
    if (head[1] !== 0) {
        const refusals = { 3: 'unreachable', 4: 'not-found', 5: 'refused' };
        throw fault(refusals[head[1]] || 'proxy-refused', 'SOCKS reply ' + head[1]);
    }
    const rest = head[3] === 3 ? (await exactly(socket, 1))[0] : head[3] === 4 ? 16 : 4;
    await exactly(socket, rest + 2);
    return socket;
}

function chainOf(socket) {
    const chain = [];
    let certificate = socket.getPeerCertificate(true);
    while (certificate && certificate.raw && chain.length < 10) {
        chain.push(certificate);
        if (certificate.issuerCertificate === certificate)
            break;
        certificate = certificate.issuerCertificate;
    }
    return chain;
}

function keep(key, session, socket) {
    const known = sessions.get(key);
    const ends = chainOf(socket).map((certificate) => Date.parse(certificate.valid_to));
    ends.push(known && socket.isSessionReused() ? known.until : Date.now() + longestSession);
    sessions.delete(key);
    sessions.set(key, { session, until: Math.min(...ends) });
    if (sessions.size > mostSessions)
        sessions.delete(sessions.keys().next().value);
}

function sessionFor(key) {
    const kept = sessions.get(key);
    return kept && Date.now() < kept.until ? kept.session : undefined;
}

// The certificate is judged here, and not by Node before us, since what it was is to be told. A connection that is not
// authorised carries nothing and goes no further.
function secured(line, key, raw, opening) {
    return new Promise((resolve, reject) => {
        const socket = tls.connect({
            socket: raw, host: line.host, servername: net.isIP(line.host) ? '' : line.host, secureContext: trusted,
            session: sessionFor(key), rejectUnauthorized: false,
        });
        opening.socket = socket;
        socket.on('error', (error) => reject(fault('tls', error.message))); // means nothing once it is accepted
        socket.on('close', () => reject(fault('tls', 'the connection was closed during the TLS handshake')));
        socket.on('session', (session) => {
            if (socket.authorized)
                keep(key, session, socket);
        });
        socket.once('secureConnect', () => {
            if (socket.authorized)
                return resolve(socket);
            const said = socket.authorizationError;
            const chain = chainOf(socket).map((certificate) => certificate.raw.toString('base64'));
            socket.destroy();
            reject(fault('tls', String(said.message || said), chain));
        });
    });
}

async function opened(line, key, opening) {
    let socket;
    if (line.proxy && line.proxy.kind === 'socks5')
        socket = await socks(line, opening);
    else if (line.proxy && line.secure)
        socket = await tunnel(line, opening);
    else if (line.proxy)
        socket = await connect(line.proxy.host, line.proxy.port, true, opening);
    else
        socket = await connect(line.host, line.port, false, opening);
    return line.secure ? secured(line, key, socket, opening) : socket;
}

function keyOf(line) {
    return JSON.stringify([line.secure, line.host, line.port, line.proxy]);
}

const early = new Map(); // connections opened before a request needed them: lists of promises, by line

function open(line) {
    const key = keyOf(line);
    const socket = opened(line, key, {});
    socket.catch(() => {}); // the request that would have used it will say what is wrong
    early.set(key, (early.get(key) || []).concat(socket));
}

// Kept connections; options.line says where to, options.opening holds what is being opened, so that it can be given up.
class Lines extends http.Agent {
    getName(options) {
        return options && options.line ? keyOf(options.line) : '';
    }

    createConnection(options, done) {
        const line = options.line;
        const key = keyOf(line);
        const usable = (early.get(key) || []).shift();
        const made = () => opened(line, key, options.opening);
        const socket = usable ? usable.then((ready) => ready.destroyed ? made() : ready, made) : made();
        socket.then((ready) => done(null, ready), done);
    }
}

const lines = new Lines({ keepAlive: true });
