import type { Schemas } from '../../api/client';
import { useSpeech } from '../../ui/language';
import type { Milestone } from './report_content';
import { shareWords as w } from './words';

type View = Schemas['PartsView'];
type Sum = Schemas['QuantitySum'];

export function countText(value: number, milestone: Milestone): string {
  return `${value.toLocaleString('en-US')}${milestone.unit_name ?? ''}`;
}

/** What the parts have come to together: the sum, who said what, who has not answered or gave no number. `take`
 *  puts a sum into the report. */
export function PartSums({ view, take }: { view: View; take?: (sum: Sum) => void }) {
  const { say, mark } = useSpeech();
  if (view.sums.length === 0) return null;
  const name = (part: string) => {
    const line = view.parts.find((one) => one.part.id === part);
    return line ? say(line.name) : '';
  };
  return (
    <ul className="plain-list part-sums">
      {view.sums.map((sum) => {
        const milestone = view.quantities.find((one) => one.id === sum.milestone);
        if (!milestone) return null;
        return (
          <li key={sum.milestone}>
            <strong>{say(w.partSum, { title: milestone.title, n: countText(sum.sum, milestone) })}</strong>{' '}
            <span className="quiet">
              {sum.said.map((one) => `${name(one.part)} ${one.value.toLocaleString('en-US')}`).join(mark.list)}
            </span>{' '}
            {sum.missing.length > 0 && (
              <span className="tag tag-open">{say(w.partSumMissing, { names: sum.missing.map(name).join(mark.list) })}</span>
            )}{' '}
            {sum.unsaid.length > 0 && (
              <span className="tag tag-open">{say(w.partSumUnsaid, { names: sum.unsaid.map(name).join(mark.list) })}</span>
            )}{' '}
            {take && (
              <button type="button" className="link-button" onClick={() => take(sum)}>
                {say(w.takeSum, { title: milestone.title, n: countText(sum.sum, milestone) })}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
