import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAddressWord, useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { type Column, DataTable } from '../../ui/data_table';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page } from '../../ui/page';
import { Tabs } from '../../ui/tabs';
import { words } from '../../ui/words';
import { indicatorWords as w, kFaultWords } from './words';

type Finding = Schemas['DataFinding'];

const kFaults: readonly Finding['fault'][] = ['failed', 'contradictory', 'late', 'missing'];

/** What is missing, late or contradictory, who owes it, and where it is mended. */
export default function DataQualityPage() {
  const { say } = useSpeech();
  const [fault, setFault] = useAddressWord('fault', '');
  const quality = useGet('/api/data_quality', { query: { as_of: useAsOf() }, keep: true });
  const columns: Column<Finding>[] = [
    {
      key: 'title',
      title: say(w.indicator),
      heading: true,
      sort: (row) => say(row.title),
      cell: (row) => <AppLink to={`/indicators/${encodeURIComponent(row.indicator)}`}>{say(row.title)}</AppLink>,
    },
    {
      key: 'fault',
      title: say(w.fault),
      sort: (row) => kFaults.indexOf(row.fault),
      cell: (row) => (
        // One element: on a phone each child of a cell is a line of its own beside the title.
        <span>
          <span className="tag tag-open">{say(kFaultWords[row.fault])}</span> {say(row.what)}
        </span>
      ),
    },
    {
      key: 'unit',
      title: say(w.unit),
      sort: (row) => (row.unit ? say(row.unit.name) : ''),
      cell: (row) => (row.unit ? say(row.unit.name) : null),
    },
    {
      key: 'owed_by',
      title: say(w.whoOwes),
      sort: (row) => (row.owed_by ? say(row.owed_by.name) : ''),
      cell: (row) => (row.owed_by ? say(row.owed_by.name) : null),
    },
    {
      key: 'link',
      title: say(w.mend),
      cell: (row) => (row.link ? <AppLink to={row.link}>{say(w.mend)}</AppLink> : null),
    },
  ];
  return (
    <Page
      wide
      title={say(w.dataQuality)}
      lead={say(w.qualityLead)}
      crumbs={[{ label: say(w.title), to: '/indicators' }]}
      actions={<CopyLink />}
    >
      <Answered of={quality} rows={9}>
        {(data) => (
          <>
            <Tabs
              label={say(w.fault)}
              chosen={fault}
              choose={setFault}
              tabs={[
                { key: '', title: `${say(words.all)} ${data.findings.length}` },
                ...kFaults.map((one) => ({
                  key: one,
                  title: `${say(kFaultWords[one])} ${data.findings.filter((row) => row.fault === one).length}`,
                })),
              ]}
            />
            <DataTable
              caption={say(w.dataQuality)}
              columns={columns}
              rows={data.findings.filter((row) => fault === '' || row.fault === fault)}
              rowKey={(row) => `${row.indicator} ${row.fault} ${row.unit?.id ?? ''} ${row.what.zh}`}
              sortDefault="fault"
              empty={<Empty title={say(w.qualityNone)} />}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}
