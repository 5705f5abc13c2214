import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import {
  AreaField,
  Button,
  CommandNotice,
  Drawer,
  NumberField,
  Select,
  TextField,
  toast,
} from '#web/ui/index.ts';
import { correctStation, registerStation } from '../commands.ts';
import { readSchemes, specialKinds, specialWords } from '../contract.ts';
import { listStations, readStation, type StationCard } from '../register.ts';
import { type Draft, draftOf, emptyDraft, fieldsOf, isComplete } from './station-draft.ts';
import { words } from './words.ts';

/** A station stands in exactly one village. */
const VILLAGES = ['village'] as const;
const refreshes = [listStations, readStation, readSchemes];

/** Registers a station, or corrects one and says why. */
export function StationForm({ card = null, onClose }: { card?: StationCard | null; onClose: () => void }) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const registering = useCommand(registerStation, refreshes);
  const correcting = useCommand(correctStation, refreshes);
  const command = card ? correcting : registering;
  const [id] = useState(() => newId());
  const [draft, setDraft] = useState(card ? draftOf(card) : emptyDraft);
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next });
  const send = async () => {
    const fields = fieldsOf(draft, card);
    const reply = card
      ? await correcting.run({ params: { id: card.id }, body: { ...fields, reason: draft.reason.trim() } })
      : await registering.run({ params: { operationId }, body: { id, area: draft.area, ...fields } });
    if (!reply) return;
    toast(t(card ? 'saved' : 'registered'));
    onClose();
  };
  const isReady = isComplete(draft) && (!card || draft.reason.trim() !== '');
  return (
    <Drawer
      title={card ? `${t('correct')}: ${card.name}` : t('register')}
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <Button kind="primary" busy={command.busy} isDisabled={!isReady} onPress={() => void send()}>
          {t('save')}
        </Button>
      }
    >
      <div className="tps-form">
        <Where draft={draft} onChange={change} fixed={card !== null} />
        <Who draft={draft} onChange={change} />
        <TextField
          label={t('source')}
          description={t('sourceNote')}
          value={draft.source}
          onChange={(source) => change({ source })}
          maxLength={400}
          required
        />
        {card ? (
          <TextField
            label={t('reason')}
            value={draft.reason}
            onChange={(reason) => change({ reason })}
            maxLength={300}
            required
          />
        ) : null}
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}

type Part = { readonly draft: Draft; readonly onChange: (next: Partial<Draft>) => void };

function Where({ draft, onChange, fixed }: Part & { fixed: boolean }) {
  const t = useTexts(words);
  const { areas } = useOperation();
  return (
    <>
      <AreaField
        label={t('area')}
        within={areas}
        levels={VILLAGES}
        value={draft.area}
        onChange={(area) => onChange({ area })}
        disabled={fixed}
        required
      />
      <NumberField
        label={t('number')}
        value={draft.number}
        onChange={(number) => onChange({ number })}
        min={1}
        max={9999}
        required
      />
      <TextField
        label={t('name')}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        maxLength={120}
      />
      <TextField
        label={t('address')}
        value={draft.address}
        onChange={(address) => onChange({ address })}
        maxLength={300}
      />
      <div className="tps-pair">
        <TextField
          label={t('lat')}
          placeholder="-6.1722"
          value={draft.lat}
          onChange={(lat) => onChange({ lat })}
          inputMode="text"
        />
        <TextField
          label={t('lon')}
          placeholder="106.6344"
          value={draft.lon}
          onChange={(lon) => onChange({ lon })}
          inputMode="text"
        />
      </div>
    </>
  );
}

function Who({ draft, onChange }: Part) {
  const t = useTexts(words);
  const localized = useLocalized();
  const kinds = specialKinds.map((id) => ({ id, text: localized(specialWords[id]) }));
  return (
    <>
      <NumberField
        label={t('voters')}
        description={t('votersNote')}
        value={draft.voters}
        onChange={(voters) => onChange({ voters })}
        min={0}
      />
      <Select
        label={t('special')}
        options={[{ id: 'none' as const, text: t('ordinary') }, ...kinds]}
        value={draft.special}
        onChange={(special) => onChange({ special })}
      />
      {draft.special === 'none' ? null : (
        <>
          <TextField
            label={t('responsible')}
            description={t('responsibleNote')}
            value={draft.responsibleName}
            onChange={(responsibleName) => onChange({ responsibleName })}
            maxLength={120}
            required
          />
          <TextField
            label={t('responsiblePhone')}
            type="tel"
            value={draft.responsiblePhone}
            onChange={(responsiblePhone) => onChange({ responsiblePhone })}
            maxLength={40}
          />
        </>
      )}
    </>
  );
}
