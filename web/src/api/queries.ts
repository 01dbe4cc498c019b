import {
  QueryCache,
  QueryClient,
  keepPreviousData,
  useQuery,
  useInfiniteQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { type Answer, ApiProblem, type Body, type PathWith, type QueryValues, address, call } from './client';

type GetPath = PathWith<'get'>;
/** Lists that come in pages: `next` of an answer goes into the parameter named here. */
type PagedPath = '/api/demands' | '/api/letters' | '/api/instructions' | '/api/tasks/{number}/stream';
const kCursors = {
  '/api/demands': 'after',
  '/api/letters': 'before',
  '/api/instructions': 'before',
  '/api/tasks/{number}/stream': 'before',
} as const;

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // The session ended elsewhere or ran out: asking for it again leads to the sign-in page.
    onError: (error, query) => {
      if (error instanceof ApiProblem && error.status === 401 && query.queryKey[0] !== '/api/session' && query.queryKey[0] !== '/api/candidate') {
        void queryClient.invalidateQueries({ queryKey: ['/api/session'] });
      }
    },
  }),
  defaultOptions: {
    queries: {
      // What changes on the server is announced (live.ts); this only covers a lost announcement.
      staleTime: 60_000,
      refetchOnWindowFocus: true,
      retry: (count, error) =>
        error instanceof ApiProblem && (error.status === 0 || error.status === 503) && count < 2,
    },
  },
});

export function keyOf(path: string, params: QueryValues = {}, query: QueryValues = {}) {
  return [path, address(path, params, query)] as const;
}

export function useGet<P extends GetPath>(
  path: P,
  options: {
    params?: QueryValues;
    query?: QueryValues;
    enabled?: boolean;
    /** Show the last answer while the next one comes: for filters. */
    keep?: boolean;
  } = {},
): UseQueryResult<Answer<P, 'get'>, ApiProblem> {
  return useQuery<Answer<P, 'get'>, ApiProblem>({
    queryKey: keyOf(String(path), options.params, options.query),
    queryFn: ({ signal }) =>
      call('get', path, { params: options.params, query: options.query, signal }),
    enabled: options.enabled ?? true,
    placeholderData: options.keep ? keepPreviousData : undefined,
  });
}

/** What is asked in a body, because addresses are kept in logs. */
export function useAsk<P extends PathWith<'post'>>(
  path: P,
  body: Body<P, 'post'>,
  options: { enabled?: boolean } = {},
): UseQueryResult<Answer<P, 'post'>, ApiProblem> {
  return useQuery<Answer<P, 'post'>, ApiProblem>({
    queryKey: [String(path), body],
    queryFn: ({ signal }) => call('post', path, { body, signal }),
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
  });
}

/** All pages of a list, one after the other: for what has to be there whole. */
export function useWhole<P extends PagedPath>(
  path: P,
  options: { query?: QueryValues; enabled?: boolean } = {},
): UseQueryResult<Answer<P, 'get'>[], ApiProblem> {
  return useQuery<Answer<P, 'get'>[], ApiProblem>({
    queryKey: [...keyOf(path, {}, options.query), 'whole'],
    queryFn: async ({ signal }) => {
      const pages: Answer<P, 'get'>[] = [];
      let next: string | null | undefined;
      do {
        const page: Answer<P, 'get'> = await call('get', path, { query: { ...options.query, [kCursors[path]]: next }, signal });
        pages.push(page);
        ({ next } = page as { next?: string | null });
      } while (next);
      return pages;
    },
    enabled: options.enabled ?? true,
  });
}

/** A list of which a person sees page after page; `more` brings the next, and is missing at its end. */
export function usePages<P extends PagedPath>(path: P, query: QueryValues = {}, params: QueryValues = {}) {
  const list = useInfiniteQuery<Answer<P, 'get'>, ApiProblem, Answer<P, 'get'>[], readonly unknown[], string | null>({
    queryKey: [...keyOf(path, params, query), 'pages'],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) => call('get', path, { params, query: { ...query, [kCursors[path]]: pageParam }, signal }),
    getNextPageParam: (page) => (page as { next?: string | null }).next ?? null,
    select: (data) => data.pages,
    placeholderData: keepPreviousData,
  });
  return {
    list,
    more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
    waiting: list.isFetchingNextPage,
  };
}

const kWorkCount = '/api/my-work/count';
const kStream = '/api/tasks/{number}/stream';
const kShareViews = [
  '/api/board',
  '/api/tasks/{number}',
  kStream,
  '/api/measures/{number}',
  '/api/units',
  '/api/units/{id}',
  '/api/commitments/{id}',
  '/api/changes',
  '/api/my-work',
  kWorkCount,
  '/api/shares/{id}',
  '/api/closings',
  '/api/closings/{id}',
  '/api/public/progress',
];
const kAccountViews = ['/api/accounts', '/api/accounts/{id}', '/api/audit', '/api/session', '/api/my-work', kWorkCount, '/api/hand-overs'];

