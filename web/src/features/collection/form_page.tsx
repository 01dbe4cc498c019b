import { type ReactNode, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { Schemas, Text } from '../../api/client';
import { useGet } from '../../api/queries';
import { useSpeech } from '../../ui/language';
import { Answered, AppLink, Empty, Page } from '../../ui/page';
import { type Declaration, fieldOf } from '../register/declaration';
import { Form } from '../register/record_form';
import { recordAddress, useDeclaration, useRecord } from '../register/records';
import { filled, readTyped, valueText } from '../register/value_text';
import { Stamped } from './stamped';
import { dueText, percentText, roundAddress, whose } from './states';
import { collectionWords as w } from './words';

/** The form of a unit for a period: the register's own, with what is known already and what its
 *  figures are compared with. */
export default function FormPage() {
  const { noun = '', period = '' } = useParams();
  const [search] = useSearchParams();
  const unit = search.get('unit') ?? '';
  const part = search.get('part') ?? undefined;
  const speech = useSpeech();
  const { say } = speech;
  const form = useGet('/api/collections/{noun}/{period}/form', { params: { noun, period }, query: { unit, part } });
  const declaration = useDeclaration(noun);
  const line = form.data?.line;
  const id = line?.record ?? undefined;
  const record = useRecord(noun, id ?? '', undefined, id !== undefined);
  return (
    <Page
      title={line ? say(w.formTitle, { title: say(line.title), period: say(line.period_title) }) : say(w.collections)}
      lead={line && (isIn(line.state) ? whose(line, say) : say(w.formLead, { unit: whose(line, say), due: dueText(line.due_on, line.days_left, speech) }))}
      crumbs={[
        { label: say(w.collections), to: '/collections' },
        ...(line ? [{ label: `${say(line.title)} ${say(line.period_title)}`, to: roundAddress(noun, period) }] : []),
      ]}
    >
      <Answered of={form}>
        {(view) => (
          <Answered of={declaration}>
            {(of) => (
              <>
                <WhileOpen key={`${noun} ${period} ${unit} ${part}`} view={view} record={id && recordAddress(noun, id)}>
                  {id === undefined ? (
                    <Form
                      of={of}
                      begun={{ values: view.values, name: `${period} ${unit} ${part ?? ''}` }}
                      noteOf={(field, typed) => note(of, view, field, typed)}
                    />
                  ) : (
                    <Answered of={record}>
                      {(answer) => (
                        <Form
                          key={id}
                          of={of}
                          answer={answer}
                          begun={{ values: view.values, name: id }}
                          noteOf={(field, typed) => note(of, view, field, typed)}
                        />
                      )}
                    </Answered>
                  )}
                </WhileOpen>
                <Stamped view={view} />
              </>
            )}
          </Answered>
        )}
      </Answered>
    </Page>
  );
}

const isIn = (state: Schemas['FormLine']['state']) => state === 'submitted' || state === 'approved';

/** Nothing more can be handed in once the period is locked or the form is in. Whoever was filling it
 *  in at that moment keeps what he typed before his eyes. */
function WhileOpen({ view, record, children }: { view: Schemas['FormView']; record?: string; children: ReactNode }) {
  const { say } = useSpeech();
  const closed = view.locked || isIn(view.line.state);
  const [openedBefore] = useState(!closed);
  const why = say(view.locked ? w.formLocked : w.formReported);
  const link = record && <AppLink to={record}>{say(w.open)}</AppLink>;
  if (closed && !openedBefore) return <Empty title={why}>{link}</Empty>;
  return (
    <>
      {closed && (
        <p className="notice" role="status">
          {why}
          {say(w.formClosedNow)} {link}
        </p>
      )}
      {children}
    </>
  );
}

/** Further than `percent` of the reference, as the server judges it (collection/outlier.hpp). */
export function isBeyond(value: number, reference: number, percent: number): boolean {
  return percent > 0 && Math.abs(value - reference) * 100 > Math.abs(reference) * percent;
}

const change = (value: number, reference: number) =>
  reference === 0 ? null : Math.trunc(((value - reference) * 100) / Math.abs(reference));

/** What stands beside a field: where its value comes from, what it was, whether it is unusual. */
function note(of: Declaration, view: Schemas['FormView'], name: string, typed: string): Text[] {
  const field = fieldOf(of, name);
  if (!field) return [];
  const notes: Text[] = [];
  const origin = view.prefilled.find((one) => one.field === name);
  const begun = view.values[name as keyof typeof view.values] as unknown;
  const read = readTyped(field, typed);
  const value = 'value' in read ? read.value : null;
  if (origin && view.line.record == null && value === begun) {
    notes.push(both(origin.origin === 'counted' ? w.counted : w.carried, { from: origin.from }));
  }
  const compared = view.compared.find((one) => one.field === name);
  if (!compared) return notes;
  const shown = (number: number) => (language: 'zh' | 'en') => valueText(field, number, language);
  const explain = fieldOf(of, view.explain)?.title ?? { zh: '', en: '' };
  const { last, median } = compared;
  if (last != null) {
    notes.push(both(w.lastWas, { from: view.compared_with, value: { zh: shown(last)('zh'), en: shown(last)('en') } }));
    if (typeof value === 'number' && isBeyond(value, last, compared.last_percent)) {
      notes.push(unusual(view.compared_with, change(value, last), explain));
    }
  }
  if (median != null && median !== 0 && typeof value === 'number' && isBeyond(value, median, compared.neighbours_percent)) {
    const others = both(w.others, { value: { zh: shown(median)('zh'), en: shown(median)('en') } });
    notes.push(unusual(others, change(value, median), explain));
  }
  return notes;
}

function unusual(from: Text, percent: number | null, explain: Text): Text {
  const by = { zh: percentText(percent, w.fromZero.zh), en: percentText(percent, w.fromZero.en) };
  return both(w.unusual, { from, percent: by, explain });
}

/** A text with texts in its places. */
function both(text: Text, places: Record<string, Text>): Text {
  const of = (language: 'zh' | 'en') =>
    filled(text, Object.fromEntries(Object.entries(places).map(([name, value]) => [name, value[language]])))[language];
  return { zh: of('zh'), en: of('en') };
}
