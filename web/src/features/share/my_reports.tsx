import { type ReactNode, useState } from 'react';
import { type ApiProblem, type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { formatDay } from '../../ui/dates';
import { useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { AppLink, Section, Trouble } from '../../ui/page';
import { UnitLink } from '../plan/pieces';
import { shareWords as w } from './words';

type Line = Schemas['ReportLine'];

export function reportAddress(line: Pick<Line, 'share' | 'period'>): string {
  return `/plan/shares/${line.share.id}/reports/${line.period}`;
}

/** What the units of my posts owe: returned first, then what is not submitted. One tap each, or one
 *  for all, says that nothing changed. */
export function MyReports({ several }: { several: boolean }) {
  const { say, language } = useSpeech();
  const mine = useGet('/api/my-reports');
  const [sure, setSure] = useState(false);
  const send = useSubmit<Schemas['NoChange'], Schemas['MyReports']>(
    (body, key) => call('post', '/api/my-reports/no-change', { body, key }),
    () => {
      setSure(false);
      refresh('report');
    },
  );
  if (mine.isError) return <Trouble problem={mine.error} retry={() => void mine.refetch()} />;
  if (!mine.data) return null;
  const { returned, owed, submitted, to_review: toReview } = mine.data;
  const first = owed[0] ?? returned[0] ?? submitted[0];
  const untouched = owed.filter((line) => line.state == null);
  const noChange = (lines: Line[]) =>
    void send.submit({
      period: lines[0]!.period,
      reports: lines.map((line) => ({ share: line.share.id, version: line.version })),
    });
  const late = owed.find((line) => line.days_late > 0);
  return (
    <>
      {returned.length > 0 && (
        <Section title={say(w.returned)} count={returned.length}>
          <ul className="work-list">
            {returned.map((line) => (
              <Row key={line.share.id} line={line} several={several}>
                <AppLink className="plain-button primary" to={reportAddress(line)}>
                  {say(w.supply)}
                </AppLink>
              </Row>
            ))}
          </ul>
        </Section>
      )}
      {toReview > 0 && (
        <Section title={say(w.toReview)} count={toReview}>
          <p className="card">
            <AppLink to="/reports">{say(w.toReviewCount, { n: toReview })}</AppLink>
          </p>
        </Section>
      )}
      {first && (
        <Section
          title={say(w.myReports, { period: say(first.period_title) })}
          count={owed.length}
          actions={
            untouched.length > 1 &&
            !sure && (
              <button type="button" className="plain-button" onClick={() => setSure(true)}>
                {say(w.allNoChange, { n: untouched.length })}
              </button>
            )
          }
        >
          <p className={late ? 'status-late' : 'quiet'}>
            {late
              ? say(w.myReportsLate, { day: formatDay(first.due_on, language), n: late.days_late })
              : say(w.myReportsDue, { day: formatDay(first.due_on, language) })}
          </p>
          {send.problem && <Refused problem={send.problem} />}
          {sure && (
            <div className="card sure" role="group" aria-label={say(w.allNoChange, { n: untouched.length })}>
              <p>{say(w.allNoChangeSure, { n: untouched.length })}</p>
              <div className="button-row">
                <button
                  type="button"
                  className="plain-button primary"
                  aria-busy={send.busy}
                  onClick={() => noChange(untouched)}
                >
                  {say(w.sendAll)}
                </button>
                <button type="button" className="plain-button" onClick={() => setSure(false)}>
                  {say(w.write)}
                </button>
              </div>
            </div>
          )}
          {owed.length === 0 ? (
            <p className="card" role="status">
              {say(w.allSubmitted)}
            </p>
          ) : (
            <ul className="work-list">
              {owed.map((line) => (
                <Row key={line.share.id} line={line} several={several}>
                  {line.state == null && (
                    <button
                      type="button"
                      className="plain-button"
                      aria-busy={send.busy}
                      aria-label={say(w.noChangeOf, { n: line.share.task })}
                      onClick={() => noChange([line])}
                    >
                      {say(w.noChange)}
                    </button>
                  )}
                  <AppLink
                    className="plain-button"
                    to={reportAddress(line)}
                    label={`${say(w.task, { n: line.share.task })} ${say(line.state === 'draft' ? w.goOn : w.write)}`}
                  >
                    {say(line.state === 'draft' ? w.goOn : w.write)}
                  </AppLink>
                </Row>
              ))}
            </ul>
          )}
          {submitted.length > 0 && owed.length > 0 && (
            <p className="quiet">{say(w.submittedCount, { n: submitted.length })}</p>
          )}
          <p>
            <AppLink to="/reports/scans">{say(w.scansLink)}</AppLink>
          </p>
        </Section>
      )}
    </>
  );
}

function Refused({ problem }: { problem: ApiProblem }) {
  return <Trouble problem={problem} retry={() => refresh('report')} />;
}

function Row({ line, several, children }: { line: Line; several: boolean; children: ReactNode }) {
  const { say } = useSpeech();
  return (
    <li className="report-row">
      <div className="work-what">
        <AppLink to={reportAddress(line)} className="row-title">
          <b>{say(w.task, { n: line.share.task })}</b> {say(line.share.task_title)}
        </AppLink>
        {(several || line.asked) && (
          <span className="quiet">
            {several && <UnitLink unit={line.share.unit} />}
            {several && line.asked && ' · '}
            {line.asked?.reason}
          </span>
        )}
      </div>
      <div className="report-row-acts no-print">{children}</div>
    </li>
  );
}
