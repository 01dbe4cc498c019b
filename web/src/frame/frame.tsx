import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { Navigate, NavLink, Route, Routes, useLocation } from 'react-router';
import { startLive } from '../api/live';
import { useGet } from '../api/queries';
import AntdProvider from '../ui/antd_provider';
import { useAsOf, useTo } from '../ui/address';
import { useSpeech, Written } from '../ui/language';
import { AppLink, Empty, Loading, NoPermission, Page, Trouble } from '../ui/page';
import { type PermissionName, words } from '../ui/words';
import { Bell } from '../features/notice/bell';
import { AccountMenu } from './account_menu';
import { Caught } from './caught';
import { AsOfBanner, AsOfPicker } from './as_of';
import { menuFor, type MenuItem } from './menu';
import { Popover } from './popover';
import { SearchDialog } from './search';
import { type Session, useSession } from './session';

const MyWork = lazy(() => import('../features/plan/my_work'));
const Board = lazy(() => import('../features/plan/board'));
const Measure = lazy(() => import('../features/plan/measure'));
const Task = lazy(() => import('../features/plan/task'));
const Units = lazy(() => import('../features/plan/units'));
const Unit = lazy(() => import('../features/plan/unit'));
const Commitments = lazy(() => import('../features/plan/commitments'));
const Commitment = lazy(() => import('../features/plan/commitment'));
const Indicators = lazy(() => import('../features/indicator/wall'));
const Indicator = lazy(() => import('../features/indicator/working'));
const DataQuality = lazy(() => import('../features/indicator/data_quality'));
const Parameters = lazy(() => import('../features/parameter/parameters'));
const ParameterPage = lazy(() => import('../features/parameter/parameter_page'));
const WhatIf = lazy(() => import('../features/parameter/what_if'));
const Findings = lazy(() => import('../features/plan/findings'));
const Bodies = lazy(() => import('../features/plan/bodies'));
const Changes = lazy(() => import('../features/plan/changes'));
const Supervision = lazy(() => import('../features/supervision/supervision'));
const Letter = lazy(() => import('../features/supervision/letter'));
const Instruction = lazy(() => import('../features/supervision/instruction'));
const NewInstruction = lazy(() => import('../features/supervision/new_instruction'));
const Notices = lazy(() => import('../features/notice/notices'));
const Registers = lazy(() => import('../features/register/registers'));
const RegisterList = lazy(() => import('../features/register/register_list'));
const RegisterImport = lazy(() => import('../features/register/import_page'));
const RegisterGrid = lazy(() => import('../features/register/grid_page'));
const RegisterReview = lazy(() => import('../features/register/review_page'));
const Collections = lazy(() => import('../features/collection/collections'));
const CollectionRound = lazy(() => import('../features/collection/round'));
const CollectionForm = lazy(() => import('../features/collection/form_page'));
const Schools = lazy(() => import('../features/education/schools'));
const School = lazy(() => import('../features/education/school'));
const Funding = lazy(() => import('../features/finance/funding'));
const RegisterRoster = lazy(() => import('../features/register/roster_page'));
const RegisterDuplicates = lazy(() => import('../features/register/duplicates_page'));
const RecordPage = lazy(() => import('../features/register/record_page'));
const RecordForm = lazy(() => import('../features/register/record_form'));
const Reports = lazy(() => import('../features/share/reports'));
const Scans = lazy(() => import('../features/share/scan_page'));
const Report = lazy(() => import('../features/share/report_page'));
const Milestones = lazy(() => import('../features/share/milestones_page'));
const ClosingApply = lazy(() => import('../features/share/closing_apply'));
const Closing = lazy(() => import('../features/share/closing_page'));
const ShareChange = lazy(() => import('../features/share/change_page'));
const ShareParts = lazy(() => import('../features/share/parts_page'));
const Drafts = lazy(() => import('../features/draft/drafts'));
const DraftReview = lazy(() => import('../features/draft/review'));
const DraftFinish = lazy(() => import('../features/draft/finish'));
const Admissions = lazy(() => import('../features/admission/admissions'));
const Admission = lazy(() => import('../features/admission/admission'));
const AdmissionRun = lazy(() => import('../features/admission/run'));
const Administration = lazy(() => import('../features/access/administration'));
const Password = lazy(() => import('../features/access/password'));

