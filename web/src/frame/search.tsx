import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import type { Schemas, Text } from '../api/client';
import { useAsk } from '../api/queries';
import { useGo } from '../ui/address';
import { useSpeech } from '../ui/language';
import { Trouble } from '../ui/page';
import { words } from '../ui/words';
import { type Found, useFound } from './found';
import { type MenuItem } from './menu';

/** What the server finds in the plan, and everything else beside it. */
type Hit = (Omit<Schemas['SearchHit'], 'kind'> & { kind: Schemas['HitKind'] }) | Found;

const kKindWords: Record<Hit['kind'], Text> = {
  task: words.hitTask,
  measure: words.hitMeasure,
  unit: words.hitUnit,
  commitment: words.hitCommitment,
  body: words.hitBody,
  page: words.hitPage,
  action: words.hitAction,
  letter: words.hitLetter,
  instruction: words.hitInstruction,
  person: words.hitPerson,
};

export function hitAddress(hit: Pick<Hit, 'kind' | 'key'>): string {
  const key = encodeURIComponent(hit.key);
  switch (hit.kind) {
    case 'task':
      return `/plan/tasks/${key}`;
    case 'measure':
      return `/plan/measures/${key}`;
    case 'unit':
      return `/units/${key}`;
    case 'commitment':
      return `/commitments/${key}`;
    case 'body':
      return `/bodies#${key}`;
    default:
      return hit.key;
  }
}

export function SearchDialog({
  pages,
  permissions,
  registers,
  close,
}: {
  pages: MenuItem[];
  permissions: readonly string[];
  registers: Schemas['RegisterLine'][];
  close: () => void;
}) {
  const { say } = useSpeech();
  const go = useGo();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const answer = useAsk('/api/search', { q }, { enabled: q !== '' });

  const named = (title: Text) => say(title).toLowerCase().includes(q.toLowerCase());
  // A register is looked for by name; all of them at once would bury the pages.
  const lists = q === '' ? [] : registers.filter((line) => named(line.title));
  const ownPages = [
    ...pages.filter((page) => named(page.title)),
    ...lists.map((line) => ({ to: `/registers/${line.name}`, title: line.title })),
  ].map((page): Hit => ({ kind: 'page', key: page.to, title: page.title, detail: { zh: '', en: '' } }));
  const found = q === '' ? [] : (answer.data?.hits ?? []);
  const more = useFound(q, permissions, registers);
  const hits: Hit[] = [...found, ...ownPages, ...more];

  useEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => setChosen(0), [q]);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    close();
    go(hitAddress(hit));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setChosen((at) => Math.min(at + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setChosen((at) => Math.max(at - 1, 0));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) open(hits[chosen]);
    else if (event.key === 'Escape') close();
    // The field is the only stop in this dialog; results are reached by the arrows.
    else if (event.key !== 'Tab') return;
    event.preventDefault();
  };
  return (
    <div className="search-backdrop" onPointerDown={(event) => event.target === event.currentTarget && close()}>
      <div className="search-dialog" role="dialog" aria-modal="true" aria-label={say(words.search)}>
        <input
          ref={input}
          className="search-input"
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={hits[chosen] ? `${id}-${chosen}` : undefined}
          aria-label={say(words.search)}
          placeholder={say(words.searchPlaceholder)}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={keys}
        />
        {answer.isError && <Trouble problem={answer.error} retry={() => void answer.refetch()} />}
        <ul ref={list} id={id} className="search-hits" role="listbox" aria-label={say(words.searchResults)}>
          {hits.map((hit, place) => (
            <li
              key={`${hit.kind}-${hit.key}-${hit.title.zh}`}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === chosen}
              onPointerMove={() => setChosen(place)}
              onClick={() => open(hit)}
            >
              <span className="hit-kind">{say(kKindWords[hit.kind])}</span>
              <span className="hit-title">
                {(hit.kind === 'task' || hit.kind === 'measure') && <b>{hit.key} </b>}
                {say(hit.title)}
              </span>
              <span className="hit-detail">{say(hit.detail)}</span>
            </li>
          ))}
        </ul>
        {q !== '' && hits.length === 0 && !answer.isFetching && !answer.isError && (
          <p className="search-nothing">{say(words.searchNothing, { q })}</p>
        )}
        <p className="search-hint">
          {say(words.searchHint)}
          <span className="visually-hidden" aria-live="polite">
            {say(words.searchCount, { n: hits.length })}
          </span>
        </p>
      </div>
    </div>
  );
}
