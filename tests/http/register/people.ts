// Two schools in two counties, and those who look after them.
import { join } from 'node:path';
import { first_administrator, new_person, type Person } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

/** Registers of the tests, so that a change of a real one breaks no test of the engine. */
export const kRegisters = join(import.meta.dirname, 'registers');

export interface Registrars {
  server: Server;
  administrator: Person;
  zhuanglang_school: Person;
  zhuanglang: Person;
  jingning_school: Person;
  jingning: Person;
  city: Person;
}

export async function start(): Promise<Registrars> {
  const server = await Server.start({ extra: ['--registers', kRegisters] });
  const administrator = await first_administrator(server);
  const make = (name: string, unit: string, role: string) =>
    new_person(administrator, name, [{ unit, role }]);
  return {
    server,
    administrator,
    zhuanglang_school: await make('zhuanglang_school', 'zhuanglang_centre', 'school_officer'),
    zhuanglang: await make('zhuanglang', 'zhuanglang', 'unit_officer'),
    jingning_school: await make('jingning_school', 'jingning_centre', 'school_officer'),
    jingning: await make('jingning', 'jingning', 'unit_officer'),
    city: await make('city', 'education_bureau', 'plan_office'),
  };
}

export const pupil = (number: string, more: object = {}) => ({
  values: { school: 'zhuanglang_centre', number, name: '李四', born_on: '2006-05-04', ...more },
});
