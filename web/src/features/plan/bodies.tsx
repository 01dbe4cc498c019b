import { useEffect } from 'react';
import { useLocation } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { DataTable, type Column } from '../../ui/data_table';
import { formatDay } from '../../ui/dates';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech, Written } from '../../ui/language';
import { Answered, Page, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { DutyList } from './duties';
import { FindingList, UnitLink } from './pieces';
import { planWords as w } from './words';

export default function BodiesPage() {
  const { say } = useSpeech();
  const asOf = useAsOf();
  const list = useGet('/api/bodies', { query: { as_of: asOf } });
  const { hash } = useLocation();
  const ready = list.data !== undefined;
  useEffect(() => {
    if (ready && hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [ready, hash]);
  return (
    <Page
      title={say(words.bodies)}
      lead={say(w.bodiesLead)}
      actions={<ExportLinks table="bodies" query={{ as_of: asOf }} />}
    >
      <Answered of={list} rows={12}>
        {(data) => (
          <>
            {data.bodies.map((body) => (
              <Body key={body.id} body={body} />
            ))}
            <Section title={say(w.duties)} count={data.duties.length}>
              <DutyList duties={data.duties} day={data.as_of} />
            </Section>
          </>
        )}
      </Answered>
    </Page>
  );
}

function Body({ body }: { body: Schemas['BodyView'] }) {
  const { say, language } = useSpeech();
  const columns: Column<Schemas['SeatView']>[] = [
    { key: 'seat', title: say(w.seat), heading: true, cell: (row) => say(row.seat.title) },
    {
      key: 'incumbent',
      title: say(w.incumbent),
      cell: (row) =>
        row.incumbent ? (
          <>
            <strong>
              <Written>{row.incumbent.name}</Written>
            </strong>
            {row.incumbent.from && (
              <span className="cell-note">
                {say(w.since, { day: formatDay(row.incumbent.from, language) })}
              </span>
            )}
          </>
        ) : (
          <span className="quiet">{say(w.vacant)}</span>
        ),
    },
    { key: 'position', title: say(w.position), cell: (row) => say(row.seat.position) },
    { key: 'unit', title: say(w.unit), cell: (row) => <UnitLink unit={row.unit} /> },
  ];
  return (
    <Section title={say(body.title)} count={body.seats.length} id={body.id}>
      <p className="quiet">
        <Written>{body.source}</Written>
        {body.office && (
          <>
            {' · '}
            {say(w.office)} <UnitLink unit={body.office} />
          </>
        )}
      </p>
      <DataTable
        caption={say(body.title)}
        columns={columns}
        rows={body.seats}
        rowKey={(row) => row.seat.id}
        sortName={`sort_${body.id}`}
      />
      <div className="body-texts">
        {body.duties.length > 0 && (
          <details>
            <summary>{say(w.bodyDuties)}</summary>
            <ul className="questions">
              {body.duties.map((duty) => (
                <li key={duty.zh}>{say(duty)}</li>
              ))}
            </ul>
          </details>
        )}
        {body.rules.length > 0 && (
          <details>
            <summary>{say(w.bodyRules)}</summary>
            <ul className="questions">
              {body.rules.map((rule) => (
                <li key={rule.zh}>{say(rule)}</li>
              ))}
            </ul>
          </details>
        )}
        {say(body.remark) && <p className="quiet">{say(body.remark)}</p>}
      </div>
      {body.findings.length > 0 && (
        <details className="body-findings">
          <summary>
            {say(w.findings)} <span className="count">{body.findings.length}</span>
          </summary>
          <FindingList findings={body.findings} />
        </details>
      )}
    </Section>
  );
}
