import { useSearchParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useMay } from '../../frame/session';
import { formatInstant } from '../../ui/dates';
import { DataTable, type Column } from '../../ui/data_table';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty } from '../../ui/page';
import { words } from '../../ui/words';
import { actionText, detailParts, detailTexts, kAreaWords, subjectAddress } from './audit_words';
import { accessWords as w } from './words';

type Line = Schemas['AuditLine'];

export function Audit() {
  const { say, language, mark } = useSpeech();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const asked = (name: string) => search.get(name) ?? '';
  const filters = {
    account: asked('account'),
    unit: asked('unit'),
    area: asked('area'),
    from: asked('from'),
    to: asked('to'),
  };
  const filtered = Object.values(filters).some(Boolean);
  const before = asked('before');
  // Another condition begins at the newest entry again.
  const ask = (changes: Record<string, string>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries({ before: '', ...changes })) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setSearch(next, { replace: true });
  };
  const audit = useGet('/api/audit', { query: { ...filters, before, limit: 50 }, keep: true });
  const registers = useGet('/api/registers');
  const titles = new Map((registers.data?.registers ?? []).map((line) => [line.name, line.title]));
  const areas: [string, string][] = [
    ...Object.entries(kAreaWords).map(([name, title]): [string, string] => [name, say(title)]),
    ...[...titles].map(([name, title]): [string, string] => [name, say(title)]),
  ];
  const names = useGet('/api/audit/names');
  const named = [...new Set((audit.data?.entries ?? []).filter((row) => row.action.startsWith('letter.')).map((row) => row.subject))];
  const letters = useGet('/api/letters', { query: { ids: named }, enabled: may('plan.read') && named.length > 0, keep: true });
  const units = useGet('/api/units', { enabled: may('account.manage') || may('plan.read') });
  const people = new Map((names.data?.people ?? []).map((one) => [one.id, one.name]));
  const roles = new Map((names.data?.roles ?? []).map((role) => [role.id, role.title]));
  const letterTitle = (id: string) => letters.data?.letters.find((letter) => letter.id === id)?.title;
  const unitName = (id: string) =>
    units.data?.units.find((line) => line.unit.id === id)?.unit.short_name ?? { zh: id, en: id };
  const unit = (id: string) => say(unitName(id));
  const what = (row: Line) => {
    const { values } = detailParts(row.detail);
    const said = [
      values.account && (people.get(values.account) ?? values.account),
      values.task && say(w.auditTask, { n: values.task }),
      values.unit && unit(values.unit),
    ].filter(Boolean);
    if (said.length > 0) return said.join(mark.list);
    const area = row.action.split('.')[0] ?? '';
    const title = titles.get(area) ?? kAreaWords[area];
    return people.get(row.subject) ?? letterTitle(row.subject) ?? (title ? say(title) : row.subject);
  };
  const subject = (row: Line) => {
    const address = subjectAddress(row.action, row.subject, row.detail, titles);
    return address ? <AppLink to={address}>{what(row)}</AppLink> : <span title={row.subject}>{what(row)}</span>;
  };
  const columns: Column<Line>[] = [
    { key: 'at', title: say(w.when), heading: true, className: 'no-break', cell: (row) => formatInstant(row.at, language) },
    { key: 'by', title: say(w.who), cell: (row) => row.by },
    {
      key: 'action',
      title: say(w.did),
      cell: (row) => say(actionText(row.action, titles)),
    },
    {
      key: 'subject',
      title: say(w.what),
      cell: subject,
      className: 'wrap-any',
    },
    {
      key: 'detail',
      title: say(w.detail),
      cell: (row) =>
        detailTexts(row.detail, roles, unitName)
          .map((text) => say(text))
          .join(mark.list),
      className: 'wrap-any',
    },
    { key: 'address', title: say(w.from), cell: (row) => row.address },
  ];
  return (
    <Answered of={audit}>
      {(data) => (
        <>
          <div className="toolbar no-print">
            {names.data && (
              <select className="plain-input" aria-label={say(w.who)} value={filters.account} onChange={(event) => ask({ account: event.target.value })}>
                <option value="">{`${say(w.who)}${mark.colon}${say(w.auditAll)}`}</option>
                {names.data.people.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            )}
            {units.data && (
              <select className="plain-input" aria-label={say(w.auditUnit)} value={filters.unit} onChange={(event) => ask({ unit: event.target.value })}>
                <option value="">{`${say(w.auditUnit)}${mark.colon}${say(w.auditAll)}`}</option>
                {units.data.units.map(({ unit: one }) => (
                  <option key={one.id} value={one.id}>
                    {say(one.short_name)}
                  </option>
                ))}
              </select>
            )}
            <select className="plain-input" aria-label={say(w.auditArea)} value={filters.area} onChange={(event) => ask({ area: event.target.value })}>
              <option value="">{`${say(w.auditArea)}${mark.colon}${say(w.auditAll)}`}</option>
              {areas.map(([name, title]) => (
                <option key={name} value={name}>
                  {title}
                </option>
              ))}
            </select>
            <label className="inline-field">
              {say(w.auditFrom)}{' '}
              <input type="date" className="plain-input" value={filters.from} max={filters.to || undefined} onChange={(event) => ask({ from: event.target.value })} />
            </label>
            <label className="inline-field">
              {say(w.auditTo)}{' '}
              <input type="date" className="plain-input" value={filters.to} min={filters.from || undefined} onChange={(event) => ask({ to: event.target.value })} />
            </label>
            {filtered && (
              <button
                type="button"
                className="plain-button"
                onClick={() => ask({ account: '', unit: '', area: '', from: '', to: '' })}
              >
                {say(w.auditClear)}
              </button>
            )}
            <span className="spring" />
            <ExportLinks table="audit" query={filters} />
          </div>
          <DataTable
            caption={say(words.auditTrail)}
            columns={columns}
            rows={data.entries}
            rowKey={(row) => row.id}
            empty={<Empty title={say(filtered ? w.noAuditFound : w.noAudit)} />}
          />
          <p className="pager no-print">
            {before && (
              <button type="button" className="plain-button" onClick={() => ask({})}>
                {say(w.newest)}
              </button>
            )}
            {data.next && (
              <button type="button" className="plain-button" onClick={() => ask({ before: data.next ?? '' })}>
                {say(w.older)}
              </button>
            )}
          </p>
        </>
      )}
    </Answered>
  );
}
