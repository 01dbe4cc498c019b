import { useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useAsOf, useTo } from '../../ui/address';
import { formatDay } from '../../ui/dates';
import { useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Page, Section, Trouble } from '../../ui/page';
import { words } from '../../ui/words';
import { FilesField } from './files_field';
import { reportAddress } from './my_reports';
import { Changes, History, ReportRead, StateTag } from './report_cells';
import { nextToReview } from './report_content';
import { LetterLink, ReportForm, keepView } from './report_form';
import { ReviewBar } from './review_bar';
import { shareWords as w } from './words';

type View = Schemas['ReportView'];

export default function ReportPage() {
  const { say, language } = useSpeech();
  const { id = '', period = '' } = useParams();
  const asOf = useAsOf();
  const report = useGet('/api/shares/{id}/reports/{period}', { params: { id, period }, query: { as_of: asOf } });
  const line = report.data?.line;
  const title = line
    ? `${say(w.task, { n: line.share.task })} ${say(line.share.task_title)}`
    : say(w.reports);
  return (
    <Page
      title={title}
      crumbs={[
        { label: say(words.myWork), to: '/my-work' },
        ...(line ? [{ label: say(w.task, { n: line.share.task }), to: `/plan/tasks/${line.share.task}` }] : []),
      ]}
      mark={line?.state && <StateTag state={line.state} />}
      lead={
        line &&
        `${say(line.share.unit.short_name)} · ${say(w.reportOf, { period: say(line.period_title) })} · ${say(w.due, { day: formatDay(line.due_on, language) })}`
      }
    >
      <Answered of={report}>{(view) => <Report key={`${id} ${period} ${asOf ?? ''}`} view={view} />}</Answered>
    </Page>
  );
}

function Report({ view }: { view: View }) {
  const { say } = useSpeech();
  const navigate = useNavigate();
  const to = useTo();
  const past = useAsOf() !== undefined;
  const [sent, setSent] = useState(false);
  // Said by the review that led here.
  const notice = (useLocation().state as { notice?: string } | null)?.notice;
  const writes = view.possible.includes('submit');
  const reviews = view.possible.some((step) => step === 'verify' || step === 'ask' || step === 'acknowledge');
  const list = useGet('/api/reports', { query: { period: view.line.period }, enabled: reviews });
  const reviewed = (after: View) => {
    keepView(after);
    const lines = list.data?.lines ?? [];
    const next = nextToReview(lines, view.line.share.id);
    if (!next) {
      navigate(to(`/reports?period=${view.line.period}&done=1`));
      return;
    }
    const left = lines.filter((one) => one.state === 'submitted' && one.share.id !== view.line.share.id).length;
    navigate(to(reportAddress(next)), { state: { notice: say(w.reviewNext, { n: left }) } });
  };
  if (writes) {
    return (
      <ReportForm
        view={view}
        sent={(after) => {
          keepView(after);
          setSent(true);
        }}
      />
    );
  }
  return (
    <>
      {sent && <Sent share={view.line.share.id} period={view.line.period} />}
      {notice && (
        <p className="notice" role="status">
          {notice}
        </p>
      )}
      <div className="columns">
        <div className="column-main">
          {view.line.state == null ? <p>{say(past ? w.nothingThen : w.nothingYet)}</p> : <ReportRead view={view} />}
          {view.line.version > 0 && !past && <OnPaper view={view} />}
        </div>
        <div className="column-side">
          {view.line.state != null && <Changes view={view} />}
          <History view={view} />
        </div>
      </div>
      {reviews && <ReviewBar view={view} done={reviewed} />}
    </>
  );
}

/** The letter, and the stamped copy that comes back after the report was submitted. */
function OnPaper({ view }: { view: View }) {
  const { say } = useSpeech();
  const { line } = view;
  const filed = useSubmit<Schemas['FiledScan'], View>(
    (body, key) =>
      call('post', '/api/shares/{id}/reports/{period}/scan', {
        params: { id: line.share.id, period: line.period },
        body,
        version: line.version,
        key,
      }),
    (after) => {
      keepView(after);
      refresh('report');
    },
  );
  return (
    <Section title={say(w.onPaper)} className="no-print">
      {filed.problem && <Trouble problem={filed.problem} />}
      <div className="button-row">
        <LetterLink line={line} stale={false} />
      </div>
      {view.possible.includes('file_scan') && (
        <FilesField
          unit={line.share.unit.id}
          label={say(w.chooseStamped)}
          single
          files={[]}
          add={(file) => void filed.submit({ file: file.id })}
        />
      )}
    </Section>
  );
}

/** What comes after a report: the next one that is owed. */
function Sent({ share, period }: { share: string; period: string }) {
  const { say } = useSpeech();
  const mine = useGet('/api/my-reports');
  const next = [...(mine.data?.returned ?? []), ...(mine.data?.owed ?? [])].find(
    (line) => line.share.id !== share || line.period !== period,
  );
  return (
    <div className="notice" role="status">
      <strong>{say(w.sent)}</strong>{' '}
      {next ? (
        <AppLink to={reportAddress(next)}>
          {say(w.nextOwed, { n: next.share.task, title: say(next.share.task_title) })}
        </AppLink>
      ) : (
        <AppLink to="/my-work">{say(w.backToWork)}</AppLink>
      )}
    </div>
  );
}
