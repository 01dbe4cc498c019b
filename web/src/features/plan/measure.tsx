import { useParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { DataTable } from '../../ui/data_table';
import { useSpeech } from '../../ui/language';
import { numeral } from '../../ui/text';
import { Answered, Empty, Page, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { CommitmentRow } from './commitment_pieces';
import { DutyList } from './duties';
import { FindingList } from './pieces';
import { useTaskColumns } from './task_columns';
import { kCoverageWords, planWords as w } from './words';

export default function MeasurePage() {
  const { say, language } = useSpeech();
  const { number = '' } = useParams();
  const view = useGet('/api/measures/{number}', { params: { number }, query: { as_of: useAsOf() } });
  const measure = view.data?.measure;
  const title = say(w.measureN, { n: number });
  return (
    <Page
      title={measure ? `${title} ${say(measure.title)}` : title}
      crumbs={[
        { label: say(words.plan), to: '/plan' },
        ...(view.data
          ? [
              {
                label: say(w.group, { n: numeral(view.data.group.number, language), title: say(view.data.group.title) }),
                to: `/plan?group=${view.data.group.number}`,
              },
            ]
          : []),
      ]}
      lead={measure && <span className={`coverage-${measure.coverage}`}>{say(kCoverageWords[measure.coverage])}</span>}
      actions={<CopyLink />}
    >
      <Answered of={view}>{(data) => <Measure view={data} />}</Answered>
    </Page>
  );
}

function Measure({ view }: { view: Schemas['MeasureView'] }) {
  const { say } = useSpeech();
  const columns = useTaskColumns(view.as_of);
  return (
    <div className="columns">
      <div className="column-main">
        <Section title={say(w.measureText)}>
          <p className="prose">{say(view.text)}</p>
        </Section>
        <Section title={say(w.tasksOfMeasure)} count={view.tasks.length}>
          <DataTable
            caption={say(w.tasksOfMeasure)}
            columns={columns}
            rows={view.tasks}
            rowKey={(row) => row.number}
            rowClass={(row) => `edge-${row.status}`}
            empty={
              <Empty title={say(w.noTasksOfMeasure)}>{say(w.noTasksOfMeasureDetail)}</Empty>
            }
          />
        </Section>
        {say(view.measure.uncovered) && (
          <Section title={say(w.uncovered)}>
            <p className="notice">{say(view.measure.uncovered)}</p>
          </Section>
        )}
        <Section title={say(w.findings)} count={view.findings.length}>
          <FindingList findings={view.findings} />
        </Section>
      </div>
      <div className="column-side">
        <Section title={say(words.commitments)} count={view.measure.commitments.length}>
          {view.measure.commitments.length === 0 ? (
            <p className="quiet">{say(w.noCommitments)}</p>
          ) : (
            <ul className="card-list">
              {view.measure.commitments.map((commitment) => (
                <CommitmentRow key={commitment.id} commitment={commitment} />
              ))}
            </ul>
          )}
        </Section>
        {view.duties.length > 0 && (
          <Section title={say(w.duties)} count={view.duties.length}>
            <DutyList duties={view.duties} day={view.as_of} />
          </Section>
        )}
      </div>
    </div>
  );
}
