import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAddressWord, useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { addDays, formatDay, formatInstant, isDay, todayInShanghai } from '../../ui/dates';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech, Written } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Section } from '../../ui/page';
import { byUrgency, kStatuses } from '../../ui/status';
import { StatusMark } from '../../ui/status_mark';
import { words } from '../../ui/words';
import { recorderName } from './names';
import { Day, UnitLinks } from './pieces';
import { kStepWords, planWords as w } from './words';

export default function ChangesPage() {
  const { say, language, mark } = useSpeech();
  const asOf = useAsOf();
  const until = asOf ?? todayInShanghai(Date.now());
  const [chosen, setSince] = useAddressWord('since', '');
  const [unit, setUnit] = useAddressWord('unit', '');
  const since = isDay(chosen) ? chosen : '';
  const query = { since, as_of: asOf, unit };
  const changes = useGet('/api/changes', { query, keep: true });
  const units = useGet('/api/units', { query: { as_of: asOf } });
  const shown = changes.data;
  const presets: [string, number][] = [
    [say(w.sinceMonth), 30],
    [say(w.sinceQuarter), 91],
    [say(w.sinceYear), 365],
  ];
  return (
    <Page
      title={say(words.changes)}
      lead={
        shown &&
        say(w.changesLead, {
          since: formatDay(shown.since, language),
          until: formatDay(shown.as_of, language),
          n: shown.shares.length,
        })
      }
      actions={
        <>
          <CopyLink />
          <ExportLinks table="changes" query={query} />
        </>
      }
    >
      <div className="toolbar no-print">
        <label className="inline-field">
          {say(w.from)}{' '}
          <input
            type="date"
            className="plain-input"
            value={since || shown?.since || ''}
            max={until}
            onChange={(event) => isDay(event.target.value) && setSince(event.target.value)}
          />
        </label>
        {presets.map(([name, days]) => (
          <button
            key={days}
            type="button"
            className="plain-button"
            aria-pressed={since === addDays(until, -days)}
            onClick={() => setSince(addDays(until, -days))}
          >
            {name}
          </button>
        ))}
        <select
          className="plain-input"
          aria-label={say(w.unit)}
          value={unit}
          onChange={(event) => setUnit(event.target.value)}
        >
          <option value="">{`${say(w.unit)}${mark.colon}${say(words.all)}`}</option>
          {(units.data?.units ?? [])
            .filter((line) => line.shares_total > 0)
            .map((line) => (
              <option key={line.unit.id} value={line.unit.id}>
                {say(line.unit.short_name)}
              </option>
            ))}
        </select>
      </div>
      <Answered of={changes} rows={10}>
        {(data) => <Changes list={data} />}
      </Answered>
    </Page>
  );
}

function Changes({ list }: { list: Schemas['ChangeList'] }) {
  const { say, language } = useSpeech();
  if (list.shares.length === 0 && list.versions.length === 0) {
    return <Empty title={say(w.nothingChanged)}>{say(w.nothingChangedDetail)}</Empty>;
  }
  const byTask = new Map<number, Schemas['ShareChange'][]>();
  for (const change of list.shares) {
    byTask.set(change.share.task, [...(byTask.get(change.share.task) ?? []), change]);
  }
  const tasks = [...byTask.entries()].sort((a, b) => a[0] - b[0]);
  return (
    <>
      <Section title={say(w.balance)}>
        <div className="table-scroll" tabIndex={0} role="region" aria-label={say(w.balance)}>
          <table className="balance">
            <thead>
              <tr>
                <td />
                {kStatuses.map((status) => (
                  <th key={status} scope="col">
                    <StatusMark status={status} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(
                [
                  [formatDay(list.since, language), list.before],
                  [formatDay(list.as_of, language), list.after],
                ] as const
              ).map(([name, counts]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {kStatuses.map((status) => (
                    <td key={status}>{counts[status]}</td>
                  ))}
                </tr>
              ))}
              <tr className="balance-difference">
                <th scope="row">±</th>
                {kStatuses.map((status) => {
                  const difference = list.after[status] - list.before[status];
                  return (
                    <td key={status}>
                      {difference === 0 ? '' : difference > 0 ? `+${difference}` : `−${-difference}`}
                    </td>
                  );
                })}
              </tr>
            </tbody>
          </table>
        </div>
      </Section>
      {list.versions.length > 0 && (
        <Section title={say(w.planVersions)} count={list.versions.length}>
          <ul className="plain-list">
            {list.versions.map((version) => (
              <li key={version.version}>
                <strong>{say(w.versionN, { n: version.version })}</strong> {say(version.why)}
                <span className="cell-note">
                  {say(recorderName(version.by))} · {formatInstant(version.recorded_at, language)}
                </span>
                <ul className="questions">
                  {version.changes.map((line, place) => (
                    <li key={place}>{say(line)}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {tasks.map(([number, changes]) => (
        <Section
          key={number}
          title={`${say(w.taskN, { n: number })} ${say(changes[0]!.share.task_title)}`}
          count={changes.length}
          actions={<AppLink to={`/plan/tasks/${number}`}>{say(w.openTask)}</AppLink>}
        >
          <ul className="change-list">
            {groupChanges(changes).map((group) => (
              <Change key={group[0]!.share.id} changes={group} />
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

/** What only the passing of time did reads the same for all units: one line. */
export function groupChanges(changes: readonly Schemas['ShareChange'][]): Schemas['ShareChange'][][] {
  const groups: Schemas['ShareChange'][][] = [];
  const silent = new Map<string, Schemas['ShareChange'][]>();
  for (const change of changes) {
    if (change.steps.length > 0) {
      groups.push([change]);
      continue;
    }
    const key = `${change.before} ${change.share.status}`;
    const group = silent.get(key);
    if (group) {
      group.push(change);
    } else {
      const begun = [change];
      silent.set(key, begun);
      groups.push(begun);
    }
  }
  return groups.sort((a, b) => byUrgency(a[0]!.share.status, b[0]!.share.status));
}

function Change({ changes }: { changes: Schemas['ShareChange'][] }) {
  const { say } = useSpeech();
  const { share, before, steps } = changes[0]!;
  return (
    <li className="change">
      <span className="change-unit">
        <UnitLinks units={changes.map((change) => change.share.unit)} most={6} />
      </span>
      <span className="change-status">
        {before === share.status ? (
          <StatusMark status={share.status} overridden={share.computed != null} />
        ) : (
          <>
            <StatusMark status={before} />
            <span aria-hidden="true"> → </span>
            <StatusMark status={share.status} overridden={share.computed != null} />
          </>
        )}
      </span>
      <span className="change-steps">
        {steps.length === 0 ? (
          <span className="quiet">{say(w.byTimeOnly)}</span>
        ) : (
          steps.map((step) => (
            <span key={step.version} className="cell-line">
              <Day day={step.effective_on} /> {say(kStepWords[step.step])}
              {step.document_number && (
                <>
                  {' '}
                  <Written>{step.document_number}</Written>
                </>
              )}
              {step.note && (
                <span className="quiet">
                  {' '}
                  <Written>{step.note}</Written>
                </span>
              )}
            </span>
          ))
        )}
      </span>
    </li>
  );
}
