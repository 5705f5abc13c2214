import { useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import { changeLanguage, readSession, type SessionView, signOut } from '#rooms/access/contract.ts';
import { readAreas } from '#rooms/areas/contract.ts';
import { operationRead } from '#rooms/operations/contract.ts';
import { call, ProblemError, useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { LiveProvider } from '#web/live/index.ts';
import {
  type Person,
  PersonContext,
  Shell,
  SignedOutOverlay,
  useAddressOperation,
  usePerson,
} from '#web/shell/index.ts';
import {
  AdministratorContext,
  AreaSourceContext,
  EmptyState,
  Failed,
  Loading,
  loadPart,
  useGo,
} from '#web/ui/index.ts';
import { areaSource } from './area-source.ts';
import { lastOperation } from './last-operation.ts';
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
  const t = useTexts(words);
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
        <AdministratorContext
          value={person.agency ? t('administratorOf', { agency: person.agency.name }) : null}
        >
          <LiveProvider url="/api/stream">
            <Framed>
              <Shell
                rooms={rooms}
                strip={<Strip />}
                choosesOperation={person.permissions.includes(operationRead.name)}
                onSignOut={() => void leave()}
                onLanguage={(chosen) => void language.run({ body: { language: chosen } })}
              >
                <Outlet />
              </Shell>
            </Framed>
            <SignedOutOverlay check={check} signInPath={`/${SIGN_IN}`} SignInAgain={SignInAgain} />
          </LiveProvider>
        </AdministratorContext>
      </AreaSourceContext>
    </PersonContext>
  );
}

/**
 * The bar above names the operation of the address, so its frame stands around the shell. Accounts, journal seals and
 * the like belong to no operation: there the last one stays, one touch away.
 */
function Framed({ children }: { children: ReactNode }) {
  const { id: userId, permissions } = usePerson();
  const addressed = useAddressOperation();
  const last = permissions.includes(operationRead.name) ? lastOperation(userId) : null;
  const operationId = addressed ?? last;
  if (operationId === null) return children;
  return (
    <OperationProvider key={operationId} operationId={operationId}>
      {children}
    </OperationProvider>
  );
}

const stripRoom = rooms.find(({ strip }) => strip !== undefined);
const LazyStrip = stripRoom?.strip ? lazyPart(stripRoom.strip) : null;
const again = rooms.find(({ signInAgain }) => signInAgain !== undefined)?.signInAgain;
const SignInAgain = again ? lazy(async () => ({ default: await loadPart(again) })) : null;

/** The stages stand above what belongs to the operation only. */
function Strip() {
  const addressed = useAddressOperation();
  return LazyStrip && addressed ? (
    <Suspense>
      <LazyStrip />
    </Suspense>
  ) : null;
}

function lazyPart(load: NonNullable<(typeof rooms)[number]['strip']>) {
  return lazy(async () => ({ default: await loadPart(load) }));
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
