import { useGet } from '../../api/queries';
import { todayInShanghai } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { AppLink } from '../../ui/page';
import { MeasureLinkText } from '../plan/pieces';
import { kWorkKinds } from '../plan/words';
import { type WorkPart, WorkRow } from '../plan/work_stack';
import { shareWords as w } from './words';

/** What was handed down to the units of my posts and is not answered yet. */
export function usePartWork(): WorkPart {
  const { say } = useSpeech();
  const mine = useGet('/api/my-parts');
  const open = mine.data?.parts.filter((part) => !part.answered) ?? [];
  const due = mine.data?.due_on ?? '';
  const today = todayInShanghai(Date.now());
  const late = due < today;
  return {
    of: [mine],
    items: open.map((line) => {
      const to = `/plan/shares/${line.share.id}/parts`;
      return {
        key: `part ${line.part.id}`,
        stack: late ? 'late' : 'due',
        due,
        row: (
          <WorkRow
            kind={kWorkKinds.part}
            to={to}
            title={
              <>
                <b>{say(w.task, { n: line.share.task })}</b> {say(line.share.task_title)}
              </>
            }
            notes={[
              `${say(w.from, { unit: say(line.share.unit.short_name) })} ${line.part.what}`,
              ...line.share.measures.map((measure) => <MeasureLinkText number={measure} />),
            ]}
            due={due}
            late={late}
            today={today}
          >
            <AppLink className="plain-button" to={to} label={`${say(w.answer)} ${say(w.task, { n: line.share.task })}`}>
              {say(w.answer)}
            </AppLink>
          </WorkRow>
        ),
      };
    }),
  };
}
