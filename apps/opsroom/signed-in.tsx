import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useMatch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { changeLanguage, readSession, type SessionView, signOut } from '#rooms/access/contract.ts';
import { readAreas } from '#rooms/areas/contract.ts';
import { call, ProblemError, useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { LiveProvider } from '#web/live/index.ts';
import { type Person, PersonContext, Shell, SignedOutOverlay } from '#web/shell/index.ts';
import { AreaSourceContext, EmptyState, Failed, Loading, useGo } from '#web/ui/index.ts';
import { areaSource } from './area-source.ts';
import { OperationProvider } from './operation-frame.tsx';
import { rooms } from './rooms.ts';
import { words } from './words.ts';

const SIGN_IN = 'masuk';

/** Asks who sits here; without a session it leads to the sign-in page, and back afterwards. */
export function SignedIn() {
  const session = useAsk(readSession, {});
  if (session.state === 'loading') return <Loading rows={12} />;
  if (session.state === 'ready') return <Signed session={session.data} />;
  const { error, retry } = session;
  if (error instanceof ProblemError && error.problem.code === 'session.required') return <ToSignIn />;
  return <Failed error={error} retry={retry} />;
}

function ToSignIn() {
  const t = useTexts(words);
  const go = useGo();
  const possible = rooms.some(({ routes }) => routes.some(({ path }) => path === SIGN_IN));
  useEffect(() => {
    const { pathname, search } = window.location;
    if (possible) go(`/${SIGN_IN}?next=${encodeURIComponent(pathname + search)}`, { replace: true });
  });
  return possible ? (
    <Loading rows={12} />
  ) : (
    <EmptyState icon="lock" title={t('noSignIn')} text={t('noSignInText')} />
  );
}

function Signed({ session }: { session: SessionView }) {
  const client = useQueryClient();
  const leaving = useCommand(signOut);
  const language = useCommand(changeLanguage);
  const person = useMemo(() => personOf(session), [session]);
  const leave = async () => {
    await leaving.run({});
    client.clear();
    window.location.assign('/');
  };
  const check = async () => {
    try {
      const { userId } = await call(readSession, {});
      // Another person must not find what this one typed.
      if (userId !== session.userId) window.location.reload();
      await client.invalidateQueries();
      return true;
    } catch {
      return false;
    }
  };
  return (
    <PersonContext value={person}>
      <AreaSourceContext value={person.permissions.includes(readAreas.name) ? areaSource : null}>
        <LiveProvider url="/api/stream">
          <Framed>
            <Shell
              rooms={rooms}
              strip={<Strip />}
              onSignOut={() => void leave()}
              onLanguage={(chosen) => void language.run({ body: { language: chosen } })}
            >
              <Outlet />
            </Shell>
          </Framed>
          <SignedOutOverlay check={check} signInPath={`/${SIGN_IN}`} SignInAgain={SignInAgain} />
        </LiveProvider>
      </AreaSourceContext>
    </PersonContext>
  );
}

/** The bar above names the operation of the address, so its frame stands around the shell. */
function Framed({ children }: { children: ReactNode }) {
  const match = useMatch({
    strict: false,
    select: ({ params }) => readOperationId(params),
    shouldThrow: false,
  });
  return match ? <OperationProvider operationId={match}>{children}</OperationProvider> : children;
}

function readOperationId(params: unknown): string | null {
  if (typeof params !== 'object' || params === null || !('operationId' in params)) return null;
  return typeof params.operationId === 'string' ? params.operationId : null;
}

const stripRoom = rooms.find(({ strip }) => strip !== undefined);
const LazyStrip = stripRoom?.strip ? lazyPart(stripRoom.strip) : null;
const again = rooms.find(({ signInAgain }) => signInAgain !== undefined)?.signInAgain;
const SignInAgain = again ? lazy(async () => ({ default: await again() })) : null;

function Strip() {
  return LazyStrip ? (
    <Suspense>
      <LazyStrip />
    </Suspense>
  ) : null;
}

function lazyPart(load: NonNullable<(typeof rooms)[number]['strip']>) {
  return lazy(async () => ({ default: await load() }));
}

function personOf(session: SessionView): Person {
  const { userId, name, agency, grants, permissions, sample } = session;
  return {
    id: userId,
    name,
    agency: agency ? { id: agency.id, short: agency.short, name: agency.name } : null,
    roles: [...new Set(grants.map(({ role }) => role))],
    permissions,
    sample,
  };
}
