import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { read_csv, read_xlsx } from '../../harness/tables.ts';
import { sample } from './sample.ts';

const { office, finance, nobody_signed_in } = await sample();
const kDay = '2022-07-01';
const at = async (target: string) => (await office.get(target)).json();
const board = await at(`/api/board?as_of=${kDay}`);

type Share = {
  id: string;
  task: number;
  unit: { id: string; kind: string; name: { zh: string } };
  status: string;
  role: string;
  due_on: string;
  days_late: number;
};
const late_unit = board.shares.find(({ status }: Share) => status === 'late')?.unit.id;
const ids = (shares: Share[]) => shares.map(({ id }) => id).sort();

describe('board', () => {
  test('shows 25 measures in 8 groups and 20 tasks, those without a task marked and not hidden', () => {
    assert.equal(board.measures.length, 25);
    assert.equal(board.groups.length, 8);
    assert.equal(board.tasks.length, 20);
    const untracked = board.measures
      .filter(({ coverage }: { coverage: string }) => coverage === 'none')
      .map(({ number }: { number: number }) => number);
    for (const measure of [5, 7, 11, 14, 24]) assert.ok(untracked.includes(measure), `measure ${measure}`);
  });

  test('counts are those of the lines shown', () => {
    const counted = (lines: { status: string }[]) => {
      const counts: Record<string, number> = {};
      for (const { status } of lines) counts[status] = (counts[status] ?? 0) + 1;
      return counts;
    };
    const given = (counts: Record<string, number>) =>
      Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    assert.deepEqual(given(board.task_counts), counted(board.tasks));
    assert.deepEqual(given(board.share_counts), counted(board.shares));
  });

  test('what is late on a day was due before it, and by as many days as it says', () => {
    const late = board.shares.filter(({ status }: Share) => status === 'late');
    assert.ok(late.length > 0, 'the sample has something late in July 2022');
    for (const share of late) {
      const days = (Date.parse(kDay) - Date.parse(share.due_on)) / 86_400_000;
      assert.equal(share.days_late, days, `${share.task} ${share.unit.id}`);
      assert.ok(days > 0);
    }
    for (const share of board.shares)
      if (share.status !== 'late') assert.equal(share.days_late, 0);
  });

  test('a task is late exactly if one of its shares is', () => {
    for (const task of board.tasks) {
      const shares = board.shares.filter((share: Share) => share.task === task.number);
      assert.ok(shares.length > 0, `task ${task.number} has no share`);
      assert.equal(task.status === 'late', shares.some(({ status }: Share) => status === 'late'), `task ${task.number}`);
    }
  });

  const filters: [string, (share: Share) => boolean][] = [
    ['status=late', ({ status }) => status === 'late'],
    ['status=late,closed', ({ status }) => status === 'late' || status === 'closed'],
    ['unit=finance_bureau', ({ unit }) => unit.id === 'finance_bureau'],
    [`unit=${late_unit}&status=late`, ({ unit, status }) => unit.id === late_unit && status === 'late'],
    ['kind=county', ({ unit }) => unit.kind === 'county'],
    ['task=17', ({ task }) => task === 17],
    ['quarter=2022Q4', ({ due_on }) => due_on >= '2022-10-01' && due_on <= '2022-12-31'],
    ['lead=true', ({ role }) => role === 'lead' || role === 'presumed_lead'],
  ];
  for (const [query, fits] of filters) {
    test(`filter ${query} leaves exactly what fits`, async () => {
      const filtered = await at(`/api/board?as_of=${kDay}&${query}`);
      const expected = board.shares.filter(fits);
      assert.ok(expected.length > 0, 'the filter is tried on something');
      assert.deepEqual(ids(filtered.shares), ids(expected));
    });
  }

  test('filters by measure and group leave the tasks that belong to it', async () => {
    const of_measure = await at(`/api/board?as_of=${kDay}&measure=22`);
    const expected = board.tasks
      .filter(({ measures }: { measures: { measure: number }[] }) => measures.some(({ measure }) => measure === 22))
      .map(({ number }: { number: number }) => number);
    assert.ok(expected.length > 0);
    assert.deepEqual(of_measure.tasks.map(({ number }: { number: number }) => number), expected);
    const of_group = await at(`/api/board?as_of=${kDay}&group=7`);
    assert.ok(of_group.tasks.length > 0);
    for (const task of of_group.tasks) assert.ok(task.groups.includes(7), `task ${task.number}`);
  });

  test('finds a unit by its pinyin initials, in any case', async () => {
    for (const q of ['czj', 'CZJ', '财政局']) {
      const found = await at(`/api/board?as_of=${kDay}&q=${encodeURIComponent(q)}`);
      assert.ok(found.shares.some(({ unit }: Share) => unit.id === 'finance_bureau'), q);
    }
  });

  test('mine shows the shares of the units in reach of my posts', async () => {
    const mine = (await finance.get(`/api/board?as_of=${kDay}&mine=true`)).json();
    assert.ok(mine.shares.length > 0);
    for (const share of mine.shares) assert.equal(share.unit.id, 'finance_bureau');
  });

  test('what cannot be meant is refused and says which parameter', async () => {
    for (const query of ['status=lat', 'quarter=2022Q5', 'quarter=2022', 'as_of=2022-02-30', 'measure=x', 'lead=perhaps']) {
      const answer = await office.get(`/api/board?${query}`);
      assert.ok([400, 422].includes(answer.status), `${query}: ${answer.status}`);
      answer.problem(answer.status);
    }
  });

  test('a day in the future cannot be seen', async () => {
    const answer = await office.get('/api/board?as_of=2999-01-01');
    assert.ok([400, 422].includes(answer.status), `${answer.status}`);
    assert.match(answer.problem(answer.status).detail, /\S/);
  });

  test('a past day is the same however often it is asked for', async () => {
    assert.deepEqual(await at(`/api/board?as_of=${kDay}`), board);
  });
});

