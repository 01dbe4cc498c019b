import { useSpeech } from '../../ui/language';
import { numeral } from '../../ui/text';
import { AppLink, Section } from '../../ui/page';
import type { BoardViewProps } from './board';
import { CommitmentChip } from './commitment_pieces';
import { TaskChip } from './pieces';
import { kCoverageWords, planWords as w } from './words';

/** Eight groups; every measure is a line, also one that nobody took up. */
export function BoardMeasures({ board }: BoardViewProps) {
  const { say, language } = useSpeech();
  return (
    <div className="measure-board">
      {board.groups.map((group) => {
        const measures = board.measures.filter((measure) => measure.group === group.number);
        if (measures.length === 0) return null;
        return (
          <Section
            key={group.number}
            title={say(w.group, { n: numeral(group.number, language), title: say(group.title) })}
            count={measures.length}
          >
            <ul className="measure-lines">
              {measures.map((measure) => {
                const gap = measure.coverage !== 'whole';
                return (
                  <li key={measure.number} className={`measure-line coverage-${measure.coverage}`}>
                    <AppLink to={`/plan/measures/${measure.number}`} className="measure-name">
                      <b className="measure-number">{measure.number}</b>
                      <span>{say(measure.title)}</span>
                    </AppLink>
                    <div className="measure-tasks">
                      {measure.tasks.map((task) => (
                        <TaskChip key={task.number} task={task} quiet={task.covers === 'touch'} titled />
                      ))}
                      {gap && (
                        <span className="coverage-mark" title={say(measure.uncovered)}>
                          {say(kCoverageWords[measure.coverage])}
                        </span>
                      )}
                    </div>
                    <div className="measure-commitments">
                      {measure.commitments.map((commitment) => (
                        <CommitmentChip key={commitment.id} commitment={commitment} />
                      ))}
                    </div>
                  </li>
                );
              })}
            </ul>
          </Section>
        );
      })}
    </div>
  );
}
