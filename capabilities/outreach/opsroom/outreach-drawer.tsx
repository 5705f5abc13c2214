import { useState } from 'react';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Answer, Button, Drawer, ReasonDialog, toast } from '#web/ui/index.ts';
import { cancelOutreach, type OutreachCard, readOutreach } from '../contract.ts';
import { HoldForm } from './hold-form.tsx';
import { ChangeOutreach, refreshes } from './outreach-form.tsx';
import { OutreachView } from './outreach-view.tsx';
import { words } from './words.ts';

/** One event beside the list, and what its own agency may do with it. */
export function OutreachDrawer({ outreachId, onClose }: { outreachId: string; onClose: () => void }) {
  const t = useTexts(words);
  const asked = useAsk(readOutreach, { params: { outreachId } });
  const [isTyping, setTyping] = useState(false);
  useLive(['outreach'], [readOutreach]);
  const title = asked.state === 'ready' ? asked.data.title : t('title');
  return (
    <Drawer title={title} open onClose={onClose} wide dismissable={!isTyping}>
      <Answer of={asked} rows={8}>
        {(card) => (
          <div className="outreach">
            {card.mayWrite ? <Doing card={card} onTyping={setTyping} /> : null}
            <OutreachView card={card} />
          </div>
        )}
      </Answer>
    </Drawer>
  );
}

type Props = { readonly card: OutreachCard; readonly onTyping: (isTyping: boolean) => void };

function Doing({ card, onTyping }: Props) {
  const t = useTexts(words);
  const [doing, setDoing] = useState<'hold' | 'change' | 'cancel' | null>(null);
  const stop = () => setDoing(null);
  const isPlanned = card.state === 'planned';
  return (
    <div className="outreach-doing">
      {doing === 'hold' ? (
        <HoldForm card={card} onTyping={onTyping} onClose={stop} />
      ) : (
        <div className="outreach-buttons">
          {isPlanned ? (
            <Button kind="primary" icon="check" onPress={() => setDoing('hold')}>
              {t('hold')}
            </Button>
          ) : null}
          <Button icon="edit" onPress={() => setDoing('change')}>
            {t(isPlanned ? 'change' : 'correct')}
          </Button>
          <Button icon="x" onPress={() => setDoing('cancel')}>
            {t(isPlanned ? 'cancel' : 'withdraw')}
          </Button>
        </div>
      )}
      {doing === 'change' ? <ChangeOutreach card={card} onClose={stop} /> : null}
      {doing === 'cancel' ? <Cancelling card={card} onClose={stop} /> : null}
    </div>
  );
}

function Cancelling({ card, onClose }: { card: OutreachCard; onClose: () => void }) {
  const t = useTexts(words);
  const command = useCommand(cancelOutreach, refreshes);
  const send = async (reason: string) => {
    const body = { version: card.version, reason };
    if (!(await command.run({ params: { outreachId: card.id }, body }))) return;
    toast(t('cancelled'));
    onClose();
  };
  return (
    <ReasonDialog
      title={t(card.state === 'planned' ? 'cancel' : 'withdraw')}
      text={t('cancelText')}
      command={command}
      onSend={(reason) => void send(reason)}
      onClose={onClose}
      maxLength={300}
    />
  );
}