describe('exports', () => {
  const query = `as_of=${kDay}&status=late`;
  const late = board.shares.filter(({ status }: Share) => status === 'late') as Share[];

  test('the late list as CSV has the lines of the list shown', async () => {
    const answer = (await office.get(`/api/exports/shares.csv?${query}`)).is(200);
    assert.match(answer.headers['content-disposition'] ?? '', /^attachment/);
    const [head, ...rows] = read_csv(answer.bytes);
    assert.equal(rows.length, late.length);
    for (const row of rows) assert.equal(row.length, head.length);
    const units = new Set(rows.flat());
    for (const { unit } of late) assert.ok(units.has(unit.name.zh), unit.name.zh);
  });

  test('XLSX and CSV hold the same table', async () => {
    const csv = read_csv((await office.get(`/api/exports/shares.csv?${query}`)).bytes);
    const xlsx = read_xlsx((await office.get(`/api/exports/shares.xlsx?${query}`)).bytes);
    const head = xlsx.findIndex((row) => row?.[0] === csv[0][0]);
    assert.ok(head >= 0, 'the heads are there');
    const width = csv[0].length;
    const body = xlsx.slice(head).map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''));
    assert.deepEqual(body, csv);
  });

  for (const table of ['tasks', 'shares', 'units', 'measures', 'commitments', 'findings', 'bodies', 'changes']) {
    test(`${table} can be taken away in both forms`, async () => {
      const csv = read_csv((await office.get(`/api/exports/${table}.csv?as_of=${kDay}`)).is(200).bytes);
      assert.ok(csv.length > 1, 'there are rows');
      const xlsx = await office.get(`/api/exports/${table}.xlsx?as_of=${kDay}`);
      assert.match(xlsx.is(200).headers['content-type']!, /spreadsheetml/);
      assert.ok(read_xlsx(xlsx.bytes).length >= csv.length);
    });
  }

  test('an unknown table or form is refused', async () => {
    for (const name of ['nothing.csv', 'tasks.pdf', 'accounts.csv', 'tasks']) {
      const answer = await office.get(`/api/exports/${name}`);
      assert.ok([400, 403, 404].includes(answer.status), `${name}: ${answer.status}`);
    }
  });

  test('nobody takes a table away without signing in', async () => {
    (await nobody_signed_in.get('/api/exports/shares.csv')).problem(401);
  });
});
