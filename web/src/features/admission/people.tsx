import { useRef, useState } from 'react';
import { ApiProblem, type Schemas, call, newKey, send } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { readInWorker } from '../register/read_in_worker';
import { writeCsv } from '../register/workbook';
import { DataTable } from '../../ui/data_table';
import { formatInstant } from '../../ui/dates';
import { useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Answered, Section } from '../../ui/page';
import type { Admission } from './admission';
import { admissionWords as w, kAccessWords, kEligibilityWords, kImportKindWords, kImportWords } from './words';

type Import = Schemas['AdmissionImportView'];
type Line = Schemas['CandidateLine'];

export function PeoplePart({ admission }: { admission: Admission }) {
  const works = admission.may.prepare || admission.may.confirm;
  return (
    <>
      {works && <ImportsPart admission={admission} />}
      <CandidatesPart admission={admission} />
    </>
  );
}

function ImportsPart({ admission }: { admission: Admission }) {
  const { say } = useSpeech();
  const imports = useGet('/api/admissions/{id}/imports', { params: { id: admission.id } });
  // Marks that come from different places come in files of their own.
  const parts = admission.subjects.filter(
    (one) => admission.imported_subjects.length < admission.subjects.length && admission.imported_subjects.includes(one.id),
  );
  return (
    <Section title={say(w.importTitle)}>
      {admission.may.prepare && (
        <>
          <p className="quiet">{say(w.importHint)}</p>
          {admission.checks_eligibility && <p className="quiet">{say(w.eligibilityHint)}</p>}
          <p className="button-row">
            <UploadButton admission={admission} kind="candidates" label={say(w.uploadCandidates)} />
            <UploadButton admission={admission} kind="marks" label={say(w.uploadMarks)} />
            {parts.map((subject) => (
              <UploadButton
                key={subject.id}
                admission={admission}
                kind="marks"
                subject={subject.id}
                label={say(w.uploadOneMark, { subject: say(subject.title) })}
              />
            ))}
            {admission.checks_eligibility && <UploadButton admission={admission} kind="eligibility" label={say(w.uploadEligibility)} />}
            {admission.compares_with_register && <CompareButton admission={admission} />}
          </p>
        </>
      )}
      <Answered of={imports}>
        {(data) => (
          <ul className="card-list">
            {data.imports.map((one) => (
              <ImportLine key={one.id} file={one} />
            ))}
          </ul>
        )}
      </Answered>
    </Section>
  );
}

/** What the register says of the candidates waits for another person like a file. */
function CompareButton({ admission }: { admission: Admission }) {
  const { say } = useSpeech();
  const form = useSubmit(
    (_: null, key: string) => call('post', '/api/admissions/{id}/eligibility-check', { params: { id: admission.id }, key }),
    () => refresh('admission'),
  );
  return (
    <span>
      <button type="button" className="plain-button" aria-busy={form.busy} onClick={() => void form.submit(null)}>
        {say(w.compareEligibility)}
      </button>
      {form.problem && (
        <span className="form-problem" role="alert">
          {say(form.problem.detail)}
        </span>
      )}
    </span>
  );
}

/** A spreadsheet is sent as the CSV that it says; a CSV as it is, whatever its encoding. */
async function tableOf(file: File): Promise<Blob> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (start[0] !== 0x50 || start[1] !== 0x4b) return new Blob([file], { type: 'text/csv' });
  const [sheet, other] = await readInWorker(file);
  if (!sheet || other) throw new ApiProblem({ status: 422, title: w.oneSheet, detail: w.oneSheet });
  return new Blob([writeCsv(sheet.rows)], { type: 'text/csv' });
}

export function UploadButton({
  admission,
  kind,
  subject,
  label,
}: {
  admission: Admission;
  kind: Schemas['ImportKind'];
  subject?: string;
  label: string;
}) {
  const { say } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const upload = async (file: File | undefined) => {
    if (!file || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const target = `/api/admissions/${encodeURIComponent(admission.id)}/imports?kind=${kind}&file_name=${encodeURIComponent(file.name)}${subject ? `&subjects=${subject}` : ''}`;
      await send<Import>('post', target, { body: await tableOf(file), key: newKey() });
      refresh('admission');
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
      if (input.current) input.current.value = '';
    }
  };
  return (
    <span>
      <label className="plain-button">
        {label}
        <input
          ref={input}
          type="file"
          accept=".csv,.xlsx,text/csv"
          className="visually-hidden"
          aria-label={label}
          onChange={(event) => void upload(event.target.files?.[0])}
        />
      </label>
      {problem && (
        <span className="form-problem" role="alert">
          <b>{say(problem.detail)}</b>
          {problem.errors.map((error, at) => (
            <span key={at}> {say(error.message)}</span>
          ))}
        </span>
      )}
    </span>
  );
}

