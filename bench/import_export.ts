// Files into a register and out of it: the real register of students, every rule checked.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../tests/harness/client.ts';
import { new_person, type Person } from '../tests/harness/people.ts';
import { type Server, type Store, psql } from '../tests/harness/server.ts';

/** GB 11643-1999, in the division that no place has. */
export function citizen_id(n: number): string {
  const born = new Date(Date.UTC(2004, 0, 1 + Math.floor(n / 1000))).toISOString().slice(0, 10).replaceAll('-', '');
  const digits = `990101${born}${String(n % 1000).padStart(3, '0')}`;
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += Number(digits[i]) * (2 ** (17 - i) % 11);
  return digits + '10X98765432'[sum % 11];
}

const kPupilsOfClass = 45;

/** Nine columns of students, class by class as such lists are. */
export function students_file(rows: number): Buffer {
  const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗'];
  const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红'];
  const lines = ['姓名,身份证件号码,性别,出生日期,班级名称,入学年月,联系电话,是否住宿,家庭住址'];
  for (let n = 0; n < rows; n += 1) {
    const id = citizen_id(n);
    const name = surnames[n % 20] + given[(n >> 3) % 27] + given[(n >> 7) % 27];
    const born = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
    const sex = Number(id[16]) % 2 ? '男' : '女';
    lines.push(
      `${name},${id},${sex},${born},机电${Math.floor(n / kPupilsOfClass)}班,2022-09-01,139${String(10_000_000 + n)},${n % 3 ? '是' : '否'},水洛镇${n % 97}号`,
    );
  }
  return Buffer.from(lines.join('\n') + '\n');
}

async function settled(client: Client, target: string): Promise<any> {
  for (;;) {
    const report = (await client.get(target)).json();
    if (!['applying', 'undoing', 'checking'].includes(report.state)) return report;
    await sleep(100);
  }
}

async function import_file(client: Client, register: string, file: Buffer) {
  const started = performance.now();
  const report = (await client.post(`/api/records/${register}/imports?file_name=bench.csv`, file)).json(201);
  const checked = performance.now();
  if (report.counts.bad > 0) throw new Error(`rows of the bench are bad: ${JSON.stringify(report.issues.slice(0, 3))}`);
  const target = `/api/records/${register}/imports/${report.id}`;
  (await client.post(`${target}/application`, { mode: 'all_or_none', confirmed: true })).is(202);
  const done = await settled(client, target);
  if (done.state !== 'applied') throw new Error(`the import ended ${done.state}: ${done.failure?.en}`);
  return { check_s: (checked - started) / 1000, write_s: (performance.now() - checked) / 1000, rows: report.counts.rows };
}

const csv = (rows: unknown[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\n'));

export interface Figures {
  rows: number;
  check_s: number;
  write_s: number;
  others: { count: number; p99_ms: number; worst_ms: number };
  memory_before_mb: number;
  memory_peak_mb: number;
}

function memory_mb(server: Server, what: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)![1]) / 1024;
}

/** What colleagues do meanwhile, ten times a second each: a list, a search, a record made. */
function colleagues(city: Client, school: Client) {
  const took: number[] = [];
  let working = true;
  let made = 0;
  const again = async (work: () => Promise<{ is(status: number): unknown }>, status: number) => {
    while (working) {
      const asked = performance.now();
      (await work()).is(status);
      took.push(performance.now() - asked);
      await sleep(100);
    }
  };
  const all = Promise.all([
    again(() => city.get('/api/records/class?limit=20'), 200),
    again(() => city.get('/api/records/student?limit=20&columns=name&q=wmf'), 200),
    again(() => school.post('/api/records/skill_studio', { values: { school: 'zhuanglang_centre', name: `工作室${(made += 1)}`, leader: '王一', leader_title: '示例', field: 'skill', opened_on: '2024-05-01', apprentices: 3 } }), 201),
  ]);
  return async (): Promise<Figures['others']> => {
    working = false;
    await all;
    took.sort((a, b) => a - b);
    return { count: took.length, p99_ms: took[Math.floor(took.length * 0.99)], worst_ms: took.at(-1)! };
  };
}

