import { useAddressWord } from '../../ui/address';
import { DataTable } from '../../ui/data_table';
import { useSpeech } from '../../ui/language';
import { Tabs } from '../../ui/tabs';
import type { BoardViewProps } from './board';
import { useShareColumns } from './pieces';
import { useTaskColumns } from './task_columns';
import { planWords as w } from './words';

export default function BoardList({ board }: BoardViewProps) {
  const { say } = useSpeech();
  const [rows, setRows] = useAddressWord('rows', 'tasks');
  const taskColumns = useTaskColumns(board.as_of);
  const shareColumns = useShareColumns(board.as_of);
  return (
    <>
      <Tabs
        label={say(w.viewList)}
        chosen={rows}
        choose={setRows}
        tabs={[
          { key: 'tasks', title: `${say(w.listTasks)} ${board.tasks.length}` },
          { key: 'shares', title: `${say(w.listShares)} ${board.shares.length}` },
        ]}
      />
      {rows === 'shares' ? (
        <DataTable
          key="shares"
          caption={say(w.shares)}
          columns={shareColumns}
          rows={board.shares}
          rowKey={(row) => row.id}
          sortDefault="status"
          rowClass={(row) => `edge-${row.status}`}
        />
      ) : (
        <DataTable
          key="tasks"
          caption={say(w.tasks)}
          columns={taskColumns}
          rows={board.tasks}
          rowKey={(row) => row.number}
          sortDefault="status"
          rowClass={(row) => `edge-${row.status}`}
        />
      )}
    </>
  );
}
