import Select from 'antd/es/select';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { useSpeech, Written } from '../../ui/language';
import { overlays } from '../../ui/overlays';
import { words } from '../../ui/words';
import {
  type Choice,
  Chosen,
  DayPart,
  Decimal,
  Flag,
  Labelled,
  Lines,
  NumberPart,
  Numbers,
  OneOf,
  Pair,
  Rows,
  Several,
  SourcePart,
  TextPart,
  Texts,
  Word,
} from './form_parts';
import { decimalOf, scaledOf } from './number';
import { kUnsureBelow, type Item, type Kind } from './order';
import { type Content, inner, withChinese } from './reshape';
import { factsBehind } from './summary';
import {
  kComparatorWords,
  kFieldWords as f,
  kPeriodWords,
  kResultWords,
  kRoleWords,
  kUnitKindWords,
} from './words';

// One typed form a kind of item. A form never invents: what it does not show stays as it is.

interface FormProps {
  kind: Kind;
  content: Content;
  change: (content: Content) => void;
  choices: readonly Choice[];
  groups: readonly { number: number; label: string }[];
  /** Where it was read from, for the hints. */
  item?: Item;
}

export function ContentForm({ kind, content, change, choices, groups, item }: FormProps) {
  const { say } = useSpeech();
  const hint = (path: string) => (item ? <Reading item={item} path={path} /> : null);
  const units = choices.filter((choice) => !choice.scope);
  switch (kind) {
    case 'plan': {
      const plan = inner(content, 'plan');
      const set = (part: Partial<typeof plan>) => change({ plan: { ...plan, ...part } });
      const setDocument = (part: Partial<Schemas['Document']>) =>
        set({ document: { ...plan.document, ...part } });
      return (
        <>
          <TextPart
            label={say(f.title)}
            value={plan.title}
            set={(title) => set({ title })}
            long
            hint={hint('title')}
          />
          <TextPart
            label={say(f.short_title)}
            value={plan.short_title}
            set={(short_title) => set({ short_title })}
            hint={hint('short_title')}
          />
          <Pair>
            <Word
              label={say(f.document_number)}
              value={plan.document.number}
              set={(number) => setDocument({ number })}
              hint={hint('document/number')}
            />
            <OneOf
              label={say(f.issuer)}
              value={plan.document.issuer}
              choices={units}
              set={(issuer) => setDocument({ issuer })}
              hint={hint('document/issuer')}
            />
          </Pair>
          <Pair>
            <DayPart
              label={say(f.signed_on)}
              value={plan.document.signed_on}
              set={(signed_on) => setDocument({ signed_on })}
              hint={hint('document/signed_on')}
            />
            <DayPart
              label={say(f.formed_on)}
              value={plan.document.formed_on}
              set={(formed_on) => setDocument({ formed_on })}
              hint={hint('document/formed_on')}
            />
          </Pair>
          <Pair>
            <DayPart
              label={say(f.published_on)}
              value={plan.document.published_on}
              set={(published_on) => setDocument({ published_on })}
              hint={hint('document/published_on')}
            />
            <Word
              label={say(f.index_number)}
              value={plan.document.index_number}
              set={(index_number) => setDocument({ index_number })}
              optional
              hint={hint('document/index_number')}
            />
          </Pair>
          <Lines
            label={say(f.based_on)}
            value={plan.document.based_on}
            set={(based_on) => setDocument({ based_on })}
            hint={hint('document/based_on')}
          />
          <Pair>
            <Word
              label={say(f.id)}
              value={plan.id}
              set={(id) => set({ id })}
              pattern="[a-z][a-z0-9_\-]{0,63}"
              hint={hint('id')}
            />
            <Word
              label={say(f.region)}
              value={plan.region}
              set={(region) => set({ region })}
              pattern="[0-9]{6}"
              hint={hint('region')}
            />
          </Pair>
        </>
      );
    }
    case 'goal': {
      const goal = inner(content, 'goal');
      return (
        <TextPart
          label={say(f.text)}
          value={goal.text}
          set={(text) => change({ goal: { ...goal, text } })}
          long
          hint={hint('text')}
        />
      );
    }
    case 'group': {
      const group = inner(content, 'group');
      const set = (part: Partial<typeof group>) => change({ group: { ...group, ...part } });
      return (
        <>
          <NumberPart
            label={say(f.number)}
            value={group.number}
            set={(number) => set({ number })}
            min={1}
            hint={hint('number')}
          />
          <TextPart
            label={say(f.title)}
            value={group.title}
            set={(title) => set({ title })}
            hint={hint('title')}
          />
        </>
      );
    }
    case 'measure': {
      const measure = inner(content, 'measure');
      const set = (part: Partial<typeof measure>) => change({ measure: { ...measure, ...part } });
      return (
        <>
          <Pair>
            <NumberPart
              label={say(f.number)}
              value={measure.number}
              set={(number) => set({ number })}
              min={1}
              hint={hint('number')}
            />
            <Labelled label={say(f.group)} hint={hint('group')}>
              {(id) => (
                <select
                  id={id}
                  className="plain-input"
                  value={measure.group}
                  onChange={(event) => set({ group: Number(event.target.value) })}
                >
                  {groups.map((group) => (
                    <option key={group.number} value={group.number}>
                      {group.label}
                    </option>
                  ))}
                  {!groups.some((group) => group.number === measure.group) && (
                    <option value={measure.group}>{measure.group || say(words.none)}</option>
                  )}
                </select>
              )}
            </Labelled>
          </Pair>
          <TextPart
            label={say(f.title)}
            value={measure.title}
            set={(title) => set({ title })}
            hint={hint('title')}
          />
          <TextPart
            label={say(f.text)}
            value={measure.text}
            set={(text) => set({ text })}
            long
            hint={hint('text')}
          />
        </>
      );
    }
    case 'task':
      return (
        <TaskForm
          task={inner(content, 'task')}
          change={(task) => change({ task })}
          choices={choices}
          hint={hint}
        />
      );
    case 'commitment':
      return (
        <CommitmentForm
          commitment={inner(content, 'commitment')}
          change={(commitment) => change({ commitment })}
          choices={choices}
          hint={hint}
        />
      );
    case 'unit': {
      const unit = inner(content, 'unit');
      const set = (part: Partial<typeof unit>) => change({ unit: { ...unit, ...part } });
      return (
        <>
          <TextPart
            label={say(f.name)}
            value={unit.name}
            set={(name) => set({ name })}
            hint={hint('name')}
          />
          <TextPart
            label={say(f.short_name)}
            value={unit.short_name}
            set={(short_name) => set({ short_name })}
            hint={hint('short_name')}
          />
          <Pair>
            <Chosen
              label={say(f.unit_kind)}
              value={unit.kind}
              of={kUnitKindWords}
              set={(kind) => set({ kind })}
              hint={hint('kind')}
            />
            <OneOf
              label={say(f.parent)}
              value={unit.parent}
              choices={units.filter((choice) => choice.id !== unit.id)}
              set={(parent) => set({ parent })}
              clearable
              hint={hint('parent')}
            />
          </Pair>
          <Lines
            label={say(f.aliases)}
            value={unit.aliases}
            set={(aliases) => set({ aliases })}
            hint={hint('aliases')}
          />
        </>
      );
    }
    case 'scope': {
      const scope = inner(content, 'scope');
      const set = (part: Partial<typeof scope>) => change({ scope: { ...scope, ...part } });
      return (
        <>
          <Lines
            label={say(f.words)}
            value={scope.words}
            set={(next) => set({ words: next })}
            hint={hint('words')}
          />
          <Several
            label={say(f.scope_units)}
            value={scope.units}
            choices={units}
            set={(next) => set({ units: next })}
            hint={hint('units')}
          />
          <TextPart
            label={say(f.reading)}
            value={scope.reading}
            set={(reading) => set({ reading })}
            long
            optional
            hint={hint('reading')}
          />
          <Flag label={say(f.settled)} value={scope.settled} set={(settled) => set({ settled })} />
        </>
      );
    }
    case 'body':
      return (
        <BodyForm
          body={inner(content, 'body')}
          change={(body) => change({ body })}
          units={units}
          hint={hint}
        />
      );
    case 'duty': {
      const duty = inner(content, 'duty');
      const set = (part: Partial<typeof duty>) => change({ duty: { ...duty, ...part } });
      return (
        <>
          <TextPart
            label={say(f.title)}
            value={duty.title}
            set={(title) => set({ title })}
            hint={hint('title')}
          />
          <Chosen
            label={say(f.period)}
            value={duty.period}
            of={kRecurring}
            set={(period) => set({ period })}
            hint={hint('period')}
          />
          <Pair>
            <NumberPart
              label={say(f.due_month)}
              value={duty.due_month}
              set={(due_month) => set({ due_month })}
              min={0}
              max={12}
              hint={hint('due_month')}
            />
            <NumberPart
              label={say(f.due_day)}
              value={duty.due_day}
              set={(due_day) => set({ due_day })}
              min={1}
              max={31}
              hint={hint('due_day')}
            />
          </Pair>
          <Several
            label={say(f.units)}
            value={duty.units}
            choices={choices}
            set={(next) => set({ units: next })}
            hint={hint('units')}
          />
          <SourcePart source={duty.source} set={(source) => set({ source })} />
        </>
      );
    }
  }
}

