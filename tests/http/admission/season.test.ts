// One season from offers to a corrected result, as black box: who may do what, what is kept, and
// that nothing frozen can be changed unseen.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
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
  marks_csv,
  offer_body,
  people_csv,
  pupil_client,
  same_people,
  season_people,
  season_plan,
  write_season,
} from '../../harness/season.ts';
import { Server, psql, temporary_directory, zhijiao } from '../../harness/server.ts';

// One after the other: each step stands on those before it.
test('a season of admission', { timeout: 180_000 }, async (t) => {
  const step = (name: string, run: () => Promise<void>) => t.test(name, run);
  const plan = season_plan({ first: [-10, 60] });
  let server = await Server.start({ plan });
  let season: Season = await season_people(server);
  const pupils: Record<string, Client> = {};

  /** The calendar is data: moving it and starting again is how a round opens and closes. */
  async function with_calendar(calendar: Parameters<typeof write_season>[1]) {
    await server.stop();
    write_season(plan, calendar);
    server = await Server.start({ plan, store: server.store });
    season = await same_people(server, season);
    for (const number of Object.keys(pupils)) pupils[number] = await pupil_client(server, number, kPupilPassword);
  }

  const admission = `/api/admissions/${kSeason}`;
  const view = async () => (await season.officer.client.get(admission)).json();
  const round_of = async (id: string) => (await view()).rounds.find((one: any) => one.id === id);
  const home_of = async (number: string) => (await pupils[number]!.get('/api/candidate')).json();
  const pupil_round = async (number: string, round: string) =>
    (await home_of(number)).rounds.find((one: any) => one.id === round);

  await step('an offer needs a school that proposes and somebody else who approves', async () => {
    await approved_offer(season, { code: '101', school: '庄浪一中', seats: 1 });
    await approved_offer(season, { code: '102', school: '庄浪二中', seats: 1 });
    await approved_offer(season, { code: '103', school: '静宁一中', seats: 1, counties: ['jingning'] });
    await approved_offer(season, { code: '201', school: '庄浪职教中心', seats: 3, sector: 'vocational' });

    const { school, officer, both } = season;
    (await school.client.post(`${admission}/offers`, offer_body({ code: '301', school: '别人的学校', seats: 5 }))).problem(403);
    (await officer.client.post(`${admission}/offers`, offer_body({ code: '301', school: '经办人的学校', seats: 5 }))).problem(403);
    const own = { ...offer_body({ code: '202', school: '庄浪职教中心', seats: 40 }), unit: 'zhuanglang_centre' };
    const made = (await school.client.post(`${admission}/offers`, own)).json();
    const step = (client: Client, version: number, name: string, comment = '') =>
      client.post(`/api/admission-offers/${made.id}/steps`, { step: name, comment }, { version });
    const submitted = (await step(school.client, made.version, 'submit')).json();
    (await step(school.client, submitted.version, 'approve')).problem(403);
    (await step(both.client, submitted.version, 'give_back')).problem(422);
    const back = (await step(both.client, submitted.version, 'give_back', '计划太多')).json();
    assert.equal(back.state, 'draft');
    assert.equal(back.comment, '计划太多');
    (await step(school.client, submitted.version, 'submit')).problem(412);
  });

  await step('a code is used by one offer, and every fault of an offer is named at once', async () => {
    (await season.county.client.post(`${admission}/offers`, offer_body({ code: '101', school: '又一所', seats: 1 }))).problem(409, 'code-taken');
    const bad = { ...offer_body({ code: '一〇一', school: '', seats: 0 }), round: 'more' };
    const problem = (await season.county.client.post(`${admission}/offers`, bad)).problem(422);
    assert.deepEqual(problem.errors!.map((error) => error.field).sort(), ['/code', '/programmes/0/seats', '/round', '/school']);
  });

  await step('a file of candidates is written by a second person, without its bad rows', async () => {
    const rows = people_csv().toString() + '0007,郭七,不是县,第一中学\n';
    const target = `${admission}/imports?kind=candidates&file_name=a.csv`;
    const uploaded = (await season.both.client.post(target, Buffer.from(rows))).json();
    assert.deepEqual([uploaded.rows, uploaded.faults_count, uploaded.added], [6, 1, 6]);
    assert.equal(uploaded.faults[0].row, 8);
    assert.equal((await view()).candidates, 0, 'nothing is written yet');
    const decide = (client: Client, version: number, accept = true) =>
      client.send('POST', `/api/admission-imports/${uploaded.id}/decision`, { body: { accept, reason: '' }, version });
    (await decide(season.officer.client, uploaded.version)).problem(403);
    (await decide(season.both.client, uploaded.version)).problem(409, 'second-person');
    (await decide(season.reviewer.client, uploaded.version, false)).problem(422);
    const applied = (await decide(season.reviewer.client, uploaded.version)).json();
    assert.equal(applied.state, 'applied');
    assert.equal((await view()).candidates, 6);
    (await decide(season.reviewer.client, applied.version)).problem(409, 'wrong-state');
  });

  await step('marks come in the encoding of WPS, and a wrong header is refused with all its faults', async () => {
    const header = (await season.officer.client.post(`${admission}/imports?kind=marks&file_name=m.csv`, Buffer.from('考号,语文\n1,2\n'))).problem(422);
    assert.equal(header.errors!.length, 2);
    // 考号,总分,数学 in GB18030
    const gbk = Buffer.concat([
      Buffer.from([0xbf, 0xbc, 0xba, 0xc5, 0x2c, 0xd7, 0xdc, 0xb7, 0xd6, 0x2c, 0xca, 0xfd, 0xd1, 0xa7, 0x0a]),
      Buffer.from(kPupils.map((one) => `${one.number},${one.total},${one.maths}\n`).join('')),
    ]);
    const applied = await import_file(season, 'marks', gbk);
    assert.deepEqual([applied.rows, applied.changed, applied.unknown], [6, 6, 0]);
    const again = await import_file(season, 'marks', marks_csv());
    assert.deepEqual([again.changed, again.unchanged], [0, 6]);
  });

  await step('a code opens the door once and only for the county of the candidate', async () => {
    (await season.county.client.send('POST', `${admission}/codes`, { body: { numbers: ['0005'] } })).problem(404);
    (await season.officer.client.send('POST', `${admission}/codes`, { body: { numbers: ['0001'] } })).problem(403);
    const codes = await codes_of(season);
    const enter = (body: object) => new Client(server).send('POST', '/api/candidate/session', { body: { admission: kSeason, number: '0001', ...body } });
    (await enter({ secret: 'XXXXX-XXXXX' })).problem(401, 'sign-in-refused');
    const asked = (await enter({ secret: codes['0001'] })).json();
    assert.deepEqual(asked, { signed_in: false, choose_password: true });
    (await enter({ secret: codes['0001'], new_password: '12345' })).problem(422);
    for (const pupil of kPupils) {
      // As typed on a phone: small letters, no hyphen.
      const typed = codes[pupil.number]!.toLowerCase().replace('-', '');
      pupils[pupil.number] = await pupil_client(server, pupil.number, typed, kPupilPassword);
    }
    (await enter({ secret: codes['0001'], new_password: kPupilPassword })).problem(401);
    await pupil_client(server, '0001', kPupilPassword);
    const home = await home_of('0001');
    assert.equal(home.name, '安一');
    assert.equal(home.code_issued_by, 'county');
    assert.deepEqual(home.marks.map((mark: any) => mark.thousandths), [640_000, 140_000]);
  });

  await step('a candidate is no officer, and an officer is no candidate', async () => {
    (await pupils['0001']!.get(admission)).problem(401);
    (await season.officer.client.get('/api/candidate')).problem(401);
    (await new Client(server).get('/api/candidate')).problem(401);
  });

  await step('a new code ends the old password and shows on the page of the candidate', async () => {
    const before = (await home_of('0006')).code_issued_at;
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const issued = (await season.other_county.client.send('POST', `${admission}/codes`, { body: { numbers: ['0006'] } })).json();
    (await pupils['0006']!.get('/api/candidate')).problem(401);
    pupils['0006'] = await pupil_client(server, '0006', issued.codes[0].code, kPupilPassword);
    assert.notEqual((await home_of('0006')).code_issued_at, before);
  });

  await step('preferences are drafted, submitted and changed; every one of them is kept', async () => {
    const client = pupils['0004']!;
    const save = (offers: string[], version: number, key = randomUUID()) =>
      client.send('PUT', '/api/candidate/rounds/first/choices', {
        body: { choices: offers.map((offer) => ({ offer, programmes: [], adjustment: false })) },
        version,
        key,
      });
    (await save(['103'], 0)).problem(422); // of another county
    (await save(['101', '101'], 0)).problem(422);
    const key = randomUUID();
    const drafted = (await save(['101'], 0, key)).json();
    assert.equal((await save(['101'], 0, key)).json().version, drafted.version, 'a retry saves nothing twice');
    (await save(['102'], 0)).problem(412);
    assert.equal((await round_of('first')).submitted, 0, 'a draft does not count');
    const submit = (version: number) => client.send('POST', '/api/candidate/rounds/first/submission', { version });
    const first = (await submit(drafted.version)).json();
    assert.match(first.receipt, /^[0-9a-f]{12}$/);
    const changed = (await save(['101', '102'], first.version)).json();
    assert.equal(changed.submitted.length, 1, 'what was submitted still counts');
    const second = (await submit(changed.version)).json();
    assert.notEqual(second.receipt, first.receipt);
    assert.equal(second.submitted.length, 2);

    await enter_choices(pupils['0001']!, 'first', ['101']);
    await enter_choices(pupils['0002']!, 'first', ['101', '102']);
    await enter_choices(pupils['0003']!, 'first', ['101', '102', '201']);
    await enter_choices(pupils['0005']!, 'first', ['103']);
    assert.equal((await round_of('first')).submitted, 5);
  });

  let run: any;

  await step('what is still open is not frozen', async () => {
    (await season.officer.client.post(`${admission}/rounds/first/runs`, { correction: false })).problem(409, 'not-closed');
  });

  await with_calendar({ first: [-10, -5] });

  await step('after the end nothing is entered, and one person freezes and computes', async () => {
    const late = await pupils['0001']!.send('PUT', '/api/candidate/rounds/first/choices', { body: { choices: [] }, version: 2 });
    late.problem(409, 'closed');
    (await season.reviewer.client.post(`${admission}/rounds/first/runs`, { correction: false })).problem(403);
    const key = randomUUID();
    const freeze = () => season.both.client.post(`${admission}/rounds/first/runs`, { correction: false }, { key });
    const frozen = (await freeze()).json();
    assert.equal((await freeze()).json().run.id, frozen.run.id, 'a retry freezes nothing twice');
    (await season.officer.client.post(`${admission}/rounds/first/runs`, { correction: false })).problem(409, 'has-run');
    assert.deepEqual([frozen.candidates, frozen.without_choices], [6, 1]);
    const open = (await new Client(server).get('/api/public/admissions')).json();
    assert.equal(open.admissions[0].runs[0].input_sha256, frozen.run.input_sha256, 'the hash is out before the result');
    const post = (client: Client, what: string, version: number, body?: unknown) =>
      client.send('POST', `/api/admission-runs/${frozen.run.id}/${what}`, { body, version });
    (await post(season.both.client, 'allocation', frozen.run.version, { random_value: '7' })).problem(409, 'random-value');
    run = (await post(season.both.client, 'allocation', frozen.run.version, { random_value: '' })).json();
    assert.equal(run.run.verified, true);
    (await post(season.both.client, 'publication', run.run.version)).problem(409, 'second-person');
    (await post(season.officer.client, 'publication', run.run.version)).problem(403);
    assert.equal((await pupil_round('0001', 'first')).result, null, 'nothing is seen before it is published');
    run = (await post(season.reviewer.client, 'publication', run.run.version)).json();
    assert.equal(run.run.state, 'published');
  });

  await step('whoever has the frozen text computes the same result with another program', async () => {
    const text = async (part: string) => (await season.officer.client.get(`/api/admission-runs/${run.run.id}/texts/${part}`)).is(200).bytes;
    const input = await text('input');
    assert.equal(createHash('sha256').update(input).digest('hex'), run.run.input_sha256);
    const file = join(temporary_directory(), 'input.json');
    writeFileSync(file, input);
    const outcome = await zhijiao('allocate', file);
    assert.equal(outcome.status, 0, outcome.stderr);
    assert.equal(outcome.stdout, (await text('result')).toString());
    (await season.county.client.get(`/api/admission-runs/${run.run.id}/texts/input`)).problem(403);
  });

  await step('a candidate reads why the second choice failed, and no mark of anybody else', async () => {
    const { result } = await pupil_round('0004', 'first');
    assert.equal(result.admitted, false);
    assert.equal(result.position, 4);
    assert.equal(result.preferences[1].sentence.zh, '计划 1 人已录满：最低录到总分 610、位次 2；您的总分 600、位次 4。');
    assert.match(result.next_steps[0].zh, /征集志愿/);
    const home = JSON.stringify(await home_of('0004'));
    assert.doesNotMatch(home, /白二|陈三/);
    assert.doesNotMatch(home, /\b1[23]0000\b/, 'no subject mark of another');
    assert.doesNotMatch(JSON.stringify(result.preferences), /1[23]0/);
    const admitted = (await pupil_round('0003', 'first')).result;
    assert.equal(admitted.sentence.zh, '录取到庄浪职教中心，普通班（第 3 志愿）。');
  });

  await step('the cut-offs are public and the names are not', async () => {
    const open = (await new Client(server).get('/api/public/admissions')).json().admissions[0].runs[0];
    assert.deepEqual(
      open.cut_offs.map((cut: any) => [cut.offer, cut.admitted, cut.left, cut.lowest_thousandths]),
      [['101', 1, 0, 640_000], ['102', 1, 0, 610_000], ['103', 1, 0, 590_000], ['201', 1, 2, 600_000]],
    );
    assert.doesNotMatch(JSON.stringify(open), /安一|0001/);
    assert.equal(run.intake.share_permille, 250);
    assert.deepEqual([run.intake.short_total_fixed, run.intake.short_general_fixed], [1, 1]);
    const names = (await season.school.client.get(`/api/exports/admission-runs/${run.run.id}/admitted.csv`)).is(200).text;
    assert.doesNotMatch(names, /安一/, 'a school sees its own');
    assert.match((await season.officer.client.get(`/api/exports/admission-runs/${run.run.id}/admitted.csv`)).is(200).text, /安一/);
  });

  await step('an upheld appeal is decided by two and changes exactly one chain of people', async () => {
    const appeal = await pupils['0004']!.send('POST', '/api/candidate/rounds/first/appeals', { body: { text: '数学漏加了 15 分' } });
    appeal.is(200);
    (await pupils['0004']!.send('POST', '/api/candidate/rounds/first/appeals', { body: { text: '再申请' } })).problem(409, 'has-appeal');
    const listed = (await season.officer.client.get(`${admission}/appeals`)).json().appeals[0];
    const post = (client: Client, what: string, version: number, body: unknown) =>
      client.post(`/api/admission-appeals/${listed.id}/${what}`, body, { version });
    (await post(season.officer.client, 'proposal', listed.version, { uphold: true, answer: '成立', marks: [] })).problem(422);
    const marks = [{ subject: 'total', mark: '615' }, { subject: 'maths', mark: '125' }];
    const proposed = (await post(season.both.client, 'proposal', listed.version, { uphold: true, answer: '查卷后更正', marks })).json();
    assert.equal((await home_of('0004')).appeals[0].answer, '', 'a proposal is no answer yet');
    (await post(season.both.client, 'decision', proposed.version, { agree: true })).problem(409, 'second-person');
    (await season.officer.client.post(`${admission}/rounds/first/runs`, { correction: true })).problem(409, 'nothing-to-correct');
    assert.equal((await post(season.reviewer.client, 'decision', proposed.version, { agree: true })).json().state, 'upheld');
    assert.equal((await home_of('0004')).appeals[0].answer, '查卷后更正');

    // Live marks differ from the frozen input now, and that shows.
    assert.equal((await season.officer.client.get(`/api/admission-runs/${run.run.id}/integrity`)).json().marks_differ, 1);
    const frozen = (await season.officer.client.post(`${admission}/rounds/first/runs`, { correction: true })).json();
    const allocated = (await season.officer.client.post(`/api/admission-runs/${frozen.run.id}/allocation`, { random_value: '' }, { version: frozen.run.version })).json();
    // 0004 takes 102 from 0002, who is left with nothing: he named no more. Nobody else moves.
    assert.deepEqual(
      allocated.changes.map((change: any) => [change.number, change.before.zh, change.after.zh]),
      [['0002', '庄浪二中 普通班', ''], ['0004', '', '庄浪二中 普通班']],
    );
    const published = (await season.reviewer.client.post(`/api/admission-runs/${frozen.run.id}/publication`, undefined, { version: allocated.run.version })).json();
    assert.equal(published.run.state, 'published');
    assert.equal((await pupil_round('0004', 'first')).result.admitted, true);
    assert.equal((await pupil_round('0001', 'first')).result.corrected, true);
    assert.deepEqual((await round_of('first')).runs.map((one: any) => one.state), ['published', 'superseded']);
  });

  await step('a place is confirmed or declined, and declining is final', async () => {
    const reply = (number: string, answer: string) =>
      pupils[number]!.send('POST', '/api/candidate/rounds/first/reply', { body: { answer } });
    (await reply('0006', 'confirm')).problem(409, 'no-place');
    (await reply('0001', 'confirm')).is(200);
    (await reply('0004', 'decline')).is(200);
    (await reply('0004', 'confirm')).problem(409, 'declined');
  });

  await with_calendar({ first: [-10, -5], more: [-1, 60] });

  await step('the supplementary round offers what is left to those who hold no place', async () => {
    const options = async (number: string) => (await pupil_round(number, 'more')).options.map((one: any) => [one.code, one.programmes[0].seats]);
    assert.deepEqual(await options('0002'), [['102', 1], ['201', 2]]);
    assert.equal((await pupil_round('0001', 'more')).may_enter, false, 'he holds a place');
    assert.equal((await pupil_round('0004', 'more')).may_enter, false, 'who declined is out, as the rule says');
    await enter_choices(pupils['0002']!, 'more', ['102']);
    await enter_choices(pupils['0006']!, 'more', ['201']);
  });

  await with_calendar({ first: [-10, -5], more: [-4, -1] });

  await step('the supplementary round is admitted like any other', async () => {
    const frozen = (await season.officer.client.post(`${admission}/rounds/more/runs`, { correction: false })).json();
    const allocated = (await season.officer.client.post(`/api/admission-runs/${frozen.run.id}/allocation`, { random_value: '' }, { version: frozen.run.version })).json();
    (await season.reviewer.client.post(`/api/admission-runs/${frozen.run.id}/publication`, undefined, { version: allocated.run.version })).is(200);
    assert.equal((await pupil_round('0002', 'more')).result.sentence.zh, '录取到庄浪二中，普通班（第 1 志愿）。');
    assert.equal((await pupil_round('0006', 'more')).result.admitted, true);
  });

  await step('other seats and lines are tried without keeping anything, and nobody is named', async () => {
    const simulate = (body: object) =>
      season.officer.client.send('POST', `${admission}/simulation`, { body: { seats: [], lines: [], assume: false, ...body } });
    (await season.county.client.send('POST', `${admission}/simulation`, { body: { seats: [], lines: [], assume: false } })).problem(403);
    const problem = (await simulate({ seats: [{ offer: '999', programme: '01', seats: 1 }], lines: [{ sector: 'general', subject: 'total', mark: 'x' }] })).problem(422);
    assert.equal(problem.errors!.length, 2);
    const before = (await view()).rounds[0].seats;
    const tried = (await simulate({ seats: [{ offer: '101', programme: '01', seats: 0 }], assume: true })).json();
    assert.equal(tried.plan_after.general, tried.plan_before.general - 1);
    const offer = tried.offers.find((one: any) => one.offer === '101');
    assert.deepEqual([offer.seats_before, offer.seats_after, offer.admitted_after], [1, 0, 0]);
    assert.ok(tried.moves.length > 0);
    assert.doesNotMatch(JSON.stringify(tried), /安一|0001/);
    assert.equal((await view()).rounds[0].seats, before, 'nothing is kept');
  });

  await step('every step is in the audit trail', async () => {
    const auditor = season.administrator.client;
    const actions = new Set<string>();
    for (let before: string | null = ''; before !== null; ) {
      const page: any = (await auditor.get(`/api/audit?limit=200${before && `&before=${before}`}`)).json();
      for (const entry of page.entries) actions.add(entry.action);
      before = page.next;
    }
    for (const action of ['admission.load', 'admission_offer.approve', 'admission_import.apply', 'admission_candidate.code', 'admission_choice.submit', 'admission_run.freeze', 'admission_run.publish', 'admission_appeal.decide', 'admission_reply.decline', 'admission_run.read_text']) {
      assert.ok(actions.has(action), `${action} is missing`);
    }
  });

  const published = (await round_of('first')).runs.find((one: any) => one.state === 'published').id;
  await server.stop();
  {
    const sql = `UPDATE admission_run_text SET content = replace(content, '640', '340') WHERE run = '${published}' AND part = 'input'`;
    if (server.store.database) {
      psql(server.store.database, sql);
    } else {
      const database = new DatabaseSync(join(server.store.data, 'zhijiao.db'));
      database.exec(sql);
      database.close();
    }
  }
  await with_calendar({ first: [-10, -5], more: [-4, -1] });

  await step('who changes a frozen input in the database itself is found out, and nothing is shown', async () => {
    const integrity = (await season.officer.client.get(`/api/admission-runs/${published}/integrity`)).json();
    assert.equal(integrity.input_matches, false);
    (await pupils['0001']!.get('/api/candidate')).problem(409, 'not-intact');
    const shown = (await new Client(server).get('/api/public/admissions')).json().admissions[0].runs.find((one: any) => !one.intact);
    assert.deepEqual(shown.cut_offs, [], 'everybody sees that it is not what was frozen');
  });
});
