import type { Column } from '../../ui/data_table';
import { useSpeech, Written } from '../../ui/language';
import { AppLink } from '../../ui/page';
import { urgency } from '../../ui/status';
import { CountBar, CountMarks, StatusMark } from '../../ui/status_mark';
import { Due, dueSort, MeasureLinkText, type TaskLine, UnitLink } from './pieces';
import { kResultWords, planWords as w } from './words';

export function useTaskColumns(asOf: string): Column<TaskLine>[] {
  const { say, mark } = useSpeech();
  return [
    {
      key: 'number',
      title: say(w.task),
      heading: true,
      className: 'col-title',
      sort: (row) => row.number,
      cell: (row) => (
        <>
          <AppLink to={`/plan/tasks/${row.number}`} className="row-title">
            <b>{row.number}</b> {say(row.title)}
          </AppLink>
          <span className="cell-note">
            {row.measures.map((link, place) => (
              <span key={link.measure}>
                {place > 0 && mark.list}
                <MeasureLinkText number={link.measure} />
              </span>
            ))}
          </span>
        </>
      ),
    },
    {
      key: 'status',
      title: say(w.status),
      sort: (row) => urgency(row.status) * 100_000 - row.days_late,
      cell: (row) => (
        <span title={say(row.reason)}>
          <StatusMark status={row.status} partly={row.overridden} />
        </span>
      ),
    },
    {
      key: 'due',
      title: say(w.due),
      sort: dueSort,
      cell: (row) => (
        <Due
          due={row.due_on}
          original={row.original_due_on}
          asOf={asOf}
          status={row.status}
          daysLate={row.days_late}
        />
      ),
    },
    {
      key: 'lead',
      title: say(w.lead),
      sort: (row) => (row.lead ? say(row.lead.short_name) : ''),
      cell: (row) =>
        row.lead ? (
          <span title={row.lead_presumed ? say(w.leadPresumed) : undefined}>
            <UnitLink unit={row.lead} />
            {row.lead_presumed && <span className="cell-note">{say(w.leadPresumedShort)}</span>}
          </span>
        ) : (
          <span className="quiet">
            <Written>{row.responsible_written}</Written>
          </span>
        ),
    },
    {
      key: 'shares',
      title: say(w.shares),
      sort: (row) => row.shares_total,
      cell: (row) => (
        <>
          <CountMarks counts={row.shares} />
          <CountBar counts={row.shares} />
        </>
      ),
    },
    {
      key: 'result',
      title: say(w.result),
      cell: (row) => row.results.map((result) => say(kResultWords[result])).join(mark.list),
    },
  ];
}
