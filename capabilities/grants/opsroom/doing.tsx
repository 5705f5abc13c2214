import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Button, type IconName } from '#web/ui/index.ts';
import type { GrantAct } from '../doors-reading.ts';
import { CorrectDrawer } from './agreement-drawers.tsx';
import { MoneyForm } from './money-form.tsx';
import type { Grant } from './use-grant.ts';
import { words } from './words.ts';

/** Withdrawing stands at the entry itself. */
const ACTS = ['transfers', 'absorbed', 'returned', 'correct'] as const satisfies readonly GrantAct[];
const ICONS: Record<(typeof ACTS)[number], IconName> = {
  transfers: 'plus',
  absorbed: 'plus',
  returned: 'plus',
  correct: 'edit',
};

/** What one's own side may write now, each with its form at this place; nothing for whoever may only read. */
export function Doing({ grant, onTyping }: { grant: Grant; onTyping: (isTyping: boolean) => void }) {
  const t = useTexts(words);
  const [opened, setOpened] = useState<(typeof ACTS)[number] | null>(null);
  const doable = ACTS.filter((act) => grant.acts.includes(act));
  if (doable.length === 0) return null;
  const open = (act: (typeof ACTS)[number] | null) => {
    setOpened(act);
    onTyping(act !== null);
  };
  const close = () => open(null);
  if (opened === 'correct') return <CorrectDrawer grant={grant} onClose={close} />;
  return (
    <section className="grant-doing" aria-label={t('toDo')}>
      {opened === null ? (
        <div className="grant-buttons">
          {doable.map((act) => (
            <Button key={act} icon={ICONS[act]} onPress={() => open(act)}>
              {t(`act.${act}`)}
            </Button>
          ))}
        </div>
      ) : (
        <MoneyForm act={opened} grant={grant} onClose={close} />
      )}
    </section>
  );
}
