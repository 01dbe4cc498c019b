import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAddressWord, useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { type Column, DataTable, sortRows } from '../../ui/data_table';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page } from '../../ui/page';
import { Tabs } from '../../ui/tabs';
import { scaledOrDash } from './amounts';
import { needText, NeedsText, OutcomeMark } from './compliance_view';
import { ProgrammeSettingView } from './programme_setting';
import { SheetButtons } from './sheet_buttons';
import { educationWords as w } from './words';

type School = Schemas['SchoolLine'];

/** All schools in reach and how their conditions stand; and which of their programmes overlap. */
export default function SchoolsPage() {
  const { say } = useSpeech();
  const [view, setView] = useAddressWord('view', 'conditions');
  return (
    <Page
      wide
      title={say(w.schools)}
      lead={say(view === 'programmes' ? w.settingLead : w.schoolsLead)}
      actions={<CopyLink />}
    >
      <Tabs
        label={say(w.schools)}
        chosen={view}
        choose={setView}
        tabs={[
          { key: 'conditions', title: say(w.tabCompliance) },
          { key: 'programmes', title: say(w.tabProgrammes) },
        ]}
      />
      {view === 'programmes' ? <ProgrammeSettingView /> : <Conditions />}
    </Page>
  );
}

/** What has to be done about first. */
const kOrder: School['compliance']['outcome'][] = ['unmet', 'unknown', 'no_data', 'basic', 'met', 'exempt', 'unseen'];

function Conditions() {
  const { say, language, mark } = useSpeech();
  const [order] = useAddressWord('sort', 'outcome');
  const schools = useGet('/api/schools', { query: { as_of: useAsOf() }, keep: true });
  // Of a school that reported nothing the outcome says why; its other cells stay empty.
  const columns: Column<School>[] = [
    {
      key: 'name',
      title: say(w.school),
      heading: true,
      sort: (row) => say(row.name),
      cell: (row) => (
        <AppLink to={`/schools/${encodeURIComponent(row.unit)}`} className="row-title">
          {say(row.name)}
        </AppLink>
      ),
    },
    { key: 'county', title: say(w.county), sort: (row) => say(row.county), cell: (row) => say(row.county) },
    { key: 'kind', title: say(w.kind), sort: (row) => say(row.kind), cell: (row) => say(row.kind) || null },
    {
      key: 'outcome',
      title: say(w.outcome),
      sort: (row) => kOrder.indexOf(row.compliance.outcome),
      cell: (row) => (
        <>
          <OutcomeMark compliance={row.compliance} />
          {row.compliance.indicators.length === 0 && <span className="cell-note">{say(row.compliance.why)}</span>}
        </>
      ),
    },
    {
      key: 'passed',
      title: say(w.passed),
      sort: (row) => row.compliance.passed,
      cell: (row) =>
        row.compliance.judged > 0
          ? say(w.passedOf, { passed: row.compliance.passed, judged: row.compliance.judged })
          : null,
    },
    {
      key: 'needs',
      title: say(w.needs),
      cell: (row) => (row.compliance.needs.length > 0 ? <NeedsText needs={row.compliance.needs} /> : null),
    },
    {
      key: 'students',
      title: say(w.students),
      align: 'right',
      sort: (row) => row.students ?? -1,
      cell: (row) => ((row.students ?? null) === null ? null : scaledOrDash(row.students)),
    },
    {
      key: 'year',
      title: say(w.year),
      sort: (row) => row.compliance.year ?? 0,
      cell: (row) =>
        (row.compliance.year ?? null) === null ? null : (
          <>
            {row.compliance.year} <span className="cell-note">{say(row.compliance.state_title)}</span>
          </>
        ),
    },
  ];
  const sheet = (data: School[]) => [
    [...columns.map((column) => column.title), say(w.reason)],
    ...sortRows(data, columns, order).map(({ name, county, kind, compliance, students }) => [
      say(name),
      say(county),
      say(kind),
      say(w[compliance.outcome]),
      compliance.judged > 0 ? say(w.passedOf, { passed: compliance.passed, judged: compliance.judged }) : null,
      compliance.needs.map((need) => needText(need, say, language)).join(mark.list),
      students ?? null,
      compliance.year ?? null,
      compliance.indicators.length === 0 ? say(compliance.why) : null,
    ]),
  ];
  return (
    <Answered of={schools} rows={9}>
      {(data) => (
        <>
          <div className="list-bar">
            <span className="quiet">
              {say(w.schoolCount, { n: data.schools.length })}
              {kOrder
                .map((outcome) => ({
                  outcome,
                  count: data.schools.filter((school) => school.compliance.outcome === outcome).length,
                }))
                .filter(({ count }) => count > 0)
                .map(({ outcome, count }) => ` · ${say(w[outcome])} ${count}`)
                .join('')}
            </span>
            <SheetButtons name={`${say(w.schools)}-${say(w.tabCompliance)}`} rows={() => sheet(data.schools)} />
          </div>
          <DataTable
            caption={say(w.schools)}
            columns={columns}
            rows={data.schools}
            rowKey={(row) => row.unit}
            sortDefault="outcome"
            empty={<Empty title={say(w.noSchools)} />}
          />
        </>
      )}
    </Answered>
  );
}
