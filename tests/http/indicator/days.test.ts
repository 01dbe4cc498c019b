// Figures kept as each day ends, where they lead, and what the plan's findings say of them: a server
// that runs on a few days of 2022 and 2023.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { first_administrator, kPassword, new_person } from '../../harness/people.ts';
import { Server, fresh_store } from '../../harness/server.ts';

const store = fresh_store();
/** The server at noon of a day. */
function start(day: string): Promise<Server> {
  // The command faketime would stay between the server and our signals.
  const library = 'LD_PRELOAD=/usr/$LIB/faketime/libfaketime.so.1';
  const wrapper = ['env', library, 'FAKETIME_DONT_FAKE_MONOTONIC=1', 'TZ=Asia/Shanghai', `FAKETIME=@${day} 12:00:00`];
  return Server.start({ store, wrapper });
}
const kFirst_day = '2022-09-10';
let server = await start(kFirst_day);
// A server that a test starts ends with it.
async function on_day(day: string): Promise<void> {
  await server.stop();
  server = await start(day);
}
const administrator = await first_administrator(server);
await new_person(administrator, 'school', [{ unit: 'zhuanglang_centre', role: 'school_officer' }]);
await new_person(administrator, 'city', [{ unit: 'education_bureau', role: 'city_officer' }, { unit: 'education_bureau', role: 'plan_office' }]);
await new_person(administrator, 'other', [{ unit: 'jingning_centre', role: 'school_officer' }]);
const api = (name: string) => new Client(server).sign_in(name, kPassword);

let studios = 0;
/** One more studio that counts. */
async function list_studio(): Promise<any> {
  const [school, city] = [await api('school'), await api('city')];
  const values = { school: 'zhuanglang_centre', name: `工作室 ${++studios}`, leader: '王师傅', field: 'skill', opened_on: '2022-01-01' };
  const made = (await school.post('/api/records/skill_studio', { values, confirmed: true })).json(201).record;
  const path = `/api/records/skill_studio/${made.id}/steps`;
  (await school.post(`${path}/submit`, {}, { version: 1 })).is(200);
  const listed = { values: { listing_no: `平教〔2022〕${studios}号`, level: 'city' } };
  return (await city.post(`${path}/list`, listed, { version: 2 })).json(200).record;
}

