/** Who sees a proposal and who may decide on it, from what the actions declare. */
import { type Actor, type Permission, reachesOf } from '#shared/permission.ts';
import type { TwoPersons } from '#shared/two-persons.ts';
import { type Conditions, can, cannot, type Rule, type Test, within } from '#shared/visibility.ts';

export const PROPOSAL_ATTRIBUTES = ['action', 'operation', 'area', 'agency', 'proposer', 'proposerAgency'];

/** What somebody proposed themselves, what their colleagues proposed, and what they may decide on. */
export function visibleProposals(actor: Actor, actions: readonly TwoPersons[]): readonly Rule[] {
  if (actor.userId === '') return [];
  return [
    ...actions.flatMap((action) => asSecond(actor, action)),
    // After the others: what somebody cannot decide on they may still have proposed.
    ...actions.flatMap((action) => asColleague(actor, action)),
    can({ proposer: { $eq: actor.userId } }),
  ];
}

export function decidableProposals(actor: Actor, actions: readonly TwoPersons[]): readonly Rule[] {
  return [
    ...actions.flatMap((action) => asSecond(actor, action)),
    cannot({ proposer: { $eq: actor.userId } }),
  ];
}

/** Could be the second person, were it not they who proposed it. */
function asSecond(actor: Actor, { name, confirm, second }: TwoPersons): readonly Rule[] {
  const { agencyId } = actor;
  const matters = { action: { $eq: name } };
  if (second === 'any-agency') return inReach(actor, confirm, matters);
  const own = { $eq: agencyId };
  // What belongs to no agency is decided by those who are of none.
  if (second === 'agency-of-matter') return inReach(actor, confirm, { ...matters, agency: own });
  if (agencyId === null) return [];
  return [...inReach(actor, confirm, matters), cannot({ ...matters, proposerAgency: own })];
}

function asColleague(actor: Actor, { name, propose }: TwoPersons): readonly Rule[] {
  if (actor.agencyId === null) return [];
  return inReach(actor, propose, { action: { $eq: name }, proposerAgency: { $eq: actor.agencyId } });
}

const EMPTY: Test = { $eq: null };

/** Within a reach of the permission. A matter that lies in no operation or no area has no such side. */
function inReach(actor: Actor, wanted: Permission, also: Conditions): readonly Rule[] {
  return reachesOf(actor, wanted).flatMap(({ operationId, areas }) => {
    const operations: readonly Conditions[] =
      operationId === null ? [{}] : [{ operation: EMPTY }, { operation: { $eq: operationId } }];
    const places: readonly Conditions[] = areas.includes('')
      ? [{}]
      : [{ area: EMPTY }, ...areas.map((code) => ({ area: within(code) }))];
    return operations.flatMap((operation) => places.map((place) => can({ ...also, ...operation, ...place })));
  });
}
