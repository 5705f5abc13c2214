import { useTexts } from '#web/i18n/index.ts';
import { Icon } from '#web/ui/index.ts';
import { isLoopback } from './loopback.ts';
import { words } from './words.ts';

/** Cards and links carry the address of this very page: said before one is made that no other device can open. */
export function AddressWarning() {
  const t = useTexts(words);
  const { hostname, origin } = window.location;
  if (!isLoopback(hostname)) return null;
  return (
    <div className="notice notice-alarm" role="note">
      <Icon name="warning" size={16} />
      <p>{t('addressHereOnly', { origin })}</p>
    </div>
  );
}
