/** Events of this room are of an account or of a card: one builder for each, so that a declaration is one sentence. */
import { type EventType, eventType, type FieldClass } from '#shared/event.ts';
import type { Localized } from '#shared/schema.ts';
import { accountKind, cardKind } from './rights.ts';

type Fields = Readonly<Record<string, FieldClass>>;
type Also = Pick<EventType, 'changesRights' | 'beforeAdmission'>;

const builder =
  (of: EventType['of']) =>
  <const F extends Fields>(name: string, fields: F, text: Localized, also: Also = {}) =>
    eventType({ name, of, fields, text, ...also });

export const ofAccount = builder(accountKind);
export const ofCard = builder(cardKind);
