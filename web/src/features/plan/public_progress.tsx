import { useState } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { formatDay, formatInstant } from '../../ui/dates';
import { useSpeech, Written } from '../../ui/language';
import { numeral } from '../../ui/text';
import { Answered, Empty, Page } from '../../ui/page';
import { isDone, kStatuses } from '../../ui/status';
import { CountBar, StatusLegend, StatusMark } from '../../ui/status_mark';
import { words } from '../../ui/words';
import { PublicIndicators } from '../indicator/public_indicators';
import { planWords as w } from './words';

type Progress = Schemas['PublicProgress'];

/** For a citizen on a phone: large, short, printable, no sign-in. */
export default function PublicProgressPage() {
  const { say, language, setLanguage } = useSpeech();
  const progress = useGet('/api/public/progress', { query: { as_of: useAsOf() } });
  return (
    <div className="public">
      <header className="public-bar no-print">
        <span className="brand-name">{say(words.product)}</span>
        <button
          type="button"
          className="link-button"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {say(words.otherLanguage)}
        </button>
      </header>
      <main>
        <Answered of={progress}>{(data) => <Content progress={data} />}</Answered>
      </main>
      <footer className="public-foot no-print">
        <Link to="/public/funding">{say(w.publicFunding)}</Link>{' '}
        <Link to="/sign-in">{say(w.publicSignIn)}</Link>
      </footer>
    </div>
  );
}

function Content({ progress }: { progress: Progress }) {
  const { say, language, mark } = useSpeech();
  const [q, setQ] = useState('');
  const done = progress.tasks.filter((task) => isDone(task.status)).length;
  const wanted = q.trim().toLowerCase();
  const tasks = progress.tasks.filter(
    (task) =>
      wanted === '' ||
      String(task.number) === wanted ||
      say(task.title).toLowerCase().includes(wanted) ||
      task.responsible_written.includes(q.trim()),
  );
  return (
    <Page
      title={say(w.publicTitle)}
      lead={
        <>
          {say(progress.plan.title)}
          <span className="public-source">
            {say(w.publicLead, {
              issuer: progress.issuer,
              number: progress.plan.document_number,
              day: formatDay(progress.plan.published_on, language),
            })}
          </span>
        </>
      }
    >
      <section className="public-summary" aria-label={say(w.taskCounts)}>
        <p className="public-figure">
          {say(w.publicDone, { n: progress.tasks.length, done })}
        </p>
        <CountBar counts={progress.counts} />
        <ul className="public-counts">
          {kStatuses
            .filter((status) => progress.counts[status] > 0)
            .map((status) => (
              <li key={status}>
                <StatusMark status={status} /> <b>{progress.counts[status]}</b>
              </li>
            ))}
        </ul>
        <p className="quiet">
          {say(w.publicAsOf, { day: formatDay(progress.as_of, language) })}
          {progress.updated_at && (
            <>
              {mark.comma}
              {say(w.publicUpdated, { when: formatInstant(progress.updated_at, language) })}
            </>
          )}
        </p>
      </section>
      {progress.goals.length > 0 && (
        <section className="public-part">
          <h2>{say(w.publicGoals)}</h2>
          <ul className="public-goals">
            {progress.goals.map((goal) => (
              <li key={goal.id}>{say(goal.text)}</li>
            ))}
          </ul>
        </section>
      )}
      <PublicIndicators />
      <section className="public-part">
        <h2>{say(w.publicTasks)}</h2>
        <input
          type="search"
          className="plain-input public-search no-print"
          aria-label={say(w.publicSearch)}
          placeholder={say(w.publicSearch)}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        {tasks.length === 0 && <Empty title={say(words.nothingFound)} />}
        <ol className="public-tasks">
          {tasks.map((task) => (
            <li key={task.number} className="card public-task">
              <p className="public-task-head">
                <span className="quiet">{say(w.taskN, { n: task.number })}</span>
                <StatusMark status={task.status} partly={task.overridden} />
              </p>
              <h3>{say(task.title)}</h3>
              <p className="public-share">
                <span className="public-track" aria-hidden="true">
                  <span
                    style={{
                      width: `${task.shares_total > 0 ? (100 * task.shares_done) / task.shares_total : 0}%`,
                    }}
                  />
                </span>
                {say(w.publicShares, { all: task.shares_total, done: task.shares_done })}
              </p>
              <p className="quiet">
                {say(w.due)}
                {mark.colon}
                {formatDay(task.due_on, language)}
              </p>
              <p className="quiet">
                {say(w.responsible)}
                {mark.colon}
                <Written>{task.responsible_written}</Written>
              </p>
            </li>
          ))}
        </ol>
      </section>
      <section className="public-part">
        <h2>{say(w.publicMeasures)}</h2>
        {progress.groups.map((group) => (
          <div key={group.number} className="public-group">
            <h3>{say(w.group, { n: numeral(group.number, language), title: say(group.title) })}</h3>
            {progress.measures
              .filter((measure) => measure.group === group.number)
              .map((measure) => (
                <details key={measure.number} className="public-measure">
                  <summary>
                    {say(w.measureN, { n: measure.number })} {say(measure.title)}
                  </summary>
                  <p>{say(measure.text)}</p>
                </details>
              ))}
          </div>
        ))}
      </section>
      <section className="public-part">
        <h2>{say(w.publicLegend)}</h2>
        <StatusLegend />
      </section>
      {say(progress.contact) && (
        <section className="public-part">
          <h2>{say(w.publicContact)}</h2>
          <p>{say(progress.contact)}</p>
        </section>
      )}
      <section className="public-part no-print">
        <h2>{say(w.publicData)}</h2>
        <p className="button-row">
          <a className="plain-button" href="/api/public/tasks.xlsx" download>
            XLSX
          </a>
          <a className="plain-button" href="/api/public/tasks.csv" download>
            CSV
          </a>
          <button type="button" className="plain-button" onClick={() => window.print()}>
            {say(words.print)}
          </button>
        </p>
      </section>
    </Page>
  );
}
