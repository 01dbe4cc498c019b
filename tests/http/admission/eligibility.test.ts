// Candidates compared with the register in which their schools keep them.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { new_person } from '../../harness/people.ts';
import { import_file, kPupils, kSeason, season_people } from '../../harness/season.ts';
import { Server } from '../../harness/server.ts';
import { vocational_plan } from '../../harness/vocational.ts';

const kRoll = `register: roll
title: {zh: 名册, en: Roll}
owner: {field: school, kinds: [school]}
read: [school_officer, city_officer]
write: [school_officer]
key: [school, number]
label: "{name}"
fields:
  school: {x-ref: unit, title: {zh: 学校, en: School}}
  number: {type: string, title: {zh: 编号, en: Number}}
  name: {type: string, title: {zh: 姓名, en: Name}}
required: [school, number, name]
workflow:
  initial: studying
  states:
    studying: {title: {zh: 在籍, en: Studying}, editable: true}
    left: {title: {zh: 退学, en: Left}}
  transitions:
    leave: {title: {zh: 退学, en: Leave}, from: [studying], to: left, by: [school_officer]}
list: {columns: [number, name]}
`;

test('eligibility compared with a register', { timeout: 120_000 }, async (t) => {
  const plan = vocational_plan(kSeason, { compared_with: '{records: roll, states: [studying]}' });
  const registers = join(plan, '../../registers/education');
  mkdirSync(registers, { recursive: true });
  writeFileSync(join(registers, 'roll.yaml'), kRoll);
  const server = await Server.start({ plan });
  const season = await season_people(server);
  const target = `/api/admissions/${kSeason}/eligibility-check`;

  const school = '庄浪县职业教育中心';
  const people = kPupils.map((one, at) => `${one.number},${one.name},${one.county},${at === 4 ? '外地学校' : school}`);
  await import_file(season, 'candidates', Buffer.from(`考号,姓名,县区,毕业学校\n${people.join('\n')}\n`));
  const enrol = async (number: string, name: string) =>
    (await season.school.client.post('/api/records/roll', { values: { school: 'zhuanglang_centre', number, name } })).json(201).record;
  await enrol('1', kPupils[0]!.name);
  const left = await enrol('2', kPupils[1]!.name);
  (await season.school.client.post(`/api/records/roll/${left.id}/steps/leave`, {}, { version: left.version })).is(200);
  await enrol('3', kPupils[2]!.name);
  await enrol('4', kPupils[2]!.name);

  const officer = await new_person(season.administrator, 'registry', [
    { unit: 'education_bureau', role: 'admission_officer' },
    { unit: 'education_bureau', role: 'city_officer' },
  ]);

  await t.test('it needs a post that reads the register', async () => {
    (await season.officer.client.post(target, undefined)).problem(403);
  });

  await t.test('a retry files it once; another person has it written; of whom the register is silent nothing is claimed', async () => {
    const key = crypto.randomUUID();
    const filed = (await officer.client.post(target, undefined, { key })).json();
    assert.equal((await officer.client.post(target, undefined, { key })).json().id, filed.id);
    assert.deepEqual([filed.kind, filed.state, filed.rows, filed.changed, filed.faults_count], ['eligibility', 'waiting', 2, 2, 4]);
    const reasons = filed.faults.map((fault: { reason: { zh: string } }) => fault.reason.zh);
    assert.match(reasons[0], /^0003 .*同名/);
    assert.match(reasons[1], /^0004 .*没有这所学校的这个姓名/);
    assert.match(reasons[2], /^0005 .*不是本地学校/);
    const decision = `/api/admission-imports/${filed.id}/decision`;
    (await officer.client.post(decision, { accept: true, reason: '' }, { version: filed.version, key: undefined })).problem(403);
    (await season.reviewer.client.post(decision, { accept: true, reason: '' }, { version: filed.version, key: undefined })).is(200);
    const { candidates } = (await season.reviewer.client.get(`/api/admissions/${kSeason}/candidates`)).json();
    const found = Object.fromEntries(candidates.map((one: { number: string; eligibility: string }) => [one.number, one.eligibility]));
    assert.deepEqual(found, { '0001': 'eligible', '0002': 'ineligible', '0003': 'unchecked', '0004': 'unchecked', '0005': 'unchecked', '0006': 'unchecked' });
  });
});
