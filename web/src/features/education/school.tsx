import { useParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Page, Section } from '../../ui/page';
import { RecordFacts } from '../register/record_view';
import { listAddress, useDeclaration, useRecord } from '../register/records';
import { kCapabilityWords, registerWords } from '../register/words';
import { percentText, scaled } from './amounts';
import { ComplianceView, OutcomeMark } from './compliance_view';
import { SheetButtons } from './sheet_buttons';
import { educationWords as w } from './words';

type School = Schemas['SchoolPage'];
type Owned = Schemas['OwnedRegister'];

/** Everything about one school that this person may see; each number leads to its list. */
export default function SchoolPage() {
  const { unit = '' } = useParams();
  const { say } = useSpeech();
  const school = useGet('/api/schools/{unit}', { params: { unit }, query: { as_of: useAsOf() } });
  const data = school.data;
  return (
    <Page
      title={data ? say(data.name) : say(w.school)}
      mark={data?.compliance && <span className="tag-holder"><OutcomeMark compliance={data.compliance} /></span>}
      crumbs={[{ label: say(w.schools), to: '/schools' }]}
      lead={data && say(data.county)}
      actions={
        <>
          <AppLink to={`/units/${encodeURIComponent(unit)}`} className="plain-button">
            {say(w.unitPage)}
          </AppLink>
          <CopyLink />
          {data && <SheetButtons name={say(data.name)} />}
        </>
      }
    >
      <Answered of={school} rows={10}>
        {(page) => <School page={page} />}
      </Answered>
    </Page>
  );
}

function School({ page }: { page: School }) {
  const { say } = useSpeech();
  const differing = page.comparisons.filter((one) => one.reported !== one.counted);
  return (
    <>
      {differing.length > 0 && (
        <div className="notice">
          <strong>{say(w.comparisons)}</strong>
          <ul>
            {differing.map((one) => (
              <li key={one.field}>
                {say(w.comparison, {
                  title: say(one.title),
                  reported: scaled(one.reported, 0),
                  counted: scaled(one.counted, 0),
                  difference: scaled(Math.abs(one.reported - one.counted), 0),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {page.record ? (
        <Section title={say(w.facts)}>
          <Head id={page.record} />
        </Section>
      ) : (
        page.registers.some((owned) => owned.name === 'school') && <p className="notice">{say(w.noRecord)}</p>
      )}
      <Section title={say(w.registers)}>
        <p className="quiet hint">{say(w.registersLead)}</p>
        {byCapability(page.registers).map(([capability, registers]) => (
          <div key={capability}>
            <h3 className="owned-title">
              {kCapabilityWords[capability] ? say(kCapabilityWords[capability]) : capability}
            </h3>
            <ul className="owned-list">
              {registers
                .filter((owned) => owned.count > 0)
                .map((owned) => (
                  <OwnedLine key={owned.name} owned={owned} unit={page.unit} />
                ))}
              {capability === 'teacher' && page.dual && <DualShare dual={page.dual} />}
            </ul>
            <NoneOf registers={registers.filter((owned) => owned.count === 0)} />
          </div>
        ))}
      </Section>
      {page.compliance && (
        <Section title={say(w.compliance)}>
          <ComplianceView compliance={page.compliance} />
        </Section>
      )}
    </>
  );
}

function byCapability(registers: Owned[]): [string, Owned[]][] {
  const groups = new Map<string, Owned[]>(Object.keys(kCapabilityWords).map((name) => [name, []]));
  for (const owned of registers) {
    groups.set(owned.capability, [...(groups.get(owned.capability) ?? []), owned]);
  }
  return [...groups.entries()].filter(([, lines]) => lines.length > 0);
}

function OwnedLine({ owned, unit }: { owned: Owned; unit: string }) {
  const { say } = useSpeech();
  const to = (state?: string) =>
    listAddress(owned.name, [[`${owned.owner}.is`, unit], ...(state ? [['state.is', state] as [string, string]] : [])]);
  return (
    <li className="card owned">
      <span className="owned-name">{say(owned.title)}</span>
      <AppLink to={to()} className="tile-figure owned-figure" label={`${say(owned.title)} ${owned.count}`}>
        {scaled(owned.count, 0)}
      </AppLink>
      {owned.states.length > 0 && (
        <span className="owned-states">
          {owned.states.map((state) => (
            <AppLink key={state.state} to={to(state.state)} label={`${say(owned.title)} ${say(state.title)} ${state.count}`}>
              {say(state.title)} {scaled(state.count, 0)}
              {state.waits && (
                <>
                  {' '}
                  <span className="tag tag-open">{say(w.waiting)}</span>
                </>
              )}
            </AppLink>
          ))}
        </span>
      )}
    </li>
  );
}

/** What is empty takes one line, and whoever fills it in gets there from here. */
function NoneOf({ registers }: { registers: Owned[] }) {
  const { say, mark } = useSpeech();
  if (registers.length === 0) return null;
  return (
    <p className="quiet owned-none">
      {say(w.none)}
      {mark.colon}
      {registers.map((owned, place) => (
        <span key={owned.name}>
          {place > 0 && mark.list}
          {owned.may_create ? (
            <AppLink to={`/registers/${owned.name}/new`} label={say(registerWords.addOneOf, { title: say(owned.title) })}>
              {say(owned.title)}
            </AppLink>
          ) : (
            say(owned.title)
          )}
        </span>
      ))}
    </p>
  );
}

function DualShare({ dual }: { dual: Schemas['DualShare'] }) {
  const { say } = useSpeech();
  return (
    <li className="card owned">
      <span className="owned-name">{say(w.dual)}</span>
      {dual.teachers > 0 && <span className="tile-figure owned-figure">{percentText(dual.recognised, dual.teachers)}%</span>}
      <span className="owned-states quiet">
        {dual.teachers > 0
          ? say(w.dualShare, { ...dual, percent: percentText(dual.recognised, dual.teachers) })
          : say(w.dualNone)}
      </span>
    </li>
  );
}

function Head({ id }: { id: string }) {
  const declaration = useDeclaration('school');
  const record = useRecord('school', id, useAsOf());
  return (
    <Answered of={declaration} rows={4}>
      {(of) => (
        <Answered of={record} rows={4}>
          {(answer) => (
            <RecordFacts
              of={of}
              fields={of.fields.filter((field) => !field.retired && (answer.record.values[field.name] ?? null) !== null)}
              record={answer.record}
              units={answer.units}
            />
          )}
        </Answered>
      )}
    </Answered>
  );
}
