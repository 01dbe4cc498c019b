import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { DataTable } from '../../ui/data_table';
import { formatDay, formatInstant } from '../../ui/dates';
import { useSpeech, Written } from '../../ui/language';
import { Answered, Empty, Page, Section } from '../../ui/page';
import { CutOffTable } from './cut_off_table';
import { admissionWords as w, kRunWords } from './words';

/** For everybody: the hash of the data before there is a result, and how far down each school went. */
export default function PublicAdmissionsPage() {
  const { say, language } = useSpeech();
  const open = useGet('/api/public/admissions');
  return (
    <div className="public">
      <main>
        <Page title={say(w.publicTitle)} lead={say(w.publicLead)}>
          <Answered of={open}>
            {(data) => (
              <>
                {data.admissions.length === 0 && <Empty title={say(w.none)} />}
                {data.admissions.map((admission) => (
                  <Section key={admission.id} title={say(admission.title)}>
                    {admission.awards.length > 0 && (
                      <div className="card">
                        <h3>{say(w.publicAwards)}</h3>
                        <p className="quiet">
                          {say(w.publicAwardsHint, { office: say(admission.enquiry.office), phone: admission.enquiry.phone })}
                        </p>
                        <DataTable
                          caption={say(w.publicAwards)}
                          rows={admission.awards}
                          rowKey={(award) => award.name + award.contest + award.level.zh}
                          columns={[
                            { key: 'name', title: say(w.name), heading: true, cell: (award) => <Written>{award.name}</Written> },
                            { key: 'school', title: say(w.from), cell: (award) => <Written>{award.school}</Written> },
                            { key: 'level', title: say(w.award), cell: (award) => say(award.level) },
                            { key: 'contest', title: say(w.contest), cell: (award) => <Written>{award.contest}</Written> },
                            { key: 'until', title: say(w.publicityEnds), cell: (award) => formatDay(award.until, language) },
                          ]}
                        />
                      </div>
                    )}
                    {admission.awards.length === 0 && admission.runs.length === 0 && (
                      <p className="quiet">{say(w.publicNothingYet)}</p>
                    )}
                    {admission.runs.map((run) => (
                      <Run key={run.frozen_at + run.input_sha256} run={run} />
                    ))}
                  </Section>
                ))}
              </>
            )}
          </Answered>
          <p>
            <Link to="/candidate">{say(w.toCandidate)}</Link>
          </p>
        </Page>
      </main>
    </div>
  );
}

function Run({ run }: { run: Schemas['PublicRun'] }) {
  const { say, language } = useSpeech();
  return (
    <div className="card">
      <h3>
        {say(run.round)} <span className="tag">{say(kRunWords[run.state])}</span>
      </h3>
      <p>
        {say(w.frozenAt, { when: formatInstant(run.frozen_at, language) })}
        {run.published_at && <> · {say(w.publishedAt, { when: formatInstant(run.published_at, language) })}</>}
      </p>
      <p className="quiet wrap-any">
        {say(w.inputHash)} <code>{run.input_sha256}</code>
      </p>
      {!run.intact && <p className="notice">{say(w.notIntact)}</p>}
      {run.cut_offs.length > 0 && <CutOffTable rows={run.cut_offs} />}
    </div>
  );
}
