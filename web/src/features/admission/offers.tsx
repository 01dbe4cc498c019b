import { useState } from 'react';
import { type Schemas, call } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { DataTable } from '../../ui/data_table';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Answered, Empty, Section } from '../../ui/page';
import type { Admission } from './admission';
import { admissionWords as w, kOfferWords, kSectorWords, kStepWords } from './words';

type Offer = Schemas['SeatOfferView'];
type Given = Schemas['OfferGiven'];

export function OffersPart({ admission }: { admission: Admission }) {
  const { say, mark } = useSpeech();
  const offers = useGet('/api/admissions/{id}/offers', { params: { id: admission.id } });
  const [editing, setEditing] = useState<Offer | 'new'>();
  const nameOf = (list: { id: string; name: Schemas['Text'] }[], id: string) => say(list.find((one) => one.id === id)?.name ?? { zh: id, en: id });
  return (
    <Section
      title={say(w.offers)}
      count={offers.data?.offers.length}
      actions={
        admission.may.offer &&
        !editing && (
          <button type="button" className="plain-button primary" onClick={() => setEditing('new')}>
            {say(w.addOffer)}
          </button>
        )
      }
    >
      {editing && (
        <OfferForm
          key={editing === 'new' ? 'new' : editing.id}
          admission={admission}
          offer={editing === 'new' ? undefined : editing}
          done={() => setEditing(undefined)}
        />
      )}
      <Answered of={offers}>
        {(data) => (
          <DataTable
            caption={say(w.offers)}
            rows={data.offers}
            rowKey={(offer) => offer.id}
            empty={<Empty title={say(w.noOffers)} />}
            columns={[
              {
                key: 'school',
                title: say(w.school),
                heading: true,
                sort: (offer) => offer.code,
                cell: (offer) => (
                  <>
                    {offer.code} <Written>{offer.school}</Written>
                    {offer.unused_to && <p className="cell-note">{say(w.unusedToShort, { code: offer.unused_to })}</p>}
                  </>
                ),
              },
              ...(admission.owes_ratio
                ? [{ key: 'sector', title: say(w.sector), cell: (offer: Offer) => say(kSectorWords[offer.sector]) }]
                : []),
              {
                key: 'round',
                title: say(w.round),
                cell: (offer) => say(admission.rounds.find((one) => one.id === offer.round)?.title ?? { zh: '', en: '' }),
              },
              {
                key: 'counties',
                title: say(w.takesFrom),
                cell: (offer) =>
                  offer.counties.length === 0
                    ? say(w.everywhere)
                    : offer.counties.map((id) => nameOf(admission.counties, id)).join(mark.list),
              },
              {
                key: 'seats',
                title: say(w.seatsColumn),
                align: 'right',
                sort: (offer) => offer.seats,
                cell: (offer) => offer.seats,
              },
              {
                key: 'state',
                title: say(w.state),
                cell: (offer) => (
                  <>
                    <span className="tag">{say(kOfferWords[offer.state])}</span>
                    <span className="quiet"> {offer.proposed_by}</span>
                    {offer.comment && <p className="cell-note">{offer.comment}</p>}
                  </>
                ),
              },
              {
                key: 'steps',
                title: say({ zh: '办理', en: 'Steps' }),
                cell: (offer) => <OfferSteps offer={offer} edit={() => setEditing(offer)} />,
              },
            ]}
          />
        )}
      </Answered>
    </Section>
  );
}

function OfferSteps({ offer, edit }: { offer: Offer; edit: () => void }) {
  const { say } = useSpeech();
  const [asking, setAsking] = useState<Schemas['OfferStep']>();
  const [comment, setComment] = useState('');
  const form = useSubmit(
    (step: Schemas['OfferStep'], key) =>
      call('post', '/api/admission-offers/{id}/steps', {
        params: { id: offer.id },
        body: { step, comment },
        version: offer.version,
        key,
      }),
    () => {
      setAsking(undefined);
      refresh('admission');
    },
  );
  const start = (step: Schemas['OfferStep']) => {
    if (step === 'give_back' || step === 'withdraw') setAsking(step);
    else void form.submit(step);
  };
  return (
    <>
      {form.problem && (
        <p className="field-error" role="alert">
          {say(form.problem.detail)}
        </p>
      )}
      <span className="button-row">
        {offer.may_edit && (
          <button type="button" className="link-button" onClick={edit}>
            {say(w.edit)}
          </button>
        )}
        {offer.may.map((step) => (
          <button key={step} type="button" className="link-button" aria-busy={form.busy} onClick={() => start(step)}>
            {say(kStepWords[step])}
          </button>
        ))}
      </span>
      {asking && (
        <span className="inline-field">
          <input
            className="plain-input"
            aria-label={say(w.askReason)}
            placeholder={say(w.askReason)}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <button type="button" className="plain-button" disabled={!comment.trim()} onClick={() => void form.submit(asking)}>
            {say(kStepWords[asking])}
          </button>
        </span>
      )}
    </>
  );
}

