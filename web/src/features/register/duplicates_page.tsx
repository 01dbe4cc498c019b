import { useState } from 'react';
import { useParams } from 'react-router';
import { send } from '../../api/client';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { type Declaration, type Field, fieldOf } from './declaration';
import { ReasonField, StateTag, useTakeRecord } from './record_parts';
import { listPath, type RecordAnswer, recordAddress, recordPath, type Row, useDeclaration, useRecords } from './records';
import { type UnitNames, valueText } from './value_text';
import { registerWords as w } from './words';

interface DuplicateList {
  groups: { records: Row[] }[];
  /** Of which there is another that this person does not see. */
  elsewhere: Row[];
  more: boolean;
  units: UnitNames;
}

/** One person or thing that was entered twice: the records side by side, and how they become one. */
export default function DuplicatesPage() {
  const { register = '' } = useParams();
  const { say, mark } = useSpeech();
  const declaration = useDeclaration(register);
  const list = useRecords<DuplicateList>(`${listPath(register)}/duplicates`);
  const of = declaration.data;
  const same = of?.duplicates.map((name) => say(fieldOf(of, name)?.title ?? { zh: name, en: name })).join(mark.list);
  return (
    <Page
      wide
      title={of ? `${say(of.title)}${mark.colon}${say(w.duplicates)}` : say(w.duplicates)}
      lead={same && say(w.duplicatesLead, { fields: same })}
      crumbs={[
        { label: say(words.registers), to: '/registers' },
        ...(of ? [{ label: say(of.title), to: `/registers/${of.name}` }] : []),
      ]}
    >
      <Answered of={declaration}>
        {(shown) => (
          <Answered of={list}>
            {(found) =>
              found.groups.length + found.elsewhere.length === 0 ? (
                <Empty title={say(w.noDuplicates)}>{say(w.noDuplicatesDetail)}</Empty>
              ) : (
                <>
                  {found.elsewhere.length > 0 && (
                    <Elsewhere of={shown} records={found.elsewhere} units={found.units} fields={same ?? ''} />
                  )}
                  {found.groups.map((group) => (
                    <Group key={group.records.map((row) => row.id).join(' ')} of={shown} records={group.records} units={found.units} />
                  ))}
                  {found.more && <p className="quiet">{say(w.moreDuplicates)}</p>}
                </>
              )
            }
          </Answered>
        )}
      </Answered>
    </Page>
  );
}

function Elsewhere({ of, records, units, fields }: { of: Declaration; records: Row[]; units: UnitNames; fields: string }) {
  const { say, language } = useSpeech();
  const owner = fieldOf(of, of.owner) as Field;
  return (
    <Section title={say(w.elsewhereTitle)} count={records.length}>
      <p className="quiet hint">{say(w.elsewhereLead, { fields })}</p>
      <ul className="plain-list card">
        {records.map((row) => (
          <li key={row.id}>
            <AppLink to={recordAddress(of.name, row.id)}>{row.label || row.id}</AppLink>{' '}
            <span className="quiet">{valueText(owner, row.values[of.owner], language, units, row.labels[of.owner])}</span>{' '}
            <StateTag of={of} row={row} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Group({ of, records, units }: { of: Declaration; records: Row[]; units: UnitNames }) {
  const { say, language } = useSpeech();
  const [merging, setMerging] = useState<{ kept: Row; second: Row }>();
  const text = (field: Field, row: Row) => valueText(field, row.values[field.name], language, units, row.labels[field.name]);
  const filled = of.fields.filter((field) => !field.retired && records.some((row) => text(field, row) !== ''));
  const differs = (field: Field) => new Set(records.map((row) => text(field, row))).size > 1;
  // What tells them apart is what one decides by; what is the same in all is one line.
  const apart = filled.filter(differs);
  const alike = filled.filter((field) => !differs(field) && !of.duplicates.includes(field.name));
  const owner = (row: Row) => text(fieldOf(of, of.owner) as Field, row);
  // One after the other: a third record is merged once the second is.
  const keep = (kept: Row) => {
    const second = records.find((one) => one.id !== kept.id);
    if (second) setMerging({ kept, second });
  };
  return (
    <section className="card duplicate-group">
      <div className="table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{say(w.field)}</th>
              {records.map((row) => (
                <th key={row.id} scope="col">
                  <AppLink to={recordAddress(of.name, row.id)}>{row.label}</AppLink> <StateTag of={of} row={row} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {apart.map((field) => (
              <tr key={field.name}>
                <th scope="row">{say(field.title)}</th>
                {records.map((row) => (
                  <td key={row.id} data-title={owner(row)}>{text(field, row) || <span className="quiet">{say(w.notFilled)}</span>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {alike.length > 0 && (
        <details>
          <summary>{say(w.alike, { n: alike.length })}</summary>
          <dl className="alike">
            {alike.map((field) => (
              <div key={field.name}>
                <dt>{say(field.title)}</dt>
                <dd>{records.slice(0, 1).map((row) => text(field, row))}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {of.may_merge && !merging && (
        <p className="button-row no-print">
          {records.map((row) => (
            <button key={row.id} type="button" className="plain-button" onClick={() => keep(row)}>
              {say(w.keepThis, { owner: owner(row) })}
            </button>
          ))}
        </p>
      )}
      {merging && <MergeForm of={of} {...merging} owner={owner} close={() => setMerging(undefined)} />}
    </section>
  );
}

function MergeForm({
  of,
  kept,
  second,
  owner,
  close,
}: {
  of: Declaration;
  kept: Row;
  second: Row;
  owner: (row: Row) => string;
  close: () => void;
}) {
  const { say } = useSpeech();
  const take = useTakeRecord(of.name);
  const [why, setWhy] = useState('');
  const form = useSubmit(
    (reason: string, key) =>
      send<RecordAnswer>('post', `${recordPath(of.name, second.id)}/merger`, {
        body: { into: kept.id, into_version: kept.version, why: reason },
        version: second.version,
        key,
      }),
    (answer) => {
      take(answer);
      close();
    },
  );
  return (
    <div className="ask">
      <h3>{say(w.mergeInto, { kept: kept.label, owner: owner(kept), second: second.label, other: owner(second) })}</h3>
      <p>{say(w.mergeIntoDetail)}</p>
      <PlainForm problem={form.problem} known={['why']} onSubmit={() => void form.submit(why.trim())}>
        <ReasonField label={say(w.mergeWhy)} value={why} set={setWhy} error={form.errorOf('why')} />
        <p className="button-row">
          <SubmitButton busy={form.busy}>{say(w.mergeNow)}</SubmitButton>
          <button type="button" className="plain-button" onClick={close}>
            {say(words.cancel)}
          </button>
        </p>
      </PlainForm>
    </div>
  );
}
