import { type FormEvent, useState } from 'react';
import { useSpeech } from '../../ui/language';
import { Popover } from '../../frame/popover';
import { formatDay } from '../../ui/dates';
import { fill, type Language } from '../../ui/text';
import { words } from '../../ui/words';
import { type Choice, type Declaration, decimalsOf, type Field, fieldOf, kState, kStateSince } from './declaration';
import { filterNames, type Filter, isAsked, kNoFilter, type ListView } from './list_address';
import { ReferenceSelect, useReferenceLabel } from './reference_select';
import { decimalText, unitWord, wholeOf } from './value_text';
import { registerWords as w } from './words';

/** The state of the workflow, asked like any choice, and since when, like any day. */
function stateField(of: Declaration, name: string): Field {
  const since = name === kStateSince;
  return {
    name,
    title: since ? w.stateSince : w.state,
    description: { zh: '', en: '' },
    type: since ? 'date' : 'text',
    required: true,
    derived: false,
    retired: false,
    sensitive: false,
    source: '',
    verified: true,
    may_write: false,
    choices: since ? [] : of.workflow.states.map((state): Choice => ({ value: state.name, title: state.title })),
  };
}

function filterField(of: Declaration, name: string): Field | undefined {
  return name === kState || name === kStateSince ? stateField(of, name) : fieldOf(of, name);
}

const kYesNo: Choice[] = [
  { value: 'true', title: w.yes },
  { value: 'false', title: w.no },
];

function choicesOf(field: Field): Choice[] {
  return field.type === 'boolean' ? kYesNo : (field.choices ?? []);
}

/** A stored bound as people read it. */
function boundText(field: Field, bound: string, language: Language): string {
  if (field.type === 'date') return formatDay(bound, language);
  const number = decimalText(Number(bound), decimalsOf(field));
  return `${number}${field.unit ? ` ${unitWord(field, language)}` : ''}`;
}

/** A filter in a few words, without what a reference is called. */
export function filterText(field: Field, filter: Filter, language: Language): string {
  const parts: string[] = [];
  if (filter.is.length > 0) {
    const titles = filter.is.map((value) => {
      const choice = choicesOf(field).find((one) => one.value === value);
      return choice ? fill(choice.title, language) : value;
    });
    const list = titles.slice(0, 2).join(language === 'zh' ? '、' : ', ');
    parts.push(titles.length > 2 ? `${list}${fill(w.nMore, language, { n: titles.length })}` : list);
  }
  const from = filter.from && boundText(field, filter.from, language);
  const to = filter.to && boundText(field, filter.to, language);
  if (from && to) parts.push(from === to ? from : fill(w.between, language, { from, to }));
  else if (from) parts.push(fill(w.atLeast, language, { value: from }));
  else if (to) parts.push(fill(w.atMost, language, { value: to }));
  if (filter.has) parts.push(filter.has);
  if (filter.empty) parts.push(fill(filter.empty === 'true' ? w.emptyYes : w.emptyNo, language));
  return parts.join(language === 'zh' ? '，' : ', ');
}

