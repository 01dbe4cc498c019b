import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { usePages } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { formatDay, formatInstant } from '../../ui/dates';
import { useSpeech, Written } from '../../ui/language';
import { Answered, AppLink, Empty, More, Section } from '../../ui/page';
import { recorderName } from '../plan/names';
import { Day, StepEntry, UnitLinks } from '../plan/pieces';
import { planWords } from '../plan/words';
import { kLetterKinds } from '../supervision/words';
import { kStreamKinds, kStreamLinks, kStreamSteps, shareWords as w } from './words';

type Line = Schemas['StreamLine'];
type Kind = Schemas['StreamKind'];

/** What happened to a task, newest first: a few, and more when they are asked for. */
export function TaskStream({ task }: { task: number }) {
  const { say } = useSpeech();
  const asOf = useAsOf();
  const [kind, setKind] = useState<Kind | ''>('');
  const [unit, setUnit] = useState('');
  const stream = usePages(
    '/api/tasks/{number}/stream',
    { as_of: asOf, kind: kind || undefined, unit: unit || undefined },
    { number: task },
  );
  const units = stream.list.data?.[0]?.units ?? [];
  const filtered = kind !== '' || unit !== '';
  return (
    <Section title={say(w.stream)}>
      <div className="toolbar no-print">
        <label className="filter-choice-line">
          {say(w.streamKind)}{' '}
          <select className="plain-input" value={kind} onChange={(event) => setKind(event.target.value as Kind | '')}>
            <option value="">{say(w.streamAllKinds)}</option>
            {(Object.keys(kStreamKinds) as Kind[]).map((one) => (
              <option key={one} value={one}>
                {say(kStreamKinds[one])}
              </option>
            ))}
          </select>
        </label>
        {(units.length > 1 || unit !== '') && (
          <label className="filter-choice-line">
            {say(w.streamUnit)}{' '}
            <select className="plain-input" value={unit} onChange={(event) => setUnit(event.target.value)}>
              <option value="">{say(w.streamAllUnits)}</option>
              {units.map((one) => (
                <option key={one.id} value={one.id}>
                  {say(one.short_name) || say(one.name)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <Answered of={stream.list} rows={6}>
        {(pages) =>
          pages.every((page) => page.lines.length === 0) && !stream.more ? (
            <Empty title={say(filtered ? w.streamNoneSuch : w.streamNone)}>
              {!filtered && say(w.streamNoneDetail)}
            </Empty>
          ) : (
            <>
              <ol className="steps">
                {pages.flatMap((page) => page.lines).map((line) => (
                  <li key={line.id} className="step">
                    {line.change ? <StepEntry step={line.change} units={line.units} /> : <Entry line={line} />}
                  </li>
                ))}
              </ol>
              <More of={stream} />
            </>
          )
        }
      </Answered>
    </Section>
  );
}

function Entry({ line }: { line: Line }) {
  const { say, language, mark } = useSpeech();
  const step = kStreamSteps[line.kind][line.step];
  return (
    <>
      <span className={`shape step-dot dot-${line.kind}`} aria-hidden="true" />
      <div>
        <p className="step-head">
          <Day day={line.at.slice(0, 10)} /> <UnitLinks units={line.units} most={4} />{' '}
          <strong>{step && say(step, { letter: line.letter ? say(kLetterKinds[line.letter]) : '' })}</strong>{' '}
          <AppLink to={line.link}>
            <Place line={line} />
          </AppLink>
          {line.no_change && <> · {say(w.noChange)}</>}
          {line.due_on && <> · {say(w.streamAnswerBy, { day: formatDay(line.due_on, language) })}</>}
        </p>
        {line.text && (
          <p className="step-note">
            <Written>{line.text}</Written>
          </p>
        )}
        {line.milestones.map((change) => (
          <p key={change.cell} className="step-note">
            <span className="tag">{say(w.milestones)}</span> <Written>{say(change.title)}</Written>
            {mark.colon}
            {say(change.after) || say(w.notGiven)}
          </p>
        ))}
        <p className="quiet step-foot">
          {line.document_number && (
            <>
              {say(planWords.document)} <Written>{line.document_number}</Written>
              {line.document_on && <> ({formatDay(line.document_on, language)})</>}
              {' · '}
            </>
          )}
          {line.by
            ? say(planWords.recordedBy, {
                who: say(recorderName(line.by)),
                when: formatInstant(line.at, language),
              })
            : formatInstant(line.at, language)}
        </p>
      </div>
    </>
  );
}

/** What the link is called: the thing's own name where it has one. */
function Place({ line }: { line: Line }) {
  const { say } = useSpeech();
  if (line.title) return <Written>{line.title}</Written>;
  const period = say(line.period);
  return <>{period ? say(w.reportOf, { period }) : say(kStreamLinks[line.kind])}</>;
}
