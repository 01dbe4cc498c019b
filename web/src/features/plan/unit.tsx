import { useParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { DataTable } from '../../ui/data_table';
import { formatDay, formatQuarter } from '../../ui/dates';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech, Written } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Section } from '../../ui/page';
import { openCount, total } from '../../ui/status';
import { CountBar, CountMarks } from '../../ui/status_mark';
import { words } from '../../ui/words';
import { CommitmentRow } from './commitment_pieces';
import { useDemandsUnderDue } from '../supervision/share_demands';
import { DutyList } from './duties';
import { useNames } from './names';
import { FindingList, UnitLink, UnitLinks, useShareColumns } from './pieces';
import { kKindWords, planWords as w } from './words';

type UnitView = Schemas['UnitView'];

export default function UnitPage() {
  const { say, language } = useSpeech();
  const { id = '' } = useParams();
  const asOf = useAsOf();
  const view = useGet('/api/units/{id}', { params: { id }, query: { as_of: asOf } });
  const line = view.data?.line;
  return (
    <Page
      title={line ? say(line.unit.name) : say(w.unit)}
      mark={
        line && (
          <>
            {line.overloaded && <span className="tag tag-load" title={say(w.overloadedWhy)}>{say(w.overloaded)}</span>}
            {!line.verified && <span className="tag tag-open">{say(w.unverified)}</span>}
            {line.valid_to && (
              <span className="tag">{say(w.endedOn, { day: formatDay(line.valid_to, language) })}</span>
            )}
          </>
        )
      }
      crumbs={[
        { label: say(words.units), to: '/units' },
        ...(view.data?.path ?? []).map((unit) => ({
          label: say(unit.short_name),
          to: `/units/${encodeURIComponent(unit.id)}`,
        })),
      ]}
      lead={
        line &&
        (line.shares_total > 0
          ? say(w.unitLead, { n: line.shares_total, leads: line.leads, open: openCount(line.shares) })
          : say(w.owesNothing))
      }
      actions={<CopyLink />}
    >
      <Answered of={view} rows={10}>
        {(data) => <Unit view={data} />}
      </Answered>
    </Page>
  );
}

