import { useState } from 'react';
import { useParams } from 'react-router';
import { address, call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { CopyLink } from '../../ui/copy';
import { formatDay, formatInstant, todayInShanghai } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Page, Section, Trouble } from '../../ui/page';
import { fieldOf } from '../register/declaration';
import { recordAddress, useDeclaration } from '../register/records';
import { readTyped, typedOf, valueText } from '../register/value_text';
import { dueText, figureText, formAddress, outlierText, StateMark, whose } from './states';
import { words } from '../../ui/words';
import { collectionWords as w } from './words';

type View = Schemas['RoundView'];
type Slot = Schemas['RoundSlot'];

/** One period of a collection: the sum with who is missing, what is unusual, and what is decided. */
export default function RoundPage() {
  const { noun = '', period = '' } = useParams();
  const speech = useSpeech();
  const { say, language, mark } = speech;
  const round = useGet('/api/collections/{noun}/{period}', { params: { noun, period } });
  const line = round.data?.round;
  const file = (name: string) => address('/api/collections/{noun}/{period}', { noun, period }) + `/${name}`;
  return (
    <Page
      wide
      title={round.data && line ? say(w.formTitle, { title: say(round.data.title), period: say(line.title) }) : say(w.collections)}
      lead={
        line &&
        (line.locked && line.locks_on
          ? `${say(w.locked)}${mark.comma}${formatDay(line.locks_on, language)}${mark.comma}${say(w.lockedBy, { who: round.data?.locked_by ?? '' })}`
          : dueText(line.due_on, line.days_left, speech))
      }
      crumbs={[{ label: say(w.collections), to: `/collections?of=${encodeURIComponent(noun)}` }]}
      actions={
        <>
          <a className="plain-button no-print" href={file('table.xlsx')} download>
            {say(words.exportXlsx)}
          </a>
          <CopyLink />
        </>
      }
    >
      <Answered of={round}>
        {(view) => (
          <>
            <Missing view={view} />
            <Slots view={view} />
            <Offline view={view} file={file} />
            <Outliers view={view} />
            <Decisions view={view} />
            <Revisions view={view} />
          </>
        )}
      </Answered>
    </Page>
  );
}

const at = (view: View) => ({ noun: view.noun, period: view.round.period });

function Missing({ view }: { view: View }) {
  const { say, mark } = useSpeech();
  const [told, setTold] = useState('');
  const remind = useSubmit<object, Schemas['Reminded']>(
    () => call('post', '/api/collections/{noun}/{period}/remind', { params: at(view) }),
    (answer) =>
      setTold(answer.people > 0 ? say(w.reminded, { units: answer.units, people: answer.people }) : say(w.remindedNobody)),
  );
  return (
    <div className="card missing-units">
      <strong>{say(w.missingUnits)}</strong>{' '}
      {view.missing.length === 0 ? (
        <span className="quiet">{say(w.nobodyMissing)}</span>
      ) : (
        <span>{view.missing.map((unit) => say(unit.name)).join(mark.list)}</span>
      )}
      {view.may.remind && view.missing.length > 0 && (
        <button type="button" className="plain-button no-print" aria-busy={remind.busy} onClick={() => void remind.submit({})}>
          {say(w.remind)}
        </button>
      )}
      {told && (
        <p className="quiet" role="status">
          {told}
        </p>
      )}
      {remind.problem && <Trouble problem={remind.problem} />}
    </div>
  );
}

