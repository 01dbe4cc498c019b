import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { address, ApiProblem, call, type QueryValues, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useAddressWord, useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { formatDay, formatInstant } from '../../ui/dates';
import { SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Section, Trouble } from '../../ui/page';
import { periodText } from '../indicator/figures';
import { recordAddress, useDeclaration, useHistory } from '../register/records';
import type { MoneyUnit } from '../../ui/amounts';
import { Notes, useMoney, VerdictMark, Working } from './floors_view';
import { financeWords as w } from './words';

type Floors = Schemas['FundingFloors'];
type Unit = Schemas['FundingUnit'];

const kRulings = [
  'judged_stage',
  'special_counts_transfers',
  'special_counts_contest',
  'special_counts_surcharge',
  'surcharge_denominator',
  'surcharge_judged',
] as const;

/** Units × four floors; a unit opens to its working. */
export default function FundingPage() {
  const { say } = useSpeech();
  const [search] = useSearchParams();
  const asOf = useAsOf();
  const query: QueryValues = { as_of: asOf, year: search.get('year') };
  for (const ruling of kRulings) query[ruling] = search.get(ruling);
  const floors = useGet('/api/funding/floors', { query, keep: true });
  return (
    <Page
      wide
      title={say(w.title)}
      lead={say(w.lead)}
      actions={
        <>
          <a className="plain-button" href={address('/api/funding/floors.xlsx', {}, query)} download>
            {say(w.xlsx)}
          </a>
          <a className="plain-button" href={address('/api/funding/floors.csv', {}, query)} download>
            {say(w.csv)}
          </a>
          <a className="plain-button" href={address('/api/funding/floors.docx', {}, query)} download>
            {say(w.letter)}
          </a>
          <CopyLink />
        </>
      }
    >
      <Answered of={floors}>{(data) => <Content floors={data} />}</Answered>
    </Page>
  );
}

function Content({ floors }: { floors: Floors }) {
  const { say, mark } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const [unitOfMoney, setUnitOfMoney] = useAddressWord('money', 'wan');
  const moneyUnit: MoneyUnit = unitOfMoney === 'yuan' ? 'yuan' : 'wan';
  const money = useMoney(moneyUnit);
  const chosen = search.get('unit') ?? '';
  const put = (changes: Record<string, string>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next);
  };
  const unmet = floors.units.flatMap((unit) => unit.tests).filter((test) => test.verdict === 'unmet');
  const silent = floors.units.filter((unit) => unit.period === '');
  const years = [...new Set([floors.year, ...floors.years])].sort((a, b) => b - a);
  const unit = floors.units.find((one) => one.unit === chosen);
  return (
    <>
      <p className="funding-choices">
        <label>
          {say(w.year)}{' '}
          <select className="plain-input" value={floors.year} onChange={(event) => put({ year: event.target.value })}>
            {years.map((year) => (
              <option key={year}>{year}</option>
            ))}
          </select>
        </label>
        <label>
          {say(w.unitOfMoney)}{' '}
          <select className="plain-input" value={moneyUnit} onChange={(event) => setUnitOfMoney(event.target.value)}>
            <option value="wan">{say(w.wan)}</option>
            <option value="yuan">{say(w.yuan)}</option>
          </select>
        </label>
      </p>
      {floors.what_if && (
        <p className="funding-trial" role="status">
          {say(w.whatIf)}{' '}
          <button
            type="button"
            className="plain-button no-print"
            onClick={() => put(Object.fromEntries(kRulings.map((name) => [name, ''])))}
          >
            {say(w.backToForce)}
          </button>
        </p>
      )}
      <p className="quiet">
        {say(w.summary, {
          n: floors.units.length,
          unmet: unmet.length,
          sum: money(unmet.reduce((sum, test) => sum + test.lacking_fen, 0)),
        })}
      </p>
      {silent.length > 0 && (
        <p>{say(w.silent, { units: silent.map((one) => say(one.name)).join(mark.list) })}</p>
      )}
      <Matrix floors={floors} moneyUnit={moneyUnit} choose={(id) => put({ unit: id === chosen ? '' : id })} chosen={chosen} />
      {chosen !== '' && (unit ? <UnitWorking unit={unit} moneyUnit={moneyUnit} /> : <Empty title={say(w.notFound)} />)}
      <Section title={say(w.rulings)}>
        <p className="quiet hint no-print">{say(w.rulingsLead)}</p>
        <div className="funding-rulings">
          {floors.rulings.map((ruling) => (
            <div key={ruling.name}>
              <label>
                {say(ruling.title)}
                <select
                  className="plain-input"
                  value={ruling.value}
                  onChange={(event) =>
                    put({ [ruling.name]: Number(event.target.value) === ruling.in_force ? '' : event.target.value })
                  }
                >
                  {ruling.choices.map((choice) => (
                    <option key={choice.value} value={choice.value}>
                      {say(choice.title) + (choice.value === ruling.in_force ? say(w.inForce) : '')}
                    </option>
                  ))}
                </select>
              </label>
              <span className="cell-note">
                {ruling.source} {!ruling.verified && <Unverified />}
              </span>
            </div>
          ))}
        </div>
      </Section>
      <Section title={say(w.thresholds)}>
        <ul className="plain-list">
          {floors.thresholds.map((one) => (
            <li key={one.name}>
              {say(one.title)} <b>{one.unit === 'fen' ? money(one.value) : `${one.value}%`}</b>{' '}
              <span className="cell-note">
                {one.source} {!one.verified && <Unverified />}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Releasing floors={floors} />
    </>
  );
}

function Unverified() {
  const { say } = useSpeech();
  return <span className="tag tag-open">{say(w.unverified)}</span>;
}

function Matrix({
  floors,
  moneyUnit,
  chosen,
  choose,
}: {
  floors: Floors;
  moneyUnit: MoneyUnit;
  chosen: string;
  choose: (unit: string) => void;
}) {
  const { say, language } = useSpeech();
  const money = useMoney(moneyUnit);
  const columns = ['special', 'contest', 'waiver', 'surcharge'] as const;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={say(w.title)}>
      <table className="data-table">
        <caption className="visually-hidden">{say(w.title)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(w.unit)}</th>
            {columns.map((floor) => (
              <th key={floor} scope="col">
                {say(w[floor])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {floors.units.map((unit) => (
            <tr key={unit.unit}>
              <th scope="row">
                <button
                  type="button"
                  className="link-button row-title"
                  aria-expanded={unit.unit === chosen}
                  onClick={() => choose(unit.unit)}
                >
                  {say(unit.name)}
                </button>
                <span className="cell-note">
                  {unit.period === ''
                    ? say(w.notReported)
                    : `${say(unit.whole_year ? w.whole : w.half)} · ${say(unit.state_title)}`}
                </span>
                {unit.pending && (
                  <span className="cell-note">
                    {say(w.pending, { period: periodText(unit.pending.period, language), state: say(unit.pending.state_title) })}
                  </span>
                )}
              </th>
              {unit.tests.map((test) => (
                <td key={test.floor} data-title={say(w[test.floor])}>
                  <VerdictMark verdict={test.verdict} />
                  {test.verdict === 'unmet' && (
                    <span className="cell-note">{say(w.lacking, { n: money(test.lacking_fen) })}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function UnitWorking({ unit, moneyUnit }: { unit: Unit; moneyUnit: MoneyUnit }) {
  const { say } = useSpeech();
  const money = useMoney(moneyUnit);
  return (
    <Section title={say(unit.name)} id="unit">
      <Working tests={unit.tests} of={unit.name} unit={moneyUnit} />
      <h3>{say(w.footnotes)}</h3>
      <Notes tests={unit.tests} unit={moneyUnit} />
      {unit.record !== '' && (
        <>
          <p>
            {(unit.per_student_standard_fen ?? null) === null
              ? say(w.noPerStudent)
              : say(w.perStudent, {
                  n: money(unit.per_student_standard_fen ?? 0),
                  document: unit.per_student_document,
                })}
          </p>
          {unit.explanation !== '' && <p>{unit.explanation}</p>}
          <p>
            {say(w.from)} <AppLink to={recordAddress('funding', unit.record)}>{say(w.openRecord)}</AppLink>
          </p>
          <Entered record={unit.record} />
        </>
      )}
    </Section>
  );
}

/** Who entered it and when, the newest first. */
function Entered({ record }: { record: string }) {
  const { say, language } = useSpeech();
  const history = useHistory('funding', record);
  if (history.isError) return <Trouble problem={history.error} retry={() => void history.refetch()} />;
  const versions = history.data?.pages[0]?.versions ?? [];
  const declared = useDeclaration('funding');
  const action = (name: string) => {
    if (name === 'create') return say(w.create);
    const step = declared.data?.workflow?.transitions.find((one) => one.name === name);
    return say(step?.title ?? w.change);
  };
  return (
    <ul className="quiet">
      {versions.map((one) => (
        <li key={one.version}>
          {say(w.entered, {
            by: one.by,
            when: formatInstant(one.recorded_at, language),
            action: action(one.action),
          })}
        </li>
      ))}
    </ul>
  );
}

function Releasing({ floors }: { floors: Floors }) {
  const { say, language, mark } = useSpeech();
  // What was on the page when the form was opened; the figures behind it stay live.
  const [seen, setSeen] = useState<string>();
  const [reason, setReason] = useState('');
  const { release } = floors;
  const open = seen !== undefined;
  const done = () => {
    setSeen(undefined);
    setReason('');
    refresh('funding');
  };
  const params = { year: floors.year };
  const releasing = useSubmit(async (body: { seen: string }, key: string) => {
    try {
      return await call('post', '/api/funding/floors/{year}/release', { params, body, version: release.version, key });
    } catch (error) {
      // He looks at the new figures and opens the form again.
      if (error instanceof ApiProblem && error.type.endsWith('figures-changed')) done();
      throw error;
    }
  }, done);
  const withdrawing = useSubmit(
    (body: { reason: string }, key: string) =>
      call('post', '/api/funding/floors/{year}/withdraw', { params, body, version: release.version, key }),
    done,
  );
  if (!floors.may_release && !release.state) return null;
  const isReleased = release.state === 'released';
  const left = floors.units.filter((unit) => !unit.releasable).map((unit) => say(unit.name));
  const problem = releasing.problem ?? withdrawing.problem;
  return (
    <Section title={say(w.release)}>
      {release.state && release.on && (
        <p>
          {say(isReleased ? w.released : w.withdrawn, {
            day: formatDay(release.on, language),
            by: release.by,
            reason: release.reason,
          })}
        </p>
      )}
      {problem && <Trouble problem={problem} />}
      {floors.may_release && !open && (
        <button type="button" className="plain-button no-print" onClick={() => setSeen(floors.release_seen)}>
          {say(isReleased ? w.withdraw : w.release)}
        </button>
      )}
      {floors.may_release && open && (
        <form
          className="card no-print"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReleased) void withdrawing.submit({ reason });
            else void releasing.submit({ seen: seen ?? '' });
          }}
        >
          {isReleased ? (
            <TextField label={say(w.reason)} value={reason} onChange={setReason} autoFocus />
          ) : (
            <>
              <p>{say(w.releaseLead)}</p>
              {left.length > 0 && <p>{say(w.notIncluded, { units: left.join(mark.list) })}</p>}
            </>
          )}
          <SubmitButton busy={releasing.busy || withdrawing.busy}>
            {isReleased ? say(w.withdraw) : say(w.releaseConfirm, { year: floors.year })}
          </SubmitButton>{' '}
          <button type="button" className="plain-button" onClick={() => setSeen(undefined)}>
            {say(w.cancel)}
          </button>
        </form>
      )}
    </Section>
  );
}
