import { useParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { formatDay } from '../../ui/dates';
import { useSpeech } from '../../ui/language';
import { Answered, Page, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { SourceLink, usePeriod, WhoReports } from './commitment_pieces';
import { FindingList, TaskChip, UnitLink } from './pieces';
import { Measured, MeasuredShort } from '../indicator/measured';
import { planWords as w } from './words';

export default function CommitmentPage() {
  const { say } = useSpeech();
  const { id = '' } = useParams();
  const view = useGet('/api/commitments/{id}', { params: { id }, query: { as_of: useAsOf() } });
  return (
    <Page
      title={view.data ? say(view.data.commitment.title) : say(words.commitments)}
      crumbs={[{ label: say(words.commitments), to: '/commitments' }]}
      actions={<CopyLink />}
    >
      <Answered of={view}>{(data) => <Commitment view={data} />}</Answered>
    </Page>
  );
}

function Commitment({ view }: { view: Schemas['CommitmentView'] }) {
  const { say, language, mark } = useSpeech();
  const period = usePeriod();
  const { commitment, definition } = view;
  return (
    <div className="columns">
      <div className="column-main">
        <div className="card commitment-head">
          <p className="commitment-target">
            <span className="commitment-figure">{say(commitment.written)}</span>
            <span className="quiet">{period(commitment)}</span>
          </p>
          <MeasuredShort commitment={commitment.id} otherwise={<WhoReports commitment={commitment} />} />
          <p className="tags">
            <span className={commitment.definition_open ? 'tag tag-open' : 'tag'}>
              {say(commitment.definition_open ? w.definitionOpen : w.definitionRuled)}
            </span>
            {commitment.guide_value && <span className="tag">{say(w.guideValue)}</span>}
            {commitment.aspiration && <span className="tag">{say(w.aspiration)}</span>}
          </p>
        </div>
        <Section title={say(w.definition)}>
          {say(definition.text) && <p className="prose">{say(definition.text)}</p>}
          {!definition.open && view.ruled_by && (
            <p className="quiet">
              {say(w.definitionBy, {
                who: say(view.ruled_by.short_name),
                day: definition.ruled_on ? formatDay(definition.ruled_on, language) : '',
              })}
            </p>
          )}
          {definition.questions.length > 0 && (
            <>
              <h3>{say(w.questions)}</h3>
              <ul className="questions">
                {definition.questions.map((question) => (
                  <li key={question.zh}>{say(question)}</li>
                ))}
              </ul>
            </>
          )}
        </Section>
        <Measured commitment={commitment.id} />
        <Section title={say(w.findings)} count={view.findings.length}>
          <FindingList findings={view.findings} />
        </Section>
      </div>
      <div className="column-side">
        <Section title={say(w.target)}>
          <dl className="facts">
            <dt>{say(w.whenJudged)}</dt>
            <dd>{period(commitment)}</dd>
            <dt>{say(w.base)}</dt>
            <dd>{say(commitment.base) || <span className="quiet">{say(w.noBase)}</span>}</dd>
            <dt>{say(w.forWhom)}</dt>
            <dd>
              {commitment.for_whom.length > 0 ? (
                commitment.for_whom.map((name) => say(name)).join(mark.list)
              ) : (
                <span className="quiet">—</span>
              )}
            </dd>
            <dt>{say(w.owner)}</dt>
            <dd>
              {commitment.owner ? (
                <UnitLink unit={commitment.owner} />
              ) : (
                <span className="quiet">{say(w.noOwner)}</span>
              )}
            </dd>
            <dt>{say(w.source)}</dt>
            <dd>
              <SourceLink source={commitment.source} />
            </dd>
          </dl>
        </Section>
        <Section title={say(w.servingTasks)} count={view.tasks.length}>
          {view.tasks.length === 0 ? (
            <p className="quiet">{say(w.noServingTasks)}</p>
          ) : (
            <ul className="plain-list">
              {view.tasks.map((task) => (
                <li key={task.number}>
                  <TaskChip task={task} quiet={task.covers === 'touch'} /> {say(task.title)}
                </li>
              ))}
            </ul>
          )}
        </Section>
      </div>
    </div>
  );
}
