/** Keys of officers and agencies: permit, load, decide, save. What is kept is public or ciphertext. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { grantsNow } from '#rooms/access/contract.ts';
import { agencyNames } from '#rooms/agencies/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  keepKeys,
  listKeyEvents,
  readKeyRing,
  readOfficers,
  readSealingAgencies,
  sealedRead,
  sealKeyKind,
} from './contract.ts';
import { agencyShort, ownAgency } from './speaking.ts';
import {
  countHolders,
  findOfficerKey,
  keyEventSource,
  listAgencyKeys,
  listCurrentKeys,
  listOfficerKeys,
} from './store-keys.ts';

const ring = handle(readKeyRing, async (context) => {
  const agencyId = ownAgency(context, sealedRead);
  const { userId } = context.actor;
  const own = await findOfficerKey(context.tx, userId, agencyId);
  const keys = await listAgencyKeys(context.tx, agencyId, own?.id ?? null);
  return {
    personId: userId,
    agencyId,
    agency: await agencyShort(context, agencyId),
    own: own && {
      id: own.id,
      recipient: own.recipient,
      fingerprint: own.fingerprint,
      wrapped: own.wrapped.toString('base64'),
      madeAt: own.madeAt.toISOString(),
    },
    keys: keys.map(({ agencyId: _agency, share, madeAt, ...key }) => ({
      ...key,
      madeAt: madeAt.toISOString(),
      share: share?.toString('base64') ?? null,
    })),
    holders: await countHolders(context.tx, agencyId, keys[0]?.version ?? 0),
  };
});

const officers = handle(readOfficers, async (context) => {
  const agencyId = ownAgency(context, keepKeys);
  const found = await listOfficerKeys(context.tx, agencyId);
  const isOfficer = await Promise.all(found.map(({ userId }) => stillKeeps(context, userId, agencyId)));
  return {
    officers: found.map((key, index) => ({
      userId: key.userId,
      name: key.name,
      officerKeyId: key.id,
      recipient: key.recipient,
      fingerprint: key.fingerprint,
      madeAt: key.madeAt.toISOString(),
      versions: [...key.versions],
      isOfficer: isOfficer[index] ?? false,
      isMe: key.userId === context.actor.userId,
    })),
  };
});

async function stillKeeps(context: Context, userId: string, agencyId: string): Promise<boolean> {
  const grants = (await context.ask(grantsNow, { userId })) ?? [];
  return grants.some((grant) => grant.agencyId === agencyId && keepKeys.roles.includes(grant.role));
}

const agencies = handle(readSealingAgencies, async (context) => {
  ownAgency(context, sealedRead);
  const keys = await listCurrentKeys(context.tx);
  const names = await context.ask(agencyNames, { ids: keys.map(({ agencyId }) => agencyId) });
  return {
    agencies: keys.flatMap(({ id, agencyId, version, recipient, fingerprint, madeAt }) => {
      const named = names.find((name) => name.id === agencyId);
      if (!named) return [];
      const { short, name } = named;
      const key = { keyId: id, version, recipient, fingerprint, madeAt: madeAt.toISOString() };
      return [{ agencyId, short, name, ...key }];
    }),
  };
});

const history = handleList(listKeyEvents, async (context) => {
  ownAgency(context, sealedRead);
  const columns = { scope: sql.ref('e.scope'), agency: sql.ref('e.agency_id') };
  return keyEventSource(context.visible(sealKeyKind, columns));
});

/** @throws Refused when the bytes are no age file */
export function wrappedBytes(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  const isAge = bytes.subarray(0, 22).toString('latin1') === 'age-encryption.org/v1\n';
  if (!isAge) throw new Refused(refuse('sealed-note.not-encrypted'));
  return bytes;
}

export function fingerprintOf(recipient: string): string {
  return createHash('sha256').update(recipient).digest('hex');
}

export const keyReadingRoutes = [ring, officers, agencies, history];
