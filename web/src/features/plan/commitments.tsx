import { useGet } from '../../api/queries';
import { useAddressWord, useAsOf } from '../../ui/address';
import { CopyLink } from '../../ui/copy';
import { ExportLinks } from '../../ui/export_links';
import { useSpeech } from '../../ui/language';
import { Answered, Empty, Page } from '../../ui/page';
import { words } from '../../ui/words';
import { CommitmentCard } from './commitment_pieces';
import { planWords as w } from './words';

/** The wall: what the plan promised in numbers, and honestly what nobody measures yet. */
export default function CommitmentsPage() {
  const { say } = useSpeech();
  const asOf = useAsOf();
  const [open, setOpen] = useAddressWord('open', 'false');
  const list = useGet('/api/commitments', { query: { as_of: asOf } });
  const all = list.data?.commitments ?? [];
  return (
    <Page
      wide
      title={say(words.commitments)}
      lead={
        list.data &&
        say(w.commitmentsLead, {
          n: all.length,
          measured: all.filter((one) => one.measured).length,
          open: all.filter((one) => one.definition_open).length,
        })
      }
      actions={
        <>
          <CopyLink />
          <ExportLinks table="commitments" query={{ as_of: asOf }} />
        </>
      }
    >
      <div className="toolbar no-print">
        <label className="check">
          <input
            type="checkbox"
            checked={open === 'true'}
            onChange={(event) => setOpen(event.target.checked ? 'true' : 'false')}
          />
          {say(w.openOnly)}
        </label>
      </div>
      <Answered of={list} rows={12}>
        {(data) => {
          const shown = data.commitments.filter((one) => open !== 'true' || one.definition_open);
          if (shown.length === 0) return <Empty title={say(words.nothingFound)} />;
          return (
            <ul className="wall">
              {shown.map((commitment) => (
                <CommitmentCard key={commitment.id} commitment={commitment} />
              ))}
            </ul>
          );
        }}
      </Answered>
    </Page>
  );
}