export function Filters({
  of,
  view,
  show,
}: {
  of: Declaration;
  view: ListView;
  show: (view: ListView) => void;
}) {
  const { say, language, mark } = useSpeech();
  const [unfolded, setUnfolded] = useState(false);
  const names = filterNames(of);
  const front = names.filter((name) => of.list.filters.includes(name) || isAsked(view.filters[name]));
  const rest = names.filter((name) => !front.includes(name));
  const asked = front.filter((name) => isAsked(view.filters[name]));
  const put = (name: string, filter: Filter) => {
    const filters = { ...view.filters };
    if (isAsked(filter)) filters[name] = filter;
    else delete filters[name];
    show({ ...view, filters });
  };
  const searched = of.list.search
    .map((name) => fieldOf(of, name))
    .filter((field) => field !== undefined)
    .map((field) => say(field.title));
  return (
    <div
      className={`filters no-print ${unfolded ? 'unfolded' : ''}`}
      role="search"
      aria-label={say(w.filters)}
    >
      {searched.length > 0 && (
        <SearchField
          // Cleared or opened from elsewhere: what is typed follows the address.
          key={view.q}
          q={view.q}
          label={say(w.search, { fields: searched.join(mark.list) })}
          search={(q) => show({ ...view, q })}
        />
      )}
      <button
        type="button"
        className="plain-button filter-fold"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        {say(w.filters)}
        {asked.length > 0 && ` ${asked.length}`}
      </button>
      {front.map((name) => {
        const field = filterField(of, name);
        if (!field) return null;
        const filter = view.filters[name] ?? kNoFilter;
        return (
          <Popover
            key={name}
            className="filter-popover"
            align="left"
            buttonClass={`plain-button ${isAsked(filter) ? 'filter-asked' : ''}`}
            button={
              <>
                {say(field.title)}
                {isAsked(filter) && (
                  <>
                    {mark.colon}
                    <FilterWords field={field} filter={filter} />
                  </>
                )}
                <span aria-hidden="true"> ▾</span>
              </>
            }
          >
            {(close) => (
              <FilterPanel
                field={field}
                filter={filter}
                apply={(next) => {
                  close();
                  put(name, next);
                }}
              />
            )}
          </Popover>
        );
      })}
      {rest.length > 0 && <MoreFilters of={of} names={rest} put={put} />}
      {(asked.length > 0 || view.q) && (
        <button
          type="button"
          className="link-button filter-clear"
          onClick={() => show({ ...view, q: '', filters: {} })}
        >
          {say(words.clearFilters)}
        </button>
      )}
      <span className="visually-hidden" aria-live="polite">
        {asked
          .map((name) => {
            const field = filterField(of, name);
            return field ? `${say(field.title)} ${filterText(field, view.filters[name] ?? kNoFilter, language)}` : '';
          })
          .join(mark.comma)}
      </span>
    </div>
  );
}

function FilterWords({ field, filter }: { field: Field; filter: Filter }) {
  const { language } = useSpeech();
  if (field.type === 'reference' && filter.is.length === 1 && filter.is[0]) {
    return <ReferenceWords field={field} id={filter.is[0]} />;
  }
  return <>{filterText(field, filter, language)}</>;
}

function ReferenceWords({ field, id }: { field: Field; id: string }) {
  return <>{useReferenceLabel(field, id)}</>;
}

function SearchField({ q, label, search }: { q: string; label: string; search: (q: string) => void }) {
  const { say } = useSpeech();
  const [typed, setTyped] = useState(q);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== q) search(typed.trim());
  };
  return (
    <form className="filter-search-form" onSubmit={submit}>
      <input
        type="search"
        className="plain-input filter-search"
        aria-label={label}
        placeholder={label}
        title={label}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={submit}
      />
      {/* A phone has it on its keyboard. */}
      <button type="submit" className="plain-button filter-submit">
        {say(w.searchNow)}
      </button>
    </form>
  );
}

/** Any other field: first which one, then what of it. */
function MoreFilters({
  of,
  names,
  put,
}: {
  of: Declaration;
  names: string[];
  put: (name: string, filter: Filter) => void;
}) {
  const { say } = useSpeech();
  const [chosen, setChosen] = useState('');
  const field = filterField(of, names.includes(chosen) ? chosen : '');
  return (
    <Popover
      className="filter-popover"
      align="left"
      buttonClass="plain-button"
      button={
        <>
          {say(w.moreFilters)}
          <span aria-hidden="true"> ▾</span>
        </>
      }
    >
      {(close) => (
        <>
          <div className="field">
            <label htmlFor="filter-field">{say(w.chooseField)}</label>
            <select
              id="filter-field"
              className="plain-input"
              value={field ? chosen : ''}
              onChange={(event) => setChosen(event.target.value)}
            >
              <option value="">{say(w.choose)}</option>
              {names.map((name) => {
                const one = filterField(of, name);
                return (
                  <option key={name} value={name}>
                    {one ? say(one.title) : name}
                  </option>
                );
              })}
            </select>
          </div>
          {field && (
            <FilterPanel
              key={chosen}
              field={field}
              filter={kNoFilter}
              apply={(filter) => {
                setChosen('');
                close();
                put(chosen, filter);
              }}
            />
          )}
        </>
      )}
    </Popover>
  );
}

