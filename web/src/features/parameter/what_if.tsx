import { useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Section } from '../../ui/page';
import { type Line, numberText } from '../indicator/figures';
import { IndicatorLinks } from '../indicator/wall';
import { indicatorWords } from '../indicator/words';
import {
  inForce,
  type Parameter,
  parameterAddress,
  readTried,
  readTyped,
  readValue,
  type TriedParameter,
  type TriedTarget,
  typedText,
  typedValue,
  valueText,
  writeTried,
} from './parameter';
import { useWhatIf, WhatIfLines } from './what_if_lines';
import { parameterWords as w } from './words';

/** Other parameters and targets, and what would become of the figures. What is tried stands in the
 *  address and nowhere else. */
export default function WhatIfPage() {
  const { say } = useSpeech();
  const asOf = useAsOf();
  const [search, setSearch] = useSearchParams();
  const { parameters, targets } = readTried(search);
  const list = useGet('/api/parameters', { query: { as_of: asOf }, keep: true });
  const wall = useGet('/api/indicators', { query: { as_of: asOf }, keep: true });
  const tried = useWhatIf(asOf, parameters, targets);
  const put = (changed: { parameters?: TriedParameter[]; targets?: TriedTarget[] }) =>
    setSearch((before) => writeTried(before, { parameters, targets, ...changed }), { replace: true });
  const isEmpty = parameters.length + targets.length === 0;
  return (
    <Page
      wide
      title={say(w.whatIf)}
      lead={say(w.whatIfLead)}
      crumbs={[{ label: say(indicatorWords.title), to: '/indicators' }]}
      actions={<CopyLink />}
    >
      <IndicatorLinks />
      <Answered of={list} rows={4}>
        {({ parameters: known }) => (
          <Section title={say(w.triedParameters)}>
            <ul className="tried">
              {parameters.map((one, place) => {
                const of = known.find((each) => each.noun === one.noun && each.name === one.name);
                return (
                  of && (
                    <TriedRow
                      key={`${one.noun} ${one.name}`}
                      parameter={of}
                      tried={one}
                      change={(value) => put({ parameters: parameters.map((each, at) => (at === place ? { ...one, value } : each)) })}
                      remove={() => put({ parameters: parameters.filter((_, at) => at !== place) })}
                    />
                  )
                );
              })}
            </ul>
            <Adding
              label={say(w.addParameter)}
              groups={groupsOf(known.filter((one) => !parameters.some((each) => each.noun === one.noun && each.name === one.name)))}
              add={(key) => {
                const of = known.find((one) => `${one.noun}.${one.name}` === key);
                if (of) put({ parameters: [...parameters, { noun: of.noun, name: of.name, value: inForce(of)?.value ?? of.minimum }] });
              }}
            />
          </Section>
        )}
      </Answered>
      <Answered of={wall} rows={4}>
        {({ indicators }) => (
          <Section title={say(w.triedTargets)}>
            <ul className="tried">
              {targets.map((one, place) => {
                const line = indicators.find((each) => each.commitment === one.commitment);
                return (
                  line && (
                    <TargetRow
                      key={one.commitment}
                      line={line}
                      tried={one}
                      change={(next) => put({ targets: targets.map((each, at) => (at === place ? next : each)) })}
                      remove={() => put({ targets: targets.filter((_, at) => at !== place) })}
                    />
                  )
                );
              })}
            </ul>
            <Adding
              label={say(w.addTarget)}
              groups={[
                {
                  title: say(w.triedTargets),
                  options: indicators
                    .filter((line) => line.target.low != null && !targets.some((one) => one.commitment === line.commitment))
                    .map((line) => ({ key: line.commitment, title: say(line.title) })),
                },
              ]}
              add={(key) => {
                const line = indicators.find((one) => one.commitment === key);
                if (line?.target.low == null) return;
                const high = line.target.high == null ? {} : { high: line.target.high };
                put({ targets: [...targets, { commitment: key, value: line.target.low, ...high }] });
              }}
            />
          </Section>
        )}
      </Answered>
      {isEmpty ? (
        <Empty title={say(w.nothingTried)}>{say(w.nothingTriedDetail)}</Empty>
      ) : (
        <>
          <p className="funding-trial" role="status">
            {say(w.trying)}{' '}
            <button type="button" className="plain-button no-print" onClick={() => put({ parameters: [], targets: [] })}>
              {say(w.reset)}
            </button>
          </p>
          <WhatIfLines of={tried} />
          <Elsewhere all={parameters} tried={tried.data?.elsewhere ?? []} known={list.data?.parameters ?? []} />
        </>
      )}
    </Page>
  );

  function groupsOf(of: Parameter[]) {
    return [...new Set(of.map((one) => one.noun))].map((noun) => {
      const own = of.filter((one) => one.noun === noun);
      return {
        title: say(own[0]?.register_title ?? w.title),
        options: own.map((one) => ({ key: `${one.noun}.${one.name}`, title: say(one.title) })),
      };
    });
  }
}

