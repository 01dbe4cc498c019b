// Accounts made the way people make them: by a one-time link.
import { Client } from './client.ts';
import type { Server } from './server.ts';

export const kPassword = 'zhi-jiao 测试口令 76';

export interface PostGiven {
  unit: string;
  role: string;
  valid_from?: string;
  valid_to?: string;
}

export interface Person {
  id: string;
  name: string;
  password: string;
  client: Client;
}

/** Uses up the one-time link of the first start. */
export async function first_administrator(server: Server, name = 'admin'): Promise<Person> {
  const client = new Client(server);
  const body = { name, display_name: '管理员', password: kPassword };
  const session = (await client.post(`/api/invitations/${server.invitation}`, body)).json();
  return { id: session.account, name, password: kPassword, client };
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
  return { id: made.account.id, name, password: kPassword, client };
}

export interface People {
  administrator: Person;
  office: Person;
  finance: Person; // 市财政局
  county: Person; // 庄浪县
  nobody: Person; // no post
}

async function sample_person(server: Server, name: string): Promise<Person> {
  const password = server.sample_password;
  const client = await new Client(server).sign_in(name, password);
  const session = (await client.get('/api/session')).json();
  return { id: session.account, name, password, client };
}

/** Those of the sample where there is one, otherwise made for the test. */
export async function usual_people(server: Server): Promise<People> {
  if (server.has_sample) {
    const administrator = await sample_person(server, 'admin');
    return {
      administrator,
      office: await sample_person(server, 'office'),
      finance: await sample_person(server, 'finance_bureau'),
      county: await sample_person(server, 'zhuanglang'),
      nobody: await new_person(administrator, 'nobody'),
    };
  }
  const administrator = await first_administrator(server);
  const make = (name: string, unit: string, role: string) =>
    new_person(administrator, name, [{ unit, role }]);
  return {
    administrator,
    office: await make('office', 'education_bureau', 'plan_office'),
    finance: await make('finance', 'finance_bureau', 'unit_officer'),
    county: await make('county', 'zhuanglang', 'unit_officer'),
    nobody: await new_person(administrator, 'nobody'),
  };
}
