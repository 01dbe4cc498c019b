import { useId, useState } from 'react';
import { type Schemas, call } from '../../api/client';
import { refresh } from '../../api/queries';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Trouble } from '../../ui/page';
import { words } from '../../ui/words';
import { useCellName } from './report_cells';
import { cellsOf } from './report_content';
import { shareWords as w } from './words';

type View = Schemas['ReportView'];

/** What the office does with a report: verifying and sending back are equally easy. */
export function ReviewBar({ view, done }: { view: View; done: (after: View) => void }) {
  const { say, mark } = useSpeech();
  const [asking, setAsking] = useState(false);
  const { line } = view;
  const options = { params: { id: line.share.id, period: line.period }, version: line.version };
  const after = (answer: View) => {
    refresh('report');
    done(answer);
  };
  const verify = useSubmit<'verify', View>(
    (_, key) => call('post', '/api/shares/{id}/reports/{period}/verify', { ...options, key }),
    after,
  );
  const acknowledge = useSubmit<'acknowledge', View>(
    (_, key) => call('post', '/api/shares/{id}/reports/{period}/acknowledge', { ...options, key }),
    after,
  );
  const problem = verify.problem ?? acknowledge.problem;
  return (
    <div className="action-bar no-print">
      {problem && <Trouble problem={problem} retry={() => refresh('report')} />}
      {view.others_verify.length > 0 && (
        <p className="quiet">
          {say(w.verifiedByOther, { roles: view.others_verify.map((role) => say(role)).join(mark.list) })}
        </p>
      )}
      {asking ? (
        <AskForm view={view} done={after} cancel={() => setAsking(false)} />
      ) : (
        <div className="button-row">
          {view.possible.includes('verify') && (
            <button
              type="button"
              className="plain-button primary"
              aria-busy={verify.busy}
              onClick={() => void verify.submit('verify')}
            >
              {say(w.verify)}
            </button>
          )}
          {view.possible.includes('ask') && (
            <button type="button" className="plain-button" onClick={() => setAsking(true)}>
              {say(w.ask)}
            </button>
          )}
          {view.possible.includes('acknowledge') && (
            <button
              type="button"
              className="plain-button"
              aria-busy={acknowledge.busy}
              onClick={() => void acknowledge.submit('acknowledge')}
            >
              {say(w.acknowledge)}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function AskForm({ view, done, cancel }: { view: View; done: (after: View) => void; cancel: () => void }) {
  const { say } = useSpeech();
  const reasonId = useId();
  const [cells, setCells] = useState<string[]>(['text']);
  const [reason, setReason] = useState('');
  const name = useCellName(view.milestones);
  const { line } = view;
  const ask = useSubmit<Schemas['Ask'], View>(
    (body, key) =>
      call('post', '/api/shares/{id}/reports/{period}/supplement', {
        params: { id: line.share.id, period: line.period },
        body,
        version: line.version,
        key,
      }),
    done,
  );
  return (
    <PlainForm problem={ask.problem} known={[]} onSubmit={() => void ask.submit({ cells, reason })}>
      <fieldset className="field field-checks">
        <legend>{say(w.askWhat)}</legend>
        {cellsOf(view.milestones).map((cell) => (
          <label key={cell} className="check">
            <input
              type="checkbox"
              checked={cells.includes(cell)}
              onChange={(event) =>
                setCells(event.target.checked ? [...cells, cell] : cells.filter((one) => one !== cell))
              }
            />
            <span>{name(cell)}</span>
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={reasonId}>{say(w.askWhy)}</label>
        <textarea
          id={reasonId}
          className="plain-input plain-area"
          rows={3}
          required
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="button-row">
        <SubmitButton busy={ask.busy}>{say(w.askSend)}</SubmitButton>
        <button type="button" className="plain-button" onClick={cancel}>
          {say(words.cancel)}
        </button>
      </div>
    </PlainForm>
  );
}
