import type { Capability } from '#server/capability.ts';
import { answer } from '#server/endpoint/questions.ts';
import { rateLimiter } from '#server/http/rate-limit.ts';
import type { Permission } from '#shared/permission.ts';
import { type Attempts, attempts } from './attempts.ts';
import {
  accountChanged,
  accountClosed,
  accountInvited,
  accountKind,
  accountOpened,
  accountStandings,
  agreeToRevoking,
  cardIssued,
  cardKind,
  cardLeft,
  cardRevoked,
  cardUsed,
  grantGiven,
  grantRevoked,
  grantsNow,
  invitationRevoked,
  inviteAccounts,
  issueCard,
  ownColleagues,
  ownPost,
  personNames,
  provedLately,
  readAccounts,
  readCards,
  restoreAccount,
  seedDemo,
  sessionOpened,
  sessionRevoked,
} from './contract.ts';
import { isProved } from './desk.ts';
import { consoleLinkMade, recoverAccess } from './endpoints-recovery.ts';
import * as eventsOfPhones from './events-phones.ts';
import * as eventsOfWaysIn from './events-security.ts';
import { browserSchedule, forgettingBrowsers } from './forgetting-browsers.ts';
import { holdings } from './holdings.ts';
import { problems } from './problems.ts';
import type { Provider } from './providers.ts';
import { makingConsoleLink } from './recovery.ts';
import * as accounts from './routes-accounts.ts';
import * as bindings from './routes-bindings.ts';
import * as cards from './routes-cards.ts';
import * as enrolment from './routes-enrolment.ts';
import * as passkeys from './routes-passkeys.ts';
import * as phones from './routes-phones.ts';
import * as providers from './routes-providers.ts';
import * as security from './routes-security.ts';
import * as sessions from './routes-sessions.ts';
import * as doors from './routes-sign-in.ts';
import { SETTLING_H } from './rules.ts';
import { seeding } from './seed-accounts.ts';
import { findGrantsNow } from './store.ts';
import { findPost } from './store-cards.ts';
import { colleaguesIn, namesOf } from './store-sessions.ts';
import { standingsOf } from './store-standings.ts';
import { revokingAuditor } from './two-persons-auditor.ts';
import { bindingAccount } from './two-persons-binding.ts';
import { accountRecovered, recoveryLinkMade } from './two-persons-doors.ts';
import * as recovery from './two-persons-recovery.ts';

export type AccessOptions = {
  /** Whether this server is in sample mode: only then do demo accounts open. */
  readonly sample: () => boolean;
  /** Every permission of the house, for `GET /api/session`; this room's own unless told. */
  readonly permissions?: () => readonly Permission[];
  /** Of agencies that sign their own people in. */
  readonly providers?: readonly Provider[];
  /** Hours for which a new account agrees to nothing as a second person; 72 unless told. */
  readonly settlingH?: number;
};

const own = [
  readAccounts,
  inviteAccounts,
  agreeToRevoking,
  restoreAccount,
  seedDemo,
  recoverAccess,
  readCards,
  issueCard,
];
const events = [
  accountInvited,
  invitationRevoked,
  accountOpened,
  accountClosed,
  accountChanged,
  sessionOpened,
  sessionRevoked,
  grantGiven,
  grantRevoked,
  cardIssued,
  cardUsed,
  cardLeft,
  cardRevoked,
  consoleLinkMade,
  recoveryLinkMade,
  accountRecovered,
  ...Object.values(eventsOfWaysIn),
  ...Object.values(eventsOfPhones),
];
const LONGEST_WAIT_S = 300;

