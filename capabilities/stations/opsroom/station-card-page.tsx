import './stations.css';
import { useState } from 'react';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Page, useOperation, useParam } from '#web/shell/index.ts';
import { Answer, Button, CommandNotice, Dialog, TextField, toast } from '#web/ui/index.ts';
import { retireStation } from '../commands.ts';
import { readSchemes, readStationMap } from '../contract.ts';
import { listStations, readStation, type StationCard } from '../register.ts';
import { StationFacts } from './station-facts.tsx';
import { StationForm } from './station-form.tsx';
import { StationMap } from './station-map.tsx';
import { words } from './words.ts';

/** One station at its own address. */
export function StationCardPage() {
  const t = useTexts(words);
  const id = useParam('stationId');
  const { id: operationId } = useOperation();
  const card = useAsk(readStation, { params: { id } });
  const schemes = useAsk(readSchemes, { params: { operationId } });
  const map = useAsk(readStationMap, { params: { operationId } });
  useLive(['station', 'station-scheme', 'deployment-plan'], [readStation, readSchemes, readStationMap]);
  const [open, setOpen] = useState<'correct' | 'retire' | null>(null);
  const station = card.state === 'ready' ? card.data : null;
  const known = schemes.state === 'ready' ? schemes.data.schemes : [];
  const classes = known.find(({ current }) => current)?.classes ?? [];
  const close = () => setOpen(null);
  const actions =
    station?.mayManage && station.state === 'active' ? (
      <>
        <Button onPress={() => setOpen('retire')}>{t('retire')}</Button>
        <Button icon="edit" onPress={() => setOpen('correct')}>
          {t('correct')}
        </Button>
      </>
    ) : null;
  return (
    <Page
      title={station ? station.name : t('one')}
      note={station?.code}
      form="read"
      actions={actions}
      side={
        station ? (
          <Answer of={map}>
            {({ version }) => <StationMap station={station} version={version} classes={classes} />}
          </Answer>
        ) : undefined
      }
    >
      <Answer of={card}>{(found) => <StationFacts card={found} classes={classes} />}</Answer>
      {open === 'correct' && station ? <StationForm card={station} onClose={close} /> : null}
      {open === 'retire' && station ? <RetireDialog card={station} onClose={close} /> : null}
    </Page>
  );
}

function RetireDialog({ card, onClose }: { card: StationCard; onClose: () => void }) {
  const t = useTexts(words);
  const command = useCommand(retireStation, [readStation, listStations, readSchemes, readStationMap]);
  const [reason, setReason] = useState('');
  const send = async () => {
    if (!(await command.run({ params: { id: card.id }, body: { reason: reason.trim() } }))) return;
    toast(t('saved'));
    onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button kind="danger" busy={command.busy} isDisabled={reason.trim() === ''} onPress={() => void send()}>
        {t('retire')}
      </Button>
    </>
  );
  return (
    <Dialog
      title={`${t('retire')}: ${card.name}`}
      open
      dismissable={false}
      onClose={onClose}
      actions={actions}
    >
      <div className="tps-form">
        <p className="quiet">{t('retireNote')}</p>
        <TextField label={t('reason')} value={reason} onChange={setReason} maxLength={300} required />
        <CommandNotice command={command} />
      </div>
    </Dialog>
  );
}
