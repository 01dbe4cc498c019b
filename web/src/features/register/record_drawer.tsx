import Drawer from 'antd/es/drawer';
import { useAsOf } from '../../ui/address';
import { useSpeech } from '../../ui/language';
import { overlays } from '../../ui/overlays';
import { Answered, AppLink } from '../../ui/page';
import type { Declaration } from './declaration';
import { RecordView } from './record_view';
import { recordAddress, useRecord } from './records';
import { registerWords as w } from './words';

/** A record beside its list, so that the place in it is not lost. */
export function RecordDrawer({
  of,
  id,
  close,
  before,
  next,
  go,
}: {
  of: Declaration;
  id: string;
  close: () => void;
  /** The rows above and below on the page; none at its ends. */
  before: string | undefined;
  next: string | undefined;
  go: (id: string) => void;
}) {
  const { say } = useSpeech();
  const record = useRecord(of.name, id, useAsOf());
  const step = (to: string | undefined, label: string) => (
    <button type="button" className="plain-button" disabled={!to} onClick={() => to && go(to)}>
      {label}
    </button>
  );
  return (
    <Drawer
      open
      onClose={close}
      width={680}
      rootClassName="record-drawer"
      title={record.data?.record.label ?? say(of.title)}
      extra={
        <span className="drawer-steps">
          {step(before, say(w.previousRecord))} {step(next, say(w.nextRecord))}{' '}
          <AppLink to={recordAddress(of.name, id)}>{say(w.wholePage)}</AppLink>
        </span>
      }
      destroyOnHidden
      getContainer={overlays}
    >
      <Answered of={record}>{(answer) => <RecordView key={id} of={of} answer={answer} />}</Answered>
    </Drawer>
  );
}
