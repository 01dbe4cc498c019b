// A socket that sends what no proper client would.
import { type Socket, connect } from 'node:net';
import type { Server } from './server.ts';

export interface RawAnswer {
  status: number;
  head: string;
  body: string;
}

export function open(server: Server): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Collects what the server says until it closes or the time is over. */
export function collect(socket: Socket, limit_ms: number): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    const done = () => {
      clearTimeout(timer);
      socket.destroy();
      const [head, ...rest] = text.split('\r\n\r\n');
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') });
    };
    const timer = setTimeout(done, limit_ms);
    // A reset after the answer loses nothing that was read before.
    socket.on('error', done).on('close', done);
  });
}

export async function exchange(server: Server, bytes: string | Buffer, limit_ms = 5000): Promise<RawAnswer> {
  const socket = await open(server);
  const answer = collect(socket, limit_ms);
  socket.write(bytes);
  return answer;
}