const kSupervisionViews = [
  '/api/supervision/late',
  '/api/letters',
  '/api/letters/{id}',
  '/api/demands',
  '/api/demands/{id}',
  '/api/instructions',
  '/api/instructions/{id}',
  '/api/supervision/search',
  kStream,
  kWorkCount,
];

const kReportViews = [
  '/api/reports',
  '/api/my-reports',
  '/api/shares/{id}/reports/{period}',
  '/api/shares/{id}/milestones',
  kStream,
  kWorkCount,
];
const kPartViews = ['/api/my-parts', '/api/shares/{id}/parts', kWorkCount];
const kClosingViews = ['/api/closings', '/api/closings/{id}', kStream, kWorkCount];
const kAdmissionViews = [
  '/api/admissions',
  '/api/admissions/{id}',
  '/api/admissions/{id}/offers',
  '/api/admissions/{id}/imports',
  '/api/admissions/{id}/candidates',
  '/api/admissions/{id}/appeals',
  '/api/admissions/{id}/awards',
  '/api/admissions/{id}/tracking',
  '/api/admission-runs/{id}',
  '/api/public/admissions',
];

const kDraftViews = ['/api/drafts', '/api/drafts/{id}', '/api/drafts/{id}/check'];

const kCollectionViews = [
  '/api/collections',
  '/api/collections/{noun}',
  '/api/collections/{noun}/{period}',
  '/api/collections/{noun}/{period}/form',
  '/api/my-forms',
  kWorkCount,
];

/** Which answers a change of this kind makes old; undefined: all of them. */
export function touchedBy(kind: string): string[] | undefined {
  switch (kind) {
    case 'share':
      return kShareViews;
    case 'calendar':
      return ['/api/calendar-feeds'];
    case 'notice':
      return ['/api/notices', '/api/notice-settings', '/api/notices/undelivered'];
    case 'supervision':
      return kSupervisionViews;
    case 'presence':
      return ['/api/shares/{id}/reports/{period}/presence'];
    case 'report':
      return kReportViews;
    case 'milestones':
      return [...kReportViews, ...kPartViews];
    case 'part':
      return kPartViews;
    case 'funding':
      return ['/api/funding/floors', '/api/public/funding'];
    case 'closing':
      return kClosingViews;
    case 'draft':
      return kDraftViews;
    case 'admission':
      return kAdmissionViews;
    case 'collection':
      return kCollectionViews;
    // Lists, counts, records and histories of all registers: a reference shows what another says.
    case 'register':
      return [...kCollectionViews, '/api/records', '/api/waiting', kWorkCount, '/api/funding/floors', '/api/schools', '/api/schools/{unit}', '/api/programme-setting'];
    // Figures follow by themselves and are announced; what is judged when asked for is asked again.
    case 'parameter':
      return [
        '/api/parameters',
        '/api/parameters/{noun}/{name}',
        '/api/registers/{register}',
        '/api/indicators/{id}',
        '/api/indicators/what-if',
        '/api/funding/floors',
        '/api/schools',
        '/api/schools/{unit}',
        '/api/programme-setting',
      ];
    case 'indicators':
      return ['/api/indicators/what-if', '/api/indicators', '/api/indicators/{id}', '/api/indicators/{id}/records', '/api/indicators/{id}/days', '/api/findings', '/api/commitments/{id}', '/api/data_quality', '/api/public/indicators'];
    case 'account':
    case 'post':
      return kAccountViews;
    default:
      return undefined;
  }
}

let countTimer: number | undefined;

/** The badge is on every page of everybody: what others do reaches it within half a minute, not each
 *  change by itself and not at the same instant everywhere. */
function countLater(): void {
  countTimer ??= window.setTimeout(
    () => {
      countTimer = undefined;
      void queryClient.invalidateQueries({ queryKey: [kWorkCount] });
    },
    10_000 + Math.random() * 20_000,
  );
}

/** `announced`: somebody, perhaps another, changed it; otherwise the person did just now. */
export function refresh(kind: string, announced = false): void {
  const paths = touchedBy(kind);
  if (paths === undefined) {
    void queryClient.invalidateQueries();
    return;
  }
  const counts = announced && paths.includes(kWorkCount);
  if (counts) countLater();
  void queryClient.invalidateQueries({
    predicate: (query) => {
      const path = String(query.queryKey[0]);
      return paths.includes(path) && !(counts && path === kWorkCount);
    },
  });
}
