import { useState } from 'react';
import { useSpeech, Written } from '../../ui/language';
import { type Item, kUnsureBelow } from './order';
import { factsBehind, linesOf } from './summary';

/** What an item says, with the doubts about it. */
export function Facts({ item, name }: { item: Item; name: (id: string) => string }) {
  const speech = useSpeech();
  const { say } = speech;
  const lines = linesOf(item, { ...speech, name });
  return (
    <dl className="facts item-facts">
      {lines.map((line) => {
        const doubt =
          item.state === 'undecided'
            ? factsBehind(item, line.path).filter((fact) => fact.confidence_percent < kUnsureBelow)
            : [];
        return (
          <div
            key={line.path}
            className={doubt.length > 0 ? 'item-fact item-fact-unsure' : 'item-fact'}
          >
            <dt>{say(line.label)}</dt>
            <dd>
              {line.quoted ? <Written>{line.value}</Written> : <LongText>{line.value}</LongText>}
              {doubt.slice(0, 2).map((fact, place) => (
                <span key={place} className="reading reading-unsure">
                  {say(fact.why)}
                  {fact.written && fact.written !== line.value && (
                    <>
                      {' '}
                      <Written>“{fact.written}”</Written>
                    </>
                  )}
                </span>
              ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const kLong = 160;

function LongText({ children }: { children: string }) {
  const [whole, setWhole] = useState(false);
  if (children.length <= kLong || whole) return <>{children}</>;
  return (
    <>
      {children.slice(0, kLong)}
      <button type="button" className="link-button" aria-label="…" onClick={() => setWhole(true)}>
        ……
      </button>
    </>
  );
}
