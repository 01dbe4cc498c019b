import { address, type QueryValues } from '../api/client';
import { useSpeech } from './language';
import { words } from './words';

/** The table as it is shown, with its filters and its day. */
export function ExportLinks({ table, query }: { table: string; query: QueryValues }) {
  const { say } = useSpeech();
  return (
    <span className="export-links no-print">
      <a className="plain-button" href={address(`/api/exports/${table}.xlsx`, {}, query)} download>
        {say(words.exportXlsx)}
      </a>
      <a className="plain-button" href={address(`/api/exports/${table}.csv`, {}, query)} download>
        {say(words.exportCsv)}
      </a>
    </span>
  );
}
