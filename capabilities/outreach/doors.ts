/** The doors that change an outreach event. Every one speaks for the agency of whoever asks, and for no other. */
import { command } from '#shared/endpoint.ts';
import { Id, Instant, line, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { outreachCancelled, outreachChanged, outreachHeld, outreachPlanned } from './events.ts';
import { Attended, described, Note, outreachStandings } from './outreach.ts';
import { outreachWrite } from './rights.ts';

const params = { outreachId: Id };
/** `version`: the one that the change was made from; a newer one refuses it. */
const version = Type.Integer({ minimum: 1 });
const made = { id: Id, operationId: Id, ...described, standing: Type.Optional(oneOf(outreachStandings)) };
const coded = object({ id: Id, code: Type.String() });
const done = object({ id: Id, version: Type.Integer() });

const ofContent = ['outreach.empty-text', 'outreach.no-area', 'outreach.no-partner'];
const ofNew = [...ofContent, 'outreach.id-taken', 'outreach.no-agency'];
const ofStanding = ['outreach.not-yours', 'outreach.changed-meanwhile', 'outreach.cancelled-already'];

export const PlanOutreach = object({ ...made, plannedAt: Instant });
export type PlanOutreach = Static<typeof PlanOutreach>;
export const planOutreach = command({
  name: 'outreach.plan',
  path: '/api/outreach',
  summary: { id: 'Rencanakan dialog, sosialisasi, deklarasi, atau kunjungan', en: 'Plan an outreach event' },
  access: outreachWrite,
  body: PlanOutreach,
  reply: coded,
  records: [outreachPlanned],
  refusals: [...ofNew, 'outreach.plan-past'],
});

export const LogOutreach = object({ ...made, heldAt: Instant, attended: nullable(Attended) });
export type LogOutreach = Static<typeof LogOutreach>;
/** What took place without a plan, or is written down later. */
export const logOutreach = command({
  name: 'outreach.log',
  path: '/api/outreach-logs',
  summary: { id: 'Catat yang sudah terlaksana', en: 'Log an outreach event that was held' },
  access: outreachWrite,
  body: LogOutreach,
  reply: coded,
  records: [outreachHeld],
  refusals: [...ofNew, 'outreach.not-yet'],
});

export const holdOutreach = command({
  name: 'outreach.hold',
  path: '/api/outreach/:outreachId/hold',
  summary: { id: 'Catat bahwa rencana terlaksana', en: 'Log that a planned event was held' },
  access: outreachWrite,
  params,
  body: object({ version, heldAt: Instant, attended: nullable(Attended), note: Note }),
  reply: done,
  records: [outreachHeld],
  refusals: [...ofStanding, 'outreach.not-yet', 'outreach.held-already'],
});

/** Of a planned one its day, of a held one when it was and how many came. */
export const changeOutreach = command({
  name: 'outreach.change',
  path: '/api/outreach/:outreachId/changes',
  summary: { id: 'Ubah atau koreksi', en: 'Change or correct an outreach event' },
  access: outreachWrite,
  params,
  body: object({
    version,
    ...described,
    plannedAt: nullable(Instant),
    heldAt: nullable(Instant),
    attended: nullable(Attended),
    /** Why it is corrected. */
    reason: nullable(line(300)),
  }),
  reply: done,
  records: [outreachChanged],
  refusals: [...ofContent, ...ofStanding, 'outreach.not-yet', 'outreach.no-time'],
});

/** A held one too, where it was written down by mistake: it then counts no longer. */
export const cancelOutreach = command({
  name: 'outreach.cancel',
  path: '/api/outreach/:outreachId/cancel',
  summary: {
    id: 'Batalkan, atau tarik yang keliru dicatat',
    en: 'Cancel, or withdraw what was logged by mistake',
  },
  access: outreachWrite,
  params,
  body: object({ version, reason: line(300) }),
  reply: done,
  records: [outreachCancelled],
  refusals: [...ofStanding, 'outreach.empty-text'],
});
