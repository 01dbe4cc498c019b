import { useState } from 'react';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { formatDay, formatInstant } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Answered, Empty, Section } from '../../ui/page';
import { FileList, FilesField } from '../share/files_field';
import type { Admission } from './admission';
import { admissionWords as w, kAwardStepWords, kAwardWords } from './words';

type Award = Schemas['AwardView'];
type Given = Schemas['AwardGiven'];

/** Contest awards: put forward, shown to all, certified. */
export function AwardsPart({ admission }: { admission: Admission }) {
  const { say } = useSpeech();
  const [adding, setAdding] = useState(false);
  const awards = useGet('/api/admissions/{id}/awards', { params: { id: admission.id } });
  const works = admission.may.prepare || admission.may.confirm;
  return (
    <Section
      title={say(w.awards)}
      count={awards.data?.awards.length}
      actions={
        (admission.may.offer || admission.may.prepare) &&
        !adding && (
          <button type="button" className="plain-button primary" onClick={() => setAdding(true)}>
            {say(w.addAward)}
          </button>
        )
      }
    >
      <p className="quiet">{say(w.awardsLead)}</p>
      {adding && <AwardForm admission={admission} done={() => setAdding(false)} />}
      <Answered of={awards}>
        {(data) => (
          <>
            {data.awards.length === 0 && <Empty title={say(w.noAwards)} />}
            <ul className="card-list">
              {data.awards.map((award) => (
                <AwardLine key={award.id} award={award} />
              ))}
            </ul>
            {works && data.awards.some((award) => award.state === 'certified') && (
              <p>
                <a href={`/api/exports/admissions/${admission.id}/awards.xlsx`} download>
                  {say(w.exportAwards)}
                </a>
              </p>
            )}
          </>
        )}
      </Answered>
    </Section>
  );
}

function AwardLine({ award }: { award: Award }) {
  const { say, language } = useSpeech();
  return (
    <li className="card">
      <p>
        <b>
          <Written>{award.name}</Written>
        </b>{' '}
        {award.number} · <Written>{award.school}</Written> <span className="tag">{say(kAwardWords[award.state])}</span>
      </p>
      <p>
        {say(award.level)} · <Written>{award.contest}</Written>
      </p>
      <p className="quiet">
        {say(w.certificate, { issuer: award.issuer, no: award.certificate_no, day: formatDay(award.awarded_on, language) })} ·{' '}
        {say(w.putForwardBy, { unit: say(award.unit_name), who: award.proposed_by })}
      </p>
      {award.publicised_until && (
        <p>
          {say(w.publicity, { from: formatDay(award.publicised_from, language), until: formatDay(award.publicised_until, language) })}
        </p>
      )}
      <FileList files={award.files} />
      {award.objections.map((one) => (
        <p key={one.at} className="notice">
          {say(w.objection, { who: one.by, when: formatInstant(one.at, language) })} <Written>{one.text}</Written>
        </p>
      ))}
      {award.comment && <p>{award.comment}</p>}
      {award.decided_by && <p className="quiet">{say(w.decidedBy, { who: award.decided_by })}</p>}
      {award.may.length > 0 && <AwardSteps award={award} />}
    </li>
  );
}

function AwardSteps({ award }: { award: Award }) {
  const { say } = useSpeech();
  const [comment, setComment] = useState('');
  const form = useSubmit(
    (step: Schemas['AwardStep'], key) =>
      call('post', '/api/admission-awards/{id}/steps', {
        params: { id: award.id },
        body: { step, comment },
        version: award.version,
        key,
      }),
    () => {
      setComment('');
      refresh('admission');
    },
  );
  // What is recorded against somebody, or in spite of an objection, says why.
  const needsWords = (step: Schemas['AwardStep']) =>
    step === 'object' || step === 'reject' || (step === 'certify' && award.objections.length > 0);
  return (
    <>
      {form.problem && (
        <p className="form-problem" role="alert">
          {say(form.problem.detail)}
        </p>
      )}
      <p className="button-row">
        {award.may.some(needsWords) && (
          <input
            className="plain-input"
            aria-label={say(w.reasonOrObjection)}
            placeholder={say(w.reasonOrObjection)}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
        {award.may.map((step) => (
          <button
            key={step}
            type="button"
            className={step === 'publicise' || step === 'certify' ? 'plain-button primary' : 'plain-button'}
            disabled={needsWords(step) && !comment.trim()}
            aria-busy={form.busy}
            onClick={() => void form.submit(step)}
          >
            {say(kAwardStepWords[step])}
          </button>
        ))}
      </p>
    </>
  );
}

const kFieldPairs = [
  ['number', 'contest'],
  ['issuer', 'certificate_no'],
  ['awarded_on'],
] as const;

function AwardForm({ admission, done }: { admission: Admission; done: () => void }) {
  const { say } = useSpeech();
  // Who prepares the admission puts forward for the county of the candidate.
  const units = admission.offering.length > 0 ? admission.offering : admission.counties;
  const [files, setFiles] = useState<Schemas['FileLine'][]>([]);
  const [given, setGiven] = useState<Given>(() => ({
    number: '',
    level: admission.award_levels[0]?.id ?? '',
    contest: '',
    issuer: '',
    certificate_no: '',
    awarded_on: '',
    unit: units[0]?.id ?? '',
    files: [],
  }));
  const form = useSubmit(
    (body: Given, key) => call('post', '/api/admissions/{id}/awards', { params: { id: admission.id }, body, key }),
    () => {
      refresh('admission');
      done();
    },
  );
  const set = (next: Partial<Given>) => setGiven({ ...given, ...next });
  const titles = {
    number: w.number,
    contest: w.contest,
    issuer: w.issuer,
    certificate_no: w.certificateNo,
    awarded_on: w.awardedOn,
  };
  return (
    <div className="card">
      <PlainForm
        problem={form.problem}
        known={kFieldPairs.flat()}
        onSubmit={() => void form.submit({ ...given, files: files.map((file) => file.id) })}
      >
        <div className="field-pair">
          <label className="field">
            <span className="field-label">{say(w.award)}</span>
            <select className="plain-input" value={given.level} onChange={(event) => set({ level: event.target.value })}>
              {admission.award_levels.map((one) => (
                <option key={one.id} value={one.id}>
                  {say(one.title)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span className="field-label">{say(w.unit)}</span>
            <select className="plain-input" value={given.unit} onChange={(event) => set({ unit: event.target.value })}>
              {units.map((one) => (
                <option key={one.id} value={one.id}>
                  {say(one.name)}
                </option>
              ))}
            </select>
          </label>
        </div>
        {kFieldPairs.map((pair) => (
          <div key={pair[0]} className="field-pair">
            {pair.map((field) => (
              <TextField
                key={field}
                label={say(titles[field])}
                type={field === 'awarded_on' ? 'date' : 'text'}
                value={given[field]}
                onChange={(text) => set({ [field]: text })}
                error={form.errorOf(field)}
              />
            ))}
          </div>
        ))}
        <FilesField
          unit={given.unit}
          files={files}
          add={(file) => setFiles((now) => [...now, file])}
          remove={(id) => setFiles((now) => now.filter((file) => file.id !== id))}
        />
        <p className="button-row">
          <SubmitButton busy={form.busy}>{say(w.putForward)}</SubmitButton>
          <button type="button" className="plain-button" onClick={done}>
            {say({ zh: '取消', en: 'Cancel' })}
          </button>
        </p>
      </PlainForm>
    </div>
  );
}
