// An admission season of a small region: a plan whose calendar the test moves, because that is what
// opens and closes a round, and everybody who takes part.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './client.ts';
import { type Person, first_administrator, new_person } from './people.ts';
import { type Server, kPlan, temporary_directory } from './server.ts';

export const kSeason = 'season';

/** 2026-07-05T08:00 in Shanghai, so many minutes from now. */
export function shanghai(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000 + 8 * 3_600_000).toISOString().slice(0, 16);
}

export interface Calendar {
  first?: [number, number]; // opens and closes, in minutes from now
  more?: [number, number];
  keep_offers?: boolean;
  ties?: string;
}

/** A plan folder of its own, with one admission. */
export function season_plan(calendar: Calendar): string {
  const plan = join(temporary_directory(), 'plans/pingliang');
  cpSync(kPlan, plan, { recursive: true });
  rmSync(join(plan, 'admission'), { recursive: true, force: true });
  mkdirSync(join(plan, 'admission'));
  write_season(plan, calendar);
  return plan;
}

export function write_season(plan: string, { first, more, keep_offers = false, ties = 'rule: admit_all' }: Calendar) {
  const times = (span?: [number, number]) =>
    span ? `opens_at: "${shanghai(span[0])}", closes_at: "${shanghai(span[1])}",` : '';
  const rule = (body: string) => `[{from: 2020-01-01, ${body}, source: {zh: 测试}, verified: true}]`;
  writeFileSync(
    join(plan, 'admission', `${kSeason}.yaml`),
    `id: ${kSeason}
title: {zh: 高中阶段招生, en: Senior-secondary admission}
organiser: education_bureau
enquiry: {office: {zh: 招生办公室, en: Admission office}, phone: "0933-8210000", verified: true}
papers: {zh: 带准考证和户口簿报到。, en: Bring your examination card.}
subjects:
  - {id: total, title: {zh: 总分, en: Total}, max_mark: 700}
  - {id: maths, title: {zh: 数学, en: Mathematics}, max_mark: 150}
rounds:
  - {id: first, title: {zh: 第一批, en: First round}, ${times(first)} preferences_max: 3, programmes_max: 2}
  - {id: more, title: {zh: 征集志愿, en: Supplementary round}, ${times(more)} preferences_max: 3, programmes_max: 2, supplementary: true}
orders: ${rule('subjects: [total, maths]')}
ties: ${rule(ties)}
replies: ${rule('unanswered_keeps: true, declined_may_return: false')}
corrections: ${rule(`keep_offers: ${keep_offers}`)}
ratios: ${rule('vocational_percent: 40')}
`,
  );
}

export interface Season {
  administrator: Person;
  officer: Person; // prepares
  reviewer: Person; // confirms
  both: Person; // has both roles
  school: Person; // 庄浪县职教中心
  county: Person; // 庄浪县
  other_county: Person; // 静宁县
}

export async function season_people(server: Server): Promise<Season> {
  const administrator = await first_administrator(server);
  const make = (name: string, ...posts: [string, string][]) =>
    new_person(administrator, name, posts.map(([unit, role]) => ({ unit, role })));
  return {
    administrator,
    officer: await make('officer', ['education_bureau', 'admission_officer']),
    reviewer: await make('reviewer', ['education_bureau', 'admission_reviewer']),
    both: await make('both', ['education_bureau', 'admission_officer'], ['education_bureau', 'admission_reviewer']),
    school: await make('school', ['zhuanglang_centre', 'school_officer']),
    county: await make('county', ['zhuanglang', 'county_officer']),
    other_county: await make('other_county', ['jingning', 'county_officer']),
  };
}

/** Everybody again on a server that was started anew on the same store. */
export async function same_people(server: Server, season: Season): Promise<Season> {
  const again: Partial<Season> = {};
  for (const [who, person] of Object.entries(season) as [keyof Season, Person][]) {
    const client = await new Client(server).sign_in(person.name, person.password);
    again[who] = { ...person, client };
  }
  return again as Season;
}

export interface Pupil {
  number: string;
  name: string;
  county: string;
  total: number;
  maths: number;
}

