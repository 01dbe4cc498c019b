import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ApiProblem } from '../api/client';
import { useTo } from './address';
import { useSpeech } from './language';
import { kPermissionWords, type PermissionName, words } from './words';

export interface Crumb {
  label: string;
  to: string;
}

/** Keeps focus on the heading after a navigation, so that a screen reader reads on from there. */
let lastFocused: string | undefined;

export function usePageTitle(title: string) {
  const { say } = useSpeech();
  useEffect(() => {
    document.title = title ? `${title} · ${say(words.product)}` : say(words.product);
  }, [title, say]);
}

export function Page({
  title,
  crumbs = [],
  lead,
  actions,
  mark,
  wide = false,
  className = '',
  children,
}: {
  title: string;
  crumbs?: Crumb[];
  lead?: ReactNode;
  actions?: ReactNode;
  mark?: ReactNode;
  wide?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const { say } = useSpeech();
  const { pathname } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  useEffect(() => {
    if (lastFocused !== undefined && lastFocused !== pathname) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    lastFocused = pathname;
  }, [pathname]);
  return (
    <div className={['page', wide ? 'page-wide' : '', className].filter(Boolean).join(' ')}>
      {crumbs.length > 0 && (
        <nav className="crumbs" aria-label={say(words.path)}>
          <ol>
            {crumbs.map((crumb) => (
              <li key={crumb.to}>
                <AppLink to={crumb.to}>{crumb.label}</AppLink>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header className="page-head">
        <div className="page-title">
          <h1 ref={heading} tabIndex={-1}>
            {title}
            {mark}
          </h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A link that keeps the day one looks at. */
export function AppLink({
  to,
  className,
  children,
  label,
  ...rest
}: {
  to: string;
  className?: string;
  children: ReactNode;
  label?: string;
  title?: string;
}) {
  const at = useTo();
  return (
    <Link to={at(to)} className={className} aria-label={label} {...rest}>
      {children}
    </Link>
  );
}

export function Section({
  title,
  count,
  actions,
  children,
  id,
  className = '',
}: {
  title: string;
  count?: number;
  actions?: ReactNode;
  children: ReactNode;
  id?: string;
  className?: string;
}) {
  return (
    <section className={className ? `section ${className}` : 'section'} id={id}>
      <div className="section-head">
        <h2>
          {title}
          {count !== undefined && <span className="count">{count}</span>}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

export function Loading({ rows = 6 }: { rows?: number }) {
  const { say } = useSpeech();
  return (
    <div className="skeleton" role="status" aria-label={say(words.loading)}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={`skeleton-line skeleton-${row % 4}`} />
      ))}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children && <div className="empty-detail">{children}</div>}
    </div>
  );
}

export function Trouble({ problem, retry }: { problem: ApiProblem; retry?: () => void }) {
  const { say } = useSpeech();
  return (
    <div className="trouble" role="alert">
      <h2>{say(problem.title)}</h2>
      <p>{say(problem.detail)}</p>
      {problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((error) => (
            <li key={error.field}>{say(error.message)}</li>
          ))}
        </ul>
      )}
      <p className="trouble-next">
        {retry && (
          <button type="button" className="plain-button" onClick={retry}>
            {say(words.retry)}
          </button>
        )}
        {problem.requestId && (
          <span className="quiet">{say(words.requestId, { id: problem.requestId })}</span>
        )}
      </p>
    </div>
  );
}

export function NoPermission({ permission }: { permission: PermissionName }) {
  const { say } = useSpeech();
  return (
    <Page title={say(words.noPermission)}>
      <p>{say(words.noPermissionDetail, { permission: say(kPermissionWords[permission]) })}</p>
      <p>
        <AppLink to="/">{say(words.toStart)}</AppLink>
      </p>
    </Page>
  );
}

/** Skeleton, problem or the answer; an older answer stays visible under a newer problem. */
export function Answered<T>({
  of: query,
  rows,
  children,
}: {
  of: UseQueryResult<T, ApiProblem>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <Trouble problem={query.error} retry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) {
    // What is not there or not allowed is not there at the next try either.
    const final = [403, 404, 410].includes(query.error.status);
    return <Trouble problem={query.error} retry={final ? undefined : () => void query.refetch()} />;
  }
  return <Loading rows={rows} />;
}

/** The rest of a list that comes page after page. */
export function More({ of: { more, waiting } }: { of: { more: (() => void) | undefined; waiting: boolean } }) {
  const { say } = useSpeech();
  if (!more) return null;
  return (
    <p className="no-print">
      <button type="button" className="plain-button" disabled={waiting} aria-busy={waiting} onClick={more}>
        {say(words.more)}
      </button>
    </p>
  );
}
