// An officer of another county meets nothing of a record by any route: made from the description
// of the API, so that a route, a parameter or a register added later is tried without being named.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Client } from '../../harness/client.ts';
import type { Described, Schema } from '../../harness/contract.ts';
import { temporary_directory } from '../../harness/server.ts';
import { pupil, start } from './people.ts';

const { zhuanglang_school, zhuanglang, jingning, jingning_school, administrator } = await start();
const contract = await jingning.client.contract();
const operations = contract.operations();
const of_registers = operations.filter(({ path }) => /^\/api\/(exports\/)?records\//.test(path));
const nouns = [...new Set(of_registers.map(({ path }) => /records\/(\w+)/.exec(path)![1]))];

/** What nobody elsewhere may meet, besides the ids. */
const kName = '庄浪县的学生';
const kPhone = '13993312345';
const kClass = '庄浪独有的班';
const kRemark = '只有本县知道的备注';
const kBadName = '表里那个学生';
const kFile = '庄浪名单.csv';
const secrets = [kName, kPhone, kClass, kRemark, kBadName, kFile];
/** Ids of what stands in each register, of its import and of its exports by format. */
const records: Record<string, string> = {};
const imports: Record<string, string> = {};
const files: Record<string, { csv: string; xlsx: string }> = {};
const values: Record<string, Record<string, unknown>> = {};

async function exported(noun: string, format: string): Promise<string> {
  const { client } = zhuanglang_school;
  const { id } = (await client.post(`/api/records/${noun}/exports`, { format })).json(202);
  for (let i = 0; i < 200; i += 1) {
    if ((await client.get(`/api/records/${noun}/exports/${id}`)).json().state === 'done') return id;
    await sleep(20);
  }
  throw new Error('the export does not end');
}

before(async () => {
  const { client } = zhuanglang_school;
  values.class = { school: 'zhuanglang_centre', name: kClass, year: 2024 };
  records.class = (await client.post('/api/records/class', { values: values.class })).json(201).record.id;
  values.pupil = pupil('77', { name: kName, phone: kPhone, remark: kRemark, class: records.class, fee: 100, boards: true, entered_on: '2024-09-01' }).values;
  records.pupil = (await client.post('/api/records/pupil', { values: values.pupil })).json(201).record.id;
  (await client.post(`/api/records/pupil/${records.pupil}/steps/submit`, {}, { version: 1 })).is(200);
  for (const [noun, rows] of [['pupil', `编号,姓名,出生日期\n!,${kBadName},2008-01-01\n`], ['class', `班级名称,入学年份\n${kBadName},9\n`]]) {
    const path = `/api/records/${noun}/imports?file_name=${encodeURIComponent(kFile)}`;
    const report = (await client.post(path, Buffer.from(rows))).json(201);
    assert.equal(report.counts?.bad ?? report.bad, 1, JSON.stringify(report).slice(0, 500));
    imports[noun] = report.id;
    (await client.send('PUT', `/api/records/${noun}/views/${encodeURIComponent(kRemark)}`, { body: { query: 'q=77' } })).is(200);
    files[noun] = { csv: await exported(noun, 'csv'), xlsx: await exported(noun, 'xlsx') };
    secrets.push(...Object.values(files[noun]));
  }
  secrets.push(...Object.values(records), ...Object.values(imports));
});

test('every register of the test has a record and an import to be looked for', () => {
  assert.deepEqual(Object.keys(records).sort(), nouns.sort());
  assert.deepEqual(Object.keys(imports).sort(), nouns.sort());
});

function example(schema: Schema): unknown {
  const resolved = contract.resolve(schema);
  if (resolved.enum) return resolved.enum[0];
  if (resolved.anyOf) return example(resolved.anyOf[0]);
  const type = Array.isArray(resolved.type) ? resolved.type[0] : resolved.type;
  if (type === 'object')
    return Object.fromEntries(
      (resolved.required ?? []).map((name) => [name, example(resolved.properties![name])]),
    );
  if (type === 'array') return [];
  if (type === 'boolean') return true;
  return type === 'integer' ? 1 : 'phone';
}

/** Values for a parameter under which the record would be found. */
function worth_trying(noun: string, name: string): string[] {
  const [field, operation] = name.split('.');
  const value = String(values[noun][field] ?? '');
  if (operation === 'empty') return ['false', 'true'];
  if (operation) return field === 'state' ? ['submitted', 'draft', ''] : [value];
  const all = Object.keys(values[noun]);
  const others: Record<string, string[]> = {
    q: [kName, 'zlxdxs', kClass, '77'],
    as_of: [new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)],
    columns: [all.join()],
    sort: all.filter((one) => one !== 'phone').flatMap((one) => [one, `-${one}`]),
    limit: ['200'],
    before: ['99'],
    after: ['0'],
  };
  return others[name] ?? [];
}

