import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Dialog, Select, TextField, toast } from '#web/ui/index.ts';
import { classifyStations, MAX_BULK } from '../commands.ts';
import { readSchemes, type SchemeView } from '../contract.ts';
import { listStations, readStation } from '../register.ts';
import { words } from './words.ts';

type Props = {
  readonly stations: readonly string[];
  readonly schemes: readonly SchemeView[];
  readonly onClose: () => void;
};
const NONE = '-';

/** Gives many stations one class, with the source that says so. */
export function ClassifyDialog({ stations, schemes, onClose }: Props) {
  const t = useTexts(words);
  const { number } = useFormat();
  const localized = useLocalized();
  const { id: operationId } = useOperation();
  const command = useCommand(classifyStations, [listStations, readStation, readSchemes]);
  const [scheme, setScheme] = useState(schemes.find(({ current }) => current)?.key ?? '');
  const [chosen, setChosen] = useState('');
  const [source, setSource] = useState('');
  const [statedOn, setStatedOn] = useState('');
  const classes = schemes.find(({ key }) => key === scheme)?.classes ?? [];
  const tooMany = stations.length > MAX_BULK;
  const send = async () => {
    const of = chosen === NONE ? null : chosen;
    const stated = { source: source.trim(), statedOn: statedOn || null };
    const body = { scheme, class: of, stations: [...stations], ...stated };
    const reply = await command.run({ params: { operationId }, body });
    if (!reply) return;
    toast(t('changed', { changed: number(reply.changed), unchanged: number(reply.unchanged) }));
    onClose();
  };
  const isReady = chosen !== '' && source.trim() !== '' && !tooMany;
  return (
    <Dialog
      title={t('classifyTitle', { count: stations.length })}
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={command.busy} isDisabled={!isReady} onPress={() => void send()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="tps-form">
        <p className="quiet">
          {tooMany ? t('classifyTooMany', { limit: number(MAX_BULK) }) : t('classifyNote')}
        </p>
        {schemes.length === 0 ? <p className="notice notice-alarm">{t('noScheme')}</p> : null}
        {schemes.length > 1 ? (
          <Select
            label={t('scheme')}
            options={schemes.map(({ key, name }) => ({ id: key, text: localized(name) }))}
            value={scheme}
            onChange={setScheme}
          />
        ) : null}
        <Select
          label={t('class')}
          options={[
            ...classes.map(({ key, name }) => ({ id: key, text: localized(name) })),
            { id: NONE, text: t('noClass') },
          ]}
          value={chosen}
          onChange={setChosen}
        />
        <TextField
          label={t('source')}
          description={t('sourceNote')}
          value={source}
          onChange={setSource}
          maxLength={400}
          required
        />
        <TextField label={t('statedOn')} type="date" value={statedOn} onChange={setStatedOn} />
        <CommandNotice command={command} />
      </div>
    </Dialog>
  );
}
