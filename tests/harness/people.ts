// Accounts made the way people make them: by a one-time link.
import { Client } from './client.ts';
import type { Server } from './server.ts';

export const kPassword = 'zhi-jiao 测试口令 76';

export interface PostGiven {
  unit: string;
  role: string;
}

export interface Person {
  id: string;
  name: string;
  client: Client;
}

/** Uses up the one-time link of the first start. */
export async function first_administrator(server: Server, name = 'admin'): Promise<Person> {
  const client = new Client(server);
  const body = { name, display_name: '管理员', password: kPassword };
  const session = (await client.post(`/api/invitations/${server.invitation}`, body)).json();
  return { id: session.account, name, client };
}

/** A new account with posts, activated by its link. */
export async function new_person(
  administrator: Person,
  name: string,
  posts: PostGiven[] = [],
): Promise<Person> {
  const made = (
    await administrator.client.post('/api/accounts', { name, display_name: name })
  ).json(201);
  for (const post of posts)
    (await administrator.client.post(`/api/accounts/${made.account.id}/posts`, post)).is(201);
  const client = new Client(administrator.client.server);
  const token = made.link.path.split('#')[1];
  (await client.post(`/api/invitations/${token}`, { password: kPassword })).is(200);
  return { id: made.account.id, name, client };
}

export interface People {
  administrator: Person;
  office: Person;
  finance: Person; // 市财政局
  county: Person; // 庄浪县
  nobody: Person; // no post
}

export async function usual_people(server: Server): Promise<People> {
  const administrator = await first_administrator(server);
  const office = await new_person(administrator, 'office', [{ unit: 'education_bureau', role: 'plan_office' }]);
  const finance = await new_person(administrator, 'finance', [{ unit: 'finance_bureau', role: 'unit_officer' }]);
  const county = await new_person(administrator, 'county', [{ unit: 'zhuanglang', role: 'unit_officer' }]);
  const nobody = await new_person(administrator, 'nobody');
  return { administrator, office, finance, county, nobody };
}
