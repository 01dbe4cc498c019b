import { type Declaration, type Field, fieldOf, hasWorkflow, kState, kStateSince } from './declaration';
import type { ListSearch } from './records';

// The address of a list is what the API is asked, so that a colleague sees the same rows: q, sort,
// columns, after, as_of, and `field.operation` for each filter.

export type Operation = 'is' | 'from' | 'to' | 'has' | 'empty';

/** What is asked of one field. */
export interface Filter {
  is: string[];
  from: string;
  to: string;
  has: string;
  /** Only without (true) or only with (false) a value. */
  empty: '' | 'true' | 'false';
}

export const kNoFilter: Filter = { is: [], from: '', to: '', has: '', empty: '' };

export interface ListView {
  q: string;
  /** As asked for; empty: as declared. */
  sort: string;
  /** As asked for; empty: as this person chose, or as declared. */
  columns: string[];
  filters: Record<string, Filter>;
  /** Where the page begins; empty: the first. */
  after: string;
}

const kOperations: readonly Operation[] = ['is', 'from', 'to', 'has', 'empty'];

export function isAsked(filter: Filter | undefined): boolean {
  return (
    filter !== undefined &&
    (filter.is.length > 0 || filter.from + filter.to + filter.has + filter.empty !== '')
  );
}

/** Fields of which a list can be asked, the declared ones first. */
export function filterNames(of: Declaration): string[] {
  const all = [
    ...of.list.filters,
    ...(hasWorkflow(of) ? [kState] : []),
    ...of.fields.map((field) => field.name),
    ...(hasWorkflow(of) ? [kStateSince] : []),
  ];
  return [...new Set(all)].filter(
    (name) => ((name === kState || name === kStateSince) && hasWorkflow(of)) || isFilterable(fieldOf(of, name)),
  );
}

function isFilterable(field: Field | undefined): boolean {
  return field !== undefined && !field.derived && !field.retired;
}

export function isSortable(field: Field): boolean {
  // By its id a reference would stand in an order nobody sees.
  return !field.derived && !field.sensitive && field.type !== 'reference' && field.type !== 'file';
}

/** What is no field, operation or column of this register is left out, not sent to be refused. */
export function readView(search: URLSearchParams, of: Declaration): ListView {
  const filters: Record<string, Filter> = {};
  const names = filterNames(of);
  for (const [parameter, value] of search) {
    const dot = parameter.lastIndexOf('.');
    const name = parameter.slice(0, dot);
    const operation = parameter.slice(dot + 1) as Operation;
    if (dot < 0 || value === '' || !names.includes(name) || !kOperations.includes(operation)) continue;
    // Somebody typed it: the address is not kept, and nothing is asked with it.
    if (fieldOf(of, name)?.sensitive && operation !== 'empty') continue;
    const filter = filters[name] ?? kNoFilter;
    if (operation === 'is') {
      filters[name] = { ...filter, is: [...new Set([...filter.is, value])] };
    } else if (operation !== 'empty' || value === 'true' || value === 'false') {
      filters[name] = { ...filter, [operation]: value };
    }
  }
  const shown = columnNames(of);
  const columns = (search.get('columns') ?? '').split(',').filter((name) => shown.includes(name));
  const sort = search.get('sort') ?? '';
  const by = fieldOf(of, sort.replace(/^-/, ''));
  const sortable = by ? isSortable(by) : sort.replace(/^-/, '') === kState && hasWorkflow(of);
  return {
    q: search.get('q') ?? '',
    sort: sortable ? sort : '',
    columns: [...new Set(columns)],
    filters,
    after: search.get('after') ?? '',
  };
}

/** Columns that somebody may choose, in the order of the declaration. */
export function columnNames(of: Declaration): string[] {
  const fields = of.fields.filter((field) => !field.retired).map((field) => field.name);
  return hasWorkflow(of) ? [...fields, kState] : fields;
}

function put(to: URLSearchParams, view: ListView, after: boolean) {
  if (view.q.trim()) to.set('q', view.q.trim());
  for (const [name, filter] of Object.entries(view.filters)) {
    for (const value of filter.is) to.append(`${name}.is`, value);
    for (const operation of ['from', 'to', 'has', 'empty'] as const) {
      if (filter[operation]) to.set(`${name}.${operation}`, filter[operation]);
    }
  }
  if (view.sort) to.set('sort', view.sort);
  if (view.columns.length > 0) to.set('columns', view.columns.join(','));
  if (after && view.after) to.set('after', view.after);
}

/** The address of a view; what it does not own (as_of, open) stays. Another question begins on its
 *  first page. */
export function writeView(search: URLSearchParams, view: ListView): URLSearchParams {
  const next = new URLSearchParams();
  for (const [name, value] of search) {
    if (name === 'as_of' || name === 'open') next.append(name, value);
  }
  put(next, view, true);
  return next;
}

/** What the API is asked for a page of rows, a count or an export. */
export function listQuery(view: ListView, asOf: string | undefined): URLSearchParams {
  const query = new URLSearchParams();
  put(query, view, true);
  if (asOf) query.set('as_of', asOf);
  return query;
}

export function countQuery(view: ListView, asOf: string | undefined): URLSearchParams {
  return listQuery({ ...view, sort: '', columns: [], after: '' }, asOf);
}

/** What of a view may stand in the address, and the filters by a sensitive value, which may not: proxies,
 *  logs and histories keep addresses. */
export function withoutSecrets(of: Declaration, view: ListView): { open: ListView; secrets: Record<string, Filter> } {
  const filters: Record<string, Filter> = {};
  const secrets: Record<string, Filter> = {};
  for (const [name, filter] of Object.entries(view.filters)) {
    const secret = fieldOf(of, name)?.sensitive === true && filter.is.length > 0;
    (secret ? secrets : filters)[name] = filter;
  }
  return { open: { ...view, filters }, secrets };
}

/** Numbers that name one person or unit: nobody types one as part of a search for words. */
const kIdentifiers: Record<string, RegExp> = {
  citizen_id: /^\d{17}[\dX]$/,
  student_no: /^[GJL]\d{17}[\dX]$/,
  credit_code: /^[0-9A-HJ-NPQRTUWXY]{18}$/,
  phone: /^1\d{10}$/,
};

/** A whole identifier that was typed or pasted as a search is the question for the one field of that
 *  kind; where none or several fields have it, it stays a search. */
export function askedByNumber(of: Declaration, view: ListView): ListView {
  const text = view.q.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const fits = of.fields.filter(
    (field) => isFilterable(field) && field.format !== undefined && kIdentifiers[field.format]?.test(text),
  );
  const [field] = fits;
  if (!field || fits.length > 1) return view;
  return { ...view, q: '', filters: { ...view.filters, [field.name]: { ...kNoFilter, is: [text] } } };
}

/** The same question for a body; `count` leaves out what only a page of rows has. */
export function listSearch(view: ListView, asOf: string | undefined, count = false): ListSearch {
  const filters: ListSearch['filters'] = [];
  for (const [field, filter] of Object.entries(view.filters)) {
    if (filter.is.length > 0) filters.push({ field, operation: 'is', values: filter.is });
    for (const operation of ['from', 'to', 'has', 'empty'] as const) {
      if (filter[operation]) filters.push({ field, operation, values: [filter[operation]] });
    }
  }
  return {
    filters,
    ...(view.q.trim() && { q: view.q.trim() }),
    ...(asOf && { as_of: asOf }),
    ...(!count && view.sort && { sort: [view.sort] }),
    ...(!count && view.columns.length > 0 && { columns: view.columns }),
    ...(!count && view.after && { after: view.after }),
  };
}