function ImportLine({ file }: { file: Import }) {
  const { say, language } = useSpeech();
  const [reason, setReason] = useState('');
  const form = useSubmit(
    (accept: boolean) =>
      call('post', '/api/admission-imports/{id}/decision', {
        params: { id: file.id },
        body: { accept, reason },
        version: file.version,
      }),
    () => refresh('admission'),
  );
  return (
    <li className="card">
      <p>
        <b>{file.file_name}</b> <span className="quiet">{say(kImportKindWords[file.kind])}</span>{' '}
        <span className="tag">{say(kImportWords[file.state])}</span>
      </p>
      <p>{say(w.importCounts, { rows: file.rows, added: file.added, changed: file.changed, unchanged: file.unchanged })}</p>
      {file.unknown > 0 && <p>{say(w.importUnknown, { n: file.unknown })}</p>}
      {file.faults_count > 0 && (
        <details>
          <summary>{say(w.importFaults, { n: file.faults_count })}</summary>
          <ul className="fault-list">
            {file.faults.map((fault) => (
              <li key={fault.row}>
                {say(w.row, { row: fault.row })} {say(fault.reason)}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="quiet">
        {say(w.by, { who: file.uploaded_by, when: formatInstant(file.uploaded_at, language) })}
        {file.decided_by && <> · {say(w.decidedBy, { who: file.decided_by })}</>} · {say(w.hash, { hash: file.sha256.slice(0, 16) })}
      </p>
      {file.reason && <p>{file.reason}</p>}
      {form.problem && (
        <p className="form-problem" role="alert">
          {say(form.problem.detail)}
        </p>
      )}
      {file.may_decide && (
        <p className="button-row">
          <button type="button" className="plain-button primary" aria-busy={form.busy} onClick={() => void form.submit(true)}>
            {say(w.accept)}
          </button>
          {file.state === 'waiting' && (
            <>
              <input
                className="plain-input"
                aria-label={say(w.askReason)}
                placeholder={say(w.askReason)}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
              <button type="button" className="plain-button" disabled={!reason.trim()} onClick={() => void form.submit(false)}>
                {say(w.reject)}
              </button>
            </>
          )}
        </p>
      )}
    </li>
  );
}

function CandidatesPart({ admission }: { admission: Admission }) {
  const { say } = useSpeech();
  const [after, setAfter] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [codes, setCodes] = useState<Schemas['IssuedCode'][]>([]);
  const list = useGet('/api/admissions/{id}/candidates', {
    params: { id: admission.id },
    query: { after },
    keep: true,
  });
  const form = useSubmit(
    (numbers: string[]) => call('post', '/api/admissions/{id}/codes', { params: { id: admission.id }, body: { numbers } }),
    (answer) => {
      setCodes(answer.codes);
      setChosen([]);
      void list.refetch();
    },
  );
  const toggle = (number: string) =>
    setChosen(chosen.includes(number) ? chosen.filter((one) => one !== number) : [...chosen, number]);
  const rows = list.data?.candidates ?? [];
  return (
    <Section title={say(w.candidates)}>
      {codes.length > 0 && <Slips codes={codes} />}
      {admission.may.issue && (
        <>
          <p className="quiet no-print">{say(w.issueHint)}</p>
          {form.problem && (
            <p className="form-problem" role="alert">
              {say(form.problem.detail)}
            </p>
          )}
          <p className="button-row no-print">
            <button
              type="button"
              className="plain-button"
              onClick={() => setChosen(rows.filter((one) => one.access === 'none').map((one) => one.number))}
            >
              {say(w.chooseAllWithout)}
            </button>
            <button
              type="button"
              className="plain-button primary"
              disabled={chosen.length === 0}
              aria-busy={form.busy}
              onClick={() => void form.submit(chosen)}
            >
              {say(w.issue)}（{chosen.length}）
            </button>
          </p>
        </>
      )}
      <Answered of={list}>
        {(data) => (
          <>
            <DataTable
              caption={say(w.candidates)}
              rows={data.candidates}
              rowKey={(one) => one.number}
              columns={[
                ...(admission.may.issue
                  ? [
                      {
                        key: 'choose',
                        title: say({ zh: '选', en: 'Choose' }),
                        cell: (one: Line) => (
                          <input
                            type="checkbox"
                            aria-label={one.number}
                            checked={chosen.includes(one.number)}
                            onChange={() => toggle(one.number)}
                          />
                        ),
                      },
                    ]
                  : []),
                { key: 'number', title: say(w.number), heading: true, cell: (one) => one.number },
                { key: 'name', title: say(w.name), cell: (one) => <Written>{one.name}</Written> },
                { key: 'county', title: say(w.county), cell: (one) => say(one.county) },
                { key: 'school', title: say(w.from), cell: (one) => <Written>{one.school}</Written> },
                { key: 'marks', title: say(w.hasMarks), cell: (one) => say(one.has_marks ? w.yes : w.no) },
                ...(admission.checks_eligibility
                  ? [{ key: 'eligibility', title: say(w.eligibility), cell: (one: Line) => say(kEligibilityWords[one.eligibility]) }]
                  : []),
                { key: 'access', title: say(w.access), cell: (one) => say(kAccessWords[one.access]) },
              ]}
            />
            {data.next && (
              <p className="pager no-print">
                <button type="button" className="plain-button" onClick={() => setAfter(data.next)}>
                  {say(w.nextPage)}
                </button>
              </p>
            )}
          </>
        )}
      </Answered>
    </Section>
  );
}

/** One slip a candidate, to be cut apart; they are not shown again. */
function Slips({ codes }: { codes: Schemas['IssuedCode'][] }) {
  const { say } = useSpeech();
  return (
    <div className="slips">
      <p className="no-print">
        <button type="button" className="plain-button" onClick={() => window.print()}>
          {say(w.printSlips)}
        </button>
      </p>
      <ul>
        {codes.map((one) => (
          <li key={one.number} className="card">
            <p>
              <Written>{one.name}</Written> {one.number}
            </p>
            <p className="slip-code">{one.code}</p>
            <p className="quiet wrap-any">{say(w.slip, { address: `${window.location.origin}/candidate` })}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
