import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import {
  addDays,
  daysBetween,
  firstDayOf,
  formatDay,
  formatQuarter,
  nextQuarter,
  quarterOf,
  quartersBetween,
} from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { AppLink } from '../../ui/page';
import { byUrgency, isDone, kStatusWords } from '../../ui/status';
import { CountBar, OverrideMark, StatusShape } from '../../ui/status_mark';
import type { BoardViewProps } from './board';
import { dutyDays } from './duty_days';
import { planWords as w } from './words';

/** Quarters from publication to the last deadline or the day shown, whichever is later. */
export default function BoardTime({ board }: BoardViewProps) {
  const { say, language } = useSpeech();
  const bodies = useGet('/api/bodies', { query: { as_of: useAsOf() } });
  const start = firstDayOf(quarterOf(board.plan.published_on));
  const latest = board.tasks.reduce((day, task) => (task.due_on > day ? task.due_on : day), board.as_of);
  const quarters = quartersBetween(start, latest);
  const end = firstDayOf(nextQuarter(quarters[quarters.length - 1] ?? quarterOf(latest)));
  const span = daysBetween(start, end);
  const at = (day: string) =>
    `${Math.min(100, Math.max(0, (100 * daysBetween(start, day)) / span)).toFixed(3)}%`;
  const width = (from: string, to: string) =>
    `${Math.max(0, (100 * daysBetween(from < start ? start : from, to > end ? end : to)) / span).toFixed(3)}%`;
  const tasks = [...board.tasks].sort(
    (a, b) =>
      a.due_on.localeCompare(b.due_on) || byUrgency(a.status, b.status) || a.number - b.number,
  );
  const duties = (bodies.data?.duties ?? []).filter((duty) => duty.due_day > 0 && duty.period !== 'once');
  const dense = quarters.length > 14;
  return (
    <>
      <p className="quiet hint">{say(w.timeHint)}</p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={say(w.viewTime)}>
        <div className="time">
          <div className="time-row time-head" aria-hidden="true">
            <div className="time-name" />
            <div className="time-lane">
              {quarters.map((quarter) => {
                const year = quarter.slice(0, 4);
                // A first year of one quarter has no room for its name.
                const firstOfYear =
                  quarter.endsWith('Q1') || (quarter === quarters[0] && !quarter.endsWith('Q4'));
                return (
                  <span
                    key={quarter}
                    className={firstOfYear ? 'time-quarter time-year' : 'time-quarter'}
                    style={{
                      left: at(firstDayOf(quarter)),
                      width: width(firstDayOf(quarter), firstDayOf(nextQuarter(quarter))),
                    }}
                    title={formatQuarter(quarter, language)}
                  >
                    <b>{firstOfYear ? year : ''}</b>
                    {!dense && <i>{quarter.slice(4)}</i>}
                  </span>
                );
              })}
              <span className="time-now-label" style={{ left: at(board.as_of) }}>
                {formatDay(board.as_of, language)}
              </span>
            </div>
          </div>
          <ul className="time-tasks">
            {tasks.map((task) => {
              const done = isDone(task.status);
              // Late since its earliest late share; other shares may have been extended.
              const lateSince = addDays(board.as_of, -task.days_late);
              return (
                <li key={task.number} className="time-row">
                  <div className="time-name">
                    <StatusShape status={task.status} />
                    {task.overridden && <OverrideMark partly />}
                    <AppLink to={`/plan/tasks/${task.number}`} title={say(task.title)}>
                      <b>{task.number}</b> {say(task.title)}
                    </AppLink>
                    <CountBar counts={task.shares} />
                  </div>
                  <div className="time-lane">
                    {quarters.map((quarter) => (
                      <span
                        key={quarter}
                        className={quarter.endsWith('Q1') ? 'time-grid time-year' : 'time-grid'}
                        style={{ left: at(firstDayOf(quarter)) }}
                      />
                    ))}
                    <span
                      className={`time-bar outline-${task.status} ${done ? 'time-bar-done' : ''}`}
                      style={{
                        left: at(board.plan.published_on),
                        width: width(board.plan.published_on, task.original_due_on),
                      }}
                      role="img"
                      aria-label={say(w.timeBar, {
                        n: task.number,
                        status: say(kStatusWords[task.status]),
                        due: formatDay(task.due_on, language),
                      })}
                      title={`${say(kStatusWords[task.status])} · ${formatDay(task.due_on, language)}`}
                    />
                    {task.due_on > task.original_due_on && (
                      <span
                        className="time-extension"
                        style={{
                          left: at(task.original_due_on),
                          width: width(task.original_due_on, task.due_on),
                        }}
                        title={say(kStatusWords.extended)}
                      />
                    )}
                    {task.status === 'late' && (
                      <span
                        className="time-late"
                        style={{ left: at(lateSince), width: width(lateSince, board.as_of) }}
                        title={say(w.daysLate, { n: task.days_late })}
                      />
                    )}
                    <span className="time-now" style={{ left: at(board.as_of) }} />
                  </div>
                </li>
              );
            })}
          </ul>
          {duties.length > 0 && <p className="time-part">{say(w.dutiesTitle)}</p>}
          {duties.map((duty) => (
            <div key={duty.id} className="time-row time-duty">
              <div className="time-name" title={say(duty.title)}>
                {say(duty.title)}
              </div>
              <div className="time-lane">
                {dutyDays(duty, board.plan.published_on, addDays(end, -1)).map((day) => (
                  <span
                    key={day}
                    className={day <= board.as_of ? 'time-tick' : 'time-tick time-tick-ahead'}
                    style={{ left: at(day) }}
                    title={formatDay(day, language)}
                  />
                ))}
                <span className="time-now" style={{ left: at(board.as_of) }} />
              </div>
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
