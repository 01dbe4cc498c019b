// Whatever is too much is answered, not dropped.
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { first_administrator } from '../../harness/people.ts';
import { collect, exchange, open, type RawAnswer } from '../../harness/raw.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const { client } = await first_administrator(server);
const head = `Host: localhost:${server.port}\r\n`;

function readable(answer: RawAnswer, status: number) {
  assert.equal(answer.status, status, `${answer.head}\n${answer.body}`.slice(0, 500));
  assert.match(answer.head, /content-type: application\/problem\+json/i);
  const body = /transfer-encoding: chunked/i.test(answer.head)
    ? answer.body.replace(/^[0-9a-f]+\r\n/i, '').split('\r\n')[0]
    : answer.body;
  assert.equal(JSON.parse(body).status, status);
}

test('a request header of 1 MB is answered with 431', async () => {
  readable(await exchange(server, `GET /api/session HTTP/1.1\r\n${head}X-Big: ${'a'.repeat(1 << 20)}\r\n\r\n`), 431);
});

test('a header of 1 MB that never ends is answered with 431', async () => {
  readable(await exchange(server, `GET /api/session HTTP/1.1\r\n${head}X-Big: ${'a'.repeat(1 << 20)}`), 431);
});

test('an address of 1 MB is answered with 414', async () => {
  readable(await exchange(server, `GET /api/session?${'a'.repeat(1 << 20)} HTTP/1.1\r\n${head}\r\n`), 414);
});

test('a body that is too large is answered with 413 before it was sent', async () => {
  const answer = await exchange(
    server,
    `POST /api/session HTTP/1.1\r\n${head}Origin: ${server.url}\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n{`,
  );
  readable(answer, 413);
});

test('a body that grows too large in chunks is answered with 413', async () => {
  const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
  const answer = await exchange(
    server,
    `POST /api/session HTTP/1.1\r\n${head}Origin: ${server.url}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(40)}`,
  );
  readable(answer, 413);
});

test('a client that is slow with its header is answered with 408', { timeout: 30_000 }, async () => {
  const socket = await open(server);
  const answer = collect(socket, 25_000);
  const bytes = `GET /api/session HTTP/1.1\r\n${head}X-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`;
  let at = 0;
  const drip = setInterval(() => at < bytes.length && socket.writable && socket.write(bytes[at++]), 250);
  const said = await answer;
  clearInterval(drip);
  readable(said, 408);
});

test('nonsense is answered with 400', async () => {
  for (const bytes of [
    'nonsense\r\n\r\n',
    `GET /api/session HTTP/1.1\r\n${head}Bad Header: x\r\n\r\n`,
    `POST /api/session HTTP/1.1\r\n${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST /api/session HTTP/1.1\r\n${head}Content-Length: -1\r\n\r\n`,
    'GET /api/session HTTP/1.1\r\n\r\n',
  ])
    assert.equal((await exchange(server, bytes)).status, 400, JSON.stringify(bytes.slice(0, 120)));
});

test('a path cannot climb out of the web folder', async () => {
  for (const path of ['/../CMakeLists.txt', '/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json', '/..\\package.json', '/%00']) {
    const { status, body } = await exchange(server, `GET ${path} HTTP/1.1\r\n${head}Connection: close\r\n\r\n`);
    assert.ok(status === 400 || status === 404 || (status === 200 && body.includes('<html')), `${path}: ${status}`);
    assert.ok(!body.includes('devDependencies') && !body.includes('cmake_minimum_required'), path);
  }
});

test('JSON that is broken, too deep, not UTF-8 or has a name twice is answered with 400', async () => {
  const bodies: (string | Buffer)[] = ['{', '{}x', `${'['.repeat(5000)}${']'.repeat(5000)}`, '{"name":"a","name":"b","password":"c"}', Buffer.from([0x7b, 0x22, 0xc1, 0xb9, 0x22, 0x3a, 0x31, 0x7d])];
  for (const body of bodies) {
    const bytes = Buffer.from(body as string);
    const request = Buffer.concat([
      Buffer.from(`POST /api/session HTTP/1.1\r\n${head}Connection: close\r\nOrigin: ${server.url}\r\nContent-Type: application/json\r\nContent-Length: ${bytes.length}\r\n\r\n`),
      bytes,
    ]);
    readable(await exchange(server, request), 400);
  }
});

test('a body that is no JSON is refused by its type', async () => {
  const answer = await exchange(
    server,
    `POST /api/session HTTP/1.1\r\n${head}Connection: close\r\nOrigin: ${server.url}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b`,
  );
  readable(answer, 415);
});

test('a method the path does not take is answered with 405 and those it takes', async () => {
  const answer = await client.delete('/api/accounts');
  answer.problem(405);
  assert.match(answer.headers.allow ?? '', /GET/);
});

test('HEAD says what GET would, without the body', async () => {
  const [get, said] = [await client.get('/api/roles'), await client.send('HEAD', '/api/roles')];
  assert.equal(said.status, 200);
  assert.equal(said.bytes.length, 0);
  assert.equal(said.headers['content-type'], get.headers['content-type']);
});

test('a file of the page that was seen already is answered with 304', async () => {
  const page = await (await fetch(`${server.address}/`)).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)![1];
  const first = await client.get(script);
  assert.match(first.is(200).headers['cache-control'] ?? '', /immutable|max-age/);
  const again = await client.get(script, { 'if-none-match': first.etag });
  assert.equal(again.status, 304);
  assert.equal(again.bytes.length, 0);
});

test('every page forbids scripts from elsewhere, frames and guessing of types', async () => {
  const answer = await fetch(`${server.address}/`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'self'|default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.ok(!policy.includes('unsafe-'), policy);
  const nonces = new Set([policy, (await fetch(`${server.address}/`)).headers.get('content-security-policy')]);
  assert.ok(!/nonce-/.test(policy) || nonces.size === 2, 'a nonce is for one answer');
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
});

test('2,000 idle connections do not keep others waiting', { timeout: 60_000 }, async () => {
  const idle: Socket[] = [];
  try {
    for (let batch = 0; batch < 20; batch += 1)
      idle.push(...(await Promise.all(Array.from({ length: 100 }, () => open(server)))));
    for (const socket of idle) socket.on('error', () => undefined);
    // A connection that begins a request and stops is idle too.
    for (const socket of idle.slice(0, 500)) socket.write('GET / HT');
    const times: number[] = [];
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const started = performance.now();
      assert.equal((await fetch(`${server.address}/healthz`, { headers: { connection: 'close' } })).status, 200);
      times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    // The slowest two may have met another test on the same processor.
    assert.ok(times[17] < 100, `${times.map((ms) => ms.toFixed(1)).join(' ')} ms`);
    assert.equal(idle.filter((socket) => socket.destroyed).length, 0, 'none was dropped');
  } finally {
    for (const socket of idle) socket.destroy();
  }
});

test('metrics count requests and name no person', async () => {
  const text = await (await fetch(`${server.address}/metrics`)).text();
  assert.match(text, /^# TYPE \w+ counter$/m);
  assert.ok(!text.includes('admin'), 'labels are routes, not people');
});

test('who asks gets an id to quote', async () => {
  const answer = await new Client(server).get('/api/nothing');
  answer.problem(404);
  assert.match(String(answer.headers['x-request-id'] ?? ''), /\S/);
});
