import { useId, useState } from 'react';
import { useParams } from 'react-router';
import { call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { formatDay, formatInstant, isDay } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Page, Section } from '../../ui/page';
import { indicatorAddress } from '../indicator/figures';
import { indicatorWords } from '../indicator/words';
import { unitWordOf } from '../register/value_text';
import { type DatedValue, inForce, type Parameter, readValue, valueText, whatIfAddress } from './parameter';
import { useWhatIf, WhatIfLines } from './what_if_lines';
import { kUseWords, parameterWords as w } from './words';

type Line = Schemas['ParameterLine'];

/** One parameter: what holds, its dated values, what uses it, and another value from a day on. */
export default function ParameterPage() {
  const { say } = useSpeech();
  const { noun = '', name = '' } = useParams();
  const params = { noun, name };
  const line = useGet('/api/parameters/{noun}/{name}', { params, query: { as_of: useAsOf() }, keep: true });
  const now = line.data && inForce(line.data.parameter);
  return (
    <Page
      wide
      title={line.data ? say(line.data.parameter.title) : say(w.title)}
      lead={line.data && say(line.data.parameter.register_title)}
      crumbs={[
        { label: say(indicatorWords.title), to: '/indicators' },
        { label: say(w.title), to: '/indicators/parameters' },
      ]}
      actions={
        <>
          {now && (
            <AppLink className="plain-button" to={whatIfAddress([{ noun, name, value: now.value }])}>
              {say(w.tryIt)}
            </AppLink>
          )}
          <CopyLink />
        </>
      }
    >
      <Answered of={line} rows={8}>
        {(data) => (
          <div className="columns">
            <div className="column-main">
              <InForce line={data} />
              <Values key={`${noun} ${name}`} line={data} />
              {data.may_set && <Setting key={`set ${noun} ${name}`} parameter={data.parameter} today={data.today} />}
            </div>
            <div className="column-side">
              <Uses parameter={data.parameter} />
              <History line={data} />
            </div>
          </div>
        )}
      </Answered>
    </Page>
  );
}

function InForce({ line }: { line: Line }) {
  const { say, language } = useSpeech();
  const now = inForce(line.parameter);
  if (!now) return null;
  return (
    <div className="card gauge-head">
      <p className="quiet">{say(w.inForceOn, { day: formatDay(line.as_of, language) })}</p>
      <p className="gauge-figure">{valueText(line.parameter, now.value, language)}</p>
      <p>
        {now.source} {!now.verified && <span className="tag tag-open">{say(w.unverified)}</span>}
      </p>
    </div>
  );
}