const kNothing = { zh: '', en: '' };

const kRecurring: Partial<typeof kPeriodWords> = {
  each_month: kPeriodWords.each_month,
  each_quarter: kPeriodWords.each_quarter,
  each_half_year: kPeriodWords.each_half_year,
  each_year: kPeriodWords.each_year,
};

type Hint = (path: string) => ReactNode;

function TaskForm({
  task,
  change,
  choices,
  hint,
}: {
  task: Schemas['Task'];
  change: (task: Schemas['Task']) => void;
  choices: readonly Choice[];
  hint: Hint;
}) {
  const { say } = useSpeech();
  const set = (part: Partial<Schemas['Task']>) => change({ ...task, ...part });
  const setDeadline = (part: Partial<Schemas['Deadline']>) =>
    set({ deadline: { ...task.deadline, ...part } });
  const fresh: Schemas['Responsible'] = {
    unit: '',
    scope: '',
    written: '',
    role: task.responsible.length === 0 ? 'presumed_lead' : 'supporting',
  };
  const isScope = new Set(choices.filter((choice) => choice.scope).map((choice) => choice.id));
  return (
    <>
      <NumberPart
        label={say(f.number)}
        value={task.number}
        set={(number) => set({ number })}
        min={1}
        hint={hint('number')}
      />
      <TextPart
        label={say(f.title)}
        value={task.title}
        set={(title) => set({ title })}
        hint={hint('title')}
      />
      <TextPart
        label={say(f.text)}
        value={task.text}
        set={(text) => set({ text })}
        long
        hint={hint('text')}
      />
      <Rows
        label={say(f.responsible)}
        hint={hint('responsible')}
        rows={task.responsible}
        set={(responsible) => set({ responsible })}
        fresh={fresh}
      >
        {(one, put) => (
          <>
            <Select
              aria-label={say(f.unit)}
              showSearch
              getPopupContainer={overlays}
              optionFilterProp="label"
              value={one.unit || one.scope || undefined}
              placeholder={one.written || say(f.unit)}
              onChange={(id: string) => {
                const name = choices.find((choice) => choice.id === id)?.label ?? id;
                put({
                  ...one,
                  unit: isScope.has(id) ? '' : id,
                  scope: isScope.has(id) ? id : '',
                  written: one.written || name,
                });
              }}
              options={choices.map((choice) => ({ value: choice.id, label: choice.label }))}
            />
            <select
              className="plain-input"
              aria-label={say(f.role)}
              value={one.role}
              onChange={(event) => put({ ...one, role: event.target.value as Schemas['Role'] })}
            >
              {Object.entries(kRoleWords).map(([role, text]) => (
                <option key={role} value={role}>
                  {say(text)}
                </option>
              ))}
            </select>
          </>
        )}
      </Rows>
      <Pair>
        <Word
          label={say(f.deadline_written)}
          value={task.deadline.written}
          set={(written) => setDeadline({ written })}
          hint={hint('deadline')}
        />
        <DayPart
          label={say(f.deadline_on)}
          value={task.deadline.on}
          set={(on) => setDeadline({ on })}
        />
      </Pair>
      <TextPart
        label={say(f.deadline_reading)}
        value={task.deadline.reading}
        set={(reading) => setDeadline({ reading })}
        optional
      />
      <Flag
        label={say(f.deadline_certain)}
        value={task.deadline.certain}
        set={(certain) => setDeadline({ certain })}
      />
      <Numbers
        label={say(f.measures)}
        value={task.measures.map((link) => link.measure)}
        set={(numbers) =>
          set({
            measures: numbers.map(
              (measure) =>
                task.measures.find((link) => link.measure === measure) ?? {
                  measure,
                  covers: 'main',
                },
            ),
          })
        }
        hint={hint('measures')}
      />
      <fieldset className="field field-checks">
        <legend className="field-label">{say(f.results)}</legend>
        {(Object.keys(kResultWords) as Schemas['Result'][]).map((result) => (
          <Flag
            key={result}
            label={say(kResultWords[result])}
            value={task.results.includes(result)}
            set={(on) =>
              set({
                results: on
                  ? [...task.results, result]
                  : task.results.filter((one) => one !== result),
              })
            }
          />
        ))}
      </fieldset>
      <Rows
        label={say(f.conditions)}
        hint={hint('conditions')}
        rows={task.conditions}
        set={(conditions) => set({ conditions })}
        fresh={{ text: kNothing, part: kNothing, decided_by: '', units: [] }}
        className="rows-halves"
      >
        {(one, put) => (
          <>
            <input
              className="plain-input"
              lang="zh-CN"
              aria-label={say(f.conditions)}
              placeholder={say(f.conditions)}
              required
              value={one.text.zh}
              onChange={(event) => put({ ...one, text: withChinese(one.text, event.target.value) })}
            />
            <input
              className="plain-input"
              lang="zh-CN"
              aria-label={say(f.condition_part)}
              placeholder={say(f.condition_part)}
              value={one.part.zh}
              onChange={(event) => put({ ...one, part: withChinese(one.part, event.target.value) })}
            />
          </>
        )}
      </Rows>
    </>
  );
}

