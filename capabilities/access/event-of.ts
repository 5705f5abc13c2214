/** Events of this room are of an account or of a card. */
import { eventsOf } from '#shared/event.ts';
import { accountKind, cardKind } from './rights.ts';

export const ofAccount = eventsOf(accountKind);
export const ofCard = eventsOf(cardKind);
