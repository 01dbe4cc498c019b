import { useRef, useState } from 'react';
import { ApiProblem } from '../../api/client';
import { useSpeech } from '../../ui/language';
import { Trouble } from '../../ui/page';
import { type FileLine, bring } from './upload';
import { shareWords as w } from './words';

export function fileSize(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Files as links that download, from `of` if they belong to something that is read by others than
 *  the readers of their unit. */
export function FileList({
  files,
  remove,
  of = '/api',
}: {
  files: readonly FileLine[];
  remove?: (id: string) => void;
  of?: string;
}) {
  const { say } = useSpeech();
  return (
    <ul className="plain-list file-list">
      {files.map((file) => (
        <li key={file.id}>
          <a href={`${of}/files/${file.id}`} download={file.name}>
            {file.name}
          </a>{' '}
          <span className="quiet">
            {[fileSize(file.size_bytes), file.brought_by].filter(Boolean).join(' · ')}
          </span>{' '}
          {remove && (
            <button
              type="button"
              className="link-button"
              aria-label={say(w.removeFile, { name: file.name })}
              onClick={() => remove(file.id)}
            >
              {say(w.remove)}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Brings files for a unit, several at a time, each with its progress. */
export function FilesField({
  unit,
  register,
  files,
  add,
  remove,
  label,
  single = false,
  hint,
  accept,
  button,
}: {
  unit: string;
  /** The register whose record it is for; none: a report or a document of the plan. */
  register?: string;
  files: readonly FileLine[];
  add: (file: FileLine) => void;
  remove?: (id: string) => void;
  /** Default: choose files. */
  label?: string;
  single?: boolean;
  /** Which files are taken. Default: all kinds. */
  hint?: string | undefined;
  /** Endings of the files that are offered. */
  accept?: string | undefined;
  /** What else the button says of itself. */
  button?: { id: string; 'aria-describedby': string | undefined };
}) {
  const { say } = useSpeech();
  const name = label ?? say(w.chooseFiles);
  const input = useRef<HTMLInputElement>(null);
  const [under, setUnder] = useState<Record<string, number>>({});
  const [problem, setProblem] = useState<ApiProblem>();
  const latest = useRef(add);
  latest.current = add;
  const take = async (chosen: File[]) => {
    setProblem(undefined);
    for (const file of chosen) {
      try {
        const line = await bring(file, { unit, ...(register && { register }) }, (percent) => setUnder((now) => ({ ...now, [file.name]: percent })));
        latest.current(line);
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        setProblem(error);
      } finally {
        setUnder(({ [file.name]: _, ...others }) => others);
      }
    }
  };
  return (
    <>
      <FileList files={files} remove={remove} />
      {Object.entries(under).map(([name, percent]) => (
        <p key={name} role="status">
          {say(w.uploading, { name, percent })}
        </p>
      ))}
      {problem && <Trouble problem={problem} />}
      <input
        ref={input}
        type="file"
        multiple={!single}
        accept={accept}
        hidden
        aria-label={name}
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <div className="button-row">
        <button {...button} type="button" className="plain-button" onClick={() => input.current?.click()}>
          {name}
        </button>
      </div>
      <p className="quiet">{hint ?? say(w.filesHint)}</p>
    </>
  );
}

/** The scan of the document that decides something. */
export function ScanField({
  unit,
  scan,
  set,
}: {
  unit: string;
  scan: FileLine | undefined;
  set: (scan: FileLine | undefined) => void;
}) {
  const { say } = useSpeech();
  return (
    <fieldset className="field">
      <legend>{say(w.changeScan)}</legend>
      <FilesField unit={unit} files={scan ? [scan] : []} add={set} remove={() => set(undefined)} />
    </fieldset>
  );
}
