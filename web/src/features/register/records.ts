import { keepPreviousData, useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type ApiProblem, send, type Text } from '../../api/client';
import { useGet } from '../../api/queries';
import { todayInShanghai } from '../../ui/dates';
import type { Declaration, Values } from './declaration';
import type { UnitNames } from './value_text';

// Records of the registers, whose addresses and values each deployment declares for itself.

export interface Row {
  id: string;
  version: number;
  state: string;
  /** Microseconds since 1970. */
  state_since: number;
  removed: boolean;
  /** Field → what a reviewer said is wrong with it. */
  returned: Record<string, string>;
  label: string;
  values: Values;
  /** What references to other records are called. */
  labels: Record<string, string | null>;
}

export interface RowList {
  rows: Row[];
  next: string | null;
  units: UnitNames;
}

/** Opinions that a step needs: who was asked, and what each said last. */
export interface SignOff {
  needed: number;
  agreed: number;
  complete: boolean;
  /** Silence is consent after this day. */
  silence_until: string | null;
  parties: {
    name: string;
    title: Text;
    opinion: 'waiting' | 'agreed' | 'objected' | 'silent';
    may: boolean;
    comment: string;
    by: string;
    unit: Text | null;
    signed_on: string | null;
  }[];
}

export interface PossibleStep {
  name: string;
  may: boolean;
  not_before: string | null;
  /** Working days until then. */
  days_to_wait: number | null;
  due_on: string | null;
  /** Working days until then, below 0 if it is late. */
  days_left: number | null;
  sign_off: SignOff | null;
  /** Titles of the roles it waits for here; null where nobody looked: then all that are declared. */
  by: Text[] | null;
  /** Field → the number that comes next. */
  proposed: Record<string, string>;
}

export interface Actions {
  change: boolean;
  remove: boolean;
  restore: boolean;
  transitions: PossibleStep[];
  state_since: string;
}

export interface RecordAnswer {
  record: Row;
  units: UnitNames;
  /** None on a past day. */
  may: Actions | null;
  /** Of a restoration: fields that are as they were, because others or steps fill them in. */
  kept?: string[];
  /** What the rules still ask about, confirmed at entry or not; field is empty if it is the whole record. */
  warnings: { field: string; message: Text }[];
  /** Other records of the same person or thing, in reach or not. */
  doubles: number;
}

export interface Version {
  version: number;
  recorded_at: string;
  until: string | null;
  by: string;
  action: string;
  why: string;
  record: Row;
}

export interface History {
  versions: Version[];
  next: number | null;
  units: UnitNames;
}

/** Keys of records begin with this, so that an announced change makes all of them old. */
const kRecords = '/api/records';

export function listPath(noun: string): string {
  return `/api/records/${encodeURIComponent(noun)}`;
}

export function recordPath(noun: string, id: string): string {
  return `${listPath(noun)}/${encodeURIComponent(id)}`;
}

/** The file in a field of a record, as of the version in the row. */
export function recordFile(noun: string, row: Pick<Row, 'id' | 'version'>, field: string): string {
  return `${recordPath(noun, row.id)}/files/${encodeURIComponent(field)}?version=${row.version}`;
}

export function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

export function useDeclaration(noun: string) {
  const query = useGet('/api/registers/{register}', {
    params: { register: noun },
    enabled: noun !== '' && noun !== 'unit',
  });
  // The description of the API calls it an object: what it holds is the business of this feature.
  return query as unknown as UseQueryResult<Declaration, ApiProblem>;
}

export function useRecords<T>(
  target: string,
  options: { enabled?: boolean; keep?: boolean } = {},
): UseQueryResult<T, ApiProblem> {
  return useQuery<T, ApiProblem>({
    queryKey: [kRecords, target],
    queryFn: ({ signal }) => send<T>('get', target, { signal }),
    enabled: options.enabled ?? true,
    placeholderData: options.keep ? keepPreviousData : undefined,
  });
}

export function useRecord(noun: string, id: string, asOf?: string, enabled = true) {
  const query = new URLSearchParams(asOf ? { as_of: asOf } : {});
  return useRecords<RecordAnswer>(withQuery(recordPath(noun, id), query), { enabled });
}

export function useHistory(noun: string, id: string) {
  const path = `${recordPath(noun, id)}/history`;
  return useInfiniteQuery<History, ApiProblem, { pages: History[] }, readonly string[], number | null>({
    queryKey: [kRecords, path],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) =>
      send<History>('get', pageParam === null ? path : `${path}?before=${pageParam}`, { signal }),
    getNextPageParam: (page) => page.next,
  });
}

/** What may not stand in an address is asked for in a body. */
export interface ListSearch {
  q?: string;
  columns?: string[];
  sort?: string[];
  filters?: { field: string; operation: string; values: string[] }[];
  after?: string;
  limit?: number;
  as_of?: string;
}

/** A page of a list, or its count: by address, or by body where one is given. */
export function useListed<T>(
  target: string,
  search: ListSearch | undefined,
  enabled = true,
): UseQueryResult<T, ApiProblem> {
  const [path = ''] = target.split('?');
  const searched = path.endsWith('/count') ? path.replace(/\/count$/, '/search/count') : `${path}/search`;
  return useQuery<T, ApiProblem>({
    queryKey: search ? [kRecords, searched, search] : [kRecords, target],
    queryFn: ({ signal }) =>
      search ? send<T>('post', searched, { body: search, signal }) : send<T>('get', target, { signal }),
    enabled,
    placeholderData: keepPreviousData,
  });
}

/** The day in Shanghai since which a record is in its state. */
export function stateDay(row: Row): string {
  return todayInShanghai(row.state_since / 1000);
}

/** Where a list with these filters is. */
export function listAddress(noun: string, filters: [string, string][]): string {
  return withQuery(`/registers/${encodeURIComponent(noun)}`, new URLSearchParams(filters));
}

export interface CountAnswer {
  count: number;
  more: boolean;
}

/** Where a page about a record is. */
export function recordAddress(noun: string, id: string): string {
  return `/registers/${encodeURIComponent(noun)}/${encodeURIComponent(id)}`;
}

