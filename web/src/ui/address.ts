import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { isDay, todayInShanghai } from './dates';
import { isStatus, kStatuses, type Status } from './status';

// Everything that shapes a view stands in the address, so that it can be sent to a colleague.

export interface BoardFilters {
  q: string;
  status: Status[];
  unit: string;
  kind: string;
  measure: string;
  group: string;
  task: string;
  quarter: string;
  result: string;
  lead: boolean;
  mine: boolean;
}

export const kNoFilters: BoardFilters = {
  q: '',
  status: [],
  unit: '',
  kind: '',
  measure: '',
  group: '',
  task: '',
  quarter: '',
  result: '',
  lead: false,
  mine: false,
};

const kWords = ['q', 'unit', 'kind', 'measure', 'group', 'task', 'quarter', 'result'] as const;
const kSwitches = ['lead', 'mine'] as const;

export function readFilters(search: URLSearchParams): BoardFilters {
  const filters = { ...kNoFilters };
  for (const name of kWords) filters[name] = search.get(name) ?? '';
  for (const name of kSwitches) filters[name] = search.get(name) === 'true';
  const chosen = (search.get('status') ?? '').split(',').filter(isStatus);
  filters.status = kStatuses.filter((status) => chosen.includes(status));
  return filters;
}

/** Changes only the filters; other parts of the address (view, as_of, sort) stay. */
export function writeFilters(search: URLSearchParams, filters: BoardFilters): URLSearchParams {
  const next = new URLSearchParams(search);
  const put = (name: string, value: string) => {
    if (value) next.set(name, value);
    else next.delete(name);
  };
  for (const name of kWords) put(name, filters[name]);
  for (const name of kSwitches) put(name, filters[name] ? 'true' : '');
  put('status', kStatuses.filter((status) => filters.status.includes(status)).join(','));
  return next;
}

/** What the API is asked. */
export function filterQuery(filters: BoardFilters): Record<string, string | boolean> {
  const query: Record<string, string | boolean> = {};
  for (const name of kWords) if (filters[name]) query[name] = filters[name];
  for (const name of kSwitches) if (filters[name]) query[name] = true;
  if (filters.status.length) query['status'] = filters.status.join(',');
  return query;
}

export function isFiltered(filters: BoardFilters): boolean {
  return Object.keys(filterQuery(filters)).length > 0;
}

/** Pages that can be shown as of a past day; every other page knows only today. */
const kPagesWithPast: readonly RegExp[] = [
  /^\/plan(\/(measures|tasks)\/[^/]+)?$/,
  /^\/plan\/shares\/[^/]+\/(reports\/[^/]+|milestones)$/,
  /^\/letters\/[^/]+$/,
  /^\/(units|commitments|schools)(\/[^/]+)?$/,
  /^\/indicators(\/.+)?$/,
  /^\/(reports|funding|bodies|changes|findings|public)$/,
  /^\/registers\/[^/]+(\/(?!(import|grid|review|duplicates|new)$)[^/]+)?$/,
];

export function hasPast(pathname: string): boolean {
  return kPagesWithPast.some((page) => page.test(pathname));
}

/** What the address says about the day: `past` is shown; `today_only` is a past day on a page that
 *  has none; `not_a_day` is a date that does not exist. */
export type DayAsked =
  | { kind: 'today' }
  | { kind: 'past'; day: string }
  | { kind: 'today_only'; day: string }
  | { kind: 'not_a_day'; written: string };

export function readDay(pathname: string, search: URLSearchParams, today: string): DayAsked {
  const written = search.get('as_of');
  if (!written || written === today) return { kind: 'today' };
  if (!isDay(written)) return { kind: 'not_a_day', written };
  return { kind: hasPast(pathname) ? 'past' : 'today_only', day: written };
}

/** Adds the day to an inner address, where the page behind it has a past. */
export function withAsOf(to: string, asOf: string | undefined): string {
  const [beforeHash, hash] = to.split('#') as [string, string?];
  const [pathname] = beforeHash.split('?') as [string];
  if (!asOf || !hasPast(pathname)) return to;
  const joined = `${beforeHash}${beforeHash.includes('?') ? '&' : '?'}as_of=${asOf}`;
  return hash === undefined ? joined : `${joined}#${hash}`;
}

export function useDayAsked(): DayAsked {
  const { pathname, search } = useLocation();
  return useMemo(
    () => readDay(pathname, new URLSearchParams(search), todayInShanghai(Date.now())),
    [pathname, search],
  );
}

/** The day a view is shown for; undefined means today. */
export function useAsOf(): string | undefined {
  const asked = useDayAsked();
  return asked.kind === 'past' ? asked.day : undefined;
}

export function useSetAsOf(): (day: string | undefined) => void {
  const [search, setSearch] = useSearchParams();
  return useCallback(
    (day) => {
      const next = new URLSearchParams(search);
      if (day && day !== todayInShanghai(Date.now())) next.set('as_of', day);
      else next.delete('as_of');
      setSearch(next);
    },
    [search, setSearch],
  );
}

/** Inner addresses that keep the day. */
export function useTo(): (to: string) => string {
  const asOf = useAsOf();
  return useCallback((to: string) => withAsOf(to, asOf), [asOf]);
}

export function useGo(): (to: string) => void {
  const navigate = useNavigate();
  const to = useTo();
  return useCallback((target: string) => void navigate(to(target)), [navigate, to]);
}

/** One word of the address, e.g. the sort order; the default leaves no trace. */
export function useAddressWord(name: string, fallback: string): [string, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const value = search.get(name) ?? fallback;
  const set = useCallback(
    (next: string) => {
      setSearch(
        (before) => {
          const changed = new URLSearchParams(before);
          if (next === fallback || next === '') changed.delete(name);
          else changed.set(name, next);
          return changed;
        },
        { replace: true },
      );
    },
    [name, fallback, setSearch],
  );
  return [value, set];
}
