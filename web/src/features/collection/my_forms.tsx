import { useState } from 'react';
import { call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useMay } from '../../frame/session';
import { addDays } from '../../ui/dates';
import { useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { AppLink, Section, Trouble } from '../../ui/page';
import { kWorkKinds } from '../plan/words';
import { type WorkItem, type WorkPart, WorkRow } from '../plan/work_stack';
import { dueText, formAddress, roundAddress, StateMark, whose } from './states';
import { collectionWords as w } from './words';

type Form = Schemas['FormLine'];

/** The same as rows of my work. */
export function useFormWork(): WorkPart & { mayStamp: boolean } {
  const { say } = useSpeech();
  const mine = useGet('/api/my-forms');
  const mayStamp = useMay()('form.stamp');
  const approvals: WorkItem[] = (mine.data?.to_approve ?? []).map((round) => {
    const to = roundAddress(round.noun, round.period);
    const title = say(w.formTitle, { title: say(round.title), period: say(round.period_title) });
    return {
      key: `round ${round.noun} ${round.period}`,
      stack: 'approval',
      count: round.submitted,
      row: (
        <WorkRow
          kind={kWorkKinds.form}
          to={to}
          title={title}
          notes={[say(w.waitsForYou, { submitted: round.submitted, owed: round.owed })]}
        >
          <AppLink className="plain-button" to={to} label={`${say(w.toApproveAct)} ${title}`}>
            {say(w.toApproveAct)}
          </AppLink>
        </WorkRow>
      ),
    };
  });
  const forms: WorkItem[] = (mine.data?.forms ?? []).map((form) => ({
    key: `form ${form.noun} ${form.period} ${form.unit.id} ${form.part}`,
    stack: form.state === 'returned' ? 'returned' : form.late ? 'late' : 'due',
    due: form.due_on,
    row: <FormWork form={form} />,
  }));
  return { of: [mine], items: [...approvals, ...forms], mayStamp: mayStamp && (mine.data?.recorded.length ?? 0) > 0 };
}

function FormWork({ form }: { form: Form }) {
  const { say } = useSpeech();
  const { title, what, zero, label } = useForm(form, () => undefined);
  return (
    <>
      <WorkRow
        kind={kWorkKinds.form}
        to={formAddress(form)}
        title={title}
        notes={[whose(form, say), <StateMark state={form.state} />]}
        due={form.due_on}
        late={form.late}
        today={addDays(form.due_on, -form.days_left)}
      >
        {form.may_report_zero && <ZeroButton form={form} what={what} zero={zero} />}
        <AppLink
          className={form.state === 'returned' ? 'plain-button primary' : 'plain-button'}
          to={formAddress(form)}
          label={`${say(label)} ${what}`}
        >
          {say(label)}
        </AppLink>
      </WorkRow>
      {zero.problem && <Trouble problem={zero.problem} retry={() => refresh('collection')} />}
    </>
  );
}

/** What I owe and what waits for me, of all collections. Nothing where there is neither; with
 *  `always`, whoever has filled in forms reads that none is left. */
export function MyForms({ always = false }: { always?: boolean }) {
  const { say } = useSpeech();
  const mine = useGet('/api/my-forms');
  const mayStamp = useMay()('form.stamp');
  const [done, setDone] = useState('');
  if (mine.isError) return <Trouble problem={mine.error} retry={() => void mine.refetch()} />;
  if (!mine.data) return null;
  const { forms, to_approve: toApprove } = mine.data;
  return (
    <>
      {toApprove.length > 0 && (
        <Section title={say(w.toApprove)} count={toApprove.length}>
          <ul className="plain-list card">
            {toApprove.map((round) => (
              <li key={`${round.noun} ${round.period}`}>
                <AppLink to={roundAddress(round.noun, round.period)}>
                  {say(w.formTitle, { title: say(round.title), period: say(round.period_title) })}
                </AppLink>{' '}
                <span className="quiet">{say(w.waitsForYou, { submitted: round.submitted, owed: round.owed })}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {done && (
        <p className="notice" role="status">
          {done}
        </p>
      )}
      {(forms.length > 0 || (always && mine.data.recorded.length > 0)) && (
        <Section title={say(w.myForms)} count={forms.length}>
          {forms.length === 0 ? (
            <p className="quiet">{say(w.myFormsNone)}</p>
          ) : (
            <ul className="work-list">
              {forms.map((form) => (
                <Row
                  key={`${form.noun} ${form.period} ${form.unit.id} ${form.part}`}
                  form={form}
                  reported={(what) => setDone(say(w.zeroDone, { what }))}
                />
              ))}
            </ul>
          )}
        </Section>
      )}
      {mayStamp && mine.data.recorded.length > 0 && (
        <p>
          <AppLink to="/reports/scans">{say(w.stampedCopies)}</AppLink>
        </p>
      )}
    </>
  );
}

/** What a form is called, what comes next with it, and the request that there is nothing. */
function useForm(form: Form, reported: (what: string) => void) {
  const { say } = useSpeech();
  const title = say(w.formTitle, { title: say(form.title), period: say(form.period_title) });
  const what = `${title} ${whose(form, say)}`;
  const zero = useSubmit<Schemas['ZeroReport'], Schemas['FormView']>(
    (body, key) =>
      call('post', '/api/collections/{noun}/{period}/zero', {
        params: { noun: form.noun, period: form.period },
        body,
        key,
      }),
    () => {
      reported(what);
      refresh('collection');
    },
  );
  const label = form.state === 'returned' ? w.mend : form.state === 'draft' ? w.goOn : w.fill;
  return { title, what, zero, label };
}

function ZeroButton({ form, what, zero }: { form: Form; what: string; zero: ReturnType<typeof useForm>['zero'] }) {
  const { say } = useSpeech();
  return (
    <button
      type="button"
      className="plain-button"
      aria-busy={zero.busy}
      aria-label={say(w.zeroOf, { what })}
      onClick={() => void zero.submit({ unit: form.unit.id, ...(form.part && { part: form.part }) })}
    >
      {say(w.zero)}
    </button>
  );
}

function Row({ form, reported }: { form: Form; reported: (what: string) => void }) {
  const speech = useSpeech();
  const { say } = speech;
  const { title, what, zero, label } = useForm(form, reported);
  return (
    <li className="report-row">
      <div className="work-what">
        <AppLink to={formAddress(form)} className="row-title">
          {title}
        </AppLink>
        <span className="quiet">
          {whose(form, say)} · <StateMark state={form.state} /> ·{' '}
          <span className={form.late ? 'status-late' : undefined}>{dueText(form.due_on, form.days_left, speech)}</span>
        </span>
        {zero.problem && <Trouble problem={zero.problem} retry={() => refresh('collection')} />}
      </div>
      <div className="button-row">
        {form.may_report_zero && <ZeroButton form={form} what={what} zero={zero} />}
        <AppLink className="plain-button" to={formAddress(form)} label={`${say(label)} ${what}`}>
          {say(label)}
        </AppLink>
      </div>
    </li>
  );
}
