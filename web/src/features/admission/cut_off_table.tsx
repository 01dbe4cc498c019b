import type { Schemas } from '../../api/client';
import { DataTable } from '../../ui/data_table';
import { useSpeech, Written } from '../../ui/language';
import { markText } from './marks';
import { admissionWords as w, kSectorWords } from './words';

type Row = Schemas['CutOffView'];

export function CutOffTable({ rows }: { rows: Row[] }) {
  const { say } = useSpeech();
  return (
    <DataTable
      caption={say(w.cutOffs)}
      rows={rows}
      rowKey={(row) => row.offer}
      columns={[
        {
          key: 'school',
          title: say(w.school),
          heading: true,
          sort: (row) => row.offer,
          cell: (row) => (
            <>
              {row.offer} <Written>{row.school}</Written>
            </>
          ),
        },
        ...(rows.some((row) => row.sector)
          ? [{ key: 'sector', title: say(w.sector), cell: (row: Row) => (row.sector ? say(kSectorWords[row.sector]) : '') }]
          : []),
        { key: 'seats', title: say(w.seatsColumn), align: 'right', sort: (row) => row.seats, cell: (row) => row.seats },
        { key: 'admitted', title: say(w.admitted), align: 'right', sort: (row) => row.admitted, cell: (row) => row.admitted },
        { key: 'left', title: say(w.left), align: 'right', sort: (row) => row.left, cell: (row) => row.left },
        {
          key: 'lowest',
          title: say(w.lowest),
          align: 'right',
          sort: (row) => row.lowest_thousandths ?? 0,
          cell: (row) => (row.lowest_thousandths == null ? '—' : markText(row.lowest_thousandths)),
        },
        {
          key: 'rank',
          title: say(w.lowestRank),
          align: 'right',
          sort: (row) => row.lowest_position ?? 0,
          cell: (row) => row.lowest_position ?? '—',
        },
      ]}
    />
  );
}
