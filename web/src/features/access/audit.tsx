import { useSearchParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useMay } from '../../frame/session';
import { formatInstant } from '../../ui/dates';
import { DataTable, type Column } from '../../ui/data_table';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech } from '../../ui/language';
import { Answered, Empty } from '../../ui/page';
import { actionText, detailParts, kAreaWords } from './audit_words';
import { accessWords as w } from './words';

type Line = Schemas['AuditLine'];

export function Audit() {
  const { say, language, mark } = useSpeech();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const asked = (name: string) => search.get(name) ?? '';
  const filters = { account: asked('account'), area: asked('area'), from: asked('from'), to: asked('to') };
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
  const people = useGet('/api/accounts', { enabled: may('account.manage') });
  const units = useGet('/api/units', { enabled: may('account.manage') || may('plan.read') });
  const person = (id: string) => people.data?.accounts.find((account) => account.id === id)?.display_name;
  const unit = (id: string) => {
    const name = units.data?.units.find((line) => line.unit.id === id)?.unit.short_name;
    return name ? say(name) : id;
  };
  const what = (row: Line) => {
    const { values } = detailParts(row.detail);
    const words = [
      values.account && (person(values.account) ?? values.account),
      values.task && say(w.auditTask, { n: values.task }),
      values.unit && unit(values.unit),
    ].filter(Boolean);
    return words.length > 0 ? words.join(mark.list) : (person(row.subject) ?? row.subject);
  };
  const detail = (row: Line) => {
    const { values, rest } = detailParts(row.detail);
    const words = Object.entries(values)
      .filter(([name]) => !['account', 'task', 'unit', 'version'].includes(name))
      .map(([, value]) => value);
    if (values.version) words.push(say(w.auditVersion, { n: values.version }));
    return [...words, rest].filter(Boolean).join(mark.list);
  };
  const columns: Column<Line>[] = [
    { key: 'at', title: say(w.when), heading: true, cell: (row) => formatInstant(row.at, language) },
    { key: 'by', title: say(w.who), cell: (row) => row.by },
    {
      key: 'action',
      title: say(w.did),
      cell: (row) => say(actionText(row.action, titles)),
    },
    {
      key: 'subject',
      title: say(w.what),
      cell: (row) => <span title={row.subject}>{what(row)}</span>,
      className: 'wrap-any',
    },
    { key: 'detail', title: say(w.detail), cell: detail, className: 'wrap-any' },
    { key: 'address', title: say(w.from), cell: (row) => row.address },
  ];
  return (
    <Answered of={audit}>
      {(data) => (
        <>
          <div className="toolbar no-print">
            {people.data && (
              <select className="plain-input" aria-label={say(w.who)} value={filters.account} onChange={(event) => ask({ account: event.target.value })}>
                <option value="">{`${say(w.who)}${mark.colon}${say(w.auditAll)}`}</option>
                {people.data.accounts.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.display_name}
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
                onClick={() => ask({ account: '', area: '', from: '', to: '' })}
              >
                {say(w.auditClear)}
              </button>
            )}
            <span className="spring" />
            <ExportLinks table="audit" query={filters} />
          </div>
          <DataTable
            caption={say(w.audit)}
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
