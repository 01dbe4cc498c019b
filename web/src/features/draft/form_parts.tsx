import Select from 'antd/es/select';
import { type ReactNode, useId } from 'react';
import type { Schemas, Text } from '../../api/client';
import { useSpeech } from '../../ui/language';
import { overlays } from '../../ui/overlays';
import { withChinese } from './reshape';
import { draftWords as w, kFieldWords as f } from './words';

// The fields that the forms of drafted items are made of.

export interface Choice {
  id: string;
  label: string;
  /** A word for several units. */
  scope: boolean;
}

export function Labelled({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: ReactNode;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint}
    </div>
  );
}

export function Pair({ children }: { children: ReactNode }) {
  return <div className="field-pair">{children}</div>;
}

interface Part<T> {
  label: string;
  value: T;
  set: (value: T) => void;
  hint?: ReactNode;
}

export function Word({
  label,
  value,
  set,
  hint,
  optional = false,
  pattern,
}: Part<string> & { optional?: boolean; pattern?: string }) {
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <input
          id={id}
          className="plain-input"
          value={value}
          required={!optional}
          pattern={pattern}
          autoComplete="off"
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Labelled>
  );
}

/** Chinese, and English where somebody translated it. */
export function TextPart({
  label,
  value,
  set,
  hint,
  long = false,
  optional = false,
}: Part<Text> & { long?: boolean; optional?: boolean }) {
  const { say } = useSpeech();
  const translated = value.en !== '' && value.en !== value.zh;
  return (
    <>
      <Labelled label={label} hint={hint}>
        {(id) =>
          long ? (
            <textarea
              id={id}
              className="plain-input plain-area"
              lang="zh-CN"
              rows={Math.min(10, Math.max(3, Math.ceil(value.zh.length / 34)))}
              value={value.zh}
              required={!optional}
              onChange={(event) => set(withChinese(value, event.target.value))}
            />
          ) : (
            <input
              id={id}
              className="plain-input"
              lang="zh-CN"
              value={value.zh}
              required={!optional}
              autoComplete="off"
              onChange={(event) => set(withChinese(value, event.target.value))}
            />
          )
        }
      </Labelled>
      {translated && (
        <Labelled label={`${label} · ${say(w.english)}`}>
          {(id) => (
            <input
              id={id}
              className="plain-input"
              lang="en"
              value={value.en}
              required
              onChange={(event) => set({ ...value, en: event.target.value })}
            />
          )}
        </Labelled>
      )}
    </>
  );
}

export function DayPart({
  label,
  value,
  set,
  hint,
  optional = false,
}: Part<string> & { optional?: boolean }) {
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <input
          id={id}
          type="date"
          className="plain-input"
          min="1949-01-01"
          max="2199-12-31"
          value={value}
          required={!optional}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Labelled>
  );
}

export function NumberPart({
  label,
  value,
  set,
  hint,
  min,
  max = 9999,
}: Part<number> & { min: number; max?: number }) {
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <input
          id={id}
          type="number"
          className="plain-input"
          min={min}
          max={max}
          step={1}
          required
          value={value}
          onChange={(event) => set(Number(event.target.value))}
        />
      )}
    </Labelled>
  );
}

/** Uncontrolled while it is typed: 2. is on the way to 2.5. */
export function Decimal({ label, value, set, hint }: Part<string>) {
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <input
          id={id}
          className="plain-input"
          inputMode="decimal"
          pattern="-?[0-9]{1,15}([.][0-9]{1,9})?"
          required
          defaultValue={value}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Labelled>
  );
}

export function Flag({ label, value, set }: Part<boolean>) {
  return (
    <label className="check">
      <input type="checkbox" checked={value} onChange={(event) => set(event.target.checked)} />
      {label}
    </label>
  );
}

export function Chosen<K extends string>({
  label,
  value,
  of,
  set,
  hint,
}: Part<K> & { of: Partial<Record<K, Text>> }) {
  const { say } = useSpeech();
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <select
          id={id}
          className="plain-input"
          value={value}
          onChange={(event) => set(event.target.value as K)}
        >
          {(Object.entries(of) as [K, Text][]).map(([key, text]) => (
            <option key={key} value={key}>
              {say(text)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

export function OneOf({
  label,
  value,
  set,
  choices,
  hint,
  clearable = false,
}: Part<string> & { choices: readonly Choice[]; clearable?: boolean }) {
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <Select
          id={id}
          showSearch
          allowClear={clearable}
          getPopupContainer={overlays}
          optionFilterProp="label"
          value={value || undefined}
          onChange={(next: string | undefined) => set(next ?? '')}
          options={choices.map((choice) => ({ value: choice.id, label: choice.label }))}
        />
      )}
    </Labelled>
  );
}

export function Several({
  label,
  value,
  set,
  choices,
  hint,
}: Part<string[]> & { choices: readonly Choice[] }) {
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          getPopupContainer={overlays}
          optionFilterProp="label"
          value={value}
          onChange={(next: string[]) => set(next)}
          options={choices.map((choice) => ({ value: choice.id, label: choice.label }))}
        />
      )}
    </Labelled>
  );
}

