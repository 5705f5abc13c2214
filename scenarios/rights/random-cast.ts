/** People with random rights, and records of random places, agencies and senders. Everything comes from the seed of the test. */
import fc from 'fast-check';
import type { Grant } from '#shared/permission.ts';
import { ROLES } from './cast.ts';

export type Ground = {
  readonly operations: readonly string[];
  readonly agencies: readonly string[];
  /** Villages in which records lie. */
  readonly villages: readonly string[];
};

export type Somebody = {
  /** One of those who sent reports, or somebody who never did. */
  readonly sender: number;
  readonly grants: readonly Grant[];
  /** The operation in which they take emergency access, where the door lets them. */
  readonly emergency: string | null;
};

/** Mostly one or two roles. The areas are those of the records, everything above them, and one elsewhere. */
export function somebody({ operations, agencies, villages }: Ground): fc.Arbitrary<Somebody> {
  const areas = [
    ...new Set(villages.flatMap((code) => [code.slice(0, 2), code.slice(0, 5), code.slice(0, 8), code])),
  ];
  const agency = fc.option(fc.constantFrom(...agencies), { freq: 6 });
  const grant: fc.Arbitrary<Grant> = fc.record({
    role: fc.constantFrom(...ROLES, 'late-sender'),
    agencyId: agency,
    areas: fc.oneof(
      fc.constant(['']),
      fc.uniqueArray(fc.constantFrom(...areas, '31.7', '91'), { minLength: 1, maxLength: 3 }),
    ),
    operationId: fc.option(fc.constantFrom(...operations)),
  });
  const sender = fc.nat({ max: SENDERS });
  const anybody = fc.record({
    sender,
    grants: fc.array(grant, { minLength: 1, maxLength: 3 }),
    emergency: fc.option(fc.constantFrom(...operations), { freq: 2 }),
  });
  // Of random people few hold a desk of less than the operation, and nobody else can take a wider reach.
  const inDistrict = fc.record({
    role: fc.constantFrom(...DESKS),
    agencyId: fc.constantFrom(...agencies),
    areas: fc.uniqueArray(fc.constantFrom(...areas.filter((code) => code.length > 5)), {
      minLength: 1,
      maxLength: 2,
    }),
    operationId: fc.constantFrom(...operations),
  });
  const inNeed = fc
    .record({ sender, own: inDistrict, others: fc.array(grant, { maxLength: 1 }) })
    .map(({ sender: by, own, others }) => ({
      ...{ sender: by, grants: [own, ...others], emergency: own.operationId },
    }));
  return fc.oneof({ arbitrary: anybody, weight: 4 }, { arbitrary: inNeed, weight: 1 });
}

const DESKS = ['kaops', 'karendalops', 'agency-officer', 'liaison'];

/** How many people send reports; the one after the last sends none. */
export const SENDERS = 3;

export type Drawn = {
  readonly operation: string;
  readonly area: string;
  readonly about: string | null;
  readonly kind: string;
  readonly sender: number;
  readonly help: 'no' | 'later';
};

export function records(ground: Ground, count: number): fc.Arbitrary<readonly Drawn[]> {
  const one: fc.Arbitrary<Drawn> = fc.record({
    operation: fc.constantFrom(...ground.operations),
    area: fc.constantFrom(...ground.villages),
    about: fc.option(fc.constantFrom(...ground.agencies), { freq: 2 }),
    kind: fc.constantFrom('logistics', 'disorder'),
    sender: fc.nat({ max: SENDERS - 1 }),
    help: fc.constantFrom('no', 'later'),
  });
  return fc.array(one, { minLength: count, maxLength: count });
}