function Adding({
  label,
  groups,
  add,
}: {
  label: string;
  groups: { title: string; options: { key: string; title: string }[] }[];
  add: (key: string) => void;
}) {
  const { say } = useSpeech();
  return (
    <label className="tried-add no-print">
      {label}{' '}
      <select className="plain-input" value="" onChange={(event) => add(event.target.value)}>
        <option value="">{say(w.choose)}</option>
        {groups.map((group) => (
          <optgroup key={group.title} label={group.title}>
            {group.options.map((option) => (
              <option key={option.key} value={option.key}>
                {option.title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** A number that is taken over as soon as it is one. */
function NumberInput({
  label,
  shown,
  read,
  take,
}: {
  label: string;
  shown: string;
  read: (text: string) => number | undefined;
  take: (value: number) => void;
}) {
  const { say } = useSpeech();
  const id = useId();
  const [typed, setTyped] = useState(shown);
  const wrong = read(typed) === undefined;
  return (
    <>
      <input
        className="plain-input tried-value"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? id : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          const value = read(event.target.value);
          if (value !== undefined) take(value);
        }}
      />
      {wrong && (
        <span id={id} className="field-error">
          {say(w.wrongValue)}
        </span>
      )}
    </>
  );
}

function Row({
  title,
  to,
  note,
  remove,
  children,
}: {
  title: string;
  to: string;
  note: string;
  remove: () => void;
  children: React.ReactNode;
}) {
  const { say } = useSpeech();
  return (
    <li>
      <AppLink to={to}>{title}</AppLink>
      <span className="tried-inputs">{children}</span>
      <span className="quiet">{note}</span>
      <button type="button" className="link-button no-print" aria-label={say(w.remove, { name: title })} onClick={remove}>
        ✕
      </button>
    </li>
  );
}

function TriedRow({
  parameter,
  tried,
  change,
  remove,
}: {
  parameter: Parameter;
  tried: TriedParameter;
  change: (value: number) => void;
  remove: () => void;
}) {
  const { say, language } = useSpeech();
  const now = inForce(parameter);
  const title = say(parameter.title);
  return (
    <Row
      title={title}
      to={parameterAddress(parameter.noun, parameter.name)}
      note={now ? say(w.now, { value: valueText(parameter, now.value, language) }) : ''}
      remove={remove}
    >
      {parameter.choices.length > 0 ? (
        <select
          className="plain-input"
          aria-label={title}
          value={tried.value}
          onChange={(event) => change(Number(event.target.value))}
        >
          {parameter.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {say(choice.title)}
            </option>
          ))}
        </select>
      ) : (
        <NumberInput
          label={title}
          shown={typedValue(parameter, tried.value)}
          read={(text) => readValue(parameter, text)}
          take={change}
        />
      )}
      {parameter.unit === 'fen' && <span className="quiet">{language === 'zh' ? '元' : 'yuan'}</span>}
    </Row>
  );
}

function TargetRow({
  line,
  tried,
  change,
  remove,
}: {
  line: Line;
  tried: TriedTarget;
  change: (next: TriedTarget) => void;
  remove: () => void;
}) {
  const { say, language } = useSpeech();
  const { target } = line;
  const title = say(line.title);
  const read = (text: string) => readTyped(text, target.scale);
  return (
    <Row
      title={title}
      to={`/commitments/${encodeURIComponent(line.commitment)}`}
      note={say(w.nowTarget, { value: say(target.written) || numberText(target.low ?? 0, target.scale, target, language) })}
      remove={remove}
    >
      <NumberInput
        label={title}
        shown={typedText(tried.value, target.scale)}
        read={read}
        take={(value) => change({ ...tried, value })}
      />
      {tried.high != null && (
        <NumberInput
          label={`${title} ${say(w.high)}`}
          shown={typedText(tried.high, target.scale)}
          read={(text) => {
            const high = read(text);
            return high !== undefined && high >= tried.value ? high : undefined;
          }}
          take={(high) => change({ ...tried, high })}
        />
      )}
      <span className="quiet">{say(target.unit_name)}</span>
    </Row>
  );
}

/** What bears on no indicator, and where its effect is seen. */
function Elsewhere({
  all,
  tried,
  known,
}: {
  all: TriedParameter[];
  tried: Schemas['TriedParameter'][];
  known: Parameter[];
}) {
  const { say, mark } = useSpeech();
  const among = (some: TriedParameter[]) =>
    known.filter((each) => some.some((one) => each.noun === one.noun && each.name === one.name));
  const found = among(tried);
  const toFloors = among(all).some((one) => one.uses.some((use) => use.kind === 'floors'));
  return (
    <>
      {found.length > 0 && <p>{say(w.elsewhere, { names: found.map((one) => say(one.title)).join(mark.list) })}</p>}
      {toFloors && (
        <p>
          <AppLink to="/funding">{say(w.floorsToo)}</AppLink>
        </p>
      )}
    </>
  );
}