function CommitmentForm({
  commitment,
  change,
  choices,
  hint,
}: {
  commitment: Schemas['Commitment'];
  change: (commitment: Schemas['Commitment']) => void;
  choices: readonly Choice[];
  hint: Hint;
}) {
  const { say } = useSpeech();
  const set = (part: Partial<Schemas['Commitment']>) => change({ ...commitment, ...part });
  const low = decimalOf(commitment.low, commitment.scale);
  const high = decimalOf(commitment.high, commitment.scale);
  const setValue = (nextLow: string, nextHigh: string) => {
    const scaled = scaledOf(nextLow, nextHigh);
    if (scaled) set(scaled);
  };
  return (
    <>
      <TextPart
        label={say(f.title)}
        value={commitment.title}
        set={(title) => set({ title })}
        hint={hint('title')}
      />
      <TextPart
        label={say(f.written)}
        value={commitment.written}
        set={(written) => set({ written })}
        hint={hint('written')}
      />
      <Pair>
        <Chosen
          label={say(f.comparator)}
          value={commitment.comparator}
          of={kComparatorWords}
          set={(comparator) =>
            set({
              comparator,
              ...(comparator === 'between' ? {} : { high: null }),
              ...(comparator === 'all' ? { low: null } : {}),
            })
          }
          hint={hint('comparator')}
        />
        <TextPart
          label={say(f.unit_name)}
          value={commitment.unit_name}
          set={(unit_name) => set({ unit_name })}
          hint={hint('unit')}
        />
      </Pair>
      {commitment.comparator !== 'all' && (
        <Pair>
          <Decimal
            label={say(f.value)}
            value={low}
            set={(next) => setValue(next, high)}
            hint={hint('low')}
          />
          {commitment.comparator === 'between' && (
            <Decimal
              label={say(f.value_to)}
              value={high}
              set={(next) => setValue(low, next)}
              hint={hint('high')}
            />
          )}
        </Pair>
      )}
      <TextPart
        label={say(f.base)}
        value={commitment.base}
        set={(base) => set({ base })}
        optional
        hint={hint('base')}
      />
      <Pair>
        <Chosen
          label={say(f.period)}
          value={commitment.period}
          of={kPeriodWords}
          set={(period) => set({ period, ...(period === 'once' ? {} : { due_on: null }) })}
          hint={hint('period')}
        />
        {commitment.period === 'once' && (
          <DayPart
            label={say(f.due_on)}
            value={commitment.due_on ?? ''}
            set={(due_on) => set({ due_on: due_on || null })}
            optional
            hint={hint('due_on')}
          />
        )}
      </Pair>
      <Several
        label={say(f.for_units)}
        value={commitment.for_units}
        choices={choices}
        set={(for_units) => set({ for_units })}
        hint={hint('for_units')}
      />
      <OneOf
        label={say(f.owner)}
        value={commitment.owner}
        choices={choices.filter((choice) => !choice.scope)}
        set={(owner) => set({ owner })}
        clearable
        hint={hint('owner')}
      />
      <SourcePart source={commitment.source} set={(source) => set({ source })} />
      <Flag
        label={say(f.guide_value)}
        value={commitment.guide_value}
        set={(guide_value) => set({ guide_value })}
      />
      <Flag
        label={say(f.aspiration)}
        value={commitment.aspiration}
        set={(aspiration) => set({ aspiration })}
      />
    </>
  );
}

