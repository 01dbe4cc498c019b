import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useMay } from '../../frame/session';
import { useAddressWord } from '../../ui/address';
import { formatInstant } from '../../ui/dates';
import { DataTable, type Column } from '../../ui/data_table';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech } from '../../ui/language';
import { Answered, Empty } from '../../ui/page';
import { detailParts, kActionWords } from './audit_words';
import { accessWords as w } from './words';

type Line = Schemas['AuditLine'];

export function Audit() {
  const { say, language, mark } = useSpeech();
  const may = useMay();
  const [before, setBefore] = useAddressWord('before', '');
  const audit = useGet('/api/audit', { query: { before, limit: 50 }, keep: true });
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
      cell: (row) => {
        const words = kActionWords[row.action];
        return words ? say(words) : row.action;
      },
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
            <span className="spring" />
            <ExportLinks table="audit" query={{}} />
          </div>
          <DataTable
            caption={say(w.audit)}
            columns={columns}
            rows={data.entries}
            rowKey={(row) => row.id}
            empty={<Empty title={say(w.noAudit)} />}
          />
          <p className="pager no-print">
            {before && (
              <button type="button" className="plain-button" onClick={() => setBefore('')}>
                {say(w.newest)}
              </button>
            )}
            {data.next && (
              <button type="button" className="plain-button" onClick={() => setBefore(data.next ?? '')}>
                {say(w.older)}
              </button>
            )}
          </p>
        </>
      )}
    </Answered>
  );
}
