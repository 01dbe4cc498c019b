import { useRef, useState } from 'react';
import { ApiProblem, newKey } from '../../api/client';
import { refresh, useGet } from '../../api/queries';
import { useMay } from '../../frame/session';
import { useSpeech } from '../../ui/language';
import { AppLink, Page, Trouble } from '../../ui/page';
import { words } from '../../ui/words';
import { canBeRead, codeOn } from './qr';
import { formPlace, foundBy, type Place, reportPlace } from './scan_place';
import { shareWords as w } from './words';

/** One stamped copy on its way to its place. */
interface Copy {
  key: string;
  file: File;
  state: 'reading' | 'bringing' | 'filed' | 'no_code' | 'refused';
  percent?: number;
  place?: Place;
  changedSince?: boolean;
  replaced?: boolean;
  problem?: ApiProblem;
}

/** Photos and scans of stamped letters: each is filed where its code says. */
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
  const file = (key: string, place: Place, copy: File) =>
    guarded(key, async () => {
      change(key, { state: 'bringing', percent: 0, place });
      await place.file(copy, (percent) => change(key, { percent }));
      change(key, { state: 'filed' });
      refresh('report');
      refresh('collection');
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
        const { place, changedSince, replaced } = await foundBy(code);
        change(key, { changedSince, replaced });
        await file(key, place, one);
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
      {/* There before the first copy, so that a screen reader hears of it. */}
      <ul className={copies.length > 0 ? 'work-list' : undefined} aria-live="polite">
        {copies.map((copy) => (
          <li key={copy.key} className="card">
            <strong>{copy.file.name}</strong>
            <CopyState copy={copy} file={(place) => void file(copy.key, place, copy.file)} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function CopyState({ copy, file }: { copy: Copy; file: (place: Place) => void }) {
  const { say } = useSpeech();
  const { place, state } = copy;
  const what = place?.what(say);
  switch (state) {
    case 'reading':
      return <p aria-busy="true">{say(w.scanReading)}</p>;
    case 'bringing':
      return <p role="status">{say(w.scanBringing, { what: what ?? '', percent: copy.percent ?? 0 })}</p>;
    case 'filed':
      return (
        <>
          <p>
            ✓ {say(w.scanFiled)} {place && <AppLink to={place.address}>{what}</AppLink>}
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

/** Without a code the person says where it belongs. */
function ByHand({ file }: { file: (place: Place) => void }) {
  const { say } = useSpeech();
  const may = useMay();
  const reports = useGet('/api/my-reports', { enabled: may('share.record') });
  const forms = useGet('/api/my-forms');
  const [chosen, setChosen] = useState('');
  const { returned = [], owed = [], submitted = [] } = reports.data ?? {};
  // A copy belongs to something that was written.
  const lines = [...returned, ...owed, ...submitted].filter((line) => line.version > 0 && line.state !== 'verified');
  const places = [...lines.map((line) => reportPlace(line)), ...(forms.data?.recorded ?? []).map((line) => formPlace(line))];
  if (!forms.data || (may('share.record') && !reports.data)) return null;
  if (places.length === 0) return <p className="quiet">{say(w.scanNoReports)}</p>;
  return (
    <div className="field-pair">
      <label className="field">
        {say(w.scanByHand)}
        <select className="plain-input" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value="">{say(w.choose)}</option>
          {places.map((place) => (
            <option key={place.key} value={place.key}>
              {place.what(say)}
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
            const place = places.find((one) => one.key === chosen);
            if (place) file(place);
          }}
        >
          {say(w.scanFileHere)}
        </button>
      </div>
    </div>
  );
}