/** What can be asked of a field, by its type. Nothing is asked before it is applied. */
function FilterPanel({
  field,
  filter,
  apply,
}: {
  field: Field;
  filter: Filter;
  apply: (filter: Filter) => void;
}) {
  const { say } = useSpeech();
  const decimals = decimalsOf(field);
  const shown = (bound: string) =>
    bound !== '' && field.type === 'integer' ? decimalText(Number(bound), decimals) : bound;
  const [next, setNext] = useState<Filter>(filter);
  const [from, setFrom] = useState(shown(filter.from));
  const [to, setTo] = useState(shown(filter.to));
  const [wrong, setWrong] = useState(false);
  const choices = choicesOf(field);
  const ranged = !field.sensitive && (field.type === 'integer' || field.type === 'date');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ranged) {
      apply(next);
      return;
    }
    const bounds = [from, to].map((text) => {
      if (text.trim() === '' || field.type === 'date') return text.trim();
      return wholeOf(text, decimals)?.toString();
    });
    const [low, high] = bounds;
    if (low === undefined || high === undefined) setWrong(true);
    else apply({ ...next, from: low, to: high });
  };
  const toggle = (value: string, on: boolean) =>
    setNext({ ...next, is: on ? [...next.is, value] : next.is.filter((one) => one !== value) });
  const bound = (label: string, value: string, set: (value: string) => void) => (
    <label className="filter-bound">
      <span>{label}</span>
      <input
        className="plain-input"
        type={field.type === 'date' ? 'date' : 'text'}
        inputMode={field.type === 'date' ? undefined : 'decimal'}
        value={value}
        onChange={(event) => {
          setWrong(false);
          set(event.target.value);
        }}
      />
    </label>
  );
  return (
    <form className="filter-panel" onSubmit={submit} aria-label={say(field.title)}>
      {field.sensitive ? (
        <label className="filter-bound">
          <span>{say(w.wholeValue)}</span>
          <input
            className="plain-input"
            value={next.is[0] ?? ''}
            autoComplete="off"
            onChange={(event) =>
              setNext({ ...next, is: event.target.value.trim() ? [event.target.value.trim()] : [] })
            }
          />
          <span className="field-hint">{say(w.wholeValueHint)}</span>
        </label>
      ) : choices.length > 0 ? (
        <ul className="filter-choices" tabIndex={choices.length > 8 ? 0 : undefined} role="group" aria-label={say(field.title)}>
          {choices.map((choice) => (
            <li key={choice.value} role="presentation">
              <label className="check">
                <input
                  type="checkbox"
                  checked={next.is.includes(choice.value)}
                  onChange={(event) => toggle(choice.value, event.target.checked)}
                />
                {say(choice.title)}
              </label>
            </li>
          ))}
        </ul>
      ) : field.type === 'reference' ? (
        <ReferenceChoice
          field={field}
          value={next.is[0] ?? ''}
          choose={(value) => setNext({ ...next, is: value ? [value] : [] })}
        />
      ) : ranged ? (
        <div className="filter-range">
          {bound(say(w.from), from, setFrom)}
          {bound(say(w.to), to, setTo)}
        </div>
      ) : field.type === 'file' ? null : (
        <label className="filter-bound">
          <span>{say(w.contains)}</span>
          <input
            className="plain-input"
            value={next.has}
            maxLength={100}
            onChange={(event) => setNext({ ...next, has: event.target.value })}
          />
        </label>
      )}
      {wrong && (
        <p className="field-error" role="alert">
          {say(w.noNumber)}
        </p>
      )}
      {!field.required && (
        <select
          className="plain-input filter-empty"
          aria-label={`${say(field.title)} ${say(w.emptyAny)}`}
          value={next.empty}
          onChange={(event) => setNext({ ...next, empty: event.target.value as Filter['empty'] })}
        >
          <option value="">{say(w.emptyAny)}</option>
          <option value="true">{say(w.emptyYes)}</option>
          <option value="false">{say(w.emptyNo)}</option>
        </select>
      )}
      <p className="button-row">
        <button type="submit" className="plain-button primary">
          {say(w.apply)}
        </button>
        <button type="button" className="plain-button" onClick={() => apply(kNoFilter)}>
          {say(w.clear)}
        </button>
      </p>
    </form>
  );
}

function ReferenceChoice({
  field,
  value,
  choose,
}: {
  field: Field;
  value: string;
  choose: (value: string) => void;
}) {
  const label = useReferenceLabel(field, value);
  return <ReferenceSelect field={field} value={value} label={label} choose={choose} inside />;
}
