import type { Schemas, Text } from '../../api/client';
import { useSpeech } from '../../ui/language';
import { moneyText, type MoneyUnit, perMilleText } from '../../ui/amounts';
import { financeWords as w } from './words';

type Test = Schemas['FloorTestView'];
type Measured = Schemas['FloorMeasured'];
export type Verdict = Test['verdict'];

/** A shape with each verdict: colour alone tells nobody anything. */
const kSigns: Record<Verdict, string> = { met: '●', unmet: '▲', unknown: '？' };

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { say } = useSpeech();
  return (
    <span className={`floor-${verdict}`}>
      <span aria-hidden="true">{kSigns[verdict]}</span> {say(w[verdict])}
    </span>
  );
}

export function useMoney(unit: MoneyUnit) {
  const { say } = useSpeech();
  return (fen: number) => `${moneyText(fen, unit)} ${say(unit === 'wan' ? w.wan : w.yuan)}`;
}

/** A unit's tests in full: every stage beside the others, what is missing, and on what it rests. */
export function Working({ tests, of: whose, unit }: { tests: Test[]; of: Text; unit: MoneyUnit }) {
  const { say } = useSpeech();
  const cell = (fen: number | null | undefined) =>
    fen === null || fen === undefined ? <span className="quiet">{say(w.notReported)}</span> : moneyText(fen, unit);
  const rows = tests.flatMap((test) => test.measured.map((of) => ({ test, of })));
  const shares = (of: Measured) => of.shares.map((share) => perMilleText(share.per_mille)).join(' / ');
  return (
    <>
    <p className="quiet">{say(w.amountsIn, { unit: say(unit === 'wan' ? w.wan : w.yuan) })}</p>
    <div className="table-scroll" tabIndex={0} role="region" aria-label={`${say(whose)} ${say(w.purpose)}`}>
      <table className="data-table">
        <caption className="visually-hidden">{say(w.title)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(w.purpose)}</th>
            {[w.budgeted, w.issued, w.paid, w.counted, w.floor, w.shares].map((title) => (
              <th key={title.en} scope="col" className="right">
                {say(title)}
              </th>
            ))}
            <th scope="col">{say(w.verdict)}</th>
            <th scope="col" className="right">
              {say(w.short)}
            </th>
            <th scope="col">{say(w.document)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ of }) => (
            <tr key={of.of}>
              <th scope="row">
                {say(of.title)} {!of.judged && <span className="cell-note">{say(w.beside)}</span>}
              </th>
              <td className="right" data-title={say(w.budgeted)}>{cell(of.amounts.budgeted)}</td>
              <td className="right" data-title={say(w.issued)}>{cell(of.amounts.issued)}</td>
              <td className="right" data-title={say(w.paid)}>{cell(of.amounts.paid)}</td>
              <td className="right" data-title={say(w.counted)}>{cell(of.counted_fen)}</td>
              <td className="right" data-title={say(w.floor)}>{cell(of.floor_fen)}</td>
              <td className="right" data-title={say(w.shares)}>{shares(of)}</td>
              <td data-title={say(w.verdict)}>
                <VerdictMark verdict={of.verdict} />
              </td>
              <td className="right" data-title={say(w.short)}>
                {of.verdict === 'unmet' ? moneyText(of.lacking_fen, unit) : ''}
              </td>
              <td data-title={say(w.document)}>{of.document}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    </>
  );
}

/** What each test rests on, and what it would come to under another ruling. */
export function Notes({ tests, unit }: { tests: Test[]; unit: MoneyUnit }) {
  const { say, mark } = useSpeech();
  const money = useMoney(unit);
  return (
    <ul className="floor-notes">
      {tests.map((test) => (
        <li key={test.floor}>
          <b>{say(w[test.floor])}</b> {test.footnotes.map((note) => say(note)).join('')}
          {test.measured
            .filter((of) => of.missing.length > 0)
            .map((of) => (
              <span key={of.of} className="quiet">
                {' '}
                {say(w.missing, { fields: of.missing.map((field) => say(field)).join(mark.list) })}
              </span>
            ))}
          {test.alternatives.length > 0 && (
            <ul aria-label={say(w.alternatives)}>
              {test.alternatives.map((other) => (
                <li key={`${other.ruling}${other.value}`} className="quiet">
                  {say(w.alternative, {
                    ruling: say(w.alternatives),
                    title: say(other.title),
                    verdict:
                      other.verdict === 'unmet'
                        ? say(w.lacking, { n: money(other.lacking_fen) })
                        : say(w[other.verdict]),
                  })}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
