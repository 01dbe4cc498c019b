import type { ReactNode } from 'react';
import type { Text } from '../../api/client';
import { useSpeech } from '../../ui/language';
import { FilesField } from '../share/files_field';
import type { Declaration, Field, FileKind } from './declaration';
import { recordFile, type Row } from './records';
import { registerWords as w } from './words';

// Files that stand in records: shown as links that download, brought in forms.

const kEndings: Record<FileKind, string[]> = {
  pdf: ['.pdf'],
  ofd: ['.ofd'],
  image: ['.jpg', '.jpeg', '.png'],
  office: ['.docx', '.doc', '.wps', '.xlsx', '.xls', '.et', '.pptx'],
};

const kKindWords: Record<FileKind, Text> = {
  pdf: { zh: 'PDF', en: 'PDF' },
  ofd: { zh: 'OFD', en: 'OFD' },
  image: { zh: '照片', en: 'photos' },
  office: { zh: 'Word、Excel、PPT、WPS', en: 'Word, Excel, PowerPoint, WPS' },
};

/** `text` is what the value is called; anything but a file stays text. */
export function LinkedValue({ of, field, row, text }: { of: Declaration; field: Field; row: Row; text: string }): ReactNode {
  if (field.type !== 'file' || typeof row.values[field.name] !== 'string') return text;
  return (
    <a className="wrap-any" href={recordFile(of.name, row, field.name)} download={text}>
      {text}
    </a>
  );
}

/** Where a file that is brought now will stand. */
export interface FilePlace {
  register: string;
  /** Empty until the owner of the record is chosen. */
  unit: string;
  /** The address of the file that stands there. */
  link: string;
}

/** Brings one file, replaces it, takes it out. Nothing of the record changes before it is saved. */
export function FileInput({
  field,
  id,
  name,
  place,
  set,
  describedBy,
}: {
  field: Field;
  id: string;
  /** What the file is called; empty: there is none. */
  name: string;
  /** None where many records are worked on at once. */
  place: FilePlace | undefined;
  set: (typed: string, label?: string) => void;
  describedBy: string | undefined;
}) {
  const { say, mark } = useSpeech();
  const kinds = field.kinds ?? [];
  return (
    <div className="file-input">
      {name !== '' && (
        <p className="file-now">
          {place ? (
            <a className="wrap-any" href={place.link} download={name}>
              {name}
            </a>
          ) : (
            name
          )}{' '}
          <button type="button" className="link-button" aria-label={say(w.fileTakeOutOf, { name })} onClick={() => set('', '')}>
            {say(w.fileTakeOut)}
          </button>
        </p>
      )}
      {place && place.unit !== '' ? (
        <FilesField
          unit={place.unit}
          register={place.register}
          files={[]}
          add={(file) => set(file.id, file.name)}
          label={say(name === '' ? w.fileChoose : w.fileReplace)}
          single
          hint={
            kinds.length > 0
              ? say(w.fileKinds, { kinds: kinds.map((kind) => say(kKindWords[kind])).join(mark.list) })
              : undefined
          }
          accept={kinds.flatMap((kind) => kEndings[kind]).join(',') || undefined}
          button={{ id, 'aria-describedby': describedBy }}
        />
      ) : (
        <button type="button" id={id} className="plain-button" disabled aria-describedby={describedBy}>
          {say(place ? w.fileWantsUnit : w.fileOneByOne)}
        </button>
      )}
    </div>
  );
}