/** A registrar imports `rows` students while colleagues work. */
export async function import_students(server: Server, administrator: Person, rows: number) {
  const person = (name: string, unit: string, role: string) => new_person(administrator, name, [{ unit, role }]);
  const city = await person('bench_city', 'education_bureau', 'city_officer');
  const school = await person('bench_school', 'zhuanglang_centre', 'school_officer');
  const registrar = await person('bench_registrar', 'zhuanglang_centre', 'registrar');
  await import_file(city.client, 'programme_catalogue', csv([
    ['维护单位', '专业代码', '专业名称', '层次', '专业大类', '目录版本（年）'],
    ['平凉市教育局', '660301', '机电技术应用', '中职', '66', 2021],
  ]));
  await import_file(school.client, 'school_programme', csv([
    ['目录专业', '培养层次', '学制（月）'],
    ['机电技术应用', '中职三年', 36],
  ]));
  await import_file(registrar.client, 'class', csv([
    ['班级名称', '入学年份', '专业', '班级类别'],
    ...Array.from({ length: Math.ceil(rows / kPupilsOfClass) }, (_, i) => [`机电${i}班`, 2022, '机电技术应用', '普通班']),
  ]));
  const file = students_file(rows);
  const memory_before_mb = memory_mb(server, 'VmRSS');
  const stop = colleagues(city.client, school.client);
  const { check_s, write_s } = await import_file(registrar.client, 'student', file);
  const others = await stop();
  const memory_peak_mb = memory_mb(server, 'VmHWM');
  return { registrar, city, figures: { rows, check_s, write_s, others, memory_before_mb, memory_peak_mb } satisfies Figures };
}

/** How fast SQLite alone writes the same rows, driven from here: the table with its indexes and the versions, groups of
 *  4,000, every value bound. The data directory is of a server that has stopped. */
export function sqlite_rows_per_s(store: Store): number {
  const database = new DatabaseSync(join(store.data, 'zhijiao.db'));
  const tables = ['student', 'student_version'];
  const texts = (table: string) =>
    (database.prepare("SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL").all(table) as { sql: string }[]).map((row) => row.sql);
  const rows = tables.map((table) => {
    const statement = database.prepare(`SELECT * FROM ${table} LIMIT 200000`);
    return statement.all().map((row) => Object.values(row as Record<string, never>));
  });
  const bare = new DatabaseSync(join(store.data, 'bare.db'));
  bare.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF');
  for (const table of tables) for (const sql of texts(table)) bare.exec(sql);
  database.close();
  const inserts = tables.map((table, i) => bare.prepare(`INSERT INTO ${table} VALUES (${rows[i][0].map(() => '?').join(', ')})`));
  const kGroup = 4000;
  const started = performance.now();
  for (let from = 0; from < rows[0].length; from += kGroup) {
    bare.exec('BEGIN IMMEDIATE');
    for (const [i, insert] of inserts.entries()) for (const row of rows[i].slice(from, from + kGroup)) insert.run(...row);
    bare.exec('COMMIT');
  }
  const taken_s = (performance.now() - started) / 1000;
  bare.close();
  return rows[0].length / taken_s;
}

/** How fast PostgreSQL alone takes the same rows, by COPY in one transaction: the table with its indexes and the
 *  versions, without foreign keys. */
export function postgresql_rows_per_s(store: Store): number {
  const tables = ['student', 'student_version'];
  const run = (input: string) =>
    execFileSync('psql', ['--no-psqlrc', '--quiet', '-v', 'ON_ERROR_STOP=1', store.database!], { input, encoding: 'utf8' });
  const file = (table: string) => `'${join(store.data, `${table}.rows`)}'`;
  run(tables.map((table) => `\\copy ${table} TO ${file(table)}\nCREATE TABLE bare_${table} (LIKE ${table} INCLUDING ALL);\n`).join(''));
  const started = performance.now();
  run(`BEGIN;\n${tables.map((table) => `\\copy bare_${table} FROM ${file(table)}\n`).join('')}COMMIT;\n`);
  const taken_s = (performance.now() - started) / 1000;
  const rows = Number(psql(store.database!, 'SELECT count(*) FROM bare_student'));
  run(tables.map((table) => `DROP TABLE bare_${table};\n`).join(''));
  return rows / taken_s;
}

/** The whole list as CSV, made in the background. */
export async function export_students(client: Client): Promise<{ rows: number; seconds: number }> {
  const exports = '/api/records/student/exports';
  const started = performance.now();
  const { id } = (await client.post(exports, { format: 'csv' })).json(202);
  for (;;) {
    const report = (await client.get(`${exports}/${id}`)).json();
    if (report.state === 'failed') throw new Error(report.failure.en);
    if (report.state === 'done') return { rows: report.rows, seconds: (performance.now() - started) / 1000 };
    await sleep(20);
  }
}
