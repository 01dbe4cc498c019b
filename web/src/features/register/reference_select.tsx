import Select from 'antd/es/select';
import { useDeferredValue, useState } from 'react';
import type { Text } from '../../api/client';
import { useAsk, useGet } from '../../api/queries';
import { useSpeech } from '../../ui/language';
import { overlays } from '../../ui/overlays';
import { type Field, kUnit, type Values } from './declaration';
import { type RowList, listPath, useDeclaration, useListed, useRecord } from './records';
import { registerWords as w } from './words';
import { valueText } from './value_text';

export interface Option {
  value: string;
  label: string;
  /** What tells two of the same name apart. */
  detail?: string;
}

const kFound = 20;

function useUnitOptions(q: string, owners: Option[] | undefined, enabled: boolean) {
  const { say } = useSpeech();
  const units = useGet('/api/units', { enabled: enabled && !owners });
  // The server knows pinyin initials, the list of units knows every unit.
  const found = useAsk('/api/search', { q }, { enabled: enabled && q !== '' });
  const all: Option[] =
    owners ?? (units.data?.units ?? []).map(({ unit }) => ({ value: unit.id, label: say(unit.name) }));
  const hits = new Set(
    (found.data?.hits ?? []).filter((hit) => hit.kind === 'unit').map((hit) => hit.key),
  );
  const options = q === '' ? all : all.filter((one) => one.label.includes(q) || hits.has(one.value));
  return { options, loading: !owners && units.isPending };
}

function useRecordOptions(noun: string, q: string, same: Values, enabled: boolean) {
  const { language } = useSpeech();
  const declaration = useDeclaration(enabled ? noun : '');
  const of = declaration.data;
  const query = new URLSearchParams({ limit: String(kFound), ...(q && { q }) });
  for (const [name, value] of Object.entries(same)) query.set(`${name}.is`, String(value));
  // Of people a name may be typed, and addresses are kept in logs: their lists are asked in a body.
  const search = of?.fields.some((field) => field.sensitive)
    ? { q, limit: kFound, filters: Object.entries(same).map(([field, value]) => ({ field, operation: 'is', values: [String(value)] })) }
    : undefined;
  const rows = useListed<RowList>(`${listPath(noun)}?${query}`, q ? search : undefined, enabled && of !== undefined);
  const options = (rows.data?.rows ?? []).map((row): Option => {
    const known = of?.list.columns
      .map((name) => of.fields.find((field) => field.name === name))
      .filter((field) => field !== undefined)
      .map((field) =>
        valueText(field, row.values[field.name], language, rows.data?.units, row.labels[field.name]),
      )
      .filter((text) => text !== '' && text !== row.label);
    return { value: row.id, label: row.label, detail: known?.slice(0, 2).join(' · ') };
  });
  // The server does not search a register that declares no searched field.
  const searchable = of === undefined || of.list.search.length > 0;
  const shown = searchable
    ? options
    : options.filter((one) => `${one.label} ${one.detail}`.includes(q));
  return { options: shown, loading: rows.isPending };
}

/** What the chosen one is called when the page only knows its id, as from an address. */
export function useReferenceLabel(field: Field, id: string): string {
  const { say } = useSpeech();
  const isUnit = field.ref === kUnit;
  const units = useGet('/api/units', { enabled: isUnit && id !== '' });
  const record = useRecord(field.ref ?? '', id, undefined, !isUnit && id !== '');
  if (isUnit) {
    const unit = units.data?.units.find((line) => line.unit.id === id)?.unit;
    return unit ? say(unit.name) : id;
  }
  return record.data?.record.label ?? (record.isError ? say(w.unnamed) : '…');
}

/** What the record chosen must have as well, as far as it is filled in. */
function comparedValues(field: Field, others: Values): Values {
  const compared = (field.same ?? []).map((name) => [name, others[name]] as const);
  return Object.fromEntries(compared.filter(([, value]) => value !== null && value !== undefined));
}

/** Why the chosen record does not go with the rest of the form; nothing while nobody knows. */
export function useMismatch(of: readonly Field[], field: Field, id: string, others: Values): Text | undefined {
  const same = comparedValues(field, others);
  const asked = id !== '' && Object.keys(same).length > 0;
  const values = useRecord(field.ref ?? '', id, undefined, asked).data?.record.values;
  const differs = Object.keys(same).find((name) => {
    const theirs = values?.[name];
    return theirs !== null && theirs !== undefined && theirs !== same[name];
  });
  if (!asked || differs === undefined) return undefined;
  const other = of.find((one) => one.name === differs)?.title;
  return {
    zh: `不是所填“${other?.zh ?? differs}”的${field.title.zh}，请重新选择`,
    en: `"${field.title.en}" does not go with "${other?.en ?? differs}": choose another`,
  };
}

/** A unit or a record of another register, searched as one types. */
export function ReferenceSelect({
  field,
  id,
  value,
  label,
  named,
  choose,
  owners,
  others = {},
  wrong = false,
  describedBy,
  inside = false,
}: {
  field: Field;
  id?: string;
  value: string;
  /** What the present value is called. */
  label: string;
  /** What the input is called where the title of the field does not say enough. */
  named?: string;
  choose: (value: string, label: string) => void;
  /** Where only these units are possible. */
  owners?: Option[];
  /** Values of the rest of the form, for a reference that goes with one of them. */
  others?: Values;
  wrong?: boolean;
  describedBy?: string;
  /** Inside a panel that closes when one clicks elsewhere. */
  inside?: boolean;
}) {
  const { say } = useSpeech();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const isUnit = field.ref === kUnit;
  const units = useUnitOptions(q, owners, isUnit);
  const records = useRecordOptions(field.ref ?? '', q, comparedValues(field, others), !isUnit && field.ref !== undefined);
  const { options, loading } = isUnit ? units : records;
  // The present value stays readable, whatever is searched for.
  const known = value === '' || options.some((one) => one.value === value);
  const all = known ? options : [{ value, label }, ...options];
  return (
    <Select<string, Option>
      id={id}
      aria-label={named ?? say(field.title)}
      aria-describedby={describedBy}
      aria-invalid={wrong ? true : undefined}
      className="reference-select"
      status={wrong ? 'warning' : undefined}
      showSearch
      allowClear
      filterOption={false}
      defaultActiveFirstOption
      placeholder={say(w.chooseRecord)}
      value={value || undefined}
      loading={loading}
      options={all}
      optionRender={(option) => (
        <>
          {option.data.label}
          {option.data.detail && <span className="quiet"> {option.data.detail}</span>}
        </>
      )}
      notFoundContent={loading ? '…' : say(w.notFound)}
      getPopupContainer={inside ? (node: HTMLElement) => node.parentElement ?? node : overlays}
      onSearch={setTyped}
      onChange={(next?: string) => {
        setTyped('');
        choose(next ?? '', all.find((one) => one.value === next)?.label ?? '');
      }}
    />
  );
}
