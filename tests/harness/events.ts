// A server-sent event stream, read as a browser reads it.
import { type ClientRequest, request } from 'node:http';
import type { Client } from './client.ts';

export interface StreamEvent {
  id: string;
  name: string;
  data: string;
}

export class EventStream {
  readonly events: StreamEvent[] = [];
  ended = false;
  private readonly waiting = new Set<() => void>();
  private readonly sent: ClientRequest;

  private constructor(sent: ClientRequest) {
    this.sent = sent;
  }

  static open(client: Client, last_event_id?: string): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, string> = { accept: 'text/event-stream', cookie: client.cookie };
      if (last_event_id) headers['last-event-id'] = last_event_id;
      const sent = request(
        { host: '127.0.0.1', port: client.server.port, path: '/api/events', headers },
        (incoming) => {
          const type = incoming.headers['content-type'] ?? '';
          if (incoming.statusCode !== 200 || !type.startsWith('text/event-stream')) {
            reject(new Error(`the stream answered ${incoming.statusCode} ${type}`));
            incoming.resume();
            return;
          }
          const stream = new EventStream(sent);
          let text = '';
          incoming.setEncoding('utf8').on('data', (part: string) => {
            text += part;
            for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
              stream.take(text.slice(0, end));
              text = text.slice(end + 2);
            }
          });
          const over = () => {
            stream.ended = true;
            stream.wake();
          };
          incoming.on('end', over).on('error', over);
          resolve(stream);
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  }

  private take(block: string) {
    const event = { id: '', name: 'message', data: '' };
    let any = false;
    for (const line of block.split('\n')) {
      const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      if (field === 'id') event.id = value;
      if (field === 'event') event.name = value;
      if (field === 'data') {
        event.data += value;
        any = true;
      }
    }
    if (!any) return; // a heartbeat
    this.events.push(event);
    this.wake();
  }

  private wake() {
    for (const done of [...this.waiting]) done();
  }

  /** The first event that `fits`, which may have come already. */
  async next(fits: (event: StreamEvent) => boolean, limit_ms = 5000): Promise<StreamEvent> {
    const limit = Date.now() + limit_ms;
    for (;;) {
      const found = this.events.find(fits);
      if (found) return found;
      if (this.ended || Date.now() > limit)
        throw new Error(`no such event (${this.ended ? 'ended' : 'late'}): ${JSON.stringify(this.events)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, Math.max(limit - Date.now(), 0));
        const waiting = this.waiting;
        function done() {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        }
        waiting.add(done);
      });
    }
  }

  async closed(limit_ms = 5000): Promise<void> {
    await this.next(() => false, limit_ms).catch(() => undefined);
    if (!this.ended) throw new Error('the stream is still open');
  }

  close() {
    this.sent.destroy();
  }
}