/** One a line. */
export function Lines({ label, value, set, hint }: Part<string[]>) {
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <textarea
          id={id}
          className="plain-input plain-area"
          rows={Math.min(6, Math.max(2, value.length + 1))}
          defaultValue={value.join('\n')}
          onChange={(event) =>
            set(
              event.target.value
                .split('\n')
                .map((line) => line.trim())
                .filter(Boolean),
            )
          }
        />
      )}
    </Labelled>
  );
}

export function Texts({ label, value, set }: Part<Text[]>) {
  return (
    <Lines
      label={label}
      value={value.map((text) => text.zh)}
      set={(lines) =>
        set(
          lines.map(
            (zh, place) =>
              value.find((text) => text.zh === zh) ??
              withChinese(value[place] ?? { zh: '', en: '' }, zh),
          ),
        )
      }
    />
  );
}

export function Numbers({ label, value, set, hint }: Part<number[]>) {
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <input
          id={id}
          className="plain-input"
          inputMode="numeric"
          pattern="[0-9]+([,，、 ]+[0-9]+)*"
          defaultValue={value.join('、')}
          onChange={(event) => {
            const numbers = event.target.value
              .split(/[^0-9]+/)
              .map(Number)
              .filter((number) => number > 0);
            set([...new Set(numbers)]);
          }}
        />
      )}
    </Labelled>
  );
}

/** Exactly one of the three places. */
export function SourcePart({
  source,
  set,
}: {
  source: Schemas['Source'];
  set: (source: Schemas['Source']) => void;
}) {
  const { say } = useSpeech();
  const place = source.task ? 'task' : source.measure ? 'measure' : 'section';
  const value = String(source.task ?? source.measure ?? source.section);
  const put = (nextPlace: string, nextValue: string) => {
    const number = Number(nextValue.replace(/\D/g, '')) || 1;
    if (nextPlace === 'task') set({ task: number, section: '' });
    else if (nextPlace === 'measure') set({ measure: number, section: '' });
    else set({ section: nextValue });
  };
  return (
    <Pair>
      <Labelled label={say(f.source)}>
        {(id) => (
          <select
            id={id}
            className="plain-input"
            value={place}
            onChange={(event) => put(event.target.value, value)}
          >
            <option value="task">{say(f.source_task)}</option>
            <option value="measure">{say(f.source_measure)}</option>
            <option value="section">{say(f.source_section)}</option>
          </select>
        )}
      </Labelled>
      <Labelled label={place === 'section' ? say(f.source_section) : say(f.number)}>
        {(id) => (
          <input
            id={id}
            className="plain-input"
            required
            value={value}
            onChange={(event) => put(place, event.target.value)}
          />
        )}
      </Labelled>
    </Pair>
  );
}

export function Rows<T>({
  label,
  hint,
  rows,
  set,
  fresh,
  className = '',
  children,
}: {
  label: string;
  hint?: ReactNode;
  rows: readonly T[];
  set: (rows: T[]) => void;
  fresh: T;
  /** How the line is divided. */
  className?: string;
  children: (row: T, put: (row: T) => void) => ReactNode;
}) {
  const { say } = useSpeech();
  return (
    <fieldset className="field rows">
      <legend className="field-label">{label}</legend>
      {hint}
      {rows.map((row, place) => (
        <div key={place} className={`rows-line ${className}`}>
          {children(row, (next) => set(rows.map((one, at) => (at === place ? next : one))))}
          <button
            type="button"
            className="plain-button"
            aria-label={say(w.removeRow)}
            title={say(w.removeRow)}
            onClick={() => set(rows.filter((_, at) => at !== place))}
          >
            ×
          </button>
        </div>
      ))}
      <button type="button" className="link-button" onClick={() => set([...rows, fresh])}>
        + {say(w.addRow)}
      </button>
    </fieldset>
  );
}
