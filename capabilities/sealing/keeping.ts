/** Commands on keys. Each writes its leaf, and keeps the hash of that leaf beside what happened. */
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import type { Values } from '#server/journal/record.ts';
import type { EventType } from '#shared/event.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  agencyKeyMade,
  giveShares,
  type KeyEvent,
  keepKeys,
  keepOwnKey,
  makeAgencyKey,
  ownKeyKept,
  passphraseChanged,
  removeShares,
  shareGiven,
  shareRemoved,
} from './contract.ts';
import { fingerprintOf, wrappedBytes } from './routes-keys.ts';
import { agencyShort, ownAgency, ownName } from './speaking.ts';
import {
  countHolders,
  deleteShares,
  insertAgencyKey,
  insertKeyEvent,
  listAgencyKeys,
  listOfficerKeys,
  lockAgency,
  lockOfficerKey,
  type OfficerKey,
  putShare,
  replaceOfficerKey,
  rewrapOfficerKey,
} from './store-keys.ts';

const EVENTS: Readonly<Record<KeyEvent, EventType>> = {
  'agency-key-made': agencyKeyMade,
  'own-key-kept': ownKeyKept,
  'passphrase-changed': passphraseChanged,
  'share-given': shareGiven,
  'share-removed': shareRemoved,
};

type Happened = {
  readonly what: KeyEvent;
  readonly agencyId: string;
  readonly subject: string;
  readonly after: Values;
  readonly version?: number;
  readonly fingerprint?: string;
  readonly officer?: string;
};

async function note(context: Context, happened: Happened): Promise<void> {
  const { what, agencyId, subject, after } = happened;
  const scope = what === 'agency-key-made' ? 'all' : 'agency';
  const attributes = { scope, agency: agencyId };
  const { hashHex } = await context.record(EVENTS[what], { subject, after, attributes });
  await insertKeyEvent(context.tx, {
    id: context.newId(),
    agencyId,
    agencyName: await agencyShort(context, agencyId),
    scope,
    what,
    version: happened.version ?? null,
    fingerprint: happened.fingerprint ?? null,
    officerName: happened.officer ?? null,
    byName: await ownName(context),
    at: context.now,
    leafHash: hashHex,
  });
}

const keepingOwn = handle(keepOwnKey, async (context, { body }) => {
  const agencyId = ownAgency(context, keepKeys);
  const wrapped = wrappedBytes(body.wrapped);
  await lockAgency(context.tx, agencyId);
  const { userId } = context.actor;
  const earlier = await lockOfficerKey(context.tx, userId, agencyId);
  if (earlier?.recipient === body.recipient) return rewrap(context, earlier, wrapped);
  const fingerprint = fingerprintOf(body.recipient);
  const name = await ownName(context);
  const lost = earlier ? await deleteShares(context.tx, earlier.id) : [];
  const { id, recipient } = body;
  const key = { id, userId, agencyId, name, recipient, fingerprint, wrapped, madeAt: context.now };
  if (!(await replaceOfficerKey(context.tx, key))) throw new Refused(refuse('seal.id-taken'));
  if (lost.length > 0) await noteLost(context, key, lost);
  const after = { officer: userId, fingerprint };
  await note(context, { what: 'own-key-kept', agencyId, subject: id, after, fingerprint, officer: name });
  return { id };
});

async function rewrap(context: Context, key: OfficerKey, wrapped: Buffer): Promise<{ id: string }> {
  await rewrapOfficerKey(context.tx, key.id, wrapped);
  const after = { officer: key.userId, changed: true };
  const { agencyId, name: officer } = key;
  await note(context, { what: 'passphrase-changed', agencyId, subject: key.id, after, officer });
  return { id: key.id };
}

async function noteLost(context: Context, key: OfficerKey, versions: readonly number[]): Promise<void> {
  const after = { officer: key.userId, versions: [...versions] };
  const { agencyId, id: subject, name: officer } = key;
  const version = Math.max(...versions);
  await note(context, { what: 'share-removed', agencyId, subject, after, version, officer });
}

