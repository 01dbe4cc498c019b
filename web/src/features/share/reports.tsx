import { useSearchParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { CopyButton } from '../../ui/copy';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Section } from '../../ui/page';
import { UnitLink } from '../plan/pieces';
import { reportAddress } from './my_reports';
import { StateTag } from './report_cells';
import { shareWords as w } from './words';

type Line = Schemas['ReportLine'];
type List = Schemas['ReportList'];

const kGroups = [
  { key: 'submitted', title: w.groupSubmitted },
  { key: 'supplement', title: w.groupSupplement },
  { key: 'missing', title: w.groupMissing },
  { key: 'acknowledged', title: w.groupAcknowledged },
  { key: 'verified', title: w.groupVerified },
] as const;

function groupOf(line: Line): (typeof kGroups)[number]['key'] {
  return line.state == null || line.state === 'draft' ? 'missing' : line.state;
}

/** One period of reports: what waits, what is missing, what is done. */
export default function Reports() {
  const { say } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const asOf = useAsOf();
  const period = search.get('period') ?? undefined;
  const list = useGet('/api/reports', { query: { period, as_of: asOf }, keep: true });
  const data = list.data;
  const first = data?.lines.find((line) => line.state === 'submitted');
  return (
    <Page
      title={say(w.reports)}
      lead={
        data &&
        say(w.reportsLead, {
          asked: data.counts.asked,
          in: data.counts.asked - data.counts.missing,
          missing: data.counts.missing,
          wait: data.counts.submitted,
        })
      }
      actions={
        data?.reviews &&
        first && (
          <AppLink className="plain-button primary" to={reportAddress(first)}>
            {say(w.review)}
          </AppLink>
        )
      }
    >
      <Answered of={list} rows={10}>
        {(shown) => (
          <>
            {search.has('done') && (
              <p className="notice" role="status">
                {say(w.reviewAllDone)}
              </p>
            )}
            <label className="filter-choice-line no-print">
              {say(w.period)}{' '}
              <select
                className="plain-input"
                value={shown.period.key}
                onChange={(event) => {
                  const next = new URLSearchParams(search);
                  next.set('period', event.target.value);
                  next.delete('done');
                  setSearch(next);
                }}
              >
                {[shown.period, ...shown.periods.filter((one) => one.key !== shown.period.key)]
                  .sort((a, b) => (a.due_on < b.due_on ? 1 : -1))
                  .map((one) => (
                    <option key={one.key} value={one.key}>
                      {say(one.title)}
                    </option>
                  ))}
              </select>
            </label>
            {shown.lines.length === 0 && <Empty title={say(w.nothingAsked)} />}
            {kGroups.map(({ key, title }) => (
              <Group
                key={key}
                title={say(title)}
                lines={shown.lines.filter((line) => groupOf(line) === key)}
                list={shown}
                missing={key === 'missing'}
              />
            ))}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Group({ title, lines, list, missing }: { title: string; lines: Line[]; list: List; missing: boolean }) {
  const { say, language, mark } = useSpeech();
  if (lines.length === 0) return null;
  const message = () => {
    const byUnit = new Map<string, number>();
    for (const line of lines) {
      const unit = say(line.share.unit.short_name);
      byUnit.set(unit, (byUnit.get(unit) ?? 0) + 1);
    }
    return say(w.missingMessage, {
      period: say(list.period.title),
      day: formatDay(list.period.due_on, language),
      units: [...byUnit].map(([unit, n]) => say(w.missingUnit, { unit, n })).join(mark.list),
    });
  };
  return (
    <Section
      title={title}
      count={lines.length}
      actions={missing && <CopyButton text={message} label={say(w.missingCopy)} />}
    >
      {missing ? <MissingUnits lines={lines} /> : <Rows lines={lines} />}
    </Section>
  );
}

function Rows({ lines }: { lines: Line[] }) {
  const { say } = useSpeech();
  return (
    <ul className="work-list">
      {lines.map((line) => (
        <li key={line.share.id} className="report-row">
          <div className="work-what">
            <AppLink to={reportAddress(line)} className="row-title">
              <b>{say(line.share.unit.short_name)}</b> {say(w.task, { n: line.share.task })} {say(line.share.task_title)}
            </AppLink>
            <span className="quiet">
              {line.no_change ? say(w.saidNoChange) : line.excerpt} {line.asked?.reason}
              {line.progress.total > 0 &&
                ` ${say(w.reached, { reached: line.progress.reached, total: line.progress.total })}`}
            </span>
          </div>
          {line.state && <StateTag state={line.state} />}
        </li>
      ))}
    </ul>
  );
}

/** One line a unit: whom to remind, and of what. */
function MissingUnits({ lines }: { lines: Line[] }) {
  const { say, mark } = useSpeech();
  const byUnit = new Map<string, Line[]>();
  for (const line of lines) {
    const { id } = line.share.unit;
    byUnit.set(id, [...(byUnit.get(id) ?? []), line]);
  }
  return (
    <ul className="work-list">
      {[...byUnit.values()].map((own) => (
        <li key={own[0]!.share.unit.id} className="report-row">
          <div className="work-what">
            <UnitLink unit={own[0]!.share.unit} /> <span className="count">{own.length}</span>
            <span className="quiet">
              {own.map((line, place) => (
                <span key={line.share.id}>
                  {place > 0 && mark.list}
                  <AppLink to={reportAddress(line)} title={say(line.share.task_title)}>
                    {say(w.task, { n: line.share.task })}
                  </AppLink>
                </span>
              ))}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
