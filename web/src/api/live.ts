import { refresh } from './queries';

// One event stream per browser: the tab that holds the lock listens and tells the others.

const kName = 'zhijiao-live';
type Message = { kind: string };

function listen(tell: (message: Message) => void): () => void {
  const source = new EventSource('/api/events');
  source.addEventListener('changed', (event) => {
    try {
      const { kind } = JSON.parse((event as MessageEvent<string>).data) as { kind?: string };
      tell({ kind: kind ?? 'all' });
    } catch {
      tell({ kind: 'all' });
    }
  });
  source.addEventListener('indicators', () => tell({ kind: 'indicators' }));
  source.addEventListener('reset', () => tell({ kind: 'all' }));
  return () => source.close();
}

export function startLive(): () => void {
  if (typeof EventSource === 'undefined') return () => undefined;
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(kName);
  // Several changes in one instant (an import, a plan) are one refresh.
  const waiting = new Set<string>();
  let timer: number | undefined;
  const apply = (message: Message) => {
    waiting.add(message.kind);
    timer ??= window.setTimeout(() => {
      timer = undefined;
      const kinds = waiting.has('all') ? ['all'] : [...waiting];
      waiting.clear();
      kinds.forEach((kind) => refresh(kind, true));
    }, 120);
  };
  const tell = (message: Message) => {
    apply(message);
    channel?.postMessage(message);
  };
  if (channel) channel.onmessage = (event: MessageEvent<Message>) => apply(event.data);

  const stops: (() => void)[] = [
    () => {
      window.clearTimeout(timer);
      channel?.close();
    },
  ];
  // Locks exist only on secure addresses; without them every tab listens for itself.
  const locks = (navigator as { locks?: LockManager }).locks;
  if (locks && channel) {
    const waitingForLock = new AbortController();
    locks
      .request(
        kName,
        { signal: waitingForLock.signal },
        () =>
          new Promise<void>((release) => {
            const close = listen(tell);
            stops.push(close, release);
          }),
      )
      .catch((error: unknown) => {
        // Given up before our turn came: that is how waiting ends.
        if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
      });
    stops.push(() => waitingForLock.abort());
  } else {
    stops.push(listen(apply));
  }
  return () => stops.forEach((stop) => stop());
}
