import { useId, useState } from 'react';
import { type Schemas, call } from '../../api/client';
import { refresh } from '../../api/queries';
import { todayInShanghai } from '../../ui/dates';
import { PlainForm, SubmitButton, TextField, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { kRoleWords } from '../plan/words';
import { ScanField } from './files_field';
import { shareWords as w } from './words';

type Share = Schemas['ShareLine'];

/** The office says by document which unit leads a task: the one presumed to, or another. */
export function ConfirmLead({ shares }: { shares: Share[] }) {
  const { say } = useSpeech();
  const unitId = useId();
  const today = todayInShanghai(Date.now());
  const [chosen, setChosen] = useState((shares.find((share) => share.role === 'presumed_lead') ?? shares[0]!).id);
  const [given, setGiven] = useState({ number: '', on: today });
  const [scan, setScan] = useState<Schemas['FileLine']>();
  const share = shares.find((one) => one.id === chosen) ?? shares[0]!;
  const confirm = useSubmit<Schemas['NewStep'], Schemas['ShareView']>(
    (body, key) =>
      call('post', '/api/shares/{id}/steps', { params: { id: share.id }, body, version: share.version, key }),
    () => refresh('share'),
  );
  return (
    <details className="inline-details no-print">
      <summary>{say(w.confirmLead)}</summary>
      <PlainForm
        problem={confirm.problem}
        known={['document_number', 'document_on']}
        onSubmit={() =>
          void confirm.submit({
            step: 'confirm_lead',
            document_number: given.number,
            document_on: given.on || null,
            document_file: scan?.id ?? null,
          })
        }
      >
        <p className="quiet">{say(w.confirmLeadLead)}</p>
        <label className="field" htmlFor={unitId}>
          {say(w.confirmLeadUnit)}
          <select
            id={unitId}
            className="plain-input"
            value={share.id}
            onChange={(event) => setChosen(event.target.value)}
          >
            {shares.map((one) => (
              <option key={one.id} value={one.id}>
                {say(one.unit.short_name)} · {say(kRoleWords[one.role])}
              </option>
            ))}
          </select>
        </label>
        <TextField
          label={say(w.changeNumber)}
          error={confirm.errorOf('document_number')}
          value={given.number}
          onChange={(number) => setGiven({ ...given, number })}
        />
        <TextField
          label={say(w.changeDocumentDay)}
          type="date"
          max={today}
          error={confirm.errorOf('document_on')}
          value={given.on}
          onChange={(on) => setGiven({ ...given, on })}
        />
        <ScanField unit={share.unit.id} scan={scan} set={setScan} />
        <SubmitButton busy={confirm.busy}>{say(w.confirmLeadSend)}</SubmitButton>
      </PlainForm>
    </details>
  );
}
