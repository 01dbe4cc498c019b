import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { type ApiProblem, send } from '../../api/client';
import { useAsOf } from '../../ui/address';
import { formatDay, todayInShanghai } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Loading, Page, Trouble } from '../../ui/page';
import { words } from '../../ui/words';
import { type Declaration, fieldOf, kState, stateOf } from './declaration';
import { exportWords as w } from './export_words';
import { listQuery, readView } from './list_address';
import { listPath, type Row, type RowList, useDeclaration, withQuery } from './records';
import { type UnitNames, valueText } from './value_text';
import { registerWords } from './words';

const kRowsOfPage = 200;
/** More are printed from a workbook. */
const kRows_max = 2000;

/** A list on paper: A4, numbered, with the columns that are shown. */
export default function RosterPage() {
  const { register = '' } = useParams();
  const { say } = useSpeech();
  const declaration = useDeclaration(register);
  if (declaration.data) return <Roster key={register} of={declaration.data} />;
  return (
    <Page title={say(w.roster)} crumbs={[{ label: say(words.registers), to: '/registers' }]}>
      <Answered of={declaration}>{() => null}</Answered>
    </Page>
  );
}

function Roster({ of }: { of: Declaration }) {
  const { say, language } = useSpeech();
  const asOf = useAsOf();
  const [search] = useSearchParams();
  const view = readView(search, of);
  const columns = view.columns.length > 0 ? view.columns : of.list.columns;
  const query = listQuery({ ...view, columns, after: '' }, asOf);
  query.set('limit', String(kRowsOfPage));
  const target = withQuery(listPath(of.name), query);
  const list = useInfiniteQuery<RowList, ApiProblem, { pages: RowList[] }, readonly string[], string | null>({
    queryKey: ['/api/records', 'roster', target],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) =>
      send<RowList>('get', pageParam === null ? target : `${target}&after=${encodeURIComponent(pageParam)}`, { signal }),
    getNextPageParam: (page) => page.next,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const units: UnitNames = Object.assign({}, ...(list.data?.pages.map((page) => page.units) ?? []));
  const whole = !list.hasNextPage || rows.length >= kRows_max;
  const { fetchNextPage, isFetchingNextPage } = list;
  useEffect(() => {
    if (!whole && !isFetchingNextPage) void fetchNextPage();
  }, [whole, isFetchingNextPage, fetchNextPage]);
  const title = (name: string) => {
    const field = name === kState ? undefined : fieldOf(of, name);
    return field ? say(field.title) : say(registerWords.state);
  };
  const cell = (name: string, row: Row) => {
    if (name === kState) return say(stateOf(of, row.state)?.title ?? { zh: row.state, en: row.state });
    const field = fieldOf(of, name);
    return field ? valueText(field, row.values[name], language, units, row.labels[name]) : '';
  };
  const ready = list.data !== undefined && whole;
  return (
    <Page
      wide
      title={say(w.rosterTitle, { title: say(of.title) })}
      crumbs={[
        { label: say(words.registers), to: '/registers' },
        { label: say(of.title), to: `/registers/${of.name}?${search}` },
      ]}
      actions={
        <button type="button" className="plain-button primary no-print" disabled={!ready} onClick={() => window.print()}>
          {say(w.print)}
        </button>
      }
    >
      <p className="quiet no-print">
        {say(w.rosterHint)} <AppLink to={`/registers/${of.name}?${search}`}>{say(w.backToList)}</AppLink>
      </p>
      {list.isError && <Trouble problem={list.error} retry={() => void list.refetch()} />}
      {!list.isError && !ready && <Loading rows={12} />}
      {ready && list.hasNextPage && <p className="notice">{say(w.tooLong, { n: kRows_max })}</p>}
      {ready && rows.length === 0 && <Empty title={say(words.nothingFound)}>{say(words.nothingFoundDetail)}</Empty>}
      {ready && rows.length > 0 && (
        <>
          <p className="roster-line">
            <span>{say(list.hasNextPage ? w.firstPeople : w.people, { n: rows.length })}</span>
            <span>
              {asOf
                ? say(w.asOfDay, { day: formatDay(asOf, language) })
                : say(w.printedOn, { day: formatDay(todayInShanghai(Date.now()), language) })}
            </span>
          </p>
          <div className="table-scroll" tabIndex={0} role="region" aria-label={say(of.title)}>
            <table className="roster">
              <thead>
                <tr>
                  <th scope="col">{say(w.number)}</th>
                  {columns.map((name) => (
                    <th key={name} scope="col">
                      {title(name)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, place) => (
                  <tr key={row.id}>
                    <td className="right">{place + 1}</td>
                    {columns.map((name) => (
                      <td key={name} className={fieldOf(of, name)?.type === 'integer' ? 'right' : undefined}>
                        {cell(name, row)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Page>
  );
}
