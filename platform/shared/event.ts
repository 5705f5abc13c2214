/** What can be written into the journal. Past tense and versioned: `incident.reported.v1`. */
import type { Localized } from './schema.ts';
import type { RecordKind } from './visibility.ts';

/**
 * open: the value itself stands in the leaf for ever.
 * personal: the leaf holds a salted commitment; value and salt live apart and can be erased.
 * sealed: like personal, and its readers are named by the agency that wrote it.
 */
export type FieldClass = 'open' | 'personal' | 'sealed';

export type EventType = {
  /** room.past-tense.vN */
  readonly name: string;
  readonly of: RecordKind;
  readonly fields: Readonly<Record<string, FieldClass>>;
  readonly text: Localized;
  /** True when it can change what somebody may see: open streams are looked at again. */
  readonly changesRights?: boolean;
  /** True when it may be recorded in an operation that has not opened yet: what prepares it, and who may come in. */
  readonly beforeAdmission?: boolean;
};

export function eventType<const F extends Readonly<Record<string, FieldClass>>>(declared: {
  name: string;
  of: RecordKind;
  fields: F;
  text: Localized;
  changesRights?: boolean;
  beforeAdmission?: boolean;
}): EventType & { readonly fields: F } {
  return declared;
}

type More = Pick<EventType, 'changesRights' | 'beforeAdmission'>;

/** Declares what is recorded of one kind, each in one sentence: its whole name, its fields, its words. */
export function eventsOf(of: RecordKind) {
  return <const F extends EventType['fields']>(name: string, fields: F, text: Localized, more: More = {}) =>
    eventType({ name, of, fields, text, ...more });
}
