// Made from the description of the API, so that a route added later is tested without being named.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import type { Contract, Described, Schema } from '../../harness/contract.ts';
import { new_person, usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const people = await usual_people(server);
const everything = await new_person(people.administrator, 'everything', [
  { unit: 'education_bureau', role: 'administrator' },
  { unit: 'education_bureau', role: 'plan_office' },
  { unit: 'education_bureau', role: 'auditor' },
]);
const contract = await new Client(server).contract();
const operations = contract.operations();

/** Open to everybody on purpose; a new name here is a decision. */
const kPublic = [
  'DELETE /api/candidate/session',
  'DELETE /api/session',
  'GET /api/candidate',
  'GET /api/invitations/{token}',
  'GET /api/openapi.json',
  'GET /api/public/admissions',
  'GET /api/public/funding',
  'GET /api/public/indicators',
  'GET /api/public/indicators.csv',
  'GET /api/public/progress',
  'GET /api/public/tasks.csv',
  'GET /api/public/tasks.xlsx',
  'GET /api/session',
  'POST /api/candidate/session',
  'POST /api/invitations/{token}',
  'POST /api/session',
];

/** Needs a candidate's sign-in, which is another than that of people with posts. */
const kCandidate = [
  'POST /api/candidate/rounds/{round}/appeals',
  'POST /api/candidate/rounds/{round}/reply',
  'POST /api/candidate/rounds/{round}/submission',
  'PUT /api/candidate/rounds/{round}/choices',
];

/** Needs a sign-in, but no post. */
const kOwn = [
  'DELETE /api/calendar-feeds/{id}',
  'GET /api/calendar-feeds',
  'GET /api/events',
  'GET /api/notice-settings',
  'GET /api/notices',
  'POST /api/calendar-feeds',
  'POST /api/notices/read',
  'PUT /api/notice-settings',
  'PUT /api/session/password',
];

const name_of = ({ method, path }: Described) => `${method} ${path}`;

/** A value the schema takes. */
function example(schema: Schema, of: Contract): unknown {
  const resolved = of.resolve(schema);
  if (resolved.enum) return resolved.enum[0];
  if (resolved.anyOf) return example(resolved.anyOf[0], of);
  const type = Array.isArray(resolved.type) ? resolved.type[0] : resolved.type;
  if (type === 'object')
    return Object.fromEntries(
      (resolved.required ?? []).map((name) => [name, example(resolved.properties![name], of)]),
    );
  if (type === 'array') return [];
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  return resolved.format === 'date' ? '2022-07-01' : 'x';
}

function target_of({ path }: Described): string {
  return path
    .replace('{table}.{format}', 'tasks.csv')
    .replace('{table}', 'tasks')
    .replace('{format}', 'csv')
    .replace(/\{number\}/, '1')
    .replace(/\{[^}]+\}/g, '01890000-0000-7000-8000-000000000000');
}

function attempt(client: Client, described: Described) {
  const body = described.operation.requestBody?.content['application/json']?.schema;
  return client.send(described.method, target_of(described), {
    body: body ? example(body, contract) : undefined,
    version: 1,
    key: 'generated',
  });
}

test('what is open to everybody is exactly what is meant to be', () => {
  const open = operations.filter(({ operation }) => operation.security?.length === 0).map(name_of).sort();
  assert.deepEqual(
    open.filter((name) => !kPublic.includes(name) && !kCandidate.includes(name)),
    [],
  );
});

for (const described of operations) {
  const name = name_of(described);
  if (kPublic.includes(name)) continue;

  test(`${name} asks for a sign-in`, async () => {
    (await attempt(new Client(server), described)).problem(401);
  });

  test(`${name} does not take an invented session`, async () => {
    const client = new Client(server);
    client.cookie = `__Host-session=${'A'.repeat(43)}`;
    (await attempt(client, described)).problem(401);
  });

  if (kCandidate.includes(name)) {
    test(`${name} does not take the session of somebody with a post`, async () => {
      (await attempt(everything.client, described)).problem(401);
    });
  } else if (!kOwn.includes(name)) {
    test(`${name} refuses somebody without a post`, async () => {
      (await attempt(people.nobody.client, described)).problem(403);
    });
  }

  if (described.method === 'GET' && name !== 'GET /api/events') {
    test(`${name} refuses a parameter it does not know`, async () => {
      const separator = target_of(described).includes('?') ? '&' : '?';
      const answer = await everything.client.get(`${target_of(described)}${separator}no_such_parameter=1`);
      answer.problem(400);
    });
  }
}

test('an administrator of accounts does not read the plan by that', async () => {
  for (const target of ['/api/board', '/api/findings', '/api/my-work', '/api/tasks/1', '/api/exports/shares.csv'])
    (await people.administrator.client.get(target)).problem(403);
});

test('an officer of a unit does not see accounts, the audit trail or findings', async () => {
  for (const target of ['/api/accounts', '/api/audit', '/api/audit/names', '/api/findings', '/api/exports/accounts.csv', '/api/exports/audit.csv', '/api/exports/findings.csv'])
    (await people.finance.client.get(target)).problem(403);
});
