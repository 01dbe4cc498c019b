import { useInfiniteQuery } from '@tanstack/react-query';
import { type ApiProblem, call, type Schemas } from '../../api/client';
import { keyOf } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { formatDay, formatInstant } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { AppLink, Loading, Section, Trouble } from '../../ui/page';
import { recordAddress } from '../register/records';
import { indicatorWords as w } from './words';

type Page = Schemas['ContributionList'];

const kPath = '/api/indicators/{id}/records';

/** The records behind a number, each a link to where it stands. */
export function ContributingRecords({ id, unit, tree, period }: { id: string; unit: string; tree: string; period: string }) {
  const { say, language } = useSpeech();
  const asOf = useAsOf();
  const query = { as_of: asOf, unit: unit || undefined, tree: tree || undefined, period: period || undefined };
  const pages = useInfiniteQuery<Page, ApiProblem, { pages: Page[] }, readonly unknown[], string | undefined>({
    queryKey: [...keyOf(kPath, { id }, query), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call('get', kPath, { params: { id }, query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next || undefined,
  });
  const records = pages.data?.pages.flatMap((page) => page.records) ?? [];
  const share = records.some((one) => one.denominator != null);
  return (
    <Section title={say(w.records)}>
      <p className="quiet">{say(w.recordsLead)}</p>
      {pages.isError && <Trouble problem={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Loading rows={4} />}
      {pages.data && records.length === 0 && <p className="quiet">{say(w.noRecords)}</p>}
      {records.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={say(w.records)}>
          <table className="data-table">
            <caption className="visually-hidden">{say(w.records)}</caption>
            <thead>
              <tr>
                <th scope="col">{say(w.record)}</th>
                <th scope="col">{say(w.unit)}</th>
                <th scope="col">{say(w.onDate)}</th>
                <th scope="col" className="right">
                  {share ? say(w.numerator) : say(w.counted)}
                </th>
                {share && (
                  <th scope="col" className="right">
                    {say(w.denominator)}
                  </th>
                )}
                <th scope="col">{say(w.enteredBy)}</th>
                <th scope="col">{say(w.enteredAt)}</th>
              </tr>
            </thead>
            <tbody>
              {records.map((one) => (
                <tr key={`${one.record} ${one.on_date}`}>
                  <th scope="row">
                    <AppLink to={recordAddress(one.noun, one.record)}>{one.label}</AppLink>
                  </th>
                  <td data-title={say(w.unit)}>{say(one.unit.name)}</td>
                  <td data-title={say(w.onDate)}>{one.on_date ? formatDay(one.on_date, language) : '—'}</td>
                  <td className="right" data-title={say(w.numerator)}>
                    {one.numerator?.toLocaleString('en') ?? '—'}
                  </td>
                  {share && (
                    <td className="right" data-title={say(w.denominator)}>
                      {one.denominator?.toLocaleString('en') ?? '—'}
                    </td>
                  )}
                  <td data-title={say(w.enteredBy)}>{one.entered_by}</td>
                  <td data-title={say(w.enteredAt)}>{formatInstant(one.entered_at, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages.hasNextPage && (
        <button type="button" className="plain-button no-print" onClick={() => void pages.fetchNextPage()}>
          {say(w.more, { n: 50 })}
        </button>
      )}
    </Section>
  );
}