function OfferForm({ admission, offer, done }: { admission: Admission; offer?: Offer; done: () => void }) {
  const { say } = useSpeech();
  const rounds = admission.rounds.filter((round) => !round.supplementary);
  const [given, setGiven] = useState<Given>(() => ({
    code: offer?.code ?? '',
    unit: offer?.unit ?? admission.offering[0]?.id ?? '',
    school: offer?.school ?? '',
    sector: offer?.sector ?? 'vocational',
    round: offer?.round ?? rounds[0]?.id ?? '',
    category: offer?.category ?? admission.categories[0]?.id ?? '',
    counties: offer?.counties ?? [],
    unused_to: offer?.unused_to ?? '',
    programmes: offer?.programmes ?? [{ id: '01', title: { zh: '', en: '' }, seats: 50 }],
  }));
  const form = useSubmit(
    (body: Given, key) =>
      offer
        ? call('post', '/api/admission-offers/{id}/edit', { params: { id: offer.id }, body, version: offer.version, key })
        : call('post', '/api/admissions/{id}/offers', { params: { id: admission.id }, body, key }),
    () => {
      refresh('admission');
      done();
    },
  );
  const set = (next: Partial<Given>) => setGiven({ ...given, ...next });
  const setProgramme = (at: number, next: Partial<Schemas['OfferProgramme']>) =>
    set({ programmes: given.programmes.map((one, place) => (place === at ? { ...one, ...next } : one)) });
  const choose = (label: string, value: string, options: { id: string; name: string }[], change: (id: string) => void) => (
    <label className="field">
      <span className="field-label">{label}</span>
      <select className="plain-input" value={value} onChange={(event) => change(event.target.value)}>
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="card">
      <PlainForm problem={form.problem} known={['code', 'school', 'unused_to']} onSubmit={() => void form.submit(given)}>
        <div className="field-pair">
          <TextField label={say(w.code)} value={given.code} onChange={(code) => set({ code })} error={form.errorOf('code')} />
          <TextField label={say(w.school)} value={given.school} onChange={(school) => set({ school })} error={form.errorOf('school')} />
        </div>
        <div className="field-pair">
          {choose(say(w.unit), given.unit, admission.offering.map((one) => ({ id: one.id, name: say(one.name) })), (unit) => set({ unit }))}
          {admission.owes_ratio &&
            choose(
            say(w.sector),
            given.sector,
            (['general', 'vocational'] as const).map((id) => ({ id, name: say(kSectorWords[id]) })),
            (sector) => set({ sector: sector as Given['sector'] }),
          )}
        </div>
        <div className="field-pair">
          {choose(say(w.round), given.round, rounds.map((one) => ({ id: one.id, name: say(one.title) })), (round) => set({ round }))}
          {admission.categories.length > 0 &&
            choose(say(w.category), given.category, admission.categories.map((one) => ({ id: one.id, name: say(one.title) })), (category) => set({ category }))}
        </div>
        {rounds.length > 1 && (
          <TextField
            label={say(w.unusedTo)}
            hint={say(w.unusedToHint)}
            required={false}
            value={given.unused_to ?? ''}
            onChange={(unused_to) => set({ unused_to })}
            error={form.errorOf('unused_to')}
          />
        )}
        <fieldset className="offer-counties">
          <legend>{say(w.takesFrom)}</legend>
          {admission.counties.map((county) => (
            <label key={county.id} className="check">
              <input
                type="checkbox"
                checked={given.counties.includes(county.id)}
                onChange={(event) =>
                  set({
                    counties: event.target.checked
                      ? [...given.counties, county.id]
                      : given.counties.filter((one) => one !== county.id),
                  })
                }
              />
              {say(county.name)}
            </label>
          ))}
          <p className="quiet">{say({ zh: '都不选就是全市。', en: 'None chosen means everywhere.' })}</p>
        </fieldset>
        {given.programmes.map((programme, at) => (
          <div key={at} className="offer-programme">
            <TextField label={say(w.programmeId)} value={programme.id} onChange={(id) => setProgramme(at, { id })} />
            <TextField
              label={say(w.programme)}
              value={programme.title.zh}
              onChange={(zh) => setProgramme(at, { title: { zh, en: programme.title.en } })}
            />
            <TextField
              label={say(w.seatsColumn)}
              value={String(programme.seats)}
              onChange={(text) => setProgramme(at, { seats: Number(text.replace(/\D/g, '')) })}
            />
            {given.programmes.length > 1 && (
              <button
                type="button"
                className="link-button"
                onClick={() => set({ programmes: given.programmes.filter((_, place) => place !== at) })}
              >
                {say(w.remove)}
              </button>
            )}
          </div>
        ))}
        <p>
          <button
            type="button"
            className="link-button"
            onClick={() =>
              set({
                programmes: [
                  ...given.programmes,
                  { id: String(given.programmes.length + 1).padStart(2, '0'), title: { zh: '', en: '' }, seats: 50 },
                ],
              })
            }
          >
            {say(w.addProgramme)}
          </button>
        </p>
        <p className="button-row">
          <SubmitButton busy={form.busy}>{say(w.save)}</SubmitButton>
          <button type="button" className="plain-button" onClick={done}>
            {say({ zh: '取消', en: 'Cancel' })}
          </button>
        </p>
      </PlainForm>
    </div>
  );
}
