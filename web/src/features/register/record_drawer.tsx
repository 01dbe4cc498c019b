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
export function RecordDrawer({ of, id, close }: { of: Declaration; id: string; close: () => void }) {
  const { say } = useSpeech();
  const record = useRecord(of.name, id, useAsOf());
  return (
    <Drawer
      open
      onClose={close}
      width={680}
      rootClassName="record-drawer"
      title={record.data?.record.label ?? say(of.title)}
      extra={<AppLink to={recordAddress(of.name, id)}>{say(w.wholePage)}</AppLink>}
      destroyOnHidden
      getContainer={overlays}
    >
      <Answered of={record}>{(answer) => <RecordView of={of} answer={answer} />}</Answered>
    </Drawer>
  );
}
