/**
 * Where everything is. Pages come when they are first opened. Who may be where is decided here, before
 * a page loads: unclaimed leads to setup, signed out to the sign-in page.
 */
import type { QueryClient } from '@tanstack/react-query';
import { Outlet, createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { z } from 'zod';

import { severitySchema } from '#contract/alarms.ts';

import { consoleStateQuery } from './api/console-state.ts';
import { lateComponent } from './components/late-component.ts';
import { trendSearchSchema } from './pages/trends/trend-search.ts';
import { parseSearch, stringifySearch } from './search-params.ts';
import { AppFrame } from './shell/app-frame.tsx';
import { CoreUnreachable } from './shell/core-unreachable.tsx';
import { FailedView, NotFoundView } from './shell/failed-view.tsx';

interface RouterContext {
  client: QueryClient;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  errorComponent: CoreUnreachable,
  notFoundComponent: NotFoundView,
});

/** Everything that needs a session. */
const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: AppFrame,
  beforeLoad: async ({ context: { client }, location }) => {
    const { claimed, session, lock } = await client.ensureQueryData(consoleStateQuery);
    // The one-time link is `/#setup=<token>`: a fragment is never sent anywhere, so no log can hold it.
    if (!claimed) throw redirect({ to: '/setup', hash: location.hash });
    // A locked console stays where it was; what it shows is the frame's to decide.
    if (!session && !lock) throw redirect({ href: `/login?to=${encodeURIComponent(location.href)}` });
    const isBeyond = session !== null && !session.permissions.includes('site:read');
    if (isBeyond && !/^\/(sites|manage)/.test(location.pathname)) throw redirect({ to: '/sites', replace: true });
  },
});

/** A search parameter that is not as it should be is left out, not an error. */
const optional = <Value,>(schema: z.ZodType<Value>) => schema.optional().catch(undefined);

const nowRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  validateSearch: z.object({ alarm: optional(z.coerce.string()), series: optional(z.coerce.string()) }),
  component: lateComponent(async () => (await import('./pages/now/now-page.tsx')).NowPage),
});

const alarmsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/alarms',
  validateSearch: z.object({
    tab: optional(z.enum(['open', 'journal'])),
    alarm: optional(z.coerce.string()),
    severity: optional(severitySchema),
  }),
  component: lateComponent(async () => (await import('./pages/alarms/alarms-page.tsx')).AlarmsPage),
});

const devicesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/devices',
  validateSearch: z.object({
    group: optional(z.coerce.string()),
    contact: optional(z.literal('silent')),
    maintenance: optional(z.stringbool().or(z.boolean())),
    device: optional(z.coerce.string()),
    series: optional(z.coerce.string()),
    add: optional(z.stringbool().or(z.boolean())),
    senders: optional(z.stringbool().or(z.boolean())),
    sender: optional(z.string()),
    bin: optional(z.stringbool().or(z.boolean())),
    import: optional(z.stringbool().or(z.boolean())),
  }),
  component: lateComponent(async () => (await import('./pages/devices/devices-page.tsx')).DevicesPage),
});

const trendsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/trends',
  validateSearch: trendSearchSchema,
  component: lateComponent(async () => (await import('./pages/trends/trends-page.tsx')).TrendsPage),
});

const deliveriesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/deliveries',
  component: lateComponent(async () => (await import('./pages/deliveries/deliveries-page.tsx')).DeliveriesPage),
});

const sitesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/sites',
  validateSearch: z.object({ site: optional(z.coerce.string()), add: optional(z.stringbool().or(z.boolean())) }),
  component: lateComponent(async () => (await import('./pages/sites/sites-page.tsx')).SitesPage),
});

const manageRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/manage',
  component: lateComponent(async () => (await import('./pages/manage/manage-page.tsx')).ManagePage),
});

/** Manage at a glance; who has no overview starts with the first part they have. */
const manageIndexRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/',
  beforeLoad: ({ context: { client } }) => {
    const permissions = client.getQueryData(consoleStateQuery.queryKey)?.session?.permissions ?? [];
    if (permissions.includes('site:write')) return;
    throw redirect({ to: permissions.includes('site:read') ? '/manage/rules' : '/manage/you', replace: true });
  },
  component: lateComponent(async () => (await import('./pages/manage/overview-page.tsx')).OverviewPage),
});

const limitsRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/limits',
  component: lateComponent(async () => (await import('./pages/manage/limits-page.tsx')).LimitsPage),
});

const auditRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/audit',
  component: lateComponent(async () => (await import('./pages/manage/audit-page.tsx')).AuditPage),
});

const healthRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/health',
  component: lateComponent(async () => (await import('./pages/manage/health-page.tsx')).HealthPage),
});

const configurationRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/configuration',
  component: lateComponent(async () => (await import('./pages/manage/configuration-page.tsx')).ConfigurationPage),
});

const rulesRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/rules',
  component: lateComponent(async () => (await import('./pages/manage/rules-page.tsx')).RulesPage),
});

/** `new` in the place of an id begins a sentence, about a value where one is named. */
const ruleRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/rules/$ruleId',
  validateSearch: z.object({ series: optional(z.coerce.string()) }),
  component: lateComponent(async () => (await import('./pages/manage/rule-page.tsx')).RulePage),
});

const peopleRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/people',
  validateSearch: z.object({ person: optional(z.string()), add: optional(z.stringbool().or(z.boolean())) }),
  component: lateComponent(async () => (await import('./pages/manage/people-page.tsx')).PeoplePage),
});

const tokensRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/tokens',
  validateSearch: z.object({ token: optional(z.coerce.string()), add: optional(z.stringbool().or(z.boolean())) }),
  component: lateComponent(async () => (await import('./pages/manage/tokens-page.tsx')).TokensPage),
});

const supportRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/support',
  component: lateComponent(async () => (await import('./pages/manage/support-page.tsx')).SupportPage),
});

const siteRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/site',
  component: lateComponent(async () => (await import('./pages/manage/site-page.tsx')).SitePage),
});

const displaysRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/displays',
  component: lateComponent(async () => (await import('./pages/manage/displays-page.tsx')).DisplaysPage),
});

const youRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/you',
  component: lateComponent(async () => (await import('./pages/manage/you-page.tsx')).YouPage),
});

const apiRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/api',
  validateSearch: z.object({ call: optional(z.string()) }),
  component: lateComponent(async () => (await import('./pages/manage/api-page.tsx')).ApiPage),
});

const aboutRoute = createRoute({
  getParentRoute: () => manageRoute,
  path: '/about',
  component: lateComponent(async () => (await import('./pages/manage/about-page.tsx')).AboutPage),
});

/** The state is asked for before these show: the site's name and whether anybody has claimed it. */
const ensureState = ({ context: { client } }: { context: RouterContext }) => client.ensureQueryData(consoleStateQuery);

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: z.object({ to: optional(z.string()) }),
  beforeLoad: async (options) => void (await ensureState(options)),
  component: lateComponent(async () => (await import('./pages/login-page.tsx')).LoginPage),
});

const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wall',
  component: lateComponent(async () => (await import('./pages/wall/wall-page.tsx')).WallPage),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  beforeLoad: async (options) => void (await ensureState(options)),
  component: lateComponent(async () => (await import('./pages/first-run/first-run-page.tsx')).FirstRunPage),
});

const manageRoutes = manageRoute.addChildren([
  manageIndexRoute,
  rulesRoute,
  ruleRoute,
  peopleRoute,
  tokensRoute,
  supportRoute,
  limitsRoute,
  auditRoute,
  healthRoute,
  configurationRoute,
  siteRoute,
  displaysRoute,
  youRoute,
  apiRoute,
  aboutRoute,
]);
const frameRoutes = frameRoute.addChildren([nowRoute, alarmsRoute, devicesRoute, trendsRoute, deliveriesRoute, sitesRoute, manageRoutes]);
const routeTree = rootRoute.addChildren([loginRoute, setupRoute, wallRoute, frameRoutes]);

/** The router of one window. */
export function createConsoleRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    parseSearch,
    stringifySearch,
    defaultErrorComponent: FailedView,
    defaultPreload: 'intent',
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
