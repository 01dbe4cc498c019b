// What can be uploaded, and what is refused with words that help.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { EventStream } from '../../harness/events.ts';
import { usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';
import { document_of_place, items_of, uploaded } from './documents.ts';

const server = await Server.start();
const { office } = await usual_people(server);
const client = office.client;

test('the kind is told from the content, whatever the name says', async () => {
  const page = `<html><body><p>${document_of_place().replaceAll('\n', '</p><p>')}</p></body></html>`;
  const view = await uploaded(client, page, '方案.pdf');
  assert.equal(view.draft.file_kind, 'html');
  assert.equal(view.draft.file_name, '方案.pdf');
  assert.equal(items_of(view, 'task').filter((item) => !item.only_if_accepted).length, 3);
});

test('a file that cannot be read fails with what to do', async () => {
  const view = await uploaded(client, Buffer.from('PK\x03\x04 cut off', 'latin1'), 'a.docx');
  assert.equal(view.draft.state, 'failed');
  assert.match(view.draft.failure.zh, /重新/);
  assert.equal(view.items.length, 0);
});

test('an empty file, a name too long and a file too large are refused', async () => {
  (await client.post('/api/drafts?file_name=a.txt', Buffer.alloc(0))).problem(400);
  (await client.post('/api/drafts', Buffer.from('x'))).problem(400);
  (await client.post(`/api/drafts?file_name=${'a'.repeat(201)}`, Buffer.from('x'))).problem(400);
  (await client.post('/api/drafts?file_name=a.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 'a'))).problem(413);
});

test('the same upload again is the same draft', async () => {
  const key = randomUUID();
  const body = Buffer.from(document_of_place());
  const first = (await client.post('/api/drafts?file_name=a.txt', body, { key })).json(201);
  const again = (await client.post('/api/drafts?file_name=a.txt', body, { key })).json(201);
  assert.equal(again.id, first.id);
  const list = (await client.get('/api/drafts')).json().drafts;
  assert.equal(list.filter((draft: any) => draft.id === first.id).length, 1);
});

test('open pages hear that a draft is ready', async () => {
  const stream = await EventStream.open(client);
  const view = await uploaded(client, document_of_place());
  await stream.next(({ name, data }) => name === 'changed' && data.includes(view.draft.id));
  stream.close();
});

test('what nobody uploaded is not found', async () => {
  (await client.get(`/api/drafts/${randomUUID()}`)).problem(404);
});
