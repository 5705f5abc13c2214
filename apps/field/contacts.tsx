import { useTexts } from '#web/i18n/index.ts';
import { Icon } from '#web/ui/icon.tsx';
import type { Around } from './around.ts';
import { words } from './words.ts';

/** Whom to call from this post. Without network a call still goes out, so this stands before all advice. */
export function Contacts({ around }: { around: Around | null }) {
  const t = useTexts(words);
  if (around === null || around.contacts.length === 0) return <p className="notice">{t('contactsNone')}</p>;
  return (
    <section className="contacts">
      <h2>{t('contacts')}</h2>
      <ul>
        {around.contacts.map(({ id, agency, office, phone }) => (
          <li key={id}>
            <span>
              <strong>{agency}</strong>
              <span className="quiet">{office}</span>
            </span>
            <a className="button" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
              <Icon name="phone" size={18} /> {phone}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
