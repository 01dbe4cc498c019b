// Every page at a desk and on a phone, in both languages: complete, accessible, quiet.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Window, kDesk, kPhone, launch } from '../harness/browser.ts';
import { kPassword, new_person, usual_people } from '../harness/people.ts';
import { Server } from '../harness/server.ts';

const server = await Server.start({ sample: true });
const people = await usual_people(server);
await new_person(people.administrator, 'everything', [
  { unit: 'education_bureau', role: 'administrator' },
  { unit: 'education_bureau', role: 'plan_office' },
]);
const commitment = (await people.office.client.get('/api/commitments')).json().commitments[0].id;
const browser = await launch();
after(() => browser.close());

const kPages: [string, string][] = [
  ['board-measure', '/plan?view=measure'],
  ['board-unit', '/plan?view=unit'],
  ['board-time', '/plan?view=time'],
  ['board-list', '/plan?view=list'],
  ['board-shares', '/plan?view=list&rows=shares'],
  ['board-past', '/plan?view=unit&as_of=2022-07-01'],
  ['board-nothing-found', '/plan?q=没有这样的内容'],
  ['task', '/plan/tasks/9'],
  ['measure-without-task', '/plan/measures/24'],
  ['units', '/units'],
  ['unit', '/units/zhuanglang'],
  ['indicators', '/indicators'],
  ['indicators-nothing-found', '/indicators?state=unmet&measure=1'],
  ['indicator', '/indicators/intake_ratio'],
  ['indicator-of-a-county', '/indicators/quality_programmes?unit=zhuanglang'],
  ['indicator-along-a-group', '/indicators/secondary_enrolment?tree=education_group&unit=pingliang_college'],
  ['data-quality', '/indicators/data-quality'],
  ['commitments', '/commitments'],
  ['commitment', `/commitments/${commitment}`],
  ['findings', '/findings'],
  ['bodies', '/bodies'],
  ['changes', '/changes?since=2022-01-01&as_of=2022-07-01'],
  ['my-work', '/my-work'],
  ['reports', '/reports'],
  ['admin', '/admin'],
  ['audit', '/admin?tab=audit'],
  ['password', '/password'],
  ['not-found', '/nothing-here'],
];

for (const size of [kDesk, kPhone]) {
  test(`every page at ${size.width} px`, { timeout: 300_000 }, async (t) => {
    const window = await Window.open(browser, size);
    await window.sign_in(server.url, 'everything', kPassword);
    for (const [name, address] of kPages) {
      await t.test(name, async () => {
        await window.page.goto(server.url + address);
        await window.examine(name);
      });
    }
    await window.close();
  });
}

test('every page of the plan in English', { timeout: 300_000 }, async (t) => {
  const window = await Window.open(browser, kDesk);
  await window.sign_in(server.url, 'everything', kPassword);
  await window.page.goto(`${server.url}/plan`);
  await window.page.getByRole('button', { name: /English|英文/ }).click();
  for (const [name, address] of kPages) {
    await t.test(name, async () => {
      await window.page.goto(server.url + address);
      await window.examine(`${name}-en`);
      assert.equal(await window.page.evaluate(() => document.documentElement.lang), 'en');
    });
  }
  await window.close();
});

test('in the dark', { timeout: 120_000 }, async (t) => {
  const window = await Window.open(browser, kDesk);
  await window.page.emulateMedia({ colorScheme: 'dark' });
  await window.sign_in(server.url, 'everything', kPassword);
  for (const [name, address] of kPages.slice(0, 12)) {
    await t.test(name, async () => {
      await window.page.goto(server.url + address);
      await window.examine(`${name}-dark`);
    });
  }
  await window.close();
});

test('every view of the board gives away the table it shows, filters and all', { timeout: 60_000 }, async () => {
  const window = await Window.open(browser, kDesk);
  await window.sign_in(server.url, 'office', people.office.password);
  for (const view of ['measure', 'unit', 'time', 'list', 'list&rows=shares']) {
    await window.page.goto(`${server.url}/plan?view=${view}&status=late&as_of=2022-07-01&unit=zhuanglang`);
    await window.settled();
    for (const form of ['XLSX', 'CSV']) {
      const [download] = await Promise.all([
        window.page.waitForEvent('download'),
        window.page.getByRole('link', { name: `导出 ${form}` }).click(),
      ]);
      assert.equal(await download.failure(), null, `${view} as ${form}`);
    }
  }
  await window.close();
});

test('somebody without the permission is told so and whom to ask', async () => {
  const window = await Window.open(browser, kDesk);
  await window.sign_in(server.url, people.finance.name, people.finance.password);
  await window.page.goto(`${server.url}/findings`);
  await window.page.getByText('您的职务看不到这一页').waitFor();
  await window.examine('no-permission');
  await window.close();
});

test('a colleague with the address sees the same view after signing in', async () => {
  const window = await Window.open(browser, kDesk);
  await window.page.goto(`${server.url}/plan?view=list&rows=shares&status=late&as_of=2022-07-01`);
  await window.page.waitForURL(/\/sign-in/);
  await window.page.getByLabel('登录名').fill(people.finance.name);
  await window.page.getByLabel('密码', { exact: true }).fill(people.finance.password);
  await window.page.getByRole('button', { name: '登录', exact: true }).click();
  await window.page.waitForURL(/status=late/);
  assert.match(window.page.url(), /as_of=2022-07-01/);
  await window.settled();
  await window.close();
});