export default function Frame() {
  const session = useSession();
  const location = useLocation();
  if (session.data) {
    if (session.data.signed_in) return <SignedIn session={session.data} />;
    const back = location.pathname + location.search;
    return <Navigate to={back === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(back)}`} replace />;
  }
  return (
    <main className="page">
      {session.isError ? (
        <Trouble problem={session.error} retry={() => void session.refetch()} />
      ) : (
        <Loading />
      )}
    </main>
  );
}

function SignedIn({ session }: { session: Session }) {
  const { say } = useSpeech();
  const [searching, setSearching] = useState(false);
  const may = (permission: string) => session.permissions.includes(permission);
  const registers = useGet('/api/registers', { enabled: session.posts.length > 0 });
  const menu = menuFor(session.permissions, (registers.data?.registers ?? []).map((line) => line.name));
  const mayRead = may('plan.read');
  useEffect(startLive, []);
  useEffect(() => {
    const keys = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearching(true);
      }
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, []);
  const guarded = (permissions: [PermissionName, ...PermissionName[]], page: ReactNode) =>
    permissions.some(may) ? page : <NoPermission permission={permissions[0]} />;
  return (
    <AntdProvider>
      <a className="skip" href="#content">
        {say(words.skip)}
      </a>
      <header className="bar no-print">
        <Brand mayRead={mayRead} />
        <div className="bar-tools">
          {mayRead && <AsOfPicker />}
          {mayRead && (
            <button
              type="button"
              className="bar-button bar-search"
              onClick={() => setSearching(true)}
              aria-keyshortcuts="Control+K"
            >
              <SearchSign />
              <span>{say(words.search)}</span> <kbd>Ctrl K</kbd>
            </button>
          )}
          <Bell />
          <LanguageSwitch />
          <AccountMenu session={session} />
        </div>
      </header>
      <div className="body">
        <nav className="side no-print" aria-label={say(words.menu)}>
          <MenuList items={menu} mayRead={mayRead} />
        </nav>
        <main id="content" className="content" tabIndex={-1}>
          <AsOfBanner />
          <Caught>
            <Suspense
              fallback={
                <div className="page">
                  <Loading />
                </div>
              }
            >
              <Routes>
                <Route index element={<Start session={session} />} />
                <Route path="my-work" element={guarded(['plan.read'], <MyWork />)} />
                <Route path="plan" element={guarded(['plan.read'], <Board />)} />
                <Route path="plan/measures/:number" element={guarded(['plan.read'], <Measure />)} />
                <Route path="plan/tasks/:number" element={guarded(['plan.read'], <Task />)} />
                <Route path="units" element={guarded(['plan.read'], <Units />)} />
                <Route path="units/:id" element={guarded(['plan.read'], <Unit />)} />
                <Route path="indicators" element={guarded(['plan.read'], <Indicators />)} />
                <Route path="indicators/data-quality" element={guarded(['plan.read'], <DataQuality />)} />
                <Route path="indicators/parameters" element={guarded(['plan.read'], <Parameters />)} />
                <Route path="indicators/parameters/:noun/:name" element={guarded(['plan.read'], <ParameterPage />)} />
                <Route path="indicators/what-if" element={guarded(['plan.read'], <WhatIf />)} />
                <Route path="indicators/:id" element={guarded(['plan.read'], <Indicator />)} />
                <Route path="commitments" element={guarded(['plan.read'], <Commitments />)} />
                <Route path="commitments/:id" element={guarded(['plan.read'], <Commitment />)} />
                <Route path="supervision" element={guarded(['plan.read'], <Supervision />)} />
                <Route path="letters/:id" element={guarded(['plan.read'], <Letter />)} />
                <Route path="instructions/new" element={guarded(['supervision.draft'], <NewInstruction />)} />
                <Route path="instructions/:id" element={guarded(['plan.read'], <Instruction />)} />
                <Route path="notices" element={<Notices />} />
                <Route path="registers" element={<Registers />} />
                <Route path="registers/:register" element={<RegisterList />} />
                <Route path="registers/:register/import" element={<RegisterImport />} />
                <Route path="registers/:register/grid" element={<RegisterGrid />} />
                <Route path="registers/:register/review" element={<RegisterReview />} />
                <Route path="registers/:register/roster" element={<RegisterRoster />} />
                <Route path="registers/:register/duplicates" element={<RegisterDuplicates />} />
                <Route path="registers/:register/new" element={<RecordForm />} />
                <Route path="registers/:register/:id" element={<RecordPage />} />
                <Route path="registers/:register/:id/edit" element={<RecordForm />} />
                <Route path="collections" element={<Collections />} />
                <Route path="collections/:noun/:period" element={<CollectionRound />} />
                <Route path="collections/:noun/:period/form" element={<CollectionForm />} />
                <Route path="schools" element={<Schools />} />
                <Route path="schools/:unit" element={<School />} />
                <Route path="funding" element={<Funding />} />
                <Route path="reports" element={guarded(['plan.read'], <Reports />)} />
                <Route path="reports/scans" element={guarded(['share.record', 'form.stamp'], <Scans />)} />
                <Route
                  path="plan/shares/:id/reports/:period"
                  element={guarded(['plan.read'], <Report />)}
                />
                <Route
                  path="plan/shares/:id/milestones"
                  element={guarded(['plan.read'], <Milestones />)}
                />
                <Route
                  path="plan/shares/:id/closing"
                  element={guarded(['share.record'], <ClosingApply />)}
                />
                <Route
                  path="plan/shares/:id/change"
                  element={guarded(['share.decide'], <ShareChange />)}
                />
                <Route path="plan/shares/:id/parts" element={guarded(['plan.read'], <ShareParts />)} />
                <Route path="plan/closings/:id" element={guarded(['plan.read'], <Closing />)} />
                <Route path="bodies" element={guarded(['plan.read'], <Bodies />)} />
                <Route path="changes" element={guarded(['plan.read'], <Changes />)} />
                <Route path="findings" element={guarded(['finding.read'], <Findings />)} />
                <Route path="admissions" element={guarded(['admission.read'], <Admissions />)} />
                <Route path="admissions/:id" element={guarded(['admission.read'], <Admission />)} />
                <Route path="admissions/:id/runs/:run" element={guarded(['admission.read'], <AdmissionRun />)} />
                <Route path="drafts" element={guarded(['plan.load'], <Drafts />)} />
                <Route path="drafts/:id" element={guarded(['plan.load'], <DraftReview />)} />
                <Route path="drafts/:id/finish" element={guarded(['plan.load'], <DraftFinish />)} />
                <Route
                  path="admin"
                  element={guarded(['account.manage', 'audit.read'], <Administration />)}
                />
                <Route path="password" element={<Password />} />
                <Route path="*" element={<NotFound />} />
              </Routes>
            </Suspense>
          </Caught>
        </main>
      </div>
      <PhoneBar menu={menu} mayRead={mayRead} search={() => setSearching(true)} />
      <div id="overlays" />
      {searching && <SearchDialog pages={menu} permissions={session.permissions} registers={registers.data?.registers ?? []} close={() => setSearching(false)} />}
    </AntdProvider>
  );
}

function Brand({ mayRead }: { mayRead: boolean }) {
  const { say } = useSpeech();
  const asOf = useAsOf();
  const plan = useGet('/api/plan', { query: { as_of: asOf }, enabled: mayRead, keep: true });
  return (
    <AppLink to="/" className="brand">
      <span className="brand-name">{say(words.product)}</span>
      {plan.data && (
        <span className="brand-plan">
          <Written>{plan.data.plan.document_number}</Written>
        </span>
      )}
    </AppLink>
  );
}

/** How much waits for this person, as 我的工作 counts it. */
function useWorkCount(enabled: boolean): number {
  return useGet('/api/my-work/count', { enabled, keep: true }).data?.count ?? 0;
}

function MenuList({ items, mayRead }: { items: MenuItem[]; mayRead: boolean }) {
  const { say } = useSpeech();
  const to = useTo();
  const work = useWorkCount(mayRead);
  return (
    <ul>
      {items.map((item) => (
        <li key={item.to}>
          <NavLink to={to(item.to)}>
            {say(item.title)}
            {item.to === '/my-work' && work > 0 && <span className="badge badge-work">{work}</span>}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

function LanguageSwitch() {
  const { say, language, setLanguage } = useSpeech();
  return (
    <button
      type="button"
      className="bar-button bar-language"
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      <span aria-hidden="true">{language === 'zh' ? 'EN' : '中'}</span>
      <span className="visually-hidden">{say(words.switchLanguage)}</span>
    </button>
  );
}

function SearchSign() {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round">
        <circle cx="7" cy="7" r="4.6" />
        <path d="M10.6 10.6L14 14" />
      </g>
    </svg>
  );
}

const kPhoneSigns: Record<string, string> = {
  '/my-work': 'M3 4.5h10M3 8h10M3 11.5h6',
  '/plan': 'M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z',
  search: 'M11.3 11.3L14 14M7 11.6A4.6 4.6 0 1 0 7 2.4a4.6 4.6 0 0 0 0 9.2z',
  more: 'M3 8h.1M8 8h.1M13 8h.1',
};

function PhoneSign({ name }: { name: string }) {
  return (
    <svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true" focusable="false">
      <path
        d={kPhoneSigns[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2.6 : 1.5}
        strokeLinecap="round"
      />
    </svg>
  );
}

function PhoneBar({ menu, mayRead, search }: { menu: MenuItem[]; mayRead: boolean; search: () => void }) {
  const { say } = useSpeech();
  const to = useTo();
  const work = useWorkCount(mayRead);
  const front = menu.filter((item) => item.to === '/my-work' || item.to === '/plan');
  const rest = menu.filter((item) => !front.includes(item));
  return (
    <nav className="phone-bar no-print" aria-label={say(words.menu)}>
      {front.map((item) => (
        <NavLink key={item.to} to={to(item.to)}>
          <PhoneSign name={item.to} />
          {say(item.title)}
          {item.to === '/my-work' && work > 0 && <span className="badge badge-work">{work}</span>}
        </NavLink>
      ))}
      {mayRead && (
        <button type="button" onClick={search}>
          <PhoneSign name="search" />
          {say(words.search)}
        </button>
      )}
      <Popover
        className="phone-more"
        buttonClass="phone-more-button"
        button={
          <>
            <PhoneSign name="more" />
            {say(words.more)}
          </>
        }
      >
        {(close) => (
          <ul className="menu-list">
            {rest.map((item) => (
              <li key={item.to}>
                <NavLink to={to(item.to)} onClick={close}>
                  {say(item.title)}
                </NavLink>
              </li>
            ))}
          </ul>
        )}
      </Popover>
    </nav>
  );
}

/** Officers with units begin with their work, others with the plan. */
function Start({ session }: { session: Session }) {
  const { say } = useSpeech();
  const to = useTo();
  const may = (permission: string) => session.permissions.includes(permission);
  const work = useGet('/api/my-work', { enabled: may('plan.read') });
  if (may('plan.read')) {
    if (work.data) return <Navigate to={to(work.data.units.length > 0 ? '/my-work' : '/plan')} replace />;
    if (work.isError) return <Navigate to={to('/plan')} replace />;
    return (
      <div className="page">
        <Loading />
      </div>
    );
  }
  if (may('account.manage') || may('audit.read')) return <Navigate to="/admin" replace />;
  return (
    <Page title={say(words.product)}>
      <Empty title={say(words.noPosts)}>{say(words.noPostsDetail)}</Empty>
    </Page>
  );
}

function NotFound() {
  const { say } = useSpeech();
  return (
    <Page title={say(words.notFound)}>
      <p>{say(words.notFoundDetail)}</p>
      <p>
        <AppLink to="/">{say(words.toStart)}</AppLink>
      </p>
    </Page>
  );
}