const makingAgencyKey = handle(makeAgencyKey, async (context, { body }) => {
  const agencyId = ownAgency(context, keepKeys);
  await lockAgency(context.tx, agencyId);
  const [newest] = await listAgencyKeys(context.tx, agencyId, null);
  if (body.version !== (newest?.version ?? 0) + 1) throw new Refused(refuse('seal.version-taken'));
  const { id, version, recipient, vouch } = body;
  const fingerprint = fingerprintOf(recipient);
  const madeBy = await ownName(context);
  const key = { id, agencyId, version, recipient, fingerprint, vouch, madeBy, madeAt: context.now };
  if ((await insertAgencyKey(context.tx, key)) === 'taken') throw new Refused(refuse('seal.id-taken'));
  const after = { agency: agencyId, version, fingerprint, vouched: vouch !== null };
  await note(context, { what: 'agency-key-made', agencyId, subject: id, after, version, fingerprint });
  const shares = body.shares.map((share) => ({ ...share, keyId: id }));
  await give(context, agencyId, shares, new Map([[id, version]]));
  return { id };
});

const giving = handle(giveShares, async (context, { body }) => {
  const agencyId = ownAgency(context, keepKeys);
  await lockAgency(context.tx, agencyId);
  const keys = await listAgencyKeys(context.tx, agencyId, null);
  const versions = new Map(keys.map(({ id, version }) => [id, version]));
  const own = await lockOfficerKey(context.tx, context.actor.userId, agencyId);
  const held = own ? await listAgencyKeys(context.tx, agencyId, own.id) : [];
  // For oneself it may come from paper: that an agency's key is in it only its receiver can tell.
  const mayGive = (keyId: string, officerKeyId: string) =>
    officerKeyId === own?.id || held.some(({ id, share }) => id === keyId && share !== null);
  if (!body.shares.every(({ keyId, officerKeyId }) => mayGive(keyId, officerKeyId)))
    throw new Refused(refuse('seal.no-share'));
  return { given: await give(context, agencyId, body.shares, versions) };
});

type Given = { readonly keyId: string; readonly officerKeyId: string; readonly wrapped: string };

/** @throws Refused when a key or an officer is not of this agency (any more) */
async function give(
  context: Context,
  agencyId: string,
  shares: readonly Given[],
  versionOf: ReadonlyMap<string, number>,
): Promise<number> {
  const officers = await listOfficerKeys(context.tx, agencyId);
  const byOfficer = new Map<string, number[]>();
  for (const { keyId, officerKeyId, wrapped } of shares) {
    const version = versionOf.get(keyId);
    if (version === undefined || !officers.some(({ id }) => id === officerKeyId))
      throw new Refused(refuse('seal.no-own-key'));
    await putShare(context.tx, { keyId, officerKeyId, wrapped: wrappedBytes(wrapped), givenAt: context.now });
    byOfficer.set(officerKeyId, [...(byOfficer.get(officerKeyId) ?? []), version]);
  }
  for (const officer of officers) {
    const versions = byOfficer.get(officer.id);
    if (!versions) continue;
    const { userId, fingerprint, name, id: subject } = officer;
    const after = { officer: userId, versions, fingerprint };
    const version = Math.max(...versions);
    const told = { what: 'share-given' as const, agencyId, subject, after, version, fingerprint };
    await note(context, { ...told, officer: name });
  }
  return shares.length;
}

const removing = handle(removeShares, async (context, { params }) => {
  const agencyId = ownAgency(context, keepKeys);
  await lockAgency(context.tx, agencyId);
  const key = await lockOfficerKey(context.tx, params.userId, agencyId);
  if (!key) throw new Refused(refuse('not-found'));
  const [newest] = await listAgencyKeys(context.tx, agencyId, key.id);
  const isHolder = newest !== undefined && newest.share !== null;
  if (isHolder && (await countHolders(context.tx, agencyId, newest.version)) === 1)
    throw new Refused(refuse('seal.last-holder'));
  const versions = await deleteShares(context.tx, key.id);
  if (versions.length === 0) context.unchanged();
  else await noteLost(context, key, versions);
  return { removed: versions.length };
});

export const keyRoutes = [keepingOwn, makingAgencyKey, giving, removing];