export const kPupils: Pupil[] = [
  { number: '0001', name: '安一', county: '庄浪县', total: 640, maths: 140 },
  { number: '0002', name: '白二', county: '庄浪县', total: 610, maths: 120 },
  { number: '0003', name: '陈三', county: '庄浪县', total: 600, maths: 130 },
  { number: '0004', name: '丁四', county: '庄浪县', total: 600, maths: 110 },
  { number: '0005', name: '鄂五', county: '静宁县', total: 590, maths: 100 },
  { number: '0006', name: '方六', county: '静宁县', total: 500, maths: 90 },
];

export const people_csv = (pupils = kPupils) =>
  Buffer.from(
    '考号,姓名,县区,毕业学校\n' + pupils.map((one) => `${one.number},${one.name},${one.county},第一中学\n`).join(''),
  );
export const marks_csv = (pupils = kPupils) =>
  Buffer.from('考号,总分,数学\n' + pupils.map((one) => `${one.number},${one.total},${one.maths}\n`).join(''));

/** Uploads a file by one person and has it written by another. */
export async function import_file(season: Season, kind: string, bytes: Buffer, subjects?: string) {
  const only = subjects ? `&subjects=${subjects}` : '';
  const target = `/api/admissions/${kSeason}/imports?kind=${kind}&file_name=${kind}.csv${only}`;
  const uploaded = (await season.officer.client.post(target, bytes)).json();
  return (
    await season.reviewer.client.post(`/api/admission-imports/${uploaded.id}/decision`, { accept: true, reason: '' }, { version: uploaded.version, key: undefined })
  ).json();
}

export interface OfferGiven {
  code: string;
  school: string;
  seats: number;
  sector?: 'general' | 'vocational';
  counties?: string[];
  round?: string;
  unused_to?: string;
}

export const offer_body = ({ code, school, seats, sector = 'general', counties = [], round = 'first', unused_to }: OfferGiven) => ({
  code,
  unit: 'zhuanglang',
  school,
  sector,
  round,
  category: '',
  counties,
  programmes: [{ id: '01', title: { zh: '普通班', en: 'Class' }, seats }],
  ...(unused_to ? { unused_to } : {}),
});

/** Proposed by the county, submitted, approved. */
export async function approved_offer(season: Season, given: OfferGiven) {
  const step = (person: Person, offer: any, name: string) =>
    person.client.post(`/api/admission-offers/${offer.id}/steps`, { step: name, comment: '' }, { version: offer.version });
  const made = (await season.county.client.post(`/api/admissions/${kSeason}/offers`, offer_body(given))).json();
  const submitted = (await step(season.county, made, 'submit')).json();
  return (await step(season.reviewer, submitted, 'approve')).json();
}

export const kPupilPassword = '我的志愿我做主 2026';

/** Codes by number, as the county prints them. */
export async function codes_of(season: Season, pupils = kPupils): Promise<Record<string, string>> {
  const codes: Record<string, string> = {};
  for (const [person, county] of [[season.county, '庄浪县'], [season.other_county, '静宁县']] as const) {
    const numbers = pupils.filter((one) => one.county === county).map((one) => one.number);
    const issued = (await person.client.post(`/api/admissions/${kSeason}/codes`, { numbers }, { key: undefined })).json();
    for (const one of issued.codes) codes[one.number] = one.code;
  }
  return codes;
}

export async function pupil_client(server: Server, number: string, secret: string, new_password?: string): Promise<Client> {
  const client = new Client(server);
  const body = { admission: kSeason, number, secret, ...(new_password ? { new_password } : {}) };
  const answer = (await client.send('POST', '/api/candidate/session', { body })).json();
  if (!answer.signed_in) throw new Error(`${number} is not signed in`);
  return client;
}

/** Draft and submission in one. */
export async function enter_choices(client: Client, round: string, offers: string[]) {
  const choices = offers.map((offer) => ({ offer, programmes: [], adjustment: false }));
  const home = (await client.get('/api/candidate')).json();
  const version = home.rounds.find((one: any) => one.id === round).choices.version;
  const saved = (
    await client.send('PUT', `/api/candidate/rounds/${round}/choices`, { body: { choices }, version })
  ).json();
  return (
    await client.send('POST', `/api/candidate/rounds/${round}/submission`, { version: saved.version })
  ).json();
}
