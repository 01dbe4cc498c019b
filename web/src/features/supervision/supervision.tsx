import { usePages } from '../../api/queries';
import { useMay } from '../../frame/session';
import { useAddressWord } from '../../ui/address';
import { formatDay } from '../../ui/dates';
import { DataTable, type Column } from '../../ui/data_table';
import type { Schemas } from '../../api/client';
import { useSpeech, Written } from '../../ui/language';
import { Answered, AppLink, Empty, More, Page } from '../../ui/page';
import { Tabs } from '../../ui/tabs';
import { words } from '../../ui/words';
import { DemandCard } from './demand_card';
import { LateUnits } from './late_units';
import {
  kChannels,
  kInstructionStates,
  kLetterKinds,
  kLetterStates,
  supervisionWords as w,
} from './words';

export default function Supervision() {
  const { say } = useSpeech();
  const office = useMay()('supervision.draft');
  const tabs = [
    { key: 'demands', title: say(w.demands) },
    { key: 'letters', title: say(w.letters) },
    { key: 'instructions', title: say(w.instructions) },
    ...(office ? [{ key: 'late', title: say(w.late) }] : []),
  ];
  const [tab, setTab] = useAddressWord('tab', 'demands');
  return (
    <Page
      title={say(words.supervision)}
      lead={say(w.lead)}
      actions={
        office && (
          <AppLink to="/instructions/new" className="plain-button">
            {say(w.register)}
          </AppLink>
        )
      }
    >
      <Tabs label={say(words.supervision)} tabs={tabs} chosen={tab} choose={setTab} />
      {tab === 'demands' && <Demands />}
      {tab === 'letters' && <Letters />}
      {tab === 'instructions' && <Instructions />}
      {tab === 'late' && office && <LateUnits />}
    </Page>
  );
}

function Demands() {
  const { say } = useSpeech();
  const may = useMay();
  // Whoever records for no unit, as an auditor, has nothing of his own to answer.
  const answers = may('share.record') && !may('supervision.draft');
  const [mine, setMine] = useAddressWord('mine', answers ? 'yes' : 'no');
  const [all, setAll] = useAddressWord('all', 'no');
  const demands = usePages('/api/demands', { open: all === 'no', mine: mine === 'yes' });
  return (
    <>
      <div className="toolbar no-print">
        <label className="check">
          <input type="checkbox" checked={mine === 'yes'} onChange={(event) => setMine(event.target.checked ? 'yes' : 'no')} />
          {say(w.mine)}
        </label>
        <label className="check">
          <input type="checkbox" checked={all === 'no'} onChange={(event) => setAll(event.target.checked ? 'no' : 'yes')} />
          {say(w.openOnly)}
        </label>
      </div>
      <Answered of={demands.list}>
        {(pages) =>
          pages.every((page) => page.demands.length === 0) ? (
            mine === 'yes' ? (
              <Empty title={say(w.noDemands)}>{say(w.noDemandsDetail)}</Empty>
            ) : (
              <Empty title={say(all === 'no' ? w.noOpenDemands : w.noDemandsYet)}>{say(w.noDemandsYetDetail)}</Empty>
            )
          ) : (
            <>
              <ul className="card-list">
                {pages.flatMap((page) => page.demands).map((demand) => (
                  <DemandCard key={demand.id} demand={demand} />
                ))}
              </ul>
              <More of={demands} />
            </>
          )
        }
      </Answered>
    </>
  );
}

function Letters() {
  const { say, language, mark } = useSpeech();
  const [state, setState] = useAddressWord('state', '');
  const letters = usePages('/api/letters', { state });
  const columns: Column<Schemas['LetterLine']>[] = [
    {
      key: 'title',
      title: say(w.title),
      heading: true,
      className: 'col-title',
      cell: (row) => (
        <AppLink to={`/letters/${row.id}`} className="row-title">
          <Written>{row.title}</Written>
          <span className="cell-note">
            {say(kLetterKinds[row.kind])}
            {row.number && (
              <>
                {' · '}
                <Written>{row.number}</Written>
              </>
            )}
          </span>
        </AppLink>
      ),
    },
    {
      key: 'units',
      title: say(w.units),
      cell: (row) => row.units.map((unit) => say(unit.short_name) || say(unit.name)).join(mark.list),
    },
    {
      key: 'state',
      title: say(w.state),
      cell: (row) => <span className={`tag letter-${row.state}`}>{say(kLetterStates[row.state])}</span>,
    },
    {
      key: 'signed',
      title: say(w.signedOn),
      cell: (row) => (row.signed_on ? formatDay(row.signed_on, language) : ''),
    },
    {
      key: 'replies',
      title: say(w.replies),
      cell: (row) => (row.demands > 0 ? say(w.repliesOf, { n: row.answered, all: row.demands }) : ''),
    },
  ];
  return (
    <>
      <div className="toolbar no-print">
        <select
          className="plain-input"
          aria-label={say(w.state)}
          value={state}
          onChange={(event) => setState(event.target.value)}
        >
          <option value="">{`${say(w.state)}${mark.colon}${say(words.all)}`}</option>
          {Object.entries(kLetterStates).map(([key, title]) => (
            <option key={key} value={key}>
              {say(title)}
            </option>
          ))}
        </select>
      </div>
      <Answered of={letters.list}>
        {(pages) => (
          <>
            <DataTable
              caption={say(w.letters)}
              columns={columns}
              rows={pages.flatMap((page) => page.letters)}
              rowKey={(row) => row.id}
              empty={<Empty title={say(w.noLetters)}>{say(w.noLettersDetail)}</Empty>}
            />
            <More of={letters} />
          </>
        )}
      </Answered>
    </>
  );
}

function Instructions() {
  const { say, language } = useSpeech();
  const instructions = usePages('/api/instructions');
  return (
    <Answered of={instructions.list}>
      {(pages) =>
        pages.every((page) => page.instructions.length === 0) ? (
          <Empty title={say(w.noInstructions)}>{say(w.noInstructionsDetail)}</Empty>
        ) : (
          <>
            <ul className="card-list">
              {pages.flatMap((page) => page.instructions).map((one) => (
                <li key={one.id} className={one.late ? 'card edge-late' : 'card'}>
                  <p>
                    <AppLink to={`/instructions/${one.id}`}>
                      <strong>
                        <Written>{one.said_by}</Written>
                      </strong>{' '}
                      {say(kChannels[one.channel])} · {formatDay(one.said_on, language)}
                    </AppLink>{' '}
                    <span className={`tag instruction-${one.state}`}>{say(kInstructionStates[one.state])}</span>
                  </p>
                  <p className="clamp">
                    <Written>{one.words}</Written>
                  </p>
                  <p className="quiet">
                    {say(w.settledOf, { n: one.settled, all: one.demands })}
                    {one.due_on && ` · ${say(w.dueOn)} ${formatDay(one.due_on, language)}`}
                  </p>
                </li>
              ))}
            </ul>
            <More of={instructions} />
          </>
        )
      }
    </Answered>
  );
}
