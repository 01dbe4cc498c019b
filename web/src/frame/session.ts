import { useQueryClient } from '@tanstack/react-query';
import { type Schemas, call } from '../api/client';
import { keyOf, useGet } from '../api/queries';
import { forgetTyped } from '../ui/typed';

export type Session = Schemas['SessionView'];

export function useSession() {
  return useGet('/api/session');
}

export function useMay(): (permission: string) => boolean {
  const session = useSession();
  return (permission) => session.data?.permissions.includes(permission) ?? false;
}

/** Takes over a session that an answer brought; what another person saw is forgotten. */
export function useTakeSession(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    client.setQueryData(keyOf('/api/session'), session);
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== '/api/session' });
  };
}

export function useSignOut(): () => Promise<void> {
  const take = useTakeSession();
  const account = useSession().data?.account ?? '';
  return async () => {
    await call('delete', '/api/session');
    forgetTyped(account);
    take({
      signed_in: false,
      account: '',
      name: '',
      display_name: '',
      posts: [],
      permissions: [],
      expires_at: '',
    });
  };
}

/** Where to go after signing in: only inside this site. */
export function safeReturn(wanted: string | null): string {
  return wanted && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/sign-in') ? wanted : '/';
}
