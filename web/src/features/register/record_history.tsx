import { type ReactNode, useState } from 'react';
import { formatInstant } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Loading, Section, Trouble } from '../../ui/page';
import { type Declaration, fieldOf, stateOf } from './declaration';
import { LinkedValue } from './record_file';
import { ReasonForm } from './record_parts';
import { type RecordAnswer, useHistory, type Version } from './records';
import { type UnitNames, valueText } from './value_text';
import { differences } from './versions';
import { kActionWords, registerWords as w } from './words';

/** Who did what, when and why, with every value before and after. */
export function RecordHistory({ of, answer }: { of: Declaration; answer: RecordAnswer }) {
  const { say, mark } = useSpeech();
  const history = useHistory(of.name, answer.record.id);
  const [restoring, setRestoring] = useState<number>();
  const [kept, setKept] = useState<string[]>([]);
  const pages = history.data?.pages ?? [];
  const versions = pages.flatMap((page) => page.versions);
  const units = Object.assign({}, ...pages.map((page) => page.units)) as UnitNames;
  const newest = versions[0]?.version;
  const mayRestore = answer.may?.restore ?? false;
  return (
    <Section title={say(w.history)} className="record-history">
      {history.isError && <Trouble problem={history.error} retry={() => void history.refetch()} />}
      {history.isPending && <Loading rows={3} />}
      {kept.length > 0 && (
        <p className="notice" role="status">
          {say(w.restoreKept, { fields: kept.join(mark.list) })}
        </p>
      )}
      <ol className="steps">
        {versions.map((version, place) => (
          <VersionLine
            key={version.version}
            of={of}
            version={version}
            before={versions[place + 1]}
            units={units}
            restore={
              mayRestore && (version.version !== newest || version.record.removed)
                ? () => setRestoring(version.version)
                : undefined
            }
          >
            {restoring === version.version && (
              <ReasonForm
                of={of}
                record={answer.record}
                action="restoration"
                title={say(w.restoreTitle, { n: version.version })}
                hint={say(w.restoreHint)}
                button={say(w.restoring)}
                more={{ version: version.version }}
                done={({ kept: names = [] }) =>
                  setKept(names.map((name) => fieldOf(of, name)).flatMap((field) => (field ? [say(field.title)] : [])))
                }
                close={() => setRestoring(undefined)}
              />
            )}
          </VersionLine>
        ))}
      </ol>
      {history.hasNextPage && (
        <button
          type="button"
          className="plain-button no-print"
          aria-busy={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {say(w.older)}
        </button>
      )}
    </Section>
  );
}

function VersionLine({
  of,
  version,
  before,
  units,
  restore,
  children,
}: {
  of: Declaration;
  version: Version;
  /** The version before; unknown until older ones are asked for. */
  before: Version | undefined;
  units: UnitNames;
  restore: (() => void) | undefined;
  children: ReactNode;
}) {
  const { say, language } = useSpeech();
  const step = of.workflow.transitions.find((one) => one.name === version.action);
  const action = kActionWords[version.action] ?? step?.title;
  const changed = before ? differences(of, before.record, version.record) : [];
  const stateTitle = (name: string) => {
    const state = stateOf(of, name);
    return state ? say(state.title) : name;
  };
  const moved = before !== undefined && before.record.state !== version.record.state;
  const returned = Object.entries(version.record.returned);
  const isReturn = step?.returns_fields === true && returned.length > 0;
  return (
    <li className="step version">
      <span className="version-dot" aria-hidden="true" />
      <p className="version-head">
        <strong>{action ? say(action) : version.action}</strong>{' '}
        {moved && (
          <span className="tag">
            {stateTitle(before.record.state)} → {stateTitle(version.record.state)}
          </span>
        )}{' '}
        <span className="quiet">
          {version.by || say(w.program)} · {formatInstant(version.recorded_at, language)} ·{' '}
          {say(w.versionN, { n: version.version })}
        </span>
        {restore && (
          <button type="button" className="link-button no-print version-restore" onClick={restore}>
            {say(w.restoreThis)}
          </button>
        )}
      </p>
      {version.why && <p className="step-note wrap-any">{version.why}</p>}
      {(changed.length > 0 || isReturn) && (
        <ul className="difference-list">
          {changed.map((field) => {
            const was = valueText(field, before?.record.values[field.name], language, units, before?.record.labels[field.name]);
            const now = valueText(field, version.record.values[field.name], language, units, version.record.labels[field.name]);
            return (
              <li key={field.name}>
                <span className="quiet">{say(field.title)}</span>{' '}
                <del>{before && was ? <LinkedValue of={of} field={field} row={before.record} text={was} /> : say(w.notFilled)}</del>{' '}
                <span aria-hidden="true">→</span>{' '}
                <ins>{now ? <LinkedValue of={of} field={field} row={version.record} text={now} /> : say(w.notFilled)}</ins>
              </li>
            );
          })}
          {isReturn &&
            returned.map(([name, why]) => {
              const field = fieldOf(of, name);
              return (
                <li key={`returned ${name}`}>
                  <span className="quiet">{field ? say(field.title) : name}</span>{' '}
                  <span className="field-returned">{say(w.returnedField, { why })}</span>
                </li>
              );
            })}
        </ul>
      )}
      {children}
    </li>
  );
}
