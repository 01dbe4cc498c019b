import { useParams } from 'react-router';
import { useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { useSpeech } from '../../ui/language';
import { Answered, Page } from '../../ui/page';
import { words } from '../../ui/words';
import { StateTag } from './record_parts';
import { RecordView } from './record_view';
import { useDeclaration, useRecord } from './records';
import { registerWords as w } from './words';

export default function RecordPage() {
  const { register = '', id = '' } = useParams();
  const { say } = useSpeech();
  const asOf = useAsOf();
  const declaration = useDeclaration(register);
  const record = useRecord(register, id, asOf);
  const of = declaration.data;
  const answer = record.data;
  return (
    <Page
      title={answer?.record.label ?? say(w.record)}
      crumbs={[
        { label: say(words.registers), to: '/registers' },
        ...(of ? [{ label: say(of.title), to: `/registers/${of.name}` }] : []),
      ]}
      mark={of && answer && <StateTag of={of} row={answer.record} />}
      actions={<CopyLink />}
    >
      <Answered of={declaration}>
        {(shown) => (
          <Answered of={record}>{(data) => <RecordView key={data.record.id} of={shown} answer={data} />}</Answered>
        )}
      </Answered>
    </Page>
  );
}
