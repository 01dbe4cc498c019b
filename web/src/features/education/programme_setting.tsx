import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAddressWord, useAsOf } from '../../ui/address';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Section } from '../../ui/page';
import { recordAddress } from '../register/records';
import { scaledOrDash } from './amounts';
import { SheetButtons } from './sheet_buttons';
import { educationWords as w } from './words';

type Setting = Schemas['ProgrammeSetting'];
type Programme = Schemas['ProgrammeView'];
type Offer = Schemas['OfferView'];

const kTags = { overlap: w.overlapTag, no_intake: w.noIntakeTag, not_in_catalogue: w.catalogueTag };

/** Programmes that several schools offer, side by side, with the rules that mark them. */
export function ProgrammeSettingView() {
  const [year, setYear] = useAddressWord('year', '');
  const setting = useGet('/api/programme-setting', {
    query: { year: /^\d{4}$/.test(year) ? Number(year) : undefined, as_of: useAsOf() },
    keep: true,
  });
  return <Answered of={setting}>{(data) => <Setting setting={data} setYear={setYear} />}</Answered>;
}

function Setting({ setting, setYear }: { setting: Setting; setYear: (year: string) => void }) {
  const { say, mark } = useSpeech();
  const newest = Number(setting.as_of.slice(0, 4));
  const sheet = () => [
    [w.programme, w.school, w.level, w.seats, w.entrants, w.fill, w.findings].map((title) => say(title)),
    ...[...setting.shared, ...setting.dated].flatMap((programme) =>
      programme.offers.map((offer) => [
        `${programme.code} ${programme.name}`,
        say(offer.school_name),
        say(offer.training_title),
        offer.seats ?? null,
        offer.entrants ?? null,
        (offer.fill_percent ?? null) === null ? null : `${offer.fill_percent}%`,
        offer.rules.map((rule) => say(kTags[rule])).join(mark.list),
      ]),
    ),
  ];
  return (
    <>
      <div className="toolbar no-print">
        <label>
          {say(w.year)}{' '}
          <select className="plain-input" value={setting.year} onChange={(event) => setYear(event.target.value)}>
            {Array.from({ length: 6 }, (_, back) => newest - back).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <span className="quiet">
          {say(w.settingSeen, { year: setting.year, schools: setting.schools, offers: setting.offers })}
        </span>
        <SheetButtons name={`${say(w.tabProgrammes)}-${setting.year}`} rows={sheet} />
      </div>
      <Rules setting={setting} />
      {!setting.sees_intake && <p className="notice">{say(w.noIntakeSeen)}</p>}
      <Section title={say(w.shared)} count={setting.shared.length}>
        {setting.shared.length === 0 ? (
          <Empty title={say(w.nothingShared)}>{say(w.nothingSharedDetail)}</Empty>
        ) : (
          <Offers title={say(w.shared)} programmes={setting.shared} />
        )}
      </Section>
      {setting.dated.length > 0 && (
        <Section title={say(w.dated)} count={setting.dated.length}>
          <Offers title={say(w.dated)} programmes={setting.dated} />
        </Section>
      )}
    </>
  );
}

function Rules({ setting }: { setting: Setting }) {
  const { say } = useSpeech();
  const texts = { least_fill_percent: w.ruleOverlap, years_without_intake: w.ruleNoIntake };
  return (
    <details className="inline-details">
      <summary>{say(w.settingRules)}</summary>
      <ul className="bullets">
        {setting.parameters.map((parameter) => {
          const text = texts[parameter.name as keyof typeof texts];
          return (
            <li key={parameter.name}>
              {text ? say(text, { n: parameter.value }) : say(parameter.title)}{' '}
              <span className="quiet">{parameter.source}</span>{' '}
              {!parameter.verified && <span className="tag tag-open">{say(w.unverified)}</span>}
            </li>
          );
        })}
        <li>{say(w.ruleCatalogue)}</li>
      </ul>
    </details>
  );
}

function Offers({ title, programmes }: { title: string; programmes: Programme[] }) {
  const { say } = useSpeech();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="data-table">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say(w.programme)}</th>
            <th scope="col">{say(w.school)}</th>
            <th scope="col">{say(w.level)}</th>
            <th scope="col" className="right">
              {say(w.seats)}
            </th>
            <th scope="col" className="right">
              {say(w.entrants)}
            </th>
            <th scope="col" className="right">
              {say(w.fill)}
            </th>
            <th scope="col">{say(w.findings)}</th>
          </tr>
        </thead>
        {programmes.map((programme) => (
          <tbody key={`${programme.code} ${programme.offers[0]?.id ?? ''}`} className="programme-group">
            {programme.offers.map((offer, place) => (
              <OfferRow key={offer.id} offer={offer} programme={programme} first={place === 0} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function OfferRow({ offer, programme, first }: { offer: Offer; programme: Programme; first: boolean }) {
  const { say } = useSpeech();
  return (
    <tr>
      <th scope="row" className={first ? undefined : 'repeated'}>
        <AppLink to={recordAddress('school_programme', offer.id)} className="row-title">
          {programme.code} {programme.name}
        </AppLink>
      </th>
      <td data-title={say(w.school)}>
        <AppLink to={`/schools/${encodeURIComponent(offer.school)}`}>{say(offer.school_name)}</AppLink>
      </td>
      <td data-title={say(w.level)}>{say(offer.training_title)}</td>
      <td className="right" data-title={say(w.seats)}>
        {scaledOrDash(offer.seats)}
      </td>
      <td className="right" data-title={say(w.entrants)}>
        {scaledOrDash(offer.entrants)}
      </td>
      <td className="right" data-title={say(w.fill)}>
        {(offer.fill_percent ?? null) === null ? '—' : `${offer.fill_percent}%`}
      </td>
      <td data-title={say(w.findings)}>
        {offer.rules.length === 0
          ? '—'
          : offer.rules.map((rule) => (
              <span key={rule} className="tag tag-open">
                {say(kTags[rule])}
              </span>
            ))}
      </td>
    </tr>
  );
}
