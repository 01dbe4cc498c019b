// The vocational entrance examination: what a city does while the province decides, then the same
// scheme where this program decides.
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '../../harness/client.ts';
import {
  type Season,
  approved_offer,
  codes_of,
  enter_choices,
  import_file,
  kPupilPassword,
  kPupils,
  kSeason,
  people_csv,
  pupil_client,
  same_people,
  season_people,
} from '../../harness/season.ts';
import { Server, psql } from '../../harness/server.ts';
import { vocational_plan, write_vocational } from '../../harness/vocational.ts';

const kNumbers = kPupils.map((one) => one.number);
const csv = (head: string, rows: string[]) => Buffer.from(`${head}\n${rows.join('\n')}\n`);

test('vocational college entrance', { timeout: 180_000 }, async (t) => {
  const step = (name: string, run: () => Promise<void>) => t.test(name, run);
  const plan = vocational_plan(kSeason, { elsewhere: true, working_days: 3 });
  let server = await Server.start({ plan });
  let season: Season = await season_people(server);
  const admission = `/api/admissions/${kSeason}`;
  const pupils: Record<string, Client> = {};
  const home_of = async (number: string) => (await pupils[number]!.get('/api/candidate')).json();

  async function restarted(change: () => void) {
    await server.stop();
    change();
    server = await Server.start({ plan, store: server.store });
    season = await same_people(server, season);
    for (const number of Object.keys(pupils)) pupils[number] = await pupil_client(server, number, kPupilPassword);
  }

  /** What no request can do: the last day of a publicity is moved into the past. */
  const end_publicity = () =>
    restarted(() => {
      const from = '"publicised_until":"202';
      const sql = `UPDATE admission_award_version SET content = replace(content, '${from}', '"publicised_until":"201') WHERE until IS NULL`;
      if (server.store.database) return void psql(server.store.database, sql);
      const database = new DatabaseSync(join(server.store.data, 'zhijiao.db'));
      database.exec(sql);
      database.close();
    });

  await step('marks come as they are made, culture and skills apart, and the total is computed', async () => {
    await import_file(season, 'candidates', people_csv());
    await import_file(season, 'marks', csv('考号,文化素质', kPupils.map((one, at) => `${one.number},${201 - at}`)), 'culture');
    (await season.officer.client.post(`${admission}/imports?kind=marks&subjects=total&file_name=a.csv`, Buffer.from('考号,总成绩\n1,2\n'))).problem(400);
    const skills = await import_file(season, 'marks', csv('考号,职业技能', kNumbers.map((one, at) => `${one},${100 + at}`)), 'skills');
    assert.deepEqual([skills.changed, skills.subjects], [6, ['skills']]);
    const codes = await codes_of(season);
    for (const number of ['0001', '0002', '0003', '0006']) {
      pupils[number] = await pupil_client(server, number, codes[number]!, kPupilPassword);
    }
    assert.deepEqual(
      (await home_of('0001')).marks.map((mark: any) => [mark.subject, mark.thousandths]),
      [['total', 200_500], ['culture', 201_000], ['skills', 100_000]],
    );
  });

  await step('eligibility is found by two people, and who is not eligible reads why', async () => {
    const rows = kNumbers.map((one) => (one === '0006' ? `${one},不合格,学籍不在本市` : `${one},合格,`));
    const applied = await import_file(season, 'eligibility', csv('考号,资格,说明', rows));
    assert.deepEqual([applied.changed, applied.faults_count], [6, 0]);
    const home = await home_of('0006');
    assert.deepEqual([home.eligibility, home.eligibility_reason], ['ineligible', '学籍不在本市']);
    assert.equal((await home_of('0001')).eligibility, 'eligible');
  });

  let award: any;
  const award_body = {
    number: '0001', level: 'national', contest: '全国职业院校技能大赛 数控', issuer: '教育部', certificate_no: '2026-17',
    awarded_on: '2026-06-01', unit: 'zhuanglang_centre', files: [] as string[],
  };
  const take = (client: Client, name: string, comment = '') =>
    client.post(`/api/admission-awards/${award.id}/steps`, { step: name, comment }, { version: award.version });

  await step('a school puts an award forward, once, for a candidate that there is', async () => {
    (await season.officer.client.get(`${admission}/awards`)).is(200);
    (await season.other_county.client.post(`${admission}/awards`, award_body)).problem(403);
    const wrong = { ...award_body, number: '9999', level: 'club', awarded_on: '2999-01-01', issuer: '' };
    const problem = (await season.school.client.post(`${admission}/awards`, wrong)).problem(422);
    assert.deepEqual(problem.errors!.map((error) => error.field).sort(), ['/awarded_on', '/issuer', '/level', '/number']);
    // A candidate of another county is nobody here, as is a number that was never given out.
    for (const number of ['0005', '9999']) {
      const refused = (await season.school.client.post(`${admission}/awards`, { ...award_body, number })).problem(422);
      assert.deepEqual(refused.errors!.map((error) => [error.field, error.message.zh]), [['/number', '没有这个考号的考生。']]);
    }
    award = (await season.school.client.post(`${admission}/awards`, award_body)).json();
    assert.equal(award.state, 'proposed');
    (await season.school.client.post(`${admission}/awards`, award_body)).problem(409, 'award-known');
    assert.deepEqual((await season.other_county.client.get(`${admission}/awards`)).json().awards, []);
    assert.deepEqual((await new Client(server).get('/api/public/admissions')).json().admissions[0].awards, []);
  });

  await step('who prepares puts forward for the county of a candidate, and whoever may put forward brings the certificate', async () => {
    const upload = { name: '证书.pdf', size_bytes: 10, unit: 'zhuanglang' };
    for (const client of [season.officer.client, season.county.client]) (await client.post('/api/uploads', upload)).is(201);
    (await season.other_county.client.post('/api/uploads', upload)).problem(403);
    (await season.reviewer.client.post('/api/uploads', upload)).problem(403);
    const body = { ...award_body, number: '0002', certificate_no: '2026-18' };
    (await season.officer.client.post(`${admission}/awards`, { ...body, unit: 'jingning' })).problem(422);
    (await season.officer.client.post(`${admission}/awards`, { ...body, unit: 'no_such_unit' })).problem(422);
    const made = (await season.officer.client.post(`${admission}/awards`, { ...body, unit: 'zhuanglang' })).json();
    const rejected = await season.reviewer.client.post(`/api/admission-awards/${made.id}/steps`, { step: 'reject', comment: '重复' }, { version: made.version });
    assert.equal(rejected.json().state, 'rejected');
  });

  await step('it stands for all to see for as many working days as the rule says, and names are all that shows', async () => {
    (await take(season.officer.client, 'publicise')).problem(403);
    award = (await take(season.reviewer.client, 'publicise')).json();
    const [from, until] = [award.publicised_from, award.publicised_until].map((day) => Date.parse(day));
    assert.ok((until! - from!) / 86_400_000 >= 3);
    const shown = (await new Client(server).get('/api/public/admissions')).json().admissions[0].awards;
    assert.deepEqual(shown.map((one: any) => [one.name, one.level.zh, one.until]), [['安一', '全国一等奖', award.publicised_until]]);
    assert.doesNotMatch(JSON.stringify(shown), /0001/);
    (await take(season.reviewer.client, 'certify')).problem(409, 'publicity');
    award = (await take(season.officer.client, 'object', '证书编号查不到')).json();
    assert.equal(award.objections[0].text, '证书编号查不到');
  });

  await end_publicity();

  await step('an objection is answered before the award counts, and names are gone when the publicity is over', async () => {
    assert.deepEqual((await new Client(server).get('/api/public/admissions')).json().admissions[0].awards, []);
    (await take(season.reviewer.client, 'certify')).problem(409, 'objections');
    award = (await take(season.reviewer.client, 'certify', '已向发证单位函询，属实')).json();
    assert.equal(award.state, 'certified');
    (await take(season.reviewer.client, 'reject', '再想想')).problem(409, 'wrong-state');
    assert.equal((await home_of('0001')).awards[0].state, 'certified');
    const list = (await season.officer.client.get(`/api/exports/admissions/${kSeason}/awards.csv`)).is(200).text;
    assert.match(list, /安一.*全国一等奖.*2026-17/);
    (await season.school.client.get(`/api/exports/admissions/${kSeason}/awards.csv`)).problem(403);
  });

  await step('unused seats go to a later round that has the same programmes, and nowhere else', async () => {
    await approved_offer(season, { code: '201', school: '平凉学院', seats: 2, sector: 'vocational', round: 'college' });
    const bad = { code: '001', unit: 'zhuanglang', school: '平凉学院', sector: 'vocational', round: 'exempt', category: '', counties: [],
      programmes: [{ id: '09', title: { zh: '别的', en: '' }, seats: 1 }], unused_to: '201' };
    const problem = (await season.county.client.post(`${admission}/offers`, bad)).problem(422);
    assert.deepEqual(problem.errors!.map((error) => error.field), ['/unused_to']);
    const offer = await approved_offer(season, { code: '001', school: '平凉学院', seats: 2, sector: 'vocational', round: 'exempt', unused_to: '201' });
    assert.equal(offer.unused_to, '201');
  });

  await step('what the province decides is rehearsed here and never published', async () => {
    (await season.officer.client.post(`${admission}/rounds/exempt/runs`, { correction: false })).problem(409, 'decided-elsewhere');
    const rounds = (await home_of('0001')).rounds;
    assert.match(rounds[0].why_not.zh, /志愿在组织录取的机构的系统里填报/);
    const tried = (await season.officer.client.send('POST', `${admission}/simulation`, { body: { seats: [], lines: [], assume: true } })).json();
    assert.equal(tried.candidates, 5, 'who is not eligible is left out');
    assert.deepEqual(
      tried.offers.map((one: any) => [one.offer, one.admitted_after, one.empty_after, one.lowest_after]),
      [['001', 1, 0, 2_000], ['201', 3, 0, 201_500]],
    );
    assert.deepEqual((await new Client(server).get('/api/public/admissions')).json().admissions[0].runs, []);
    assert.equal((await home_of('0001')).elsewhere, null);
  });

  await step('results come from a file that two people have read, and are followed to enrolment', async () => {
    const results = csv('考号,录取院校,录取专业,批次', ['0001,兰州某大学,数控,免试批', '0002,平凉学院,护理,专科批', '0003,,,', '9999,平凉学院,护理,专科批']);
    assert.deepEqual([(await import_file(season, 'results', results)).unknown], [1]);
    assert.deepEqual((await home_of('0001')).elsewhere, { institution: '兰州某大学', programme: '数控', round: '免试批' });
    await import_file(season, 'enrolment', csv('考号,报到,原因', ['0001,是,', '0002,否,参军']));
    const tracking = (await season.officer.client.get(`${admission}/tracking`)).json();
    assert.deepEqual(
      [tracking.candidates, tracking.eligible, tracking.ineligible, tracking.awaiting_result],
      [6, 5, 1, 3],
    );
    assert.deepEqual(tracking.total, { name: '', placed: 2, reported: 1, absent: 1, unknown: 0 });
    assert.equal(tracking.institutions.length, 2);
    const list = (await season.officer.client.get(`/api/exports/admissions/${kSeason}/tracking.csv`)).is(200).text;
    assert.match(list, /0002.*平凉学院.*未报到.*参军/);
    (await season.school.client.get(`${admission}/tracking`)).problem(403);
  });

  // From here the same scheme without one line: this program decides.
  await restarted(() => write_vocational(plan, kSeason, { exempt: [-10, 60], college: [-10, 60] }));

  await step('the exempt round takes those with a certified award, and nobody who is not eligible', async () => {
    (await season.officer.client.post(`${admission}/imports?kind=results&file_name=r.csv`, Buffer.from('考号,录取院校,录取专业,批次\n'))).problem(409, 'decided-here');
    const may = async (number: string) => (await home_of(number)).rounds.map((one: any) => one.may_enter);
    assert.deepEqual(await may('0001'), [true, true]);
    assert.deepEqual(await may('0002'), [false, true]);
    assert.deepEqual(await may('0006'), [false, false]);
    await enter_choices(pupils['0001']!, 'exempt', ['001']);
    for (const number of ['0002', '0003']) await enter_choices(pupils[number]!, 'college', ['201']);
  });

  const run_round = async (round: string) => {
    const frozen = (await season.officer.client.post(`${admission}/rounds/${round}/runs`, { correction: false })).json();
    const allocated = (await season.officer.client.post(`/api/admission-runs/${frozen.run.id}/allocation`, { random_value: '' }, { version: frozen.run.version })).json();
    return (await season.reviewer.client.post(`/api/admission-runs/${frozen.run.id}/publication`, undefined, { version: allocated.run.version })).json();
  };

  await restarted(() => write_vocational(plan, kSeason, { exempt: [-10, -5], college: [-10, -5] }));

  await step('no exempt round is frozen while an award waits', async () => {
    award = (await season.school.client.post(`${admission}/awards`, { ...award_body, number: '0002', certificate_no: '2026-18' })).json();
    (await season.officer.client.post(`${admission}/rounds/exempt/runs`, { correction: false })).problem(409, 'waiting');
    (await take(season.reviewer.client, 'reject')).problem(422);
    assert.equal((await take(season.reviewer.client, 'reject', '不在认定范围')).json().state, 'rejected');
  });

  await step('the seat that no exempt candidate took is given in the next round', async () => {
    const exempt = await run_round('exempt');
    assert.deepEqual([exempt.not_eligible, exempt.without_marks, exempt.admitted], [1, 4, 1]);
    const college = await run_round('college');
    assert.deepEqual(college.cut_offs.map((cut: any) => [cut.offer, cut.seats, cut.admitted]), [['201', 3, 2]]);
    assert.equal((await season.officer.client.get(`/api/admission-runs/${college.run.id}/integrity`)).json().marks_differ, 0);
    assert.match((await home_of('0002')).rounds[1].result.sentence.zh, /录取到平凉学院/);
  });
});
