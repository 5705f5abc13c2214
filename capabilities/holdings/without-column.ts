/** Where the journal and the columns do not say the same: each with its reason. */

/** Personal fields of events that stand in no column: the journal alone holds them, apart from its leaves. */
export const apartFromColumns: Readonly<Record<string, string>> = {
  'operation.owner-withdrawn.v1:reason': 'the owner’s row is gone; why stands in the journal alone',
};

/** Values that are personal in their column and stand open in leaves, where nothing erases them. */
export const openInLeaves: Readonly<Record<string, string>> = {
  'station.registered.v1:address': 'published by KPU with the list of stations',
  'station.corrected.v1:address': 'published by KPU with the list of stations',
  'station.corrected.v1:reason': 'a line about the register; stands in no column',
  'station.retired.v1:reason': 'a line about the register; its column is station.retired_reason',
  'operation.stage-revised.v1:reason': 'cites the decision that moved a stage',
  'operation.point-added.v1:why': 'a line about a public place',
  'server-operator.stated.v1:place': 'the town where the server stands, not the place of an activity',
  'incident.taken.v1:holder': 'the account’s id; the name stands in account.name alone',
  'incident.released.v1:holder': 'the account’s id; the name stands in account.name alone',
};
