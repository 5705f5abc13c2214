/** Which role somebody may give, and what a refused one reaches too far with. */
import { isWithin } from '#shared/area-code.ts';
import type { Reach } from '#shared/permission.ts';
import { type FieldError, type Refusal, refuse } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import { leadRoles, type Role, roles } from './contract.ts';

export type Wanted = {
  readonly role: Role;
  readonly agencyId: string | null;
  readonly areas: readonly string[];
  readonly operationId: string | null;
};

/** The roles that one reach gives. Who leads sees beyond their agency, so an administrator of one agency makes no leaders. */
export function rolesToGive(giver: Pick<Reach, 'agencyId'>): readonly Role[] {
  return giver.agencyId === null ? roles : roles.filter((role) => !leads(role));
}

/**
 * Nobody gives more than they hold themselves: one reach of the giver must contain all that is wanted. A refusal names
 * the fields that the nearest of these reaches lacks.
 */
export function decideGrant(giver: readonly Reach[], wanted: Wanted): Wanted | Refusal {
  const [nearest = fields] = giver
    .map((reach) => beyond(reach, wanted))
    .toSorted((one, other) => one.length - other.length);
  if (nearest.length > 0) return refuse('access.grant-too-wide', {}, nearest.map(errorIn));
  const speaksForNobody = wanted.agencyId === null && wanted.role !== 'administrator';
  return speaksForNobody
    ? refuse('access.agency-needed', {}, [
        { field: '/body/agencyId', code: 'access.agency-needed', message: needed },
      ])
    : wanted;
}

const fields = ['agencyId', 'role', 'areas', 'operationId'] as const;
type Field = (typeof fields)[number];

function beyond(reach: Reach, wanted: Wanted): readonly Field[] {
  const isHeld: Record<Field, boolean> = {
    agencyId: reach.agencyId === null || reach.agencyId === wanted.agencyId,
    role: rolesToGive(reach).includes(wanted.role),
    areas: wanted.areas.every((area) => reach.areas.some((held) => isWithin(area, held))),
    operationId: reach.operationId === null || reach.operationId === wanted.operationId,
  };
  return fields.filter((field) => !isHeld[field]);
}

const needed: Localized = { id: 'Pilih instansinya.', en: 'Choose the agency.' };
const remedies: Record<Field, Localized> = {
  agencyId: {
    id: 'Anda mengundang untuk instansi sendiri. Pilih instansi Anda; untuk instansi lain minta administratornya.',
    en: 'You invite for your own agency. Choose it; for another agency ask its administrator.',
  },
  role: {
    id: 'Peran pimpinan operasi diberi administrator seluruh server, bukan administrator satu instansi. Pilih peran lain.',
    en: 'Roles that lead an operation are given by an administrator of the whole server, not of one agency. Choose another.',
  },
  areas: {
    id: 'Ada wilayah di luar wilayah Anda. Hapus wilayah itu, atau minta administrator di atasnya.',
    en: 'Some area lies outside yours. Remove it, or ask an administrator above.',
  },
  operationId: {
    id: 'Anda mengundang untuk satu operasi saja. Pilih operasi Anda.',
    en: 'You invite for one operation alone. Choose yours.',
  },
};

const errorIn = (field: Field): FieldError => ({
  field: `/body/${field}`,
  code: 'access.grant-too-wide',
  message: remedies[field],
});

function leads(role: string): boolean {
  return leadRoles.some((lead) => lead === role);
}
