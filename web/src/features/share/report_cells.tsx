import { useId } from 'react';
import type { Schemas } from '../../api/client';
import { formatDay, formatInstant } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Section } from '../../ui/page';
import { CitedFigures } from './cited_figures';
import { FileList } from './files_field';
import { type Content, type Milestone, counted, noted, ticked } from './report_content';
import { kReportStateWords, kReportStepWords, kRhythmWords, shareWords as w } from './words';

type View = Schemas['ReportView'];

export function StateTag({ state }: { state: Schemas['ReportState'] }) {
  const { say } = useSpeech();
  const open = state === 'supplement' || state === 'submitted';
  return <span className={open ? 'tag tag-open' : 'tag'}>{say(kReportStateWords[state])}</span>;
}

/** The name of a cell as people call it. */
export function useCellName(milestones: readonly Milestone[]) {
  const { say } = useSpeech();
  return (cell: string) => {
    if (cell === 'text') return say(w.text);
    if (cell === 'sign_off') return say(w.signOff);
    if (cell === 'files') return say(w.files);
    return milestones.find((milestone) => milestone.id === cell)?.title ?? cell;
  };
}

/** Milestones to tick and count. */
export function MilestoneFields({
  content,
  milestones,
  asked,
  today,
  change,
}: {
  content: Content;
  milestones: readonly Milestone[];
  asked: readonly string[];
  today: string;
  change: (content: Content) => void;
}) {
  return (
    <ul className="milestones">
      {milestones.map((milestone) => (
        <li key={milestone.id} className={asked.includes(milestone.id) ? 'milestone cell-asked' : 'milestone'}>
          {milestone.kind === 'quantity' ? (
            <QuantityField content={content} milestone={milestone} change={change} />
          ) : (
            <TickField content={content} milestone={milestone} today={today} change={change} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Deadline({ milestone }: { milestone: Milestone }) {
  const { say, language } = useSpeech();
  if (!milestone.due_on) return null;
  return <span className="quiet">{say(w.due, { day: formatDay(milestone.due_on, language) })}</span>;
}

function TickField({
  content,
  milestone,
  today,
  change,
}: {
  content: Content;
  milestone: Milestone;
  today: string;
  change: (content: Content) => void;
}) {
  const { say } = useSpeech();
  const tick = content.ticks.find((one) => one.milestone === milestone.id);
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={tick !== undefined}
          onChange={(event) => change(ticked(content, milestone.id, event.target.checked ? today : undefined))}
        />
        <span>
          {milestone.title} {milestone.kind === 'recurrence' && <span className="tag">{say(kRhythmWords[milestone.every ?? 'month'])}</span>}{' '}
          <Deadline milestone={milestone} />
        </span>
      </label>
      {tick && (
        <span className="milestone-more">
          <input
            type="date"
            className="plain-input"
            aria-label={say(w.doneOn, { title: milestone.title })}
            value={tick.on}
            max={today}
            onChange={(event) => event.target.value && change(ticked(content, milestone.id, event.target.value))}
          />
          {milestone.stage === 'document_number' && (
            <input
              type="text"
              className="plain-input"
              aria-label={say(w.documentNumber)}
              placeholder={say(w.documentNumber)}
              maxLength={100}
              value={tick.note ?? ''}
              onChange={(event) => change(noted(content, milestone.id, event.target.value))}
            />
          )}
        </span>
      )}
    </>
  );
}

function QuantityField({
  content,
  milestone,
  change,
}: {
  content: Content;
  milestone: Milestone;
  change: (content: Content) => void;
}) {
  const value = content.quantities.find((one) => one.milestone === milestone.id)?.value;
  return <QuantityInput milestone={milestone} value={value} change={(typed) => change(counted(content, milestone.id, typed))} />;
}

/** How many of a quantity there are in all by now. */
export function QuantityInput({
  milestone,
  value,
  change,
}: {
  milestone: Milestone;
  value: number | undefined;
  change: (typed: string) => void;
}) {
  const { say } = useSpeech();
  const id = useId();
  return (
    <>
      <label htmlFor={id}>
        {milestone.title}{' '}
        <span className="quiet">
          {say(w.target, { n: (milestone.target ?? 0).toLocaleString('en-US'), unit: milestone.unit_name ?? '' })}
        </span>{' '}
        <Deadline milestone={milestone} />
      </label>
      <span className="milestone-more">
        <span className="quiet">{say(w.soFar)}</span>
        <input
          id={id}
          className="plain-input number-input"
          inputMode="numeric"
          value={value ?? ''}
          onChange={(event) => change(event.target.value)}
        />
        {milestone.unit_name}
      </span>
    </>
  );
}

/** A report as it stands, what changed marked. */
export function ReportRead({ view }: { view: View }) {
  const { say, language } = useSpeech();
  const { content, milestones } = view;
  const changed = (cell: string) => (view.changes.some((change) => change.cell === cell) ? 'cell-changed' : undefined);
  return (
    <>
      {milestones.length > 0 && (
        <Section title={say(w.milestones)}>
          <ul className="milestones">
            {milestones.map((milestone) => {
              const tick = content.ticks.find((one) => one.milestone === milestone.id);
              const quantity = content.quantities.find((one) => one.milestone === milestone.id);
              const reached = tick !== undefined || (quantity !== undefined && quantity.value >= (milestone.target ?? 0));
              return (
                <li key={milestone.id} className={`milestone ${changed(milestone.id) ?? ''}`}>
                  <span>
                    <span aria-hidden="true">{reached ? '✓' : '○'}</span> {milestone.title}{' '}
                    <Deadline milestone={milestone} />
                  </span>
                  <span className="milestone-more">
                    {tick && formatDay(tick.on, language)} {tick?.note}
                    {milestone.kind === 'quantity' && (
                      <>
                        {quantity
                          ? `${quantity.value.toLocaleString('en-US')}${milestone.unit_name ?? ''}`
                          : say(w.notGiven)}{' '}
                        <span className="quiet">{say(w.target, { n: (milestone.target ?? 0).toLocaleString('en-US'), unit: milestone.unit_name ?? '' })}</span>
                      </>
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
        </Section>
      )}
      <Section title={say(w.text)}>
        {content.no_change && <p className="tag-line"><span className="tag">{say(w.saidNoChange)}</span></p>}
        <p className={`prose report-text ${changed('text') ?? ''}`}>{content.text || <span className="quiet">{say(w.noText)}</span>}</p>
      </Section>
      <CitedFigures figures={view.figures} open={false} />
      {content.files.length > 0 && (
        <Section title={say(w.files)} count={content.files.length} className={changed('files')}>
          <FileList files={view.files.filter((file) => content.files.includes(file.id))} />
        </Section>
      )}
      {content.signed_off && (
        <Section title={say(w.signOff)}>
          <p className={changed('sign_off')}>
            {content.signed_off.who} {content.signed_off.on && formatDay(content.signed_off.on, language)}
          </p>
          {content.signed_off.file && (
            <FileList files={view.files.filter((file) => file.id === content.signed_off?.file)} />
          )}
        </Section>
      )}
    </>
  );
}

/** What differs, cell by cell. */
export function Changes({ view }: { view: View }) {
  const { say } = useSpeech();
  if (view.compared_with === 'nothing') return <p className="quiet hint">{say(w.firstReport)}</p>;
  const title =
    view.compared_with === 'last_review'
      ? say(w.sinceReview)
      : say(w.sinceLast, { period: say(view.compared_title) });
  return (
    <Section title={title} count={view.changes.length}>
      {view.changes.length === 0 ? (
        <p className="quiet">{say(w.noDifference)}</p>
      ) : (
        <dl className="cell-changes">
          {view.changes.map((change) => (
            <div key={change.cell}>
              <dt>{say(change.title)}</dt>
              <dd>
                <del>
                  <span className="visually-hidden">{say(w.was)} </span>
                  {say(change.before) || say(w.empty)}
                </del>
                <ins>
                  <span className="visually-hidden">{say(w.is)} </span>
                  {say(change.after) || say(w.empty)}
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

export function History({ view }: { view: View }) {
  const { say, language } = useSpeech();
  if (view.history.length === 0) return null;
  return (
    <Section title={say(w.history)}>
      <ol className="plain-list">
        {view.history.map((line, place) => (
          <li key={place}>
            {formatInstant(line.at, language)} {line.by} {say(kReportStepWords[line.step])}
          </li>
        ))}
      </ol>
      {view.history_more && <p className="quiet">{say(w.olderSteps)}</p>}
    </Section>
  );
}
