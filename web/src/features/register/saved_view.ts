import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ApiProblem, send } from '../../api/client';
import { listPath } from './records';

export interface SavedView {
  name: string;
  /** The part of the address that asks. */
  query: string;
}

interface SavedViewList {
  views: SavedView[];
}

const keyOf = (account: string, noun: string) => ['saved_views', account, noun];

/** The person's views of a register, kept by the server. */
export function useSavedViews(account: string, noun: string) {
  return useQuery<SavedViewList, ApiProblem>({
    queryKey: keyOf(account, noun),
    queryFn: () => send<SavedViewList>('get', `${listPath(noun)}/views`),
  });
}

/** Keeps a view, over the one of that name, or removes the one of that name. */
export function useChangeOfViews(account: string, noun: string) {
  const client = useQueryClient();
  return useMutation<SavedViewList, ApiProblem, { name: string; query?: string }>({
    mutationFn: ({ name, query }) => {
      const path = `${listPath(noun)}/views/${encodeURIComponent(name)}`;
      return query === undefined ? send<SavedViewList>('delete', path) : send<SavedViewList>('put', path, { body: { query } });
    },
    onSuccess: (list) => client.setQueryData(keyOf(account, noun), list),
  });
}
