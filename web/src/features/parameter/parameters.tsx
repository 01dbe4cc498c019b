import { useGet } from '../../api/queries';
import { useAddressWord, useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Section } from '../../ui/page';
import { IndicatorLinks } from '../indicator/wall';
import { indicatorWords } from '../indicator/words';
import { comesNext, inForce, type Parameter, parameterAddress, valueText } from './parameter';
import { parameterWords as w } from './words';

/** Every threshold and ruling of all registers, what holds, since when and on what it rests. */
export default function ParametersPage() {
  const { say } = useSpeech();
  const [typed, setTyped] = useAddressWord('q', '');
  const [open, setOpen] = useAddressWord('open', '');
  const list = useGet('/api/parameters', { query: { as_of: useAsOf() }, keep: true });
  const all = list.data?.parameters ?? [];
  const isOpen = (one: Parameter) => inForce(one)?.verified === false;
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (one: Parameter) => {
    const text = [one.title, one.register_title]
      .flatMap((title) => [title.zh, title.en])
      .concat(one.name, one.noun, ...one.values.map((value) => value.source))
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const shown = all.filter((one) => matches(one) && (open === '' || isOpen(one)));
  const registers = [...new Set(shown.map((one) => one.noun))];
  return (
    <Page
      wide
      title={say(w.title)}
      lead={list.data && say(w.lead, { n: all.length, open: all.filter(isOpen).length })}
      crumbs={[{ label: say(indicatorWords.title), to: '/indicators' }]}
      actions={<CopyLink />}
    >
      <IndicatorLinks />
      <Answered of={list} rows={12}>
        {(data) => (
          <>
            <div className="toolbar no-print">
              <input
                type="search"
                className="plain-input"
                value={typed}
                aria-label={say(w.search)}
                placeholder={say(w.search)}
                onChange={(event) => setTyped(event.target.value)}
              />
              <label>
                <input type="checkbox" checked={open !== ''} onChange={(event) => setOpen(event.target.checked ? '1' : '')} />{' '}
                {say(w.onlyOpen)}
              </label>
            </div>
            {shown.length === 0 && <Empty title={say(w.none)} />}
            {registers.map((noun) => {
              const own = shown.filter((one) => one.noun === noun);
              return (
                <Section key={noun} title={say(own[0]?.register_title ?? w.title)} count={own.length}>
                  <Rows parameters={own} day={data.as_of} />
                </Section>
              );
            })}
          </>
        )}
      </Answered>
    </Page>
  );
}

function Rows({ parameters, day }: { parameters: Parameter[]; day: string }) {
  const { say, language } = useSpeech();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={say(parameters[0]?.register_title ?? w.title)}>
      <table className="data-table parameter-table">
        <thead>
          <tr>
            <th scope="col">{say(w.name)}</th>
            <th scope="col">{say(w.value)}</th>
            <th scope="col">{say(w.from)}</th>
            <th scope="col">{say(w.source)}</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map((one) => {
            const now = inForce(one);
            const next = comesNext(one, day);
            return (
              <tr key={one.name}>
                <th scope="row">
                  <AppLink to={parameterAddress(one.noun, one.name)}>{say(one.title)}</AppLink>
                </th>
                <td data-title={say(w.value)}>
                  <b>{now && valueText(one, now.value, language)}</b>
                  {next?.from && (
                    <span className="cell-note">
                      {say(w.next, { day: formatDay(next.from, language), value: valueText(one, next.value, language) })}
                    </span>
                  )}
                </td>
                <td data-title={say(w.from)}>{now?.from ? formatDay(now.from, language) : say(w.always)}</td>
                <td data-title={say(w.source)}>
                  {now?.source} {now?.verified === false && <span className="tag tag-open">{say(w.unverified)}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
