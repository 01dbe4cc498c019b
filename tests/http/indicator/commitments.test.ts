// Every numeric commitment of the plan on the sample world: measured, or it says what is missing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import { Server, fresh_store, kPlan, zhijiao } from '../../harness/server.ts';

test('every numeric commitment has a figure or says exactly what is missing and who reports it', { timeout: 240_000 }, async () => {
  const store = fresh_store();
  const database = store.database ? ['--database', store.database] : [];
  const made = await zhijiao('sample', '--data', store.data, ...database, '--plan', kPlan, '--scale', '0.02', '--seed', '7', '--until', '2024-11-26');
  assert.equal(made.status, 0, made.stderr);
  const password = /password of all: (\S+)\)/.exec(made.stdout)![1];
  const server = await Server.start({ store });
  const city = await new Client(server).sign_in('city_officer', password);
  const { commitments } = (await city.get('/api/commitments')).json();
  const { indicators } = (await city.get('/api/indicators')).json();
  assert.deepEqual(indicators.map((line: any) => line.commitment), commitments.map((one: any) => one.id));
  assert.equal(indicators.length, 37);
  const without: string[] = [];
  for (const line of indicators) {
    if (line.measured) {
      if (line.figure.value === null) {
        assert.ok(line.figure.reason.zh && line.figure.reason.en, line.id);
        without.push(line.id);
        continue;
      }
      const { records } = (await city.get(`/api/indicators/${line.id}/records`)).json();
      assert.ok(records.length > 0, `${line.id} leads to no record`);
    } else {
      assert.ok(line.missing.zh && line.missing.en && line.reported_by.zh && line.reported_by.en, line.id);
      assert.doesNotMatch(line.missing.en, /No indicator is declared/, line.id);
    }
  }
  // The sample opens no programme since the plan.
  assert.deepEqual(without, ['programme_adjustment']);
  assert.ok(indicators.filter((line: any) => line.measured).length >= 17);
});

test('figures that followed changes unit by unit are those computed from nothing', { timeout: 240_000 }, async () => {
  const store = fresh_store();
  const database = store.database ? ['--database', store.database] : [];
  const made = await zhijiao('sample', '--data', store.data, ...database, '--plan', kPlan, '--scale', '0.02', '--seed', '3', '--until', '2024-11-26');
  assert.equal(made.status, 0, made.stderr);
  const password = /password of all: (\S+)\)/.exec(made.stdout)![1];
  const server = await Server.start({ store });
  const city = await new Client(server).sign_in('city_officer', password);
  const registrar = await new Client(server).sign_in('zhuanglang_centre_registrar', password);
  // Forecasts stand on the days that are kept beside the requests.
  const wall = async (client: Client) =>
    (await client.get('/api/indicators')).json().indicators.map((line: any) => ({ ...line, forecast: undefined }));
  const enrolled = async () =>
    (await wall(city)).find((line: any) => line.id === 'secondary_enrolment').figure.value as number;
  const before = await enrolled();
  const { rows } = (await registrar.get('/api/records/student?state.is=enrolled&limit=10')).json();
  assert.ok(rows.length > 3);
  for (const record of rows.slice(0, 3)) {
    (await registrar.post(`/api/records/student/${record.id}/steps/withdraw`,
      { values: { status_on: '2024-11-20', status_reason: '外出务工' } }, { version: record.version })).is(200);
  }
  for (let look = 0; (await enrolled()) !== before - 3; look += 1) {
    assert.ok(look < 250, 'the figure did not follow');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const school = await city.get('/api/indicators/secondary_enrolment?unit=zhuanglang_centre');
  const followed = await wall(city);
  await server.stop();
  const again = await Server.start({ store });
  const after = await new Client(again).sign_in('city_officer', password);
  assert.deepEqual(await wall(after), followed);
  const view = (answer: any) => {
    const { line, ...rest } = answer.json();
    return { ...rest, line: { ...line, forecast: undefined }, as_of: undefined };
  };
  assert.deepEqual(view(await after.get('/api/indicators/secondary_enrolment?unit=zhuanglang_centre')), view(school));
});