function Slots({ view }: { view: View }) {
  const { say, language } = useSpeech();
  const { asked, owed } = view.round.counts;
  const [correcting, setCorrecting] = useState<Slot>();
  return (
    <>
      <div className="table-scroll" role="region" aria-label={say(view.title)} tabIndex={0}>
        <table className="matrix round-table">
          <thead>
            <tr>
              <th scope="col">{say(w.unit)}</th>
              <th scope="col">{say(w.state)}</th>
              {view.fields.map((field) => (
                <th scope="col" key={field.name} className="right">
                  {say(field.title)}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{say(w.open)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.slots.map((slot) => (
              <tr key={`${slot.unit.id} ${slot.part}`}>
                <th scope="row">{whose(slot, say)}</th>
                <td>
                  <StateMark state={slot.state} late={slot.late} />
                </td>
                {view.fields.map((field) => {
                  const value = slot.figures[field.name as keyof typeof slot.figures] as unknown;
                  const unusual = slot.outliers.filter((one) => one.field === field.name);
                  return (
                    <td key={field.name} className="right">
                      {typeof value === 'number' ? figureText(value, field, language) : ''}
                      {unusual.map((one) => (
                        <span key={one.against} className="cell-note unusual">
                          ▲ {outlierText(one, say)}
                        </span>
                      ))}
                    </td>
                  );
                })}
                <td>
                  <SlotLinks view={view} slot={slot} correct={() => setCorrecting(slot)} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {say(w.sumOf, { n: asked - owed, asked })}
              </th>
              {view.fields.map((field) => {
                const sum = view.sums.find((one) => one.field.name === field.name);
                return (
                  <td key={field.name} className="right">
                    {sum ? <b>{figureText(sum.total, field, language)}</b> : ''}
                  </td>
                );
              })}
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
      {correcting && <Correction key={correcting.record} view={view} slot={correcting} close={() => setCorrecting(undefined)} />}
    </>
  );
}

function SlotLinks({ view, slot, correct }: { view: View; slot: Slot; correct: () => void }) {
  const { say } = useSpeech();
  const who = whose(slot, say);
  const form = { noun: view.noun, period: view.round.period, unit: slot.unit, part: slot.part };
  return (
    <span className="button-row">
      {slot.may_fill && (
        <AppLink to={formAddress(form)} label={`${say(w.fill)} ${who}`}>
          {say(slot.record ? w.goOn : w.fill)}
        </AppLink>
      )}
      {slot.record && (
        <AppLink to={recordAddress(view.noun, slot.record)} label={`${say(w.open)} ${who}`}>
          {say(w.open)}
        </AppLink>
      )}
      {slot.stamped && (
        <a href={`/api/files/${slot.stamped.file.id}`} download={slot.stamped.file.name} aria-label={`${say(slot.stamped.changed_since ? w.stampedOther : w.onPaper)} ${who}`}>
          {say(slot.stamped.changed_since ? w.stampedOther : w.onPaper)}
        </a>
      )}
      {slot.record && view.may.correct && (
        <button type="button" className="link-button" aria-label={say(w.correctOf, { unit: who })} onClick={correct}>
          {say(w.correct)}
        </button>
      )}
    </span>
  );
}

function Offline({ view, file }: { view: View; file: (name: string) => string }) {
  const { say } = useSpeech();
  if (!view.slots.some((slot) => slot.may_fill)) return null;
  return (
    <p className="button-row no-print">
      <a className="plain-button" href={file('sheet.xlsx')} download>
        {say(w.sheet)}
      </a>
      <AppLink className="plain-button" to={`/registers/${encodeURIComponent(view.noun)}/import`}>
        {say(w.importBack)}
      </AppLink>
    </p>
  );
}

function Outliers({ view }: { view: View }) {
  const { say, mark } = useSpeech();
  const unusual = view.slots.filter((slot) => slot.outliers.length > 0);
  if (unusual.length === 0) return null;
  const titleOf = (name: string) => {
    const field = view.fields.find((one) => one.name === name);
    return field ? say(field.title) : name;
  };
  return (
    <Section title={say(w.outliers)} count={unusual.length}>
      <ul className="plain-list card">
        {unusual.map((slot) => (
          <li key={`${slot.unit.id} ${slot.part}`}>
            <b>{whose(slot, say)}</b>{' '}
            {slot.outliers.map((one) => `${titleOf(one.field)} ${outlierText(one, say)}`).join(mark.list)}
            <span className="cell-note">{slot.explanation || say(w.notExplained)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Decisions({ view }: { view: View }) {
  const { say, language, mark } = useSpeech();
  return (
    <>
      {(view.approvals.length > 0 || view.may.approve) && (
        <Section title={say(w.approvals)}>
          {view.approvals.length > 0 && (
            <ul className="plain-list card">
              {view.approvals.map((one) => (
                <li key={`${one.unit.id} ${one.at}`}>
                  {say(w.approvedBy, { unit: say(one.unit.name), who: one.by, when: formatInstant(one.at, language) })}
                  <span className="cell-note">
                    {one.missing.length > 0
                      ? say(w.without, { units: one.missing.map((unit) => say(unit.name)).join(mark.list), why: one.why })
                      : say(w.withAll)}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {view.may.approve && <Approve key={view.missing.map((unit) => unit.id).join()} view={view} />}
        </Section>
      )}
      {view.may.lock && <Lock view={view} />}
    </>
  );
}

function Approve({ view }: { view: View }) {
  const { say } = useSpeech();
  const [why, setWhy] = useState('');
  const approve = useSubmit<Schemas['RoundApproval'], View>(
    (body, key) => call('post', '/api/collections/{noun}/{period}/approve', { params: at(view), body, key }),
    () => {
      setWhy('');
      refresh('collection');
    },
  );
  const missing = view.missing.length;
  return (
    <PlainForm
      problem={approve.problem}
      known={['why']}
      onSubmit={() =>
        void approve.submit({ missing: view.missing.map((unit) => unit.id), ...(why.trim() && { why: why.trim() }) })
      }
    >
      <p className="quiet">{say(w.approveLead, { n: view.round.counts.submitted })}</p>
      {missing > 0 && (
        <TextField label={say(w.why)} value={why} onChange={setWhy} error={approve.errorOf('why')} />
      )}
      <SubmitButton busy={approve.busy}>{missing > 0 ? say(w.approveWithout, { n: missing }) : say(w.approve)}</SubmitButton>
    </PlainForm>
  );
}

function Lock({ view }: { view: View }) {
  const { say } = useSpeech();
  const [on, setOn] = useState(view.round.locks_on ?? todayInShanghai(Date.now()));
  const lock = useSubmit<Schemas['RoundLock'], View>(
    (body, key) => call('post', '/api/collections/{noun}/{period}/lock', { params: at(view), body, key }),
    () => refresh('collection'),
  );
  return (
    <Section title={say(w.lock)}>
      <PlainForm problem={lock.problem} known={['on']} onSubmit={() => void lock.submit({ on })}>
        <p className="quiet">{say(w.lockLead)}</p>
        <TextField type="date" label={say(w.lockOn)} value={on} onChange={setOn} error={lock.errorOf('on')} />
        <SubmitButton busy={lock.busy}>{say(w.lockNow)}</SubmitButton>
      </PlainForm>
    </Section>
  );
}

function Correction({ view, slot, close }: { view: View; slot: Slot; close: () => void }) {
  const { say } = useSpeech();
  const of = useDeclaration(view.noun).data;
  const begun = Object.fromEntries(
    view.fields.map((figure) => {
      const field = of && fieldOf(of, figure.name);
      return [figure.name, field ? typedOf(field, slot.figures[figure.name as keyof typeof slot.figures] as unknown as number) : ''];
    }),
  );
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [why, setWhy] = useState('');
  const correct = useSubmit<Schemas['Correction'], View>(
    (body, key) =>
      call('post', '/api/collections/{noun}/{period}/corrections', {
        params: at(view),
        body,
        key,
        version: slot.version ?? 0,
      }),
    () => {
      close();
      refresh('collection');
    },
  );
  if (!of) return null;
  const submit = () => {
    const values: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(typed)) {
      const field = fieldOf(of, name);
      if (!field || text === begun[name]) continue;
      const read = readTyped(field, text);
      values[name] = 'value' in read ? read.value : text;
    }
    void correct.submit({ record: slot.record ?? '', values: values as Schemas['Correction']['values'], why });
  };
  return (
    <Section title={say(w.correctOf, { unit: whose(slot, say) })}>
      <PlainForm problem={correct.problem} known={['why', ...view.fields.map((one) => `values/${one.name}`)]} onSubmit={submit}>
        <p className="quiet">{say(w.correctLead)}</p>
        {view.fields.map((field) => (
          <TextField
            key={field.name}
            label={say(field.title)}
            value={typed[field.name] ?? begun[field.name] ?? ''}
            required={false}
            onChange={(text) => setTyped({ ...typed, [field.name]: text })}
            error={correct.errorOf(`values/${field.name}`)}
          />
        ))}
        <TextField label={say(w.correctWhy)} value={why} onChange={setWhy} error={correct.errorOf('why')} />
        <SubmitButton busy={correct.busy}>{say(w.correctSave)}</SubmitButton>
      </PlainForm>
    </Section>
  );
}

function Revisions({ view }: { view: View }) {
  const { say, language } = useSpeech();
  const of = useDeclaration(view.noun).data;
  if (view.revisions.length === 0) return null;
  return (
    <Section title={say(w.revisions)} count={view.revisions.length}>
      <ol className="plain-list card revisions">
        {view.revisions.map((one) => (
          <li key={`${one.record} ${one.version}`}>
            {say(w.revision, {
              unit: one.part ? `${say(one.unit.name)} · ${say(one.part)}` : say(one.unit.name),
              who: one.by,
              when: formatInstant(one.at, language),
              why: one.why,
            })}
            {one.changes.map((change) => {
              const field = of && fieldOf(of, change.field);
              const figure = view.fields.find((one) => one.name === change.field);
              const text = (value: unknown) =>
                (figure && typeof value === 'number'
                  ? figureText(value, figure, language)
                  : field && valueText(field, value as number | null, language)) || say(w.emptyValue);
              return (
                <span key={change.field} className="cell-note">
                  {say(w.changed, {
                    field: field ? say(field.title) : change.field,
                    before: text(change.before),
                    after: text(change.after),
                  })}
                </span>
              );
            })}
          </li>
        ))}
      </ol>
    </Section>
  );
}
