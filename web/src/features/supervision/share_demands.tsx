import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { useWhole } from '../../api/queries';
import { useAsOf } from '../../ui/address';
import type { Column } from '../../ui/data_table';
import { formatDay } from '../../ui/dates';
import { useSpeech, Written } from '../../ui/language';
import { AppLink } from '../../ui/page';
import { kDemandSources, supervisionWords as w } from './words';

type Share = Schemas['ShareLine'];
type Demand = Schemas['DemandLine'];

/** Puts under the due day of each share what letters and instructions want of it, mostly sooner. Who
 *  may not read a demand does not see it; a past day shows none, because demands are of today. */
export function useDemandsUnderDue(columns: Column<Share>[], of: { task?: number; unit?: string }): Column<Share>[] {
  const asOf = useAsOf();
  const open = useWhole('/api/demands', { query: { ...of, open: true }, enabled: asOf === undefined });
  const demands = open.data?.flatMap((page) => page.demands) ?? [];
  if (demands.length === 0) return columns;
  const under = (share: Share): ReactNode =>
    demands
      .filter((demand) => demand.share === share.id)
      .map((demand) => <DemandNote key={demand.id} demand={demand} />);
  return columns.map((column) =>
    column.key === 'due'
      ? {
          ...column,
          cell: (row) => (
            <>
              {column.cell(row)}
              {under(row)}
            </>
          ),
        }
      : column,
  );
}

function DemandNote({ demand }: { demand: Demand }) {
  const { say, language } = useSpeech();
  const source = demand.source_kind === 'letter' ? 'letters' : 'instructions';
  return (
    <span className="cell-note" title={demand.source_title}>
      <AppLink to={`/${source}/${demand.source}`}>
        {say(kDemandSources[demand.source_kind])} <Written>{demand.source_number || demand.source_by}</Written>
      </AppLink>{' '}
      <span className={demand.late ? 'status-late' : undefined}>
        {demand.state === 'answered'
          ? say(w.answeredWaits)
          : say(demand.late ? w.dueWasOn : w.dueBy, { day: formatDay(demand.due_on, language) })}
      </span>
    </span>
  );
}