export function accessRoom(options: AccessOptions): Capability {
  const { sample, providers = [], settlingH = SETTLING_H } = options;
  const desk = attempts('desk', LONGEST_WAIT_S);
  const recovered = attempts('recovery', LONGEST_WAIT_S);
  const permissions = options.permissions ?? (() => own);
  return {
    name: 'access',
    holdings,
    permissions: own,
    kinds: [accountKind, cardKind],
    events,
    problems,
    jobs: [forgettingBrowsers],
    schedules: [browserSchedule],
    twoPersons: [revokingAuditor, recovery.recoveringAccount, bindingAccount(providers)],
    endpoints: [
      ...doorsOfSigningIn(desk, { sample, settlingH }),
      ...doorsOfWaysIn(desk, providers),
      sessions.readingSession({ sample, permissions }),
      ...doorsOfSessions,
      ...doorsOfAccounts,
      ...doorsOfCards(),
      recovery.listingColleagues,
      recovery.beginningRecovery(recovered),
      recovery.finishingRecovery(recovered),
      ...doorsOfPhones,
      ...doorsOfProviders(providers),
    ],
    answers: [
      answer(personNames, ({ tx }, { ids }) => namesOf(tx, ids)),
      answer(ownColleagues, async ({ tx, now, actor: { agencyId } }, { operationId }) =>
        agencyId === null ? [] : colleaguesIn(tx, { agencyId, operationId, now }),
      ),
      answer(provedLately, (context) => isProved(context)),
      answer(accountStandings, ({ tx, now }, { ids }) => standingsOf(tx, ids, now)),
      answer(grantsNow, ({ tx, now }, { userId }) => findGrantsNow(tx, userId, { now, sample: sample() })),
      answer(ownPost, async ({ tx, actor }) =>
        actor.kind === 'card' ? findPost(tx, actor.sessionId) : null,
      ),
    ],
  };
}

/** By what a person knows or was sent, and the sample's open doors. */
function doorsOfSigningIn(
  desk: Attempts,
  { sample, settlingH }: Required<Pick<AccessOptions, 'sample' | 'settlingH'>>,
) {
  return [
    doors.signingIn(desk),
    doors.listingDemo(sample),
    doors.openingDemo(sample),
    enrolment.beginning(sample),
    enrolment.finishing(sample, settlingH),
  ];
}

/** How one comes in, and what one does about it oneself. */
function doorsOfWaysIn(desk: Attempts, configured: readonly Provider[]) {
  return [
    passkeys.beginningPasskey,
    passkeys.addingPasskey,
    passkeys.listingPasskeys,
    passkeys.revokingPasskeys,
    passkeys.beginningPasskeySignIn,
    passkeys.signingInByPasskey,
    passkeys.beginningPasskeyConfirm,
    passkeys.confirmingByPasskey,
    security.readingSecurity(configured),
    security.markingTold,
    security.confirmingByPassword(attempts('confirm', LONGEST_WAIT_S)),
    security.changingPassword,
    security.beginningAuthenticator,
    security.replacingAuthenticator,
    security.makingRecoveryCodes,
    security.recovering(desk),
  ];
}

const doorsOfSessions = [
  sessions.signingOut,
  sessions.changingLanguage,
  sessions.listingSessions,
  sessions.revokingSessions,
];

/** Who may come in, and with which rights. */
const doorsOfAccounts = [
  accounts.listingAccounts,
  accounts.closingAccounts,
  accounts.listingInvitations,
  accounts.inviting,
  accounts.revokingInvitations,
  accounts.listingGrants,
  accounts.givingGrant,
  accounts.revokingGrants,
  seeding,
  makingConsoleLink,
];

function doorsOfCards() {
  return [
    cards.openingCard(rateLimiter(), rateLimiter()),
    cards.listingCards,
    cards.issuing,
    cards.revokingCards,
  ];
}

const doorsOfPhones = [
  phones.listingPhones,
  phones.readingPhone,
  phones.lockingPhones,
  phones.unlockingPhones,
  phones.wipingPhones,
  phones.answeringPhone,
  phones.confirmingWiped,
  phones.hearingWaiting,
];

function doorsOfProviders(configured: readonly Provider[]) {
  return [
    providers.listingProviders(configured),
    providers.beginningProvider(configured),
    providers.signingInByProvider(configured),
    bindings.beginningOwnBinding(configured),
    bindings.bindingOwn(configured),
    bindings.releasingOwn(configured),
    bindings.releasingProvider(configured),
  ];
}
