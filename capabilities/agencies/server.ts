import type { Capability } from '#server/capability.ts';
import * as contract from './contract.ts';
import { problems } from './problems.ts';

const { readAgencies, manageAgencies, readContacts, keepContacts, agencyKind, contactKind } = contract;

export const agencies: Capability = {
  name: 'agencies',
  permissions: [readAgencies, manageAgencies, readContacts, keepContacts],
  kinds: [agencyKind, contactKind],
  events: [
    contract.kindsDefined,
    contract.agencyCreated,
    contract.agencyChanged,
    contract.agencyRetired,
    contract.unitCreated,
    contract.unitChanged,
    contract.unitRetired,
    contract.jurisdictionAssigned,
    contract.jurisdictionWithdrawn,
    contract.contactKept,
    contract.contactRemoved,
  ],
  problems,
  endpoints: [],
};
