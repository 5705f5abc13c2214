/** Contacts on duty, and whom to call in an area. */
import { query } from '#shared/endpoint.ts';
import { AreaCode, Id, Localized, line, nullable, object, type Static, Type } from '#shared/schema.ts';
import { callContacts } from './rights.ts';
import { Key, title } from './vocabulary.ts';

export const Contact = object({
  id: Id,
  agencyId: Id,
  unitId: nullable(Id),
  /** The office, not the person: "Piket Siaga Ops". */
  office: line(120),
  phone: Type.String({ pattern: '^\\+?[0-9][0-9 ()./-]{2,30}$' }),
});
export type Contact = Static<typeof Contact>;

/**
 * Desks and duty posts that answer for a place: of agencies, or of their units, with a jurisdiction over it. The closest
 * first. `through` is the area of that jurisdiction. Offices and their phones, never names of people.
 */
export const contactsOnDuty = query({
  name: 'agencies.contactsOnDuty',
  path: '/api/agency-contacts/on-duty',
  summary: title('Siapa yang dapat dihubungi di suatu wilayah', 'Whom to call in an area'),
  access: callContacts,
  query: { area: AreaCode },
  reply: object({
    contacts: Type.Array(
      object({
        ...Contact.properties,
        agencyShort: Type.String(),
        agencyName: Type.String(),
        kind: Key,
        kindName: Localized,
        unitName: nullable(Type.String()),
        through: AreaCode,
      }),
      { maxItems: 200 },
    ),
  }),
});
