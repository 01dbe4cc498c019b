import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { ApiProblem, call, newKey, type Schemas, type Text } from '../../api/client';
import { keyOf, useGet } from '../../api/queries';
import { fill } from '../../ui/text';
import type { Span } from './layout';
import { type Item, takeItems } from './order';
import type { Content } from './reshape';
import { draftWords as w } from './words';

type View = Schemas['DraftView'];
type Changed = Schemas['ItemsChanged'];
type State = Item['state'];

/** At most so many decisions go in one request. */
const kDecisions_max = 200;

/** The draft as it is known here, and everything a person does to it. Decisions show at once and are
 *  sent one after another, so that one can go through a list at the speed of the keyboard. */
export function useReview(id: string) {
  const client = useQueryClient();
  const query = useGet('/api/drafts/{id}', { params: { id } });
  const [sending, setSending] = useState<ReadonlyMap<string, State>>(new Map());
  const [problem, setProblem] = useState<ApiProblem>();
  const [notice, setNotice] = useState<Text>();
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  /** What this person did here, the last one last. */
  const done = useRef<string[]>([]);

  const key = keyOf('/api/drafts/{id}', { id });
  const latest = () => client.getQueryData<View>(key);
  /** An answer still on its way may be older than this one: it is given up and asked for anew. */
  const take = async (changed: Changed) => {
    const asked = client.isFetching({ queryKey: key }) > 0;
    await client.cancelQueries({ queryKey: key });
    client.setQueryData<View>(key, (view) =>
      view ? { ...view, draft: changed.draft, items: takeItems(view.items, changed.items) } : view,
    );
    if (asked) void client.invalidateQueries({ queryKey: key });
    void client.invalidateQueries({ queryKey: ['/api/drafts'] });
    void client.invalidateQueries({ queryKey: ['/api/drafts/{id}/check'] });
  };
  const versionOf = (item: string) => latest()?.items.find((one) => one.id === item)?.version ?? 0;

  /** Runs after everything that was asked for before. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.current.then(work, work);
    queue.current = result.catch(() => undefined);
    return result;
  };

  const trouble = async (error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 412) {
      const theirs = error.current as Partial<Item> | undefined;
      setNotice(
        theirs?.decided_by && theirs.title
          ? {
              zh: fill(w.staleDecision, 'zh', { who: theirs.decided_by, title: theirs.title.zh }),
              en: fill(w.staleDecision, 'en', { who: theirs.decided_by, title: theirs.title.en }),
            }
          : w.staleSome,
      );
      await client.invalidateQueries({ queryKey: key });
      return;
    }
    setProblem(error);
  };

  const show = (items: readonly string[], state: State | undefined) =>
    setSending((before) => {
      const next = new Map(before);
      for (const item of items) {
        if (state) next.set(item, state);
        else next.delete(item);
      }
      return next;
    });

  const decide = (items: readonly Item[], accept: boolean) => {
    setProblem(undefined);
    setNotice(undefined);
    const ids = items.map((item) => item.id);
    show(ids, accept ? 'accepted' : 'rejected');
    for (let at = 0; at < ids.length; at += kDecisions_max) {
      const part = ids.slice(at, at + kDecisions_max);
      void inTurn(async () => {
        try {
          const decisions = part.map((item) => ({ item, version: versionOf(item), accept }));
          await take(
            await call('post', '/api/drafts/{id}/decisions', {
              params: { id },
              body: { decisions },
              key: newKey(),
            }),
          );
          if (part.length === 1) done.current.push(part[0]!);
        } catch (error) {
          await trouble(error);
        } finally {
          show(part, undefined);
        }
      });
    }
  };

  /** Takes the last step of this person back, or what was last done to `selected`. Says which item. */
  const undo = async (selected: Item | undefined): Promise<string | undefined> => {
    setProblem(undefined);
    return inTurn(async () => {
      const item = done.current.pop() ?? selected?.id;
      if (item === undefined || !latest()?.items.find((one) => one.id === item)?.can_undo)
        return undefined;
      try {
        await take(
          await call('post', '/api/drafts/{id}/items/{item}/undo', {
            params: { id, item },
            version: versionOf(item),
            key: newKey(),
          }),
        );
        return item;
      } catch (error) {
        await trouble(error);
        return undefined;
      }
    });
  };

  /** These answer with a problem for the form to show; 412 carries the version to save over. */
  const shaped = (item: string, send: () => Promise<Changed>) =>
    inTurn(async () => {
      const changed = await send();
      await take(changed);
      done.current.push(item);
      return changed;
    });
  const correct = (item: string, version: number, content: Content, idempotency: string) =>
    shaped(item, () =>
      call('post', '/api/drafts/{id}/items/{item}/correction', {
        params: { id, item },
        version,
        body: { content },
        key: idempotency,
      }),
    );
  const split = (
    item: string,
    version: number,
    first: Content,
    second: Content,
    idempotency: string,
  ) =>
    shaped(item, () =>
      call('post', '/api/drafts/{id}/items/{item}/split', {
        params: { id, item },
        version,
        body: { first, second },
        key: idempotency,
      }),
    );
  const merge = (
    item: string,
    version: number,
    other: Item,
    content: Content,
    idempotency: string,
  ) =>
    shaped(item, () =>
      call('post', '/api/drafts/{id}/items/{item}/merge', {
        params: { id, item },
        version,
        body: { other: other.id, other_version: other.version, content },
        key: idempotency,
      }),
    );
  const add = (content: Content, spans: Span[], idempotency: string) =>
    inTurn(async () => {
      const changed = await call('post', '/api/drafts/{id}/items', {
        params: { id },
        body: { content, spans },
        key: idempotency,
      });
      await take(changed);
      return changed;
    });

  const items = useMemo(() => {
    const all = query.data?.items ?? [];
    if (sending.size === 0) return all;
    return all.map((item) => {
      const state = sending.get(item.id);
      return state ? { ...item, state } : item;
    });
  }, [query.data, sending]);

  return {
    query,
    items,
    problem,
    notice,
    busy: sending.size > 0,
    dismiss: () => {
      setProblem(undefined);
      setNotice(undefined);
    },
    refetch: () => client.invalidateQueries({ queryKey: key }),
    decide,
    undo,
    correct,
    split,
    merge,
    add,
  };
}

export type Review = ReturnType<typeof useReview>;
