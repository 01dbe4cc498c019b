import { useState } from 'react';
import { type Schemas, call } from '../../api/client';
import { useGet } from '../../api/queries';
import { DataTable } from '../../ui/data_table';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Answered, Section } from '../../ui/page';
import type { Admission } from './admission';
import { IntakeLine } from './intake_line';
import { markText } from './marks';
import { admissionWords as w, kSectorWords } from './words';

type Simulation = Schemas['SimulationView'];

const kSectors = ['general', 'vocational'] as const;
// Where nothing is owed every place counts as one of them.
const kOneSector = ['vocational'] as const;

/** The intake ratio where one is owed; otherwise a rehearsal of who would get in. */
export function SimulationPart({ admission }: { admission: Admission }) {
  const { say } = useSpeech();
  const offers = useGet('/api/admissions/{id}/offers', { params: { id: admission.id } });
  return (
    <Section title={say(admission.owes_ratio ? w.ratio : w.rehearsal)}>
      <p>{say(admission.owes_ratio ? w.ratioLead : w.rehearsalLead)}</p>
      <Answered of={offers}>
        {(data) => (
          <SimulationForm admission={admission} offers={data.offers.filter((offer) => offer.state === 'approved')} />
        )}
      </Answered>
    </Section>
  );
}

function SimulationForm({ admission, offers }: { admission: Admission; offers: Schemas['SeatOfferView'][] }) {
  const { say } = useSpeech();
  const [seats, setSeats] = useState<Record<string, string>>({});
  const [lines, setLines] = useState<Record<string, string>>({});
  const [assume, setAssume] = useState(true);
  const [answer, setAnswer] = useState<Simulation>();
  const subject = admission.subjects[0];
  const form = useSubmit(
    (body: Schemas['SimulationGiven']) =>
      call('post', '/api/admissions/{id}/simulation', { params: { id: admission.id }, body }),
    setAnswer,
  );
  const keyOf = (offer: string, programme: string) => `${offer}/${programme}`;
  const submit = () => {
    const changed = offers.flatMap((offer) =>
      offer.programmes
        .map((programme) => ({ offer: offer.code, programme: programme.id, text: seats[keyOf(offer.code, programme.id)] }))
        .filter((one) => one.text !== undefined && one.text !== '')
        .map((one) => ({ offer: one.offer, programme: one.programme, seats: Number(one.text) })),
    );
    const drawn = kSectors
      .filter((sector) => lines[sector])
      .map((sector) => ({ sector, subject: subject?.id ?? '', mark: lines[sector]! }));
    void form.submit({ seats: changed, lines: drawn, assume });
  };
  return (
    <>
      <PlainForm problem={form.problem} known={[]} onSubmit={submit}>
        <div className="table-scroll" tabIndex={0} role="region" aria-label={say(w.ratio)}>
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{say(w.school)}</th>
                <th scope="col">{say(w.programme)}</th>
                {admission.owes_ratio && <th scope="col">{say(w.sector)}</th>}
                <th scope="col" className="right">
                  {say(w.asIs)}
                </th>
                <th scope="col" className="right">
                  {say(w.changedTo)}
                </th>
              </tr>
            </thead>
            <tbody>
              {offers.flatMap((offer) =>
                offer.programmes.map((programme) => {
                  const key = keyOf(offer.code, programme.id);
                  return (
                    <tr key={key}>
                      <th scope="row">
                        {offer.code} <Written>{offer.school}</Written>
                      </th>
                      <td data-title={say(w.programme)}>{say(programme.title)}</td>
                      {admission.owes_ratio && <td data-title={say(w.sector)}>{say(kSectorWords[offer.sector])}</td>}
                      <td className="right" data-title={say(w.asIs)}>
                        {programme.seats}
                      </td>
                      <td className="right" data-title={say(w.changedTo)}>
                        <input
                          className="plain-input seats-input"
                          inputMode="numeric"
                          aria-label={`${offer.code} ${offer.school} ${say(programme.title)}`}
                          placeholder={String(programme.seats)}
                          value={seats[key] ?? ''}
                          onChange={(event) => setSeats({ ...seats, [key]: event.target.value.replace(/\D/g, '') })}
                        />
                      </td>
                    </tr>
                  );
                }),
              )}
            </tbody>
          </table>
        </div>
        <div className="field-pair">
          {(admission.owes_ratio ? kSectors : kOneSector).map((sector) => (
            <TextField
              key={sector}
              label={say(w.lineOf, { sector: admission.owes_ratio ? say(kSectorWords[sector]) : '', subject: subject ? say(subject.title) : '' })}
              value={lines[sector] ?? ''}
              required={false}
              onChange={(text) => setLines({ ...lines, [sector]: text })}
            />
          ))}
        </div>
        <label className="check">
          <input type="checkbox" checked={assume} onChange={(event) => setAssume(event.target.checked)} />
          {say(admission.owes_ratio ? w.assume : w.assumeAll)}
        </label>
        <SubmitButton busy={form.busy}>{say(w.simulate)}</SubmitButton>
      </PlainForm>
      {answer && <SimulationResult answer={answer} owesRatio={admission.owes_ratio} />}
    </>
  );
}

