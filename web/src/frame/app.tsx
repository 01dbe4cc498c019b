import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { queryClient } from '../api/queries';
import { LanguageProvider } from '../ui/language';
import { Loading } from '../ui/page';
import { Caught } from './caught';

const Frame = lazy(() => import('./frame'));
const SignIn = lazy(() => import('../features/access/sign_in'));
const Invitation = lazy(() => import('../features/access/invitation'));
const Candidate = lazy(() => import('../features/admission/candidate'));
const PublicAdmissions = lazy(() => import('../features/admission/public_admissions'));
const PublicFunding = lazy(() => import('../features/finance/public_funding'));
const PublicProgress = lazy(() => import('../features/plan/public_progress'));

export function App() {
  return (
    <LanguageProvider>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <Caught>
            <Suspense fallback={<Waiting />}>
              <Routes>
                <Route path="/sign-in" element={<SignIn />} />
                <Route path="/invitation" element={<Invitation />} />
                <Route path="/public" element={<PublicProgress />} />
                <Route path="/public/funding" element={<PublicFunding />} />
                <Route path="/candidate" element={<Candidate />} />
                <Route path="/public/admissions" element={<PublicAdmissions />} />
                <Route path="/*" element={<Frame />} />
              </Routes>
            </Suspense>
          </Caught>
        </BrowserRouter>
      </QueryClientProvider>
    </LanguageProvider>
  );
}

function Waiting() {
  return (
    <main className="page">
      <Loading />
    </main>
  );
}
