import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newId } from '#shared/id.ts';
import { systemClock } from '#shared/time.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { AreaName, Button, CommandNotice, Dialog, Select, TextField, toast } from '#web/ui/index.ts';
import { causes, REASON, takeOpening } from '../contract.ts';
import './break-glass.css';
import { words } from './words.ts';

type CauseKey = keyof typeof causes;
type Offer = {
  readonly ownAreas: readonly string[];
  readonly areas: readonly string[];
  readonly lately: number;
};

/** Why, in words and as a cause; taken at once. */
export function TakeDialog({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const t = useTexts(words);
  const client = useQueryClient();
  const operation = useOperation();
  const [cause, setCause] = useState<CauseKey | null>(null);
  const [reason, setReason] = useState('');
  const { command, proof } = useProved(takeOpening);
  const id = useRef(newId(systemClock().getTime()));
  const length = reason.trim().length;
  const take = async () => {
    if (cause === null) return;
    const body = { id: id.current, operationId: operation.id, cause, reason: reason.trim() };
    if (!(await command.run({ body }))) return;
    toast(t('taken'), { kind: 'alarm' });
    onClose();
    await client.invalidateQueries();
  };
  return (
    <>
      <Dialog
        title={t('take')}
        open
        onClose={onClose}
        dismissable={reason === ''}
        actions={
          <>
            <Button onPress={onClose}>{t('rather')}</Button>
            <Button
              kind="danger"
              busy={command.busy}
              isDisabled={cause === null || length < REASON.minLength}
              onPress={() => void take()}
            >
              {t('takeNow')}
            </Button>
          </>
        }
      >
        <div className="emergency-form">
          <Widening offer={offer} />
          <Why {...{ cause, setCause, reason, setReason }} />
          <CommandNotice command={command} />
        </div>
      </Dialog>
      {proof}
    </>
  );
}

type Said = {
  readonly cause: CauseKey | null;
  readonly setCause: (cause: CauseKey) => void;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
};

function Why({ cause, setCause, reason, setReason }: Said) {
  const t = useTexts(words);
  const localized = useLocalized();
  const length = reason.trim().length;
  const options = Object.entries(causes).flatMap(([key, text]) =>
    isCause(key) ? [{ id: key, text: localized(text) }] : [],
  );
  return (
    <>
      <Select<CauseKey> label={t('cause')} options={options} value={cause} onChange={setCause} required />
      <TextField
        label={t('reason')}
        description={t(length < REASON.minLength ? 'reasonShort' : 'reasonNote', {
          left: REASON.minLength - length,
        })}
        value={reason}
        onChange={setReason}
        maxLength={REASON.maxLength}
        multiline
        rows={4}
        required
      />
    </>
  );
}

const isCause = (key: string): key is CauseKey => key in causes;

function Widening({ offer }: { offer: Offer }) {
  const t = useTexts(words);
  const named = (codes: readonly string[]) =>
    codes.map((code) => (
      <span key={code} className="emergency-area">
        <AreaName code={code} />
      </span>
    ));
  return (
    <>
      <p>{t('takeText')}</p>
      <dl className="emergency-widening">
        <div>
          <dt className="quiet small">{t('ownAreas')}</dt>
          <dd>{named(offer.ownAreas)}</dd>
        </div>
        <div>
          <dt className="quiet small">{t('wholeArea')}</dt>
          <dd>{named(offer.areas)}</dd>
        </div>
      </dl>
      <ul className="emergency-rules">
        <li>{t('ruleLoud')}</li>
        <li>{t('ruleClosed')}</li>
        <li>{t('ruleReview')}</li>
      </ul>
      {offer.lately > 0 ? <p className="strong">{t('lately', { count: offer.lately })}</p> : null}
    </>
  );
}
