import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAddressWord } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page, Section } from '../../ui/page';
import { Tabs } from '../../ui/tabs';
import { MyForms } from './my_forms';
import { type Round, roundAddress, StateMark } from './states';
import { collectionWords as w } from './words';

/** What I owe, and of each collection periods × units: who is missing at a glance. */
export default function CollectionsPage() {
  const { say } = useSpeech();
  const list = useGet('/api/collections');
  const [chosen, choose] = useAddressWord('of', list.data?.collections[0]?.noun ?? '');
  return (
    <Page wide title={say(w.collections)} lead={say(w.lead)} actions={<CopyLink />}>
      <MyForms always />
      <Answered of={list}>
        {({ collections }) =>
          collections.length === 0 ? (
            <Empty title={say(w.none)}>{say(w.noneDetail)}</Empty>
          ) : (
            <>
              <Tabs
                label={say(w.collections)}
                chosen={chosen}
                choose={choose}
                tabs={collections.map((one) => ({ key: one.noun, title: say(one.title) }))}
              />
              {collections.some((one) => one.noun === chosen) && <Matrix key={chosen} noun={chosen} />}
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Matrix({ noun }: { noun: string }) {
  const matrix = useGet('/api/collections/{noun}', { params: { noun } });
  return <Answered of={matrix}>{(data) => <Units of={data} />}</Answered>;
}

function Units({ of }: { of: Schemas['MatrixView'] }) {
  const { say } = useSpeech();
  const parts = of.rows.some((row) => row.part);
  return (
    <Section title={say(of.title)} className="collection-matrix">
      <p className="form-legend quiet">
        <StateMark state="missing" /> <StateMark state="draft" /> <StateMark state="returned" />{' '}
        <StateMark state="submitted" /> <StateMark state="approved" />
      </p>
      <div className="table-scroll" role="region" aria-label={say(of.title)} tabIndex={0}>
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{say(w.unit)}</th>
              {parts && <th scope="col">{say(w.line)}</th>}
              {of.rounds.map((round) => (
                <th scope="col" key={round.period}>
                  <AppLink to={roundAddress(of.noun, round.period)}>{say(round.title)}</AppLink>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of.rows.map((row) => (
              <tr key={`${row.unit.id} ${row.part?.zh ?? ''}`}>
                <th scope="row">{say(row.unit.name)}</th>
                {parts && <td>{row.part ? say(row.part) : ''}</td>}
                {of.rounds.map((round, i) => {
                  const state = row.states[i];
                  return (
                    <td key={round.period}>
                      {state ? <StateMark state={state} late={row.late[i] ?? false} short /> : <span className="quiet">{say(w.notAsked)}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say(w.in)}</th>
              {parts && <td />}
              {of.rounds.map((round) => (
                <td key={round.period}>
                  <In round={round} />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  );
}

function In({ round }: { round: Round }) {
  const { say, language } = useSpeech();
  const { asked, owed } = round.counts;
  return (
    <>
      {say(w.ofAsked, { n: asked - owed, asked })}
      {round.locked ? (
        <span className="cell-note">{say(w.locked)}</span>
      ) : (
        round.locks_on && <span className="cell-note">{say(w.locksOn, { day: formatDay(round.locks_on, language) })}</span>
      )}
    </>
  );
}
