import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  useParams,
} from '@tanstack/react-router';
import type { ComponentType, FunctionComponent } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useLanguage, useTexts } from '../i18n/index.ts';
import { AppLink, EmptyState } from '../ui/index.ts';
import { AtTheDoor } from './at-the-door.tsx';
import type { RoomScreens, ScreenScope } from './room-screens.ts';
import { words } from './words.ts';

export type Frames = {
  /** Around everything that needs a session; draws `<Outlet />`. */
  readonly SignedIn: FunctionComponent;
  /** Around everything below `/o/$operationId`. */
  readonly Operation: FunctionComponent;
  /** `/`: choose an operation. */
  readonly Start: FunctionComponent;
  /** `/o/$operationId/`: Posko hari ini. */
  readonly Home: FunctionComponent;
};

/** Composes the rooms into one router. Addresses are plain query strings, readable and shareable. */
export function makeRouter(rooms: readonly RoomScreens[], frames: Frames) {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFound });
  const routesOf = (scope: ScreenScope, parent: AnyRoute) =>
    rooms.flatMap(({ routes }) =>
      routes
        .filter((route) => (route.scope ?? 'operation') === scope)
        .map((route) =>
          createRoute({
            getParentRoute: () => parent,
            path: route.path,
            component: lazyRouteComponent(async () => {
              const Screen = await route.load();
              return { default: scope === 'open' ? withDoor(Screen, rooms) : Screen };
            }),
          }),
        ),
    );
  const signedIn: AnyRoute = createRoute({
    getParentRoute: () => root,
    id: 'signed-in',
    component: frames.SignedIn,
  });
  const operation: AnyRoute = createRoute({
    getParentRoute: () => signedIn,
    path: 'o/$operationId',
    component: frames.Operation,
  });
  const start = createRoute({ getParentRoute: () => signedIn, path: '/', component: frames.Start });
  const home = createRoute({ getParentRoute: () => operation, path: '/', component: frames.Home });
  const tree = root.addChildren([
    ...routesOf('open', root),
    signedIn.addChildren([
      start,
      ...routesOf('house', signedIn),
      operation.addChildren([home, ...routesOf('operation', operation)]),
    ]),
  ]);
  return createRouter({
    routeTree: tree,
    notFoundMode: 'root',
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(
        Object.entries(search).map(([key, value]) => [key, String(value)]),
      ).toString();
      return text === '' ? '' : `?${text}`;
    },
  });
}

function withDoor(Screen: ComponentType, rooms: readonly RoomScreens[]): ComponentType {
  return () => (
    <div className="open-screen">
      <Screen />
      <AtTheDoor rooms={rooms} />
    </div>
  );
}

/** The controls speak the language of the screens: `1.152`, not what the browser was installed with. */
function Root() {
  const language = useLanguage();
  return (
    <I18nProvider locale={language === 'id' ? 'id-ID' : 'en-GB'}>
      <Outlet />
    </I18nProvider>
  );
}

/** A parameter of the address: `useParam('stationId')`. @throws when the route has none of that name */
export function useParam(name: string): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  const value = params[name];
  if (value === undefined) throw new Error(`this address has no parameter ${name}`);
  return value;
}

export function NotFound() {
  const t = useTexts(words);
  return (
    <EmptyState
      icon="map"
      title={t('notFoundTitle')}
      text={t('notFoundText')}
      action={
        <AppLink to="/" className="button button-plain button-m">
          {t('toHome')}
        </AppLink>
      }
    />
  );
}
