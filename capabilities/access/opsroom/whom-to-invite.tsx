import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { readSession } from '../contract.ts';
import { reachOf } from './reach-fields.tsx';
import { words } from './words.ts';

/** Says for which agency and operations one may invite, and who invites the others. */
export function WhomToInvite() {
  const t = useTexts(words);
  const session = useAsk(readSession, {});
  if (session.state !== 'ready') return null;
  const { grants, agency } = session.data;
  const { agencyId, operationId } = reachOf(grants);
  const where = t(operationId === null ? 'inviteEveryOperation' : 'inviteOneOperation');
  return (
    <p className="access-note">
      {agencyId === null
        ? t('mayInviteAll', { where })
        : t('mayInviteOwn', { agency: agency?.short ?? t('ownAgency'), where })}
    </p>
  );
}
