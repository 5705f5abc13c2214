import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { type Command, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useNow, useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Drawer, TextField, toast, useFieldError } from '#web/ui/index.ts';
import {
  changeOutreach,
  listCoverage,
  listOutreach,
  logOutreach,
  type OutreachCard,
  planOutreach,
  readCoverage,
  readOutreach,
} from '../contract.ts';
import { attendedIn, changeIn, type Draft, draftOf, emptyDraft, saidIn } from './draft.ts';
import { OutreachFields } from './outreach-fields.tsx';
import { words } from './words.ts';

export const refreshes = [listOutreach, readOutreach, listCoverage, readCoverage];

type NewProps = {
  readonly form: 'plan' | 'log';
  /** Where it is to be held, when that was chosen already. */
  readonly area?: string;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
};

/** Plans an event, or writes down one that was held. */
export function NewOutreach({ form, area, onClose, onSaved }: NewProps) {
  const t = useTexts(words);
  const { id: operationId, zone } = useOperation();
  const now = useNow();
  const [id] = useState(() => newId());
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(now, zone, area ?? ''));
  const planning = useCommand(planOutreach, refreshes);
  const logging = useCommand(logOutreach, refreshes);
  const said = saidIn(draft, zone);
  const send = async () => {
    if (!said) return;
    const { at, ...described } = said;
    const body = { id, operationId, ...described };
    const reply =
      form === 'plan'
        ? await planning.run({ body: { ...body, plannedAt: at } })
        : await logging.run({ body: { ...body, heldAt: at, attended: attendedIn(draft) } });
    if (!reply) return;
    toast(t('saved', { code: reply.code }));
    onClose();
    onSaved(reply.id);
  };
  return (
    <FormDrawer
      title={t(form === 'plan' ? 'planTitle' : 'logTitle')}
      command={form === 'plan' ? planning : logging}
      draft={draft}
      onDraft={setDraft}
      isHeld={form === 'log'}
      isReady={said !== null}
      isNew
      onSend={() => void send()}
      onClose={onClose}
    />
  );
}

/** Changes a plan, or corrects what was held. */
export function ChangeOutreach({ card, onClose }: { card: OutreachCard; onClose: () => void }) {
  const t = useTexts(words);
  const { zone } = useOperation();
  const [draft, setDraft] = useState<Draft>(() => draftOf(card, zone));
  const command = useCommand(changeOutreach, refreshes);
  const body = changeIn(draft, card, zone);
  const isHeld = card.state === 'held';
  const send = async () => {
    if (!body || !(await command.run({ params: { outreachId: card.id }, body }))) return;
    toast(t('saved', { code: card.code }));
    onClose();
  };
  return (
    <FormDrawer
      title={t(isHeld ? 'correctTitle' : 'changeTitle', { code: card.code })}
      command={command}
      draft={draft}
      onDraft={setDraft}
      isHeld={isHeld}
      isReady={body !== null}
      isNew={false}
      onSend={() => void send()}
      onClose={onClose}
    />
  );
}

function FormDrawer(props: {
  readonly title: string;
  readonly command: Pick<Command<never>, 'state' | 'problem' | 'hurry' | 'busy'>;
  readonly draft: Draft;
  readonly onDraft: (next: Draft) => void;
  readonly isHeld: boolean;
  readonly isReady: boolean;
  readonly isNew: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
}) {
  const { title, command, draft, onDraft, isHeld, isReady, isNew, onSend, onClose } = props;
  const t = useTexts(words);
  const errorOf = useFieldError(command.problem);
  return (
    <Drawer
      title={title}
      open
      wide
      onClose={onClose}
      dismissable={draft.title === '' && draft.note === ''}
      actions={
        <Button kind="primary" busy={command.busy} isDisabled={!isReady} onPress={onSend}>
          {t('save')}
        </Button>
      }
    >
      <div className="outreach-form">
        <OutreachFields draft={draft} onChange={onDraft} isHeld={isHeld} errorOf={errorOf} />
        {isNew ? null : (
          <TextField
            label={t('reason')}
            description={t('reasonNote')}
            value={draft.reason}
            onChange={(reason) => onDraft({ ...draft, reason })}
            maxLength={300}
          />
        )}
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}
