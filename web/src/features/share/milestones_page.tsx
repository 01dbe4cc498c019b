import { useState } from 'react';
import { useParams } from 'react-router';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { moneyText } from '../../ui/amounts';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, Empty, Page } from '../../ui/page';
import { words } from '../../ui/words';
import { missingStations, moved } from './milestone_list';
import type { Milestone } from './report_content';
import { kMilestoneKindWords, kRhythmWords, shareWords as w } from './words';

type View = Schemas['MilestonesView'];

export default function MilestonesPage() {
  const { say } = useSpeech();
  const { id = '' } = useParams();
  const asOf = useAsOf();
  const view = useGet('/api/shares/{id}/milestones', { params: { id }, query: { as_of: asOf } });
  const share = view.data?.share;
  // A saved list is a new version, which is shown anew.
  const [saved, setSaved] = useState<number>();
  return (
    <Page
      title={share ? `${say(w.milestonesOf)} · ${say(w.task, { n: share.task })} ${say(share.task_title)}` : say(w.milestonesOf)}
      crumbs={[
        { label: say(words.plan), to: '/plan' },
        ...(share ? [{ label: say(w.task, { n: share.task }), to: `/plan/tasks/${share.task}` }] : []),
      ]}
      lead={share && `${say(share.unit.short_name)} · ${say(w.milestonesLead)}`}
    >
      <Answered of={view}>
        {(data) => (
          <Editor key={`${data.version} ${asOf ?? ''}`} view={data} saved={saved === data.version} setSaved={setSaved} />
        )}
      </Answered>
    </Page>
  );
}

const kBlank: Milestone = {
  id: '',
  kind: 'step',
  stage: 'other',
  title: '',
  due_on: null,
  target: null,
  unit_name: null,
  every: null,
};

const kRhythms = ['month', 'quarter', 'half_year', 'year'] as const;

