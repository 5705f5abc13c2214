import { useContext } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { PersonContext } from '#web/shell/index.ts';
import { AppLink } from '#web/ui/index.ts';
import './situation.css';
import { words } from './words.ts';

const doors = [
  { to: '/akun', title: 'adminAccounts', note: 'adminAccountsNote' },
  { to: '/perangkat', title: 'adminDevices', note: 'adminDevicesNote' },
  { to: '/instansi', title: 'adminAgencies', note: 'adminAgenciesNote' },
  { to: '/wilayah', title: 'adminAreas', note: 'adminAreasNote' },
] as const;

/** Where an administrator's work lies while no operation is open; nothing for everybody else. */
export function AdminDoor() {
  const t = useTexts(words);
  const person = useContext(PersonContext);
  if (!person?.permissions.includes('account.read')) return null;
  return (
    <section className="sit-door">
      <h2>{t('adminTitle')}</h2>
      <ul className="sit-lines">
        {doors.map(({ to, title, note }) => (
          <li key={to}>
            <AppLink to={to}>{t(title)}</AppLink>
            <span className="quiet">{t(note)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