function SimulationResult({ answer, owesRatio }: { answer: Simulation; owesRatio: boolean }) {
  const { say } = useSpeech();
  const pair = (title: Schemas['Text'], before: Schemas['IntakeView'], after: Schemas['IntakeView']) => (
    <div className="simulation-pair">
      <div className="card">
        <h3>
          {say(title)} · {say(w.asIs)}
        </h3>
        <IntakeLine intake={before} />
      </div>
      <div className="card">
        <h3>
          {say(title)} · {say(w.changedTo)}
        </h3>
        <IntakeLine intake={after} />
      </div>
    </div>
  );
  return (
    <div role="status" className="simulation">
      <p>{say(w.simulatedOver, { n: answer.candidates, assumed: answer.assumed })}</p>
      {!owesRatio && <p className="notice">{say(w.rehearsalOnly)}</p>}
      {owesRatio && pair(w.planRatio, answer.plan_before, answer.plan_after)}
      {owesRatio && pair(w.intakeRatio, answer.before, answer.after)}
      <DataTable
        caption={say(w.offers)}
        rows={answer.offers}
        rowKey={(row) => row.offer}
        columns={[
          {
            key: 'school',
            title: say(w.school),
            heading: true,
            cell: (row) => (
              <>
                {row.offer} <Written>{row.school}</Written>
              </>
            ),
          },
          { key: 'seats_before', title: say(w.seatsColumn), align: 'right', cell: (row) => row.seats_before },
          { key: 'seats_after', title: say(w.changedTo), align: 'right', cell: (row) => row.seats_after },
          { key: 'before', title: say(w.admittedBefore), align: 'right', cell: (row) => row.admitted_before },
          { key: 'after', title: say(w.admittedAfter), align: 'right', cell: (row) => row.admitted_after },
          { key: 'empty', title: say(w.emptyAfter), align: 'right', cell: (row) => row.empty_after },
          {
            key: 'lowest',
            title: say(w.lowest),
            align: 'right',
            cell: (row) => (row.lowest_after == null ? '—' : markText(row.lowest_after)),
          },
        ]}
      />
      <h3>{say(w.movesTitle)}</h3>
      {answer.moves.length === 0 ? (
        <p>{say(w.noMoves)}</p>
      ) : (
        <DataTable
          caption={say(w.movesTitle)}
          sortName="moves"
          rows={answer.moves}
          rowKey={(row) => `${row.from}→${row.to}`}
          columns={[
            { key: 'from', title: say(w.moveFrom), heading: true, cell: (row) => <Written>{row.from || say(w.noPlace)}</Written> },
            { key: 'to', title: say(w.moveTo), cell: (row) => <Written>{row.to || say(w.noPlace)}</Written> },
            { key: 'n', title: say(w.moveCount), align: 'right', cell: (row) => row.candidates },
          ]}
        />
      )}
    </div>
  );
}
