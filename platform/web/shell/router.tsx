import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  useParams,
} from '@tanstack/react-router';
import { type ComponentType, type FunctionComponent, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useLanguage } from '../i18n/index.ts';
import { loadPart, NotHere, useNotHereTitle } from '../ui/index.ts';
import { AtTheDoor } from './at-the-door.tsx';
import { useMay } from './context.ts';
import type { RoomScreens, ScreenScope } from './room-screens.ts';

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
  const root = createRootRoute({ component: Root, notFoundComponent: NotHerePage });
  const routesOf = (scope: ScreenScope, parent: AnyRoute) =>
    rooms.flatMap(({ routes }) =>
      routes
        .filter((route) => (route.scope ?? 'operation') === scope)
        .map((route) =>
          createRoute({
            getParentRoute: () => parent,
            path: route.path,
            component: lazyRouteComponent(async () => {
              const Screen = await loadPart(route.load);
              return {
                default: scope === 'open' ? withDoor(Screen, rooms) : withRight(Screen, route.permission),
              };
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
      nowhere(signedIn),
      operation.addChildren([home, ...routesOf('operation', operation), nowhere(operation)]),
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

/** An address that no room knows: inside the frame, so that the way back is where it always is. */
function nowhere(parent: AnyRoute): AnyRoute {
  return createRoute({ getParentRoute: () => parent, path: '$', component: NotHerePage });
}

/** Without the right the screen is not drawn at all: its empty frame would look like an empty list. */
function withRight(Screen: ComponentType, permission: string | undefined): ComponentType {
  return () => (useMay(permission) ? <Screen /> : <NotHerePage />);
}

function NotHerePage() {
  const title = useNotHereTitle();
  useEffect(() => {
    document.title = `${title} · Rakor`;
  }, [title]);
  return <NotHere />;
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
