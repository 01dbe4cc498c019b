// A server with the sample of five years, and clients for the people the tests need.
import { Client } from '../../harness/client.ts';
import { usual_people } from '../../harness/people.ts';
import { Server } from '../../harness/server.ts';

export interface Sample {
  server: Server;
  administrator: Client;
  office: Client;
  finance: Client;
  county: Client;
  nobody_signed_in: Client;
}

export async function sample(): Promise<Sample> {
  const server = await Server.start({ sample: true });
  const people = await usual_people(server);
  return {
    server,
    administrator: people.administrator.client,
    office: people.office.client,
    finance: people.finance.client,
    county: people.county.client,
    nobody_signed_in: new Client(server),
  };
}