interface Attempt {
  method: string;
  target: string;
  body?: unknown;
}

/** Everything a person could ask of a route about the record `id` of `noun`. */
function attempts(noun: string, { method, path, operation }: Described, id: string, steps: string[]): Attempt[] {
  const target = path.replace('{id}', id);
  const targets = target.includes('{step}') ? steps.map((step) => target.replace('{step}', step)) : [target];
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = schema && example(schema);
  const made: Attempt[] = targets.map((one) => ({ method, target: one, body }));
  if (method === 'GET')
    for (const { name } of (operation.parameters ?? []).filter((one) => one.in === 'query'))
      for (const value of worth_trying(noun, name))
        made.push({ method, target: `${target}?${name}=${encodeURIComponent(value)}` });
  // What it has already, said again: as a new record, a change, a file.
  if (body && typeof body === 'object' && 'values' in body)
    made.push({ method, target: targets[0], body: { ...body, values: values[noun] } });
  if (path.endsWith('/steps/{step}'))
    made.push(...targets.map((one) => ({ method, target: one, body: { comment: '看看' } })));
  if (method === 'POST' && path.endsWith('/imports'))
    made.push({ method, target: `${target}?file_name=own.csv`, body: Buffer.from('编号,姓名,班级名称\n77,张三,三班\n') });
  return made;
}

/** The id that the route means: of a record, an import or an export. */
function id_of(noun: string, { path }: Described): string {
  if (path.includes('/imports/{id}')) return imports[noun];
  if (path.includes('/exports/{id}')) return files[noun][path.endsWith('.xlsx') ? 'xlsx' : 'csv'];
  return records[noun];
}

const send = (client: Client, { method, target, body }: Attempt) =>
  client.send(method, target, { body, version: 2, key: randomUUID() });

/** What a person can read of an answer: a workbook is unpacked. */
function readable(answer: Answer): string {
  if (!String(answer.headers['content-type']).includes('spreadsheetml')) return answer.text;
  const file = join(temporary_directory(), 'book.xlsx');
  writeFileSync(file, answer.bytes);
  return execFileSync('unzip', ['-p', file], { encoding: 'utf8', maxBuffer: 1 << 26 });
}

// A filter repeats in a refusal what the person himself asked for.
function shown(answer: Answer, { target, body }: Attempt): string[] {
  const own = decodeURIComponent(target) + (Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body ?? ''));
  const text = readable(answer);
  return secrets.filter((secret) => text.includes(secret) && !(answer.status >= 400 && own.includes(secret)));
}

async function steps_of(noun: string): Promise<string[]> {
  const page = (await zhuanglang_school.client.get(`/api/registers/${noun}`)).json();
  return page.workflow.transitions.map(({ name }: { name: string }) => name);
}

const strangers = [['county', jingning], ['school', jingning_school], ['administrator', administrator]] as const;

