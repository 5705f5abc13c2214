/** A calendar link lives no longer than the rights that it was made with. */
import { accountClosed, grantRevoked } from '#rooms/access/contract.ts';
import { reaction } from '#server/reactions/reaction.ts';
import { calendarLinkRevoked } from './calendar-links.ts';
import { listValidLinks, revokeLink } from './calendar-store.ts';

const closeLinks = reaction({
  name: 'operations.close-calendar-links',
  on: [accountClosed, grantRevoked],
  records: [calendarLinkRevoked],
  run: async (context, leaf) => {
    const userId = leaf.subject;
    for (const id of await listValidLinks(context.tx, userId)) {
      await revokeLink(context.tx, { id, userId, at: context.now });
      await context.record(calendarLinkRevoked, {
        subject: id,
        before: { revoked: false },
        after: { revoked: true },
        attributes: { user: userId },
      });
    }
  },
});

export const reactions = [closeLinks];
