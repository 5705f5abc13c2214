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
      <div className="access-demo-head">
        <h2>{t('demoTitle')}</h2>
        <Badge shape="ring" tone="alarm">
          {t('demoBadge')}
        </Badge>
      </div>
      <p className="quiet">{accounts.length > 0 ? t('demoText') : t('demoNone')}</p>
      <CommandNotice command={command} />
      <ul className="access-demo-list">
        {groupsOf(accounts).map(({ agency, members }) => (
          <li key={agency} className="access-demo-group">
            <span className="strong">{agency === '' ? t('noAgency') : agency}</span>
            <ul>
              {members.map(({ login, name, roles }) => (
                <li key={login}>
                  <button
                    type="button"
                    className="access-demo-entry"
                    disabled={command.busy}
                    onClick={() => void open(login)}
                  >
                    <span>{name}</span>
                    <span className="quiet small">
                      {roles.map((role) => localized(RoleText[role])).join(', ')}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Group = { readonly agency: string; readonly members: Accounts };

/** By agency; whoever runs the operation stands first, because the sample is seen best from that desk. */
function groupsOf(accounts: Accounts): readonly Group[] {
  const first = accounts.toSorted((one, other) => Number(leads(other)) - Number(leads(one)));
  const agencies = [...new Set(first.map(({ agency }) => agency?.short ?? ''))];
  return agencies.map((agency) => ({
    agency,
    members: first.filter((account) => (account.agency?.short ?? '') === agency),
  }));
}

const leads = ({ roles }: Accounts[number]) => roles.includes('karendalops');
