// Agreements between schools: a partner that is a unit of the plan sees them and consents itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first_administrator, new_person, type Person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

const server = await Server.start();
const administrator = await first_administrator(server);
const make = (name: string, unit: string, role: string) => new_person(administrator, name, [{ unit, role }]);
const school = await make('school', 'zhuanglang_centre', 'school_officer');
const partner = await make('partner', 'jingning_centre', 'school_officer');
const stranger = await make('stranger', 'huating_centre', 'school_officer');
const county = await make('county', 'zhuanglang', 'county_officer');

const create = async (person: Person, noun: string, values: object): Promise<string> =>
  (await person.client.post(`/api/records/${noun}`, { values })).json(201).record.id;
const step = (person: Person, noun: string, id: string, name: string, version: number, body: object = {}) =>
  person.client.post(`/api/records/${noun}/${id}/steps/${name}`, body, { version });

let made = 0;
const course = (more: object) => ({
  school: 'zhuanglang_centre', partner: '静宁县职教中心', course: `木工基础${++made}`, term: '2024-1', direction: 'to_general', hours: 20, seats: 30, ...more,
});
async function offered(more: object): Promise<string> {
  const id = await create(school, 'shared_course', course(more));
  (await step(school, 'shared_course', id, 'offer', 1)).is(200);
  return id;
}

test('a partner of the region consents to a shared course itself, or does not', async () => {
  const id = await offered({ partner_unit: 'jingning_centre' });
  (await step(school, 'shared_course', id, 'consent', 2)).problem(403);
  (await step(stranger, 'shared_course', id, 'consent', 2)).problem(404);
  assert.equal((await step(partner, 'shared_course', id, 'reject', 2, { comment: '课表排满' })).json().record.state, 'draft');
  (await step(school, 'shared_course', id, 'offer', 3)).is(200);
  assert.equal((await step(partner, 'shared_course', id, 'consent', 4)).json().record.state, 'agreed');
});

test('of a partner that is no unit the authority records the consent', async () => {
  const id = await offered({ partner: '某县第一中学' });
  (await step(county, 'shared_course', id, 'agree', 2, { comment: '对方已复函' })).is(200);
});