const days_of = async (query = '') => {
  const answer = await (await api('city')).get(`/api/indicators/skill_studios/days${query}`);
  return answer.json(200).days.map((one: any) => [one.day, one.value]);
};
/** Days are kept beside the requests. */
async function days_until(day: string, query = ''): Promise<[string, number | null][]> {
  const limit = Date.now() + 20_000;
  for (;;) {
    const days = await days_of(query);
    if (days.some(([one]: [string]) => one === day)) return days;
    assert.ok(Date.now() < limit, `${day} was not kept: ${JSON.stringify(days)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a day is kept once it is over, and the days between two starts are made good', async () => {
  await list_studio();
  assert.deepEqual(await days_of(), []);
  await on_day('2022-09-13');
  assert.deepEqual(await days_until('2022-09-12'), [['2022-09-12', 1]]);
  await on_day('2022-09-15');
  assert.deepEqual(await days_until('2022-09-14'), [['2022-09-12', 1], ['2022-09-13', 1], ['2022-09-14', 1]]);
});

let closing: any;

test('of a long pause the ends of months are kept, and what was not kept is a gap', async () => {
  await on_day('2022-09-15');
  closing = await list_studio();
  await on_day('2022-12-20');
  const days = await days_until('2022-12-19');
  assert.deepEqual(days.slice(0, 5), [
    ['2022-09-12', 1], ['2022-09-13', 1], ['2022-09-14', 1], ['2022-09-30', 2], ['2022-10-31', 2],
  ]);
  assert.deepEqual(days[5], ['2022-11-19', 2]);
  assert.equal(days.length, 5 + 31);
  assert.deepEqual(await days_of('?from=2022-10-01&to=2022-10-31'), [['2022-10-31', 2]]);
});

test('what is corrected later changes no day that was kept', async () => {
  await on_day('2022-12-20');
  const city = await api('city');
  const path = `/api/records/skill_studio/${closing.id}/steps/close`;
  (await city.post(path, { comment: '认定有误' }, { version: closing.version })).is(200);
  await on_day('2022-12-21');
  const days = await days_until('2022-12-20', '?from=2022-12-19');
  assert.deepEqual(days, [['2022-12-19', 2], ['2022-12-20', 1]]);
});

test('days of a unit are for whose posts reach it', async () => {
  await on_day('2022-12-21');
  const of = async (name: string, unit: string) => (await api(name)).get(`/api/indicators/skill_studios/days?unit=${unit}`);
  const own = (await of('school', 'zhuanglang_centre')).json(200);
  assert.deepEqual([own.unit, own.days.at(-1).value], ['zhuanglang_centre', 1]);
  assert.equal((await of('city', 'zhuanglang')).json(200).days.at(-1).value, 1);
  (await of('other', 'zhuanglang_centre')).problem(404);
  (await of('city', 'nowhere')).problem(404);
  (await new Client(server).get('/api/indicators/skill_studios/days')).problem(401);
});

test('a level that is not given out has no days either, and days in the wrong order are refused', async () => {
  await on_day('2022-12-21');
  const city = await api('city');
  const series = (await city.get('/api/indicators/intake_ratio/days?unit=zhuanglang')).json(200);
  assert.deepEqual(series.days, []);
  assert.match(series.withheld.zh, /不按这一级公布/);
  (await city.get('/api/indicators/skill_studios/days?from=2022-12-01&to=2022-11-01')).problem(400);
  (await city.get('/api/indicators/skill_studios/days?from=2001-01-01')).problem(400);
  (await city.get('/api/indicators/skill_studios/days?to=2199-01-01')).problem(400);
  (await city.get('/api/indicators/nothing/days')).problem(404);
});

const line = async (as_of = '') => {
  const wall = (await (await api('city')).get(`/api/indicators${as_of && `?as_of=${as_of}`}`)).json();
  return wall.indicators.find((one: any) => one.id === 'skill_studios');
};
const findings = async (query: string) => (await (await api('city')).get(`/api/findings?${query}`)).json().findings;

test('a figure is foreseen with its interval, its method and what it stands on', async () => {
  await on_day('2022-12-21');
  // A day farther ahead than there are figures is not foreseen.
  assert.match((await line()).forecast.refused.zh, /太远/);
  assert.deepEqual(await findings('rule=commitment_falling_short'), []);
  await on_day('2023-06-10');
  await list_studio();
  const { forecast } = await until_foreseen();
  assert.equal(forecast.refused.zh, '');
  assert.equal(forecast.due_on, '2023-12-31');
  assert.ok(forecast.low <= forecast.value && forecast.value <= forecast.high && forecast.high < 10);
  assert.equal(forecast.outlook, 'unlikely');
  assert.equal(forecast.points, 10);
  assert.match(forecast.method.zh, /最小二乘线性趋势，95% 预测区间（GSL）/);
  const working = (await (await api('city')).get('/api/indicators/skill_studios')).json();
  assert.deepEqual(working.line.forecast, forecast);
});

async function until_foreseen(): Promise<any> {
  const limit = Date.now() + 20_000;
  await days_until('2023-06-09');
  for (;;) {
    const now = await line();
    if (now.figure.value === 2) return now;
    assert.ok(Date.now() < limit, 'the figure did not follow');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a commitment that will not be met is a finding of the plan before its day', async () => {
  await on_day('2023-06-10');
  const [found, ...others] = await findings('rule=commitment_falling_short');
  assert.deepEqual(others, []);
  assert.deepEqual([found.severity, found.commitments, found.link], ['warning', ['skill_studios'], '/indicators/skill_studios']);
  assert.match(found.detail.zh, /2023年12月31日.*约 \d 个/);
  const page = (await (await api('city')).get('/api/commitments/skill_studios')).json();
  assert.ok(page.findings.some((one: any) => one.rule === 'commitment_falling_short'));
});

test('one whose day has passed unmet is overdue, also on a past day by the figure kept for it', async () => {
  await on_day('2024-01-10');
  await days_until('2024-01-09');
  const [found] = await findings(`rule=commitment_overdue&q=${encodeURIComponent('工作室')}`);
  assert.deepEqual([found.severity, found.commitments], ['error', ['skill_studios']]);
  assert.match(found.detail.zh, /应在2023年12月31日前达到“10 个”，2024年1月10日的数是 2 个/);
  const [past] = await findings(`rule=commitment_overdue&q=${encodeURIComponent('工作室')}&as_of=2024-01-05`);
  assert.match(past.detail.zh, /2023年12月31日的数是 2 个|2024年1月5日的数是 2 个/);
  const before = await findings(`rule=commitment_overdue&q=${encodeURIComponent('工作室')}&as_of=2023-12-31`);
  assert.deepEqual(before, []);
  assert.match((await line()).forecast.refused.zh, /期限已过/);
  assert.match((await line('2023-06-30')).forecast.refused.zh, /^$/);
});