function BodyForm({
  body,
  change,
  units,
  hint,
}: {
  body: Schemas['Body'];
  change: (body: Schemas['Body']) => void;
  units: readonly Choice[];
  hint: Hint;
}) {
  const { say } = useSpeech();
  const set = (part: Partial<Schemas['Body']>) => change({ ...body, ...part });
  const taken = new Set(body.seats.map((seat) => seat.id));
  let free = body.seats.length + 1;
  while (taken.has(`seat_${free}`)) free++;
  return (
    <>
      <TextPart
        label={say(f.title)}
        value={body.title}
        set={(title) => set({ title })}
        hint={hint('title')}
      />
      <OneOf
        label={say(f.office)}
        value={body.office}
        choices={units}
        set={(office) => set({ office })}
        clearable
        hint={hint('office')}
      />
      <Rows
        label={say(f.seats)}
        rows={body.seats}
        set={(seats) => set({ seats })}
        fresh={{
          id: `seat_${free}`,
          title: { zh: '', en: '' },
          unit: '',
          position: { zh: '', en: '' },
          incumbents: [],
        }}
        className="rows-wide"
      >
        {(seat, put) => {
          const person = seat.incumbents[seat.incumbents.length - 1];
          return (
            <>
              <input
                className="plain-input"
                aria-label={say(f.seat)}
                placeholder={say(f.seat)}
                value={seat.title.zh}
                onChange={(event) =>
                  put({ ...seat, title: withChinese(seat.title, event.target.value) })
                }
              />
              <input
                className="plain-input"
                aria-label={say(f.person)}
                placeholder={say(f.person)}
                value={person?.name ?? ''}
                onChange={(event) => {
                  const name = event.target.value;
                  const earlier = seat.incumbents.slice(0, -1);
                  put({
                    ...seat,
                    incumbents:
                      name === ''
                        ? earlier
                        : [...earlier, { source: { zh: '', en: '' }, ...person, name }],
                  });
                }}
              />
              <input
                className="plain-input"
                aria-label={say(f.position)}
                placeholder={say(f.position)}
                value={seat.position.zh}
                onChange={(event) =>
                  put({ ...seat, position: withChinese(seat.position, event.target.value) })
                }
              />
              <Select
                aria-label={say(f.unit)}
                showSearch
                getPopupContainer={overlays}
                optionFilterProp="label"
                value={seat.unit || undefined}
                placeholder={say(f.unit)}
                onChange={(unit: string) => put({ ...seat, unit })}
                options={units.map((choice) => ({ value: choice.id, label: choice.label }))}
              />
            </>
          );
        }}
      </Rows>
      <Texts label={say(f.duties)} value={body.duties} set={(duties) => set({ duties })} />
      <Texts label={say(f.rules)} value={body.rules} set={(rules) => set({ rules })} />
    </>
  );
}

/** What the document says there, and why it was read so. */
function Reading({ item, path }: { item: Item; path: string }) {
  const { say } = useSpeech();
  const facts = factsBehind(item, path);
  if (facts.length === 0) return null;
  return (
    <>
      {facts.slice(0, 3).map((fact, place) => (
        <span
          key={place}
          className={fact.confidence_percent < kUnsureBelow ? 'reading reading-unsure' : 'reading'}
        >
          {fact.written && (
            <Written>
              “{fact.written.length > 40 ? `${fact.written.slice(0, 40)}…` : fact.written}”
            </Written>
          )}{' '}
          {say(fact.why)}
        </span>
      ))}
    </>
  );
}
