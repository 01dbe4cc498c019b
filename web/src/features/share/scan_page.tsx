import { useRef, useState } from 'react';
import { ApiProblem, type Schemas, call, newKey } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useSpeech } from '../../ui/language';
import { AppLink, Page, Trouble } from '../../ui/page';
import { words } from '../../ui/words';
import { reportAddress } from './my_reports';
import { canBeRead, codeOn } from './qr';
import { bring } from './upload';
import { shareWords as w } from './words';

type Line = Schemas['ReportLine'];

/** One stamped copy on its way to its report. */
interface Copy {
  key: string;
  file: File;
  state: 'reading' | 'bringing' | 'filed' | 'no_code' | 'refused';
  percent?: number;
  line?: Line;
  changedSince?: boolean;
  replaced?: boolean;
  problem?: ApiProblem;
}

/** Files a copy at the report. The report's version is asked for after the file was brought, so that
 *  a colleague who saves meanwhile is not in the way. */
async function fileAt(line: Line, file: File, progress: (percent: number) => void): Promise<void> {
  const brought = await bring(file, line.share.unit.id, progress);
  const params = { id: line.share.id, period: line.period };
  const { line: present } = await call('get', '/api/shares/{id}/reports/{period}', { params });
  await call('post', '/api/shares/{id}/reports/{period}/scan', {
    params,
    body: { file: brought.id },
    version: present.version,
    key: newKey(),
  });
}

/** Photos and scans of stamped letters: each is filed at the report whose code stands on it. */
export default function ScanPage() {
  const { say } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  const [copies, setCopies] = useState<Copy[]>([]);
  const change = (key: string, part: Partial<Copy>) =>
    setCopies((now) => now.map((copy) => (copy.key === key ? { ...copy, ...part } : copy)));
  const guarded = async (key: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      // Whatever it was, the other copies go on; what is no answer of the server was not loaded.
      change(key, { state: 'refused', problem: error instanceof ApiProblem ? error : ApiProblem.unreachable() });
    }
  };
  const file = (key: string, line: Line, copy: File) =>
    guarded(key, async () => {
      change(key, { state: 'bringing', percent: 0, line });
      await fileAt(line, copy, (percent) => change(key, { percent }));
      change(key, { state: 'filed' });
      refresh('report');
    });
  const take = async (chosen: File[]) => {
    const added = chosen.map((one): Copy => ({ key: newKey(), file: one, state: 'reading' }));
    setCopies((now) => [...added, ...now]);
    for (const { key, file: one } of added) {
      await guarded(key, async () => {
        const code = canBeRead(one) ? await codeOn(one) : undefined;
        if (code === undefined) {
          change(key, { state: 'no_code' });
          return;
        }
        const coded = await call('get', '/api/report-codes/{code}', { params: { code } });
        change(key, { changedSince: coded.changed_since, replaced: coded.scan != null });
        await file(key, coded.line, one);
      });
    }
  };
  return (
    <Page
      title={say(w.scans)}
      crumbs={[{ label: say(words.myWork), to: '/my-work' }]}
      lead={say(w.scansLead)}
    >
      <input
        ref={input}
        type="file"
        accept="image/*,application/pdf,.pdf"
        multiple
        hidden
        aria-label={say(w.chooseScans)}
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <div className="button-row">
        <button type="button" className="plain-button primary" onClick={() => input.current?.click()}>
          {say(w.chooseScans)}
        </button>
      </div>
      <ul className="work-list" aria-live="polite">
        {copies.map((copy) => (
          <li key={copy.key} className="card">
            <strong>{copy.file.name}</strong>
            <CopyState copy={copy} file={(line) => void file(copy.key, line, copy.file)} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function CopyState({ copy, file }: { copy: Copy; file: (line: Line) => void }) {
  const { say } = useSpeech();
  const { line, state } = copy;
  const what = line && `${say(w.task, { n: line.share.task })} ${say(line.share.unit.short_name)} ${say(w.reportOf, { period: say(line.period_title) })}`;
  switch (state) {
    case 'reading':
      return <p aria-busy="true">{say(w.scanReading)}</p>;
    case 'bringing':
      return <p role="status">{say(w.scanBringing, { what: what ?? '', percent: copy.percent ?? 0 })}</p>;
    case 'filed':
      return (
        <>
          <p>
            ✓ {say(w.scanFiled)} {line && <AppLink to={reportAddress(line)}>{what}</AppLink>}
          </p>
          {copy.replaced && <p className="quiet">{say(w.scanReplaced)}</p>}
          {copy.changedSince && <p className="asked">{say(w.scanChangedSince)}</p>}
        </>
      );
    case 'refused':
      return (
        <>
          {copy.problem && <Trouble problem={copy.problem} />}
          <ByHand file={file} />
        </>
      );
    case 'no_code':
      return (
        <>
          <p className="asked">{say(canBeRead(copy.file) ? w.scanNoCode : w.scanNotRead)}</p>
          <ByHand file={file} />
        </>
      );
  }
}

/** Without a code the person says which report it is. */
function ByHand({ file }: { file: (line: Line) => void }) {
  const { say } = useSpeech();
  const mine = useGet('/api/my-reports');
  const [chosen, setChosen] = useState('');
  const { returned = [], owed = [], submitted = [] } = mine.data ?? {};
  // A copy belongs to a report that was written.
  const lines = [...returned, ...owed, ...submitted].filter((line) => line.version > 0 && line.state !== 'verified');
  if (!mine.data) return null;
  if (lines.length === 0) return <p className="quiet">{say(w.scanNoReports)}</p>;
  return (
    <div className="field-pair">
      <label className="field">
        {say(w.scanByHand)}
        <select className="plain-input" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value="">{say(w.choose)}</option>
          {lines.map((line) => (
            <option key={line.share.id} value={line.share.id}>
              {say(w.task, { n: line.share.task })} {say(line.share.unit.short_name)} {say(line.period_title)}
            </option>
          ))}
        </select>
      </label>
      <div className="button-row">
        <button
          type="button"
          className="plain-button"
          disabled={chosen === ''}
          onClick={() => {
            const line = lines.find((one) => one.share.id === chosen);
            if (line) file(line);
          }}
        >
          {say(w.scanFileHere)}
        </button>
      </div>
    </div>
  );
}
