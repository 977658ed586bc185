import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { LandingPage } from './LandingPage';
import { NotFoundPage, PageError, PageLoading } from './ui/PageError';

const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: ({ error }) => <PageError error={error} />,
});

const landingRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: LandingPage });

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./candidate/OpenInvitationPage'), 'OpenInvitationPage'),
});

const attemptRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/attempts/$attemptId',
  component: lazyRouteComponent(() => import('./candidate/AttemptPage'), 'AttemptPage'),
});

const manageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage',
  component: lazyRouteComponent(() => import('./manage/ManageLayout'), 'ManageLayout'),
});

const candidatesRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./manage/CandidatesPage'), 'CandidatesPage'),
});

const reviewRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/attempts/$attemptId',
  component: lazyRouteComponent(() => import('./manage/AttemptReviewPage'), 'AttemptReviewPage'),
});

const submissionRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/attempts/$attemptId/submissions/$submissionId',
  component: lazyRouteComponent(() => import('./manage/SubmissionReviewPage'), 'SubmissionReviewPage'),
});

const platformRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/platform',
  component: lazyRouteComponent(() => import('./manage/PlatformPage'), 'PlatformPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    landingRoute,
    invitationRoute,
    attemptRoute,
    manageRoute.addChildren([candidatesRoute, reviewRoute, submissionRoute, platformRoute]),
  ]),
  defaultPendingComponent: PageLoading,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
