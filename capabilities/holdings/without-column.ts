/** Where the journal and the columns do not say the same: each with its reason. */

/** Personal fields of events that stand in no column: the journal alone holds them, apart from its leaves. */
export const apartFromColumns: Readonly<Record<string, string>> = {
  'station.corrected.v1:reason': 'a correction overwrites the row; why stands in the journal alone',
  'operation.owner-withdrawn.v1:reason': 'the owner’s row is gone; why stands in the journal alone',
};

/** Values that are personal in their column and stand open in leaves, where nothing erases them. */
export const openInLeaves: Readonly<Record<string, string>> = {
  'server-operator.stated.v1:place': 'the town where the server stands, not the place of an activity',
  'incident.taken.v1:holder': 'the account’s id; the name stands in account.name alone',
  'incident.released.v1:holder': 'the account’s id; the name stands in account.name alone',
  'task.person-named.v1:person': 'the account’s id; the name stands in account.name alone',
};
