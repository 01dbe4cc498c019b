import { call, type Schemas } from '../../api/client';
import { refresh } from '../../api/queries';
import { useMay } from '../../frame/session';
import { useSubmit } from '../../ui/form';
import { useSpeech } from '../../ui/language';
import { Section, Trouble } from '../../ui/page';
import { FileList, FilesField } from '../share/files_field';
import { collectionWords as w } from './words';

type View = Schemas['FormView'];

/** The form as a letter to be signed and stamped, and the copy that came back. */
export function Stamped({ view }: { view: View }) {
  const { say } = useSpeech();
  const mayBring = useMay()('form.stamp');
  const { line, stamped } = view;
  const filed = useSubmit<Schemas['FiledCopy'], Schemas['CodedForm']>(
    (body, key) =>
      call('post', '/api/collections/{noun}/{period}/stamped-copy', {
        params: { noun: line.noun, period: line.period },
        body,
        key,
      }),
    () => refresh('collection'),
  );
  if (line.record == null) return null;
  const part = line.part ? `&part=${encodeURIComponent(line.part)}` : '';
  const letter = `/api/collections/${encodeURIComponent(line.noun)}/${encodeURIComponent(line.period)}/letter.docx?unit=${encodeURIComponent(line.unit.id)}${part}`;
  return (
    <Section title={say(w.onPaper)} className="no-print">
      {filed.problem && <Trouble problem={filed.problem} />}
      {stamped && <FileList files={[stamped.file]} />}
      {stamped?.changed_since && <p className="asked">{say(w.stampedChanged)}</p>}
      <p className="quiet">{say(w.stampedHint)}</p>
      <div className="button-row">
        <a className="plain-button" href={letter} download>
          {say(w.letter)}
        </a>
      </div>
      {mayBring && (
        <FilesField
          unit={line.unit.id}
          label={say(w.chooseStamped)}
          single
          files={[]}
          add={(file) => void filed.submit({ unit: line.unit.id, file: file.id, ...(line.part && { part: line.part }) })}
        />
      )}
    </Section>
  );
}
