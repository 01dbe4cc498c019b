import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call, send } from '../../api/client';
import { useSpeech } from '../../ui/language';
import { shareWords as w } from './words';

// A page says every so often that its person writes in the report; the stream tells when somebody
// comes or goes, and then it asks at once.
const kBeat_ms = 20_000;

/** Who else has the same report open to write in it. */
export function Presence({ share, period }: { share: string; period: string }) {
  const { say, mark } = useSpeech();
  const path = '/api/shares/{id}/reports/{period}/presence';
  const params = { id: share, period };
  const here = useQuery({
    queryKey: [path, share, period],
    queryFn: () => call('put', path, { params }),
    refetchInterval: kBeat_ms,
    staleTime: 0,
    gcTime: 0,
  });
  useEffect(() => {
    const address = `/api/shares/${encodeURIComponent(share)}/reports/${encodeURIComponent(period)}/presence`;
    const leave = () => void send('delete', address, { keepalive: true }).catch(() => undefined);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [share, period]);
  const others = here.data?.others ?? [];
  if (others.length === 0) return null;
  return (
    <p className="notice" role="status">
      {say(w.othersHere, { who: others.join(mark.list) })}
    </p>
  );
}