function Editor({
  view,
  saved,
  setSaved,
}: {
  view: View;
  saved: boolean;
  setSaved: (version: number | undefined) => void;
}) {
  const { say } = useSpeech();
  const { id = '' } = useParams();
  const [milestones, setMilestones] = useState<Milestone[]>(view.list.milestones);
  const begun = view.list.for_all && view.drawn_up_by == null;
  const [forAll, setForAll] = useState(begun);
  const save = useSubmit<Schemas['MilestoneList'], View>(
    (body, key) => call('put', '/api/shares/{id}/milestones', { params: { id }, body, version: view.version, key }),
    (after) => {
      setSaved(after.version);
      refresh('milestones');
    },
  );
  const set = (next: Milestone[]) => {
    setMilestones(next);
    setSaved(undefined);
  };
  const unchanged = forAll === begun && JSON.stringify(milestones) === JSON.stringify(view.list.milestones);
  const edit = (at: number, part: Partial<Milestone>) =>
    set(milestones.map((one, place) => (place === at ? { ...one, ...part } : one)));
  const add = (more: Milestone[]) => set([...milestones, ...more]);
  const stations = missingStations(milestones, view.document);
  const readOnly = !view.may_edit;
  // The lead's list is taken over as one's own without a change.
  const lacks = milestones.length === 0 && unchanged ? say(w.milestonesToAdd) : unchanged && !view.drawn_up_by ? say(w.nothingChanged) : '';
  // Ids of the lead's list stay the lead's: one's own list gets its own.
  const own = (list: Milestone[]) => (view.drawn_up_by ? list.map((one) => ({ ...one, id: '' })) : list);
  return (
    <PlainForm
      problem={save.problem}
      known={[]}
      onSubmit={() => void save.submit({ milestones: own(milestones), for_all: forAll })}
    >
      {view.drawn_up_by && <p className="notice">{say(w.drawnUpBy, { unit: say(view.drawn_up_by.short_name) })}</p>}
      {saved && (
        <p className="notice" role="status">
          {say(w.milestonesSaved)}
        </p>
      )}
      {milestones.length === 0 && <Empty title={say(w.noMilestones)} />}
      <ol className="milestone-editor">
        {milestones.map((milestone, at) => (
          <li key={at}>
            <span className="tag">{say(kMilestoneKindWords[milestone.kind])}</span>
            <label className="milestone-field milestone-title">
              <span>{say(w.milestoneTitle)}</span>
              <input
                className="plain-input"
                aria-label={say(w.titleOf, { n: at + 1 })}
                maxLength={100}
                required
                readOnly={readOnly}
                value={milestone.title}
                onChange={(event) => edit(at, { title: event.target.value })}
              />
            </label>
            {milestone.kind === 'quantity' && (
              <>
                <label className="milestone-field">
                  <span>
                    {say(w.milestoneTarget)}
                    {milestone.unit_name === '元' && milestone.target != null && milestone.target >= 10_000 && (
                      <> {say(w.inWan, { n: moneyText(milestone.target * 100, 'wan') })}</>
                    )}
                  </span>
                  <input
                    className="plain-input number-input"
                    inputMode="numeric"
                    aria-label={say(w.targetOf, { n: at + 1 })}
                    readOnly={readOnly}
                    value={milestone.target ?? ''}
                    onChange={(event) => {
                      const digits = event.target.value.replace(/\D/g, '').slice(0, 12);
                      edit(at, { target: digits === '' ? null : Number(digits) });
                    }}
                  />
                </label>
                <label className="milestone-field">
                  <span>{say(w.milestoneUnit)}</span>
                  <input
                    className="plain-input unit-input"
                    aria-label={say(w.unitOf, { n: at + 1 })}
                    maxLength={20}
                    readOnly={readOnly}
                    value={milestone.unit_name ?? ''}
                    onChange={(event) => edit(at, { unit_name: event.target.value || null })}
                  />
                </label>
              </>
            )}
            {milestone.kind === 'recurrence' && (
              <select
                className="plain-input"
                aria-label={say(w.everyOf, { n: at + 1 })}
                disabled={readOnly}
                value={milestone.every ?? 'month'}
                onChange={(event) => edit(at, { every: event.target.value as (typeof kRhythms)[number] })}
              >
                {kRhythms.map((every) => (
                  <option key={every} value={every}>
                    {say(kRhythmWords[every])}
                  </option>
                ))}
              </select>
            )}
            {milestone.kind !== 'recurrence' && (
              <label className="milestone-field">
                <span>{say(w.milestoneDue)}</span>
                <input
                  type="date"
                  className="plain-input"
                  aria-label={say(w.dueOf, { n: at + 1 })}
                  readOnly={readOnly}
                  value={milestone.due_on ?? ''}
                  onChange={(event) => edit(at, { due_on: event.target.value || null })}
                />
              </label>
            )}
            {!readOnly && (
              <span className="milestone-tools">
                <button
                  type="button"
                  className="link-button"
                  aria-label={say(w.moveUpN, { n: at + 1 })}
                  disabled={at === 0}
                  onClick={() => set(moved(milestones, at, -1))}
                >
                  {say(w.moveUp)}
                </button>
                <button
                  type="button"
                  className="link-button"
                  aria-label={say(w.moveDownN, { n: at + 1 })}
                  disabled={at === milestones.length - 1}
                  onClick={() => set(moved(milestones, at, 1))}
                >
                  {say(w.moveDown)}
                </button>
                <button
                  type="button"
                  className="link-button"
                  aria-label={say(w.removeN, { n: at + 1 })}
                  onClick={() => set(milestones.filter((_, place) => place !== at))}
                >
                  {say(w.remove)}
                </button>
              </span>
            )}
          </li>
        ))}
      </ol>
      {!readOnly && (
        <>
          <div className="button-row">
            {milestones.length === 0 && view.proposed.length > 0 && (
              <button type="button" className="plain-button" onClick={() => add(view.proposed)}>
                {say(w.useProposed)}
              </button>
            )}
            <button
              type="button"
              className="plain-button"
              disabled={stations.length === 0}
              onClick={() => add(stations)}
            >
              {say(w.useDocument)}
            </button>
            <button type="button" className="plain-button" onClick={() => add([kBlank])}>
              {say(w.addStep)}
            </button>
            <button type="button" className="plain-button" onClick={() => add([{ ...kBlank, kind: 'quantity' }])}>
              {say(w.addQuantity)}
            </button>
            <button type="button" className="plain-button" onClick={() => add([{ ...kBlank, kind: 'recurrence' }])}>
              {say(w.addRecurrence)}
            </button>
          </div>
          {view.may_set_for_all && (
            <label className="check">
              <input type="checkbox" checked={forAll} onChange={(event) => setForAll(event.target.checked)} />
              <span>{say(w.forAll)}</span>
            </label>
          )}
          <div className="button-row action-bar">
            <SubmitButton busy={save.busy} lacks={lacks}>
              {say(w.saveMilestones)}
            </SubmitButton>
          </div>
        </>
      )}
    </PlainForm>
  );
}