function Unit({ view }: { view: UnitView }) {
  const { say, language, mark } = useSpeech();
  const asOf = useAsOf();
  const id = view.line.unit.id;
  const columns = useDemandsUnderDue(useShareColumns(view.as_of, ['unit']), { unit: id });
  return (
    <div className="columns">
      <div className="column-main">
        {view.shares.length > 0 && (
          <div className="summary-line">
            <CountMarks counts={view.line.shares} worded />
            <CountBar counts={view.line.shares} label={say(w.owes)} />
          </div>
        )}
        {view.load.length > 0 && (
          <Section title={say(w.loadByQuarter)}>
            <ul className="quarter-load">
              {view.load.map((load) => (
                <li key={load.quarter}>
                  <AppLink to={`/plan?view=list&rows=shares&unit=${encodeURIComponent(id)}&quarter=${load.quarter}`}>
                    {formatQuarter(load.quarter, language)}
                  </AppLink>
                  <b>{total(load.shares)}</b>
                  <CountMarks counts={load.shares} />
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Section
          title={say(w.unitShares)}
          count={view.shares.length}
          actions={
            view.shares.length > 0 && <ExportLinks table="shares" query={{ unit: id, as_of: asOf }} />
          }
        >
          <DataTable
            caption={say(w.unitShares)}
            columns={columns}
            rows={view.shares}
            rowKey={(row) => row.id}
            sortDefault="status"
            rowClass={(row) => `edge-${row.status}`}
            empty={<Empty title={say(w.unitOwesNothing)} />}
          />
        </Section>
        <Section title={say(w.findings)} count={view.findings.length}>
          <FindingList findings={view.findings} />
        </Section>
      </div>
      <div className="column-side">
        <About view={view} />
        {view.seats.length > 0 && (
          <Section title={say(w.seats)} count={view.seats.length}>
            <ul className="plain-list">
              {view.seats.map((seat, place) => (
                <li key={`${seat.body}-${place}`}>
                  <AppLink to={`/bodies#${encodeURIComponent(seat.body)}`}>{say(seat.body_title)}</AppLink>
                  {mark.colon}
                  {say(seat.title)}
                  <span className="cell-note">
                    {seat.incumbent ? <Written>{seat.incumbent}</Written> : say(w.vacant)} · {say(seat.position)}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {view.duties.length > 0 && (
          <Section title={say(w.duties)} count={view.duties.length}>
            <DutyList duties={view.duties} day={view.as_of} named={false} />
          </Section>
        )}
        {view.commitments.length > 0 && (
          <Section title={say(w.unitCommitments)} count={view.commitments.length}>
            <ul className="card-list">
              {view.commitments.map((commitment) => (
                <CommitmentRow key={commitment.id} commitment={commitment} />
              ))}
            </ul>
          </Section>
        )}
      </div>
    </div>
  );
}

function About({ view }: { view: UnitView }) {
  const { say, language } = useSpeech();
  const names = useNames();
  const { unit } = view;
  const parent = view.path[view.path.length - 1];
  return (
    <Section title={say(w.about)}>
      <dl className="facts">
        <dt>{say(w.kind)}</dt>
        <dd>{say(kKindWords[unit.kind])}</dd>
        {parent && (
          <>
            <dt>{say(w.belongsTo)}</dt>
            <dd>
              <UnitLink unit={parent} />
            </dd>
          </>
        )}
        {view.children.length > 0 && (
          <>
            <dt>{say(w.subordinates)}</dt>
            <dd>
              <UnitLinks units={view.children} most={6} />
            </dd>
          </>
        )}
        {view.trees.map((tree) => (
          <TreeFacts key={tree.tree} tree={tree} />
        ))}
        {unit.aliases.length > 0 && (
          <>
            <dt>{say(w.alsoKnown)}</dt>
            <dd>
              <Written>{unit.aliases.join('、')}</Written>
            </dd>
          </>
        )}
        {unit.former_names.length > 0 && (
          <>
            <dt>{say(w.formerNames)}</dt>
            <dd>
              {unit.former_names.map((former) => (
                <span key={former.until} className="cell-line">
                  {say(w.formerName, { name: say(former.name), day: formatDay(former.until, language) })}
                </span>
              ))}
            </dd>
          </>
        )}
        {unit.successors.length > 0 && (
          <>
            <dt>{say(w.successors)}</dt>
            <dd>
              {unit.successors.map((successor) => {
                const name = names.unit(successor.unit);
                return (
                  <span key={successor.unit} className="cell-line">
                    <AppLink to={`/units/${encodeURIComponent(successor.unit)}`}>
                      {name ? say(name) : successor.unit}
                    </AppLink>{' '}
                    <span className="quiet">
                      {say(w.successor, { day: formatDay(successor.on, language) })}
                    </span>
                  </span>
                );
              })}
            </dd>
          </>
        )}
        {unit.division_code && (
          <>
            <dt>{say(w.divisionCode)}</dt>
            <dd>{unit.division_code}</dd>
          </>
        )}
        {unit.credit_code && (
          <>
            <dt>{say(w.creditCode)}</dt>
            <dd>{unit.credit_code}</dd>
          </>
        )}
        {say(unit.note) && (
          <>
            <dt>{say(w.remark)}</dt>
            <dd>{say(unit.note)}</dd>
          </>
        )}
      </dl>
    </Section>
  );
}

function TreeFacts({ tree }: { tree: Schemas['TreePlace'] }) {
  const { say } = useSpeech();
  return (
    <>
      {tree.under && (
        <>
          <dt>{say(w.treeUnder, { tree: say(tree.title) })}</dt>
          <dd>
            <UnitLink unit={tree.under} />
          </dd>
        </>
      )}
      {tree.over.length > 0 && (
        <>
          <dt>{say(w.treeOver, { tree: say(tree.title) })}</dt>
          <dd>
            <UnitLinks units={tree.over} most={4} />
          </dd>
        </>
      )}
    </>
  );
}
