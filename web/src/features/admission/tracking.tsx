import type { Schemas } from '../../api/client';
import { useGet } from '../../api/queries';
import { DataTable } from '../../ui/data_table';
import { useSpeech, Written } from '../../ui/language';
import { Answered, Empty, Section } from '../../ui/page';
import type { Admission } from './admission';
import { UploadButton } from './people';
import { admissionWords as w } from './words';

type Line = Schemas['EnrolmentLine'];

/** Who has a place and who came: the last question of an admission. */
export function TrackingPart({ admission }: { admission: Admission }) {
  const { say } = useSpeech();
  const tracking = useGet('/api/admissions/{id}/tracking', { params: { id: admission.id } });
  const elsewhere = admission.decided_by.zh !== '';
  return (
    <>
      {admission.may.prepare && (
        <>
          <p className="quiet">{say(elsewhere ? w.resultsHint : w.enrolmentHint)}</p>
          <p className="button-row">
            {elsewhere && <UploadButton admission={admission} kind="results" label={say(w.uploadResults)} />}
            <UploadButton admission={admission} kind="enrolment" label={say(w.uploadEnrolment)} />
          </p>
        </>
      )}
      <Answered of={tracking}>
        {(data) => (
          <>
            <dl className="candidate-marks">
              {admission.checks_eligibility && (
                <div>
                  <dt>{say(w.eligible)}</dt>
                  <dd>
                    {data.eligible} / {data.candidates}
                  </dd>
                </div>
              )}
              <div>
                <dt>{say(w.placed)}</dt>
                <dd>{data.total.placed}</dd>
              </div>
              <div>
                <dt>{say(w.reported)}</dt>
                <dd>{data.total.reported}</dd>
              </div>
              <div>
                <dt>{say(w.absent)}</dt>
                <dd>{data.total.absent}</dd>
              </div>
              <div>
                <dt>{say(w.notHeard)}</dt>
                <dd>{data.total.unknown}</dd>
              </div>
            </dl>
            {elsewhere && data.awaiting_result > 0 && <p>{say(w.awaitingResult, { n: data.awaiting_result })}</p>}
            {data.total.placed === 0 ? (
              <Empty title={say(w.nobodyPlaced)} />
            ) : (
              <>
                <Lines title={say(w.byInstitution)} name={say(w.institution)} rows={data.institutions} />
                <Lines title={say(w.bySchool)} name={say(w.from)} rows={data.schools} />
                <p>
                  <a href={`/api/exports/admissions/${admission.id}/tracking.xlsx`} download>
                    {say(w.exportTracking)}
                  </a>
                </p>
              </>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

function Lines({ title, name, rows }: { title: string; name: string; rows: Line[] }) {
  const { say } = useSpeech();
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        sortName={title}
        rows={rows}
        rowKey={(row) => row.name}
        columns={[
          { key: 'name', title: name, heading: true, cell: (row) => <Written>{row.name}</Written> },
          { key: 'placed', title: say(w.placed), align: 'right', sort: (row) => row.placed, cell: (row) => row.placed },
          { key: 'reported', title: say(w.reported), align: 'right', sort: (row) => row.reported, cell: (row) => row.reported },
          { key: 'absent', title: say(w.absent), align: 'right', sort: (row) => row.absent, cell: (row) => row.absent },
          { key: 'unknown', title: say(w.notHeard), align: 'right', sort: (row) => row.unknown, cell: (row) => row.unknown },
        ]}
      />
    </Section>
  );
}
