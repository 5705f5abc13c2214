/** Fingerprints that this person's browser saw before. A server that names another key for an agency is noticed. */
import { Check } from 'typebox/value';
import { object, type Static, Type } from '#shared/schema.ts';

const Pin = object({
  fingerprint: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** When somebody said that they compared it by telephone; null when it was only seen. */
  comparedAt: Type.Union([Type.String(), Type.Null()]),
});
const Pins = Type.Record(Type.String(), Pin);
export type Pins = Static<typeof Pins>;

/** unknown: never seen here. seen: the same as before. compared: and compared by telephone. changed: another one. */
export type Standing = 'unknown' | 'seen' | 'compared' | 'changed';

type Shelf = Pick<Storage, 'getItem' | 'setItem'>;
const nameOf = (personId: string) => `rakor.seal.pins.${personId}`;

/** As it lies on the shelf; empty when nothing was kept. */
export function keptPins(shelf: Pick<Shelf, 'getItem'>, personId: string): string {
  return shelf.getItem(nameOf(personId)) ?? '';
}

/** What cannot be read counts as never seen: it is shown as such, never as a match. */
export function parsePins(kept: string): Pins {
  try {
    const found: unknown = JSON.parse(kept);
    return Check(Pins, found) ? found : {};
  } catch {
    return {};
  }
}

/** @param whose id of the agency or officer */
export function standingOf(pins: Pins, whose: string, fingerprint: string): Standing {
  const pin = pins[whose];
  if (!pin) return 'unknown';
  if (pin.fingerprint !== fingerprint) return 'changed';
  return pin.comparedAt === null ? 'seen' : 'compared';
}

/** Notes a fingerprint: as compared at that moment, or as seen where nothing is known yet. */
export function keepPin(
  shelf: Shelf,
  personId: string,
  pin: { readonly whose: string; readonly fingerprint: string; readonly comparedAt: string | null },
): void {
  const pins = parsePins(keptPins(shelf, personId));
  const { whose, fingerprint, comparedAt } = pin;
  if (comparedAt === null && pins[whose]) return;
  shelf.setItem(nameOf(personId), JSON.stringify({ ...pins, [whose]: { fingerprint, comparedAt } }));
}