function Values({ line }: { line: Line }) {
  const { say, language } = useSpeech();
  const [withdrawing, setWithdrawing] = useState<string>();
  const [done, setDone] = useState('');
  const { parameter } = line;
  return (
    <Section title={say(w.line)} count={parameter.values.length}>
      {done && (
        <p className="quiet" role="status">
          {done}
        </p>
      )}
      <div className="table-scroll" tabIndex={0} role="region" aria-label={say(w.line)}>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{say(w.from)}</th>
              <th scope="col">{say(w.value)}</th>
              <th scope="col">{say(w.source)}</th>
              <th scope="col">{say(w.setBy)}</th>
            </tr>
          </thead>
          <tbody>
            {parameter.values.map((one) => (
              <tr key={`${one.from ?? ''} ${one.origin}`} className={one.replaced ? 'quiet' : undefined}>
                <th scope="row">
                  {one.from ? formatDay(one.from, language) : say(w.always)}{' '}
                  {one.in_force && <span className="tag tag-active">{say(w.inForce)}</span>}
                </th>
                <td data-title={say(w.value)}>{valueText(parameter, one.value, language)}</td>
                <td data-title={say(w.source)}>
                  {one.source} {!one.verified && <span className="tag tag-open">{say(w.unverified)}</span>}
                  {one.comment && <span className="cell-note">{one.comment}</span>}
                </td>
                <td data-title={say(w.setBy)}>
                  {one.origin === 'declared' ? say(w.declared) : `${one.by} ${formatInstant(one.at, language)}`}
                  {one.replaced && <span className="cell-note">{say(w.replaced)}</span>}
                  {line.may_set && one.origin === 'set' && one.from && ' '}
                  {line.may_set && one.origin === 'set' && one.from && (
                    <button
                      type="button"
                      className="link-button no-print"
                      aria-label={say(w.withdrawOf, { day: formatDay(one.from, language) })}
                      onClick={() => {
                        setDone('');
                        setWithdrawing(one.from ?? undefined);
                      }}
                    >
                      {say(w.withdraw)}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {parameter.values
        .filter((one) => one.origin === 'set' && one.from === withdrawing)
        .map((one) => (
          <Withdrawing
            key={one.from}
            parameter={parameter}
            value={one}
            close={(withdrawn) => {
              setWithdrawing(undefined);
              if (withdrawn) setDone(say(w.withdrawnDone));
            }}
          />
        ))}
    </Section>
  );
}

function Withdrawing({
  parameter,
  value,
  close,
}: {
  parameter: Parameter;
  value: DatedValue;
  close: (withdrawn: boolean) => void;
}) {
  const { say, language } = useSpeech();
  const [reason, setReason] = useState('');
  const from = value.from ?? '';
  const sending = useSubmit(
    (body: { reason: string }, key: string) =>
      call('post', '/api/parameters/{noun}/{name}/values/{from}/withdraw', {
        params: { noun: parameter.noun, name: parameter.name, from },
        body,
        version: value.version,
        key,
      }),
    () => {
      refresh('parameter');
      close(true);
    },
  );
  return (
    <div className="card no-print">
      <h3>{say(w.withdrawOf, { day: formatDay(from, language) })}</h3>
      <p className="quiet">{say(w.withdrawLead)}</p>
      <PlainForm onSubmit={() => void sending.submit({ reason })} problem={sending.problem} known={['reason']}>
        <TextField label={say(w.reason)} value={reason} onChange={setReason} error={sending.errorOf('reason')} autoFocus />
        <SubmitButton busy={sending.busy}>{say(w.withdraw)}</SubmitButton>{' '}
        <button type="button" className="plain-button" onClick={() => close(false)}>
          {say(w.cancel)}
        </button>
      </PlainForm>
    </div>
  );
}

function valueLabel(parameter: Parameter, say: ReturnType<typeof useSpeech>['say'], language: 'zh' | 'en'): string {
  if (parameter.choices.length > 0 || parameter.unit === '') return say(w.value);
  if (parameter.unit === 'fen') return say(w.yuanValue);
  return say(w.unitValue, { unit: parameter.unit === 'percent' ? '%' : unitWordOf(parameter.unit, language) });
}

/** Another value from a day on: what it would change is seen before it is saved. */
function Setting({ parameter, today }: { parameter: Parameter; today: string }) {
  const { say, language } = useSpeech();
  const empty = { from: today, typed: '', source: '', verified: false, comment: '' };
  const [form, setForm] = useState(empty);
  const [done, setDone] = useState('');
  const choiceId = useId();
  const put = (changes: Partial<typeof form>) => {
    setDone('');
    setForm({ ...form, ...changes });
  };
  const value = readValue(parameter, form.typed);
  const { noun, name } = parameter;
  const preview = useWhatIf(undefined, [{ noun, name, value: value ?? 0 }], [], value !== undefined);
  const sending = useSubmit(
    (body: Schemas['NewParameterValue'], key: string) =>
      call('post', '/api/parameters/{noun}/{name}/values', { params: { noun, name }, body, key }),
    (_, body) => {
      refresh('parameter');
      setForm(empty);
      setDone(say(w.saved, { day: formatDay(body.from, language), value: valueText(parameter, body.value, language) }));
    },
  );
  const wrongValue = form.typed !== '' && value === undefined;
  const bounds =
    parameter.choices.length === 0 && parameter.unit !== 'fen' && parameter.maximum < 1_000_000
      ? say(w.takes, { least: parameter.minimum, most: parameter.maximum })
      : undefined;
  const save = () => {
    if (value === undefined) return;
    const { from, source, verified, comment } = form;
    void sending.submit({ from, value, source, verified, comment });
  };
  return (
    <Section title={say(w.setNew)} className="no-print">
      {done && <p role="status">{done}</p>}
      <PlainForm onSubmit={save} problem={sending.problem} known={['from', 'value', 'source', 'comment']}>
        <TextField
          label={say(w.from)}
          type="date"
          value={form.from}
          onChange={(from) => put({ from })}
          error={sending.errorOf('from')}
        />
        {isDay(form.from) && (
          <p className={form.from < today ? 'notice' : 'quiet'}>
            {say(form.from < today ? w.past : form.from > today ? w.future : w.today, {
              day: formatDay(form.from, language),
            })}
          </p>
        )}
        {parameter.choices.length > 0 ? (
          <div className="field">
            <label htmlFor={choiceId}>{say(w.value)}</label>
            <select
              id={choiceId}
              className="plain-input"
              required
              value={form.typed}
              onChange={(event) => put({ typed: event.target.value })}
            >
              <option value="">{say(w.choose)}</option>
              {parameter.choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {say(choice.title)}
                </option>
              ))}
            </select>
          </div>
        ) : (
          <TextField
            label={valueLabel(parameter, say, language)}
            hint={bounds}
            value={form.typed}
            onChange={(typed) => put({ typed })}
            error={wrongValue ? w.wrongValue : sending.errorOf('value')}
          />
        )}
        <TextField
          label={say(w.source)}
          hint={say(w.sourceHint)}
          value={form.source}
          onChange={(source) => put({ source })}
          error={sending.errorOf('source')}
        />
        <label className="check">
          <input type="checkbox" checked={form.verified} onChange={(event) => put({ verified: event.target.checked })} />{' '}
          {say(w.verified)}
        </label>
        <TextField
          label={say(w.comment)}
          hint={say(w.commentHint)}
          value={form.comment}
          onChange={(comment) => put({ comment })}
          required={form.from < today}
          error={sending.errorOf('comment')}
        />
        <h3>{say(w.preview)}</h3>
        {value === undefined ? (
          <p className="quiet">{say(w.previewWaits)}</p>
        ) : preview.data?.lines.length === 0 ? (
          <p className="quiet">{say(w.noFigure)}</p>
        ) : (
          <WhatIfLines of={preview} />
        )}
        <SubmitButton busy={sending.busy}>{say(w.save)}</SubmitButton>
      </PlainForm>
    </Section>
  );
}

function addressOf(use: Schemas['ParameterUse']): string {
  switch (use.kind) {
    case 'indicator':
      return indicatorAddress(use.id);
    case 'standard':
      return '/schools';
    case 'rule':
      return `/registers/${use.id}`;
    case 'floors':
      return '/funding';
    case 'programmes':
      return '/schools?view=programmes';
  }
}

function Uses({ parameter }: { parameter: Parameter }) {
  const { say } = useSpeech();
  return (
    <Section title={say(w.uses)} count={parameter.uses.length}>
      {parameter.uses.length === 0 && <p className="quiet">{say(w.noUses)}</p>}
      <ul className="plain-list">
        {parameter.uses.map((use) => (
          <li key={`${use.kind} ${use.id} ${use.title.zh}`}>
            <span className="quiet">{say(kUseWords[use.kind])}</span> <AppLink to={addressOf(use)}>{say(use.title)}</AppLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History({ line }: { line: Line }) {
  const { say, language } = useSpeech();
  return (
    <Section title={say(w.history)} count={line.history.length}>
      {line.history.length === 0 && <p className="quiet">{say(w.noHistory)}</p>}
      <ul className="plain-list">
        {line.history.map((event) => (
          <li key={`${event.at} ${event.from}`}>
            {say(event.withdrawn ? w.eventWithdrawn : w.eventSet, {
              by: event.by,
              from: formatDay(event.from, language),
              value: valueText(line.parameter, event.value, language),
            })}{' '}
            {event.backdated && !event.withdrawn && <span className="tag">{say(w.backdated)}</span>}
            <span className="cell-note">
              {formatInstant(event.at, language)} {event.withdrawn ? event.reason : event.source}
            </span>
            {!event.withdrawn && event.comment && <span className="cell-note">{event.comment}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
