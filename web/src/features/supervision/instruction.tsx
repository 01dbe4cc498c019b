import { useState } from 'react';
import { useParams } from 'react-router';
import { call, type Schemas } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { formatDay } from '../../ui/dates';
import { PlainForm, SubmitButton, useSubmit } from '../../ui/form';
import { useSpeech, Written } from '../../ui/language';
import { Answered, Page, Section } from '../../ui/page';
import { words } from '../../ui/words';
import { FileList } from '../share/files_field';
import { DemandCard } from './demand_card';
import { TextArea } from './text_area';
import { kChannels, kInstructionStates, supervisionWords as w } from './words';

export default function InstructionPage() {
  const { say, language } = useSpeech();
  const { id = '' } = useParams();
  const view = useGet('/api/instructions/{id}', { params: { id } });
  const one = view.data?.instruction;
  const [ending, setEnding] = useState<'done' | 'withdrawn'>();
  return (
    <Page
      title={one ? one.said_by : say(w.instructions)}
      mark={one && <span className={`tag instruction-${one.state}`}>{say(kInstructionStates[one.state])}</span>}
      lead={one && `${say(kChannels[one.channel])} · ${formatDay(one.said_on, language)}`}
      crumbs={[
        { label: say(words.supervision), to: '/supervision' },
        { label: say(w.instructions), to: '/supervision?tab=instructions' },
      ]}
    >
      <Answered of={view}>
        {(data) => (
          <>
            <blockquote className="prose instruction-words">
              <Written>{data.instruction.words}</Written>
            </blockquote>
            {data.files.length > 0 && <FileList files={data.files} of={`/api/instructions/${id}`} />}
            {data.instruction.document_number && (
              <p className="quiet">
                <Written>{data.instruction.document_number}</Written>
              </p>
            )}
            {data.result && (
              <p>
                {say(w.result)}：<Written>{data.result}</Written>
              </p>
            )}
            {ending ? (
              <EndForm view={data} withdrawn={ending === 'withdrawn'} close={() => setEnding(undefined)} />
            ) : (
              data.may_change && (
                <p className="button-row no-print">
                  <button type="button" className="plain-button primary" onClick={() => setEnding('done')}>
                    {say(w.end)}
                  </button>
                  <button type="button" className="plain-button" onClick={() => setEnding('withdrawn')}>
                    {say(w.withdraw)}
                  </button>
                </p>
              )
            )}
            <Section title={say(w.assignments)} count={data.demands.length}>
              <ul className="card-list">
                {data.demands.map((demand) => (
                  <DemandCard key={demand.id} demand={demand} titled={false} />
                ))}
              </ul>
            </Section>
          </>
        )}
      </Answered>
    </Page>
  );
}

function EndForm({
  view,
  withdrawn,
  close,
}: {
  view: Schemas['InstructionView'];
  withdrawn: boolean;
  close: () => void;
}) {
  const { say } = useSpeech();
  const [result, setResult] = useState('');
  const { id, version } = view.instruction;
  const form = useSubmit(
    (body: Schemas['InstructionEnd'], key) =>
      call('post', '/api/instructions/{id}/end', { params: { id }, body, version, key }),
    () => {
      close();
      refresh('supervision');
    },
  );
  return (
    <PlainForm problem={form.problem} known={['result']} onSubmit={() => void form.submit({ withdrawn, result: result.trim() })}>
      <TextArea label={say(w.result)} value={result} onChange={setResult} error={form.errorOf('result')} />
      <p className="button-row">
        <SubmitButton busy={form.busy}>{say(withdrawn ? w.withdraw : w.end)}</SubmitButton>
        <button type="button" className="plain-button" onClick={close}>
          {say(words.cancel)}
        </button>
      </p>
    </PlainForm>
  );
}