for (const noun of nouns) {
  const routes = of_registers.filter(({ path }) => new RegExp(`records/${noun}[/.]|records/${noun}$`).test(path));
  for (const described of routes) {
    test(`${described.method} ${described.path} shows nobody elsewhere anything`, async () => {
      const steps = await steps_of(noun);
      const nothing = randomUUID();
      const real = attempts(noun, described, id_of(noun, described), steps);
      const invented = attempts(noun, described, nothing, steps);
      for (const [name, { client }] of strangers)
        for (const [i, attempt] of real.entries()) {
          const answer = await send(client, attempt);
          assert.deepEqual(shown(answer, attempt), [], `${name}: ${attempt.target} ${answer.text.slice(0, 400)}`);
          if (described.path.endsWith('/count') && answer.status === 200)
            assert.equal(answer.json().count, 0, `${name}: ${attempt.target}`);
          if (!described.path.includes('{id}')) continue;
          assert.ok([403, 404, 422].includes(answer.status), `${name}: ${attempt.target} ${answer.status}`);
          // Refused in the same words as what does not exist, or for what is wrong with any request.
          const of_nothing = await send(client, invented[i]);
          assert.equal(of_nothing.status, answer.status, attempt.target);
          assert.deepEqual(of_nothing.json(answer.status).text, answer.json(answer.status).text);
        }
    });
    // Without this the test above could pass because nothing can be found by anybody.
    const reads = described.method === 'GET' && !/\/(count|template\.\w+)$/.test(described.path);
    if (reads)
      test(`${described.path} shows it to those whose it is`, async () => {
        const real = attempts(noun, described, id_of(noun, described), []);
        const seen = new Set<string>();
        for (const attempt of real) {
          const answer = await send(zhuanglang_school.client, attempt);
          for (const secret of shown(answer, attempt)) seen.add(secret);
        }
        assert.ok(seen.size > 0, described.path);
      });
  }
}

test('no other route tells of it either', async () => {
  const others = operations.filter(
    ({ method, path }) => method === 'GET' && !path.includes('{') && !of_registers.some((one) => one.path === path) && path !== '/api/events',
  );
  assert.ok(others.some(({ path }) => path === '/api/waiting') && others.some(({ path }) => path === '/api/registers'));
  for (const { method, path } of others)
    for (const [name, { client }] of strangers) {
      const attempt = { method, target: path };
      const answer = await send(client, attempt);
      // Who keeps the audit trail sees that something was done to a record by its id, and no more.
      const told = shown(answer, attempt).filter((secret) => !(path.includes('audit') && [...Object.values(records), ...Object.values(imports), ...Object.values(files).flatMap((one) => Object.values(one))].includes(secret)));
      assert.deepEqual(told, [], `${name}: ${path}`);
    }
});

test('no filter, search, sort or count tells that it is there', async () => {
  const name = encodeURIComponent(kName);
  for (const query of [`q=${name}`, 'q=zlxdxs', `name.is=${name}`, `phone.is=${kPhone}`, 'number.is=77', 'as_of=2199-01-01', 'sort=-born_on'])
    for (const person of [jingning, jingning_school]) {
      const list = await person.client.get(`/api/records/pupil?${query}`);
      assert.ok(!list.text.includes(records.pupil), query);
    }
  const asked = { filters: [{ field: 'phone', operation: 'is', values: [kPhone] }] };
  for (const person of [jingning, jingning_school]) {
    assert.deepEqual((await person.client.post('/api/records/pupil/search', asked)).json().rows, []);
    assert.equal((await person.client.post('/api/records/pupil/search/count', asked)).json().count, 0);
  }
});

test('a reference to it is refused like one to nothing', async () => {
  const of = (group: string) => ({
    values: { school: 'jingning_centre', number: '78', name: '王五', class: group },
  });
  const foreign = await jingning_school.client.post('/api/records/pupil', of(records.class));
  const invented = await jingning_school.client.post('/api/records/pupil', of('01890000-0000-7000-8000-000000000000'));
  assert.deepEqual(foreign.problem(422).errors, invented.problem(422).errors);
});

test('a file of another school names nothing of it', async () => {
  const file = Buffer.from(`编号,姓名,班级\n77,张三,${kClass}\n`);
  const report = (await jingning_school.client.post('/api/records/pupil/imports?file_name=own.csv', file)).json(201);
  const told = secrets.filter((secret) => JSON.stringify(report).includes(secret) && secret !== kClass);
  assert.deepEqual(told, []);
});

test('nothing was changed by all that', async () => {
  const { record } = (await zhuanglang.client.get(`/api/records/pupil/${records.pupil}`)).json();
  assert.equal(record.version, 2);
});
