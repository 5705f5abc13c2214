import { useParams } from '@tanstack/react-router';
import { createContext, useContext } from 'react';
import { systemClock, type Zone } from '#shared/time.ts';
import type { ScreenScope } from './room-screens.ts';

/** Who sits here. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly agency: { readonly id: string; readonly short: string; readonly name: string } | null;
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  /** Sample operations and accounts are loaded on this server. */
  readonly sample: boolean;
};

/** The operation that is open, with its own clock. */
export type OpenOperation = {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly zone: Zone;
  readonly areas: readonly string[];
  readonly votingDay: string | null;
  readonly sample: boolean;
  readonly clock: {
    readonly mode: 'real' | 'shifted' | 'frozen';
    /** The operation's time, and the device's at which that was said. */
    readonly now: Date;
    readonly saidAt: Date;
  };
};

export const PersonContext = createContext<Person | null>(null);
export const OperationContext = createContext<OpenOperation | null>(null);

/** @throws outside the signed-in part of the app */
export function usePerson(): Person {
  const person = useContext(PersonContext);
  if (!person) throw new Error('usePerson needs somebody signed in');
  return person;
}

/** Whether to offer something. What is allowed is decided by the server. */
export function useMay(permission: string | undefined): boolean {
  const { permissions } = usePerson();
  return permission === undefined || permissions.includes(permission);
}

/** @throws on a screen that is not below an operation */
export function useOperation(): OpenOperation {
  const operation = useContext(OperationContext);
  if (!operation) throw new Error('useOperation needs a screen of scope "operation"');
  return operation;
}

/** The operation that is open: of the address or, on a page outside all of them, the last one. */
export function useOpenOperation(): OpenOperation | null {
  return useContext(OperationContext);
}

/** The operation of the address; null on a page that belongs to none, such as accounts. */
export function useAddressOperation(): string | null {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  return params.operationId ?? null;
}

/** The time by the operation's clock. Only stages, countdowns and due dates use it. */
export function operationNow(operation: OpenOperation): Date {
  const { mode, now, saidAt } = operation.clock;
  if (mode === 'frozen') return now;
  return new Date(now.getTime() + (systemClock().getTime() - saidAt.getTime()));
}

/** The address of a screen: `useHref()('tps/123')` stays in the open operation. */
export function useHref(): (path: string, scope?: ScreenScope) => string {
  const operation = useContext(OperationContext);
  return (path, scope = 'operation') =>
    scope === 'operation' && operation ? `/o/${operation.id}/${path}` : `/${path}`;
}
