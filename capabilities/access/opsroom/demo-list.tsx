import './access.css';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Badge, CommandNotice } from '#web/ui/index.ts';
import { RoleText } from '../contract.ts';
import { type listDemoAccounts, openDemoSession } from '../endpoints-sign-in.ts';
import { words } from './words.ts';

type Accounts = ReplyOf<typeof listDemoAccounts>['accounts'];

/** Accounts of the sample, by agency; one press signs in. */
export function DemoList({ accounts, onDone }: { accounts: Accounts; onDone: () => void }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const command = useCommand(openDemoSession);
  const open = async (login: string) => {
    const reply = await command.run({ body: { login } });
    if (reply) onDone();
  };
  return (
    <section className="access-demo">
      <h2>{t('demoTitle')}</h2>
      <p className="quiet">{accounts.length > 0 ? t('demoText') : t('demoNone')}</p>
      <CommandNotice command={command} />
      <ul className="access-demo-list">
        {accounts.map(({ login, name, agency, roles }) => (
          <li key={login}>
            <button
              type="button"
              className="access-demo-entry"
              disabled={command.busy}
              onClick={() => void open(login)}
            >
              <span className="access-demo-agency">
                <span className="strong">{agency?.short ?? t('noAgency')}</span>
                <Badge shape="ring" tone="alarm">
                  {t('demoBadge')}
                </Badge>
              </span>
              <span>{name}</span>
              <span className="quiet small">{roles.map((role) => localized(RoleText[role])).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
