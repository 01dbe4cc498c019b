import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type ApiProblem, send, type Schemas, type Text } from '../api/client';
import { useAsk } from '../api/queries';
import { kLetterKinds, supervisionWords } from '../features/supervision/words';
import { listPath, recordAddress, type RowList } from '../features/register/records';
import { words } from '../ui/words';

/** What is found beside the plan's own things; `key` is its address. */
export interface Found {
  kind: 'page' | 'action' | 'letter' | 'instruction' | 'person';
  key: string;
  title: Text;
  detail: Text;
}

const kNone: Text = { zh: '', en: '' };
const kPeopleOfEach = 3;
const kRest_ms = 250;

function written(text: string): Text {
  return { zh: text, en: text };
}

/** What people do without looking for a thing first. */
const kActions: readonly { to: string; title: Text; permissions: readonly string[] }[] = [
  { to: '/instructions/new', title: supervisionWords.register, permissions: ['supervision.draft'] },
  { to: '/supervision?tab=late', title: supervisionWords.draftReminders, permissions: ['supervision.draft'] },
  { to: '/supervision?tab=late', title: supervisionWords.draftUrges, permissions: ['supervision.draft'] },
  { to: '/supervision?tab=late', title: supervisionWords.draftCircular, permissions: ['supervision.draft'] },
  { to: '/supervision?tab=letters&state=submitted', title: words.actRelease, permissions: ['supervision.release'] },
  { to: '/reports', title: words.actReview, permissions: ['report.review'] },
  { to: '/reports/scans', title: words.actScan, permissions: ['share.record', 'form.stamp'] },
  { to: '/indicators/what-if', title: words.actWhatIf, permissions: ['plan.read'] },
  { to: '/admin', title: words.actPerson, permissions: ['account.manage'] },
  { to: '/password', title: words.changePassword, permissions: [] },
];

export function foundActions(q: string, permissions: readonly string[]): Found[] {
  return kActions
    .filter((act) => act.permissions.length === 0 || act.permissions.some((one) => permissions.includes(one)))
    .filter((act) => fits(q, act.title.zh, act.title.en))
    .map((act) => ({ kind: 'action', key: act.to, title: act.title, detail: kNone }));
}

function fits(q: string, ...texts: string[]): boolean {
  return texts.some((text) => text.toLowerCase().includes(q.toLowerCase()));
}

export function foundLetters(letters: readonly Schemas['LetterLine'][]): Found[] {
  return letters.map((letter) => ({
    kind: 'letter',
    key: `/letters/${letter.id}`,
    title: written(letter.title),
    detail: letter.number ? written(letter.number) : kLetterKinds[letter.kind],
  }));
}

export function foundInstructions(instructions: readonly Schemas['InstructionLine'][]): Found[] {
  return instructions.map((one) => ({
    kind: 'instruction',
    key: `/instructions/${one.id}`,
    title: written(one.words.length > 40 ? `${one.words.slice(0, 40)}…` : one.words),
    detail: written(one.said_by),
  }));
}

/** People of one register: names, the unit beside them, nothing sensitive. */
export function foundPeople(register: Schemas['RegisterLine'], list: RowList): Found[] {
  return list.rows.slice(0, kPeopleOfEach).map((row) => {
    const unit = Object.values(row.values)
      .map((value) => (typeof value === 'string' ? list.units[value] : undefined))
      .find((name) => name !== undefined);
    return {
      kind: 'person',
      key: recordAddress(register.name, row.id),
      title: written(row.label),
      detail: unit
        ? { zh: `${register.title.zh} · ${unit.zh}`, en: `${register.title.en} · ${unit.en}` }
        : register.title,
    };
  });
}

/** `q` once nobody has typed for a moment, so that a long list is not asked for every letter. */
function useRested(q: string): string {
  const [rested, setRested] = useState(q);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(q), kRest_ms);
    return () => window.clearTimeout(timer);
  }, [q]);
  return rested;
}

export function useFound(
  q: string,
  permissions: readonly string[],
  registers: readonly Schemas['RegisterLine'][],
): Found[] {
  const reads = permissions.includes('plan.read');
  const rested = useRested(q);
  const supervision = useAsk('/api/supervision/search', { q: rested }, { enabled: rested !== '' && reads });
  // Not what was found for the text before.
  const papers = supervision.isPlaceholderData ? undefined : supervision.data;
  const people = registers.filter((line) => line.people);
  // One character fits half a school.
  const asks = [...rested].length >= 2;
  const lists = useQueries({
    queries: people.map((line) => ({
      queryKey: ['/api/records', 'found', line.name, rested],
      // A name goes in the body: addresses are kept in logs.
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        send<RowList>('post', `${listPath(line.name)}/search`, { body: { q: rested, limit: kPeopleOfEach }, signal }),
      enabled: asks,
    })),
  }) as { data?: RowList; error?: ApiProblem }[];
  if (q === '') return [];
  return [
    ...foundActions(q, permissions),
    ...foundLetters(papers?.letters ?? []),
    ...foundInstructions(papers?.instructions ?? []),
    ...people.flatMap((line, place) => {
      const list = asks ? lists[place]?.data : undefined;
      return list ? foundPeople(line, list) : [];
    }),
  ];
}
