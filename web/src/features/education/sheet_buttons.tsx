import { saveCsv } from '../../ui/csv';
import { useSpeech } from '../../ui/language';
import { educationWords as w } from './words';

/** What is shown, on paper and as a file. */
export function SheetButtons({ name, rows }: { name: string; rows?: () => (string | number | null)[][] }) {
  const { say } = useSpeech();
  return (
    <span className="no-print sheet-buttons">
      {rows && (
        <button type="button" className="plain-button" onClick={() => saveCsv(name, rows())}>
          {say(w.saveShown)}
        </button>
      )}{' '}
      <button type="button" className="plain-button" onClick={() => window.print()}>
        {say(w.print)}
      </button>
    </span>
  );
}
