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
  readonly onDone: () => void;
  readonly onClose: () => void;
};
const NONE = '-';

/** Gives many stations one class, with the source that says so. */
export function ClassifyDialog({ stations, schemes, onDone, onClose }: Props) {
  const t = useTexts(words);
  const { number } = useFormat();
  const { id: operationId } = useOperation();
  const command = useCommand(classifyStations, [listStations, readStation, readSchemes]);
  const [scheme, setScheme] = useState(schemes.find(({ current }) => current)?.key ?? '');
  const [chosen, setChosen] = useState('');
  const [source, setSource] = useState('');
  const [statedOn, setStatedOn] = useState('');
  const tooMany = stations.length > MAX_BULK;
  const send = async () => {
    const stated = { source: source.trim(), statedOn: statedOn || null };
    const body = { scheme, class: chosen === NONE ? null : chosen, stations: [...stations], ...stated };
    const reply = await command.run({ params: { operationId }, body });
    if (!reply) return;
    toast(t('changed', { changed: number(reply.changed), unchanged: number(reply.unchanged) }));
    onDone();
    onClose();
  };
  return (
    <Dialog
      title={t('classifyTitle', { count: stations.length })}
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            busy={command.busy}
            isDisabled={chosen === '' || source.trim() === '' || tooMany}
            onPress={() => void send()}
          >
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
        <ClassFields
          schemes={schemes}
          scheme={scheme}
          onScheme={setScheme}
          chosen={chosen}
          onChosen={setChosen}
        />
        <SourceFields source={source} onSource={setSource} statedOn={statedOn} onStatedOn={setStatedOn} />
        <CommandNotice command={command} />
      </div>
    </Dialog>
  );
}

function ClassFields(props: {
  schemes: readonly SchemeView[];
  scheme: string;
  onScheme: (key: string) => void;
  chosen: string;
  onChosen: (key: string) => void;
}) {
  const { schemes, scheme, chosen } = props;
  const t = useTexts(words);
  const localized = useLocalized();
  const classes = schemes.find(({ key }) => key === scheme)?.classes ?? [];
  return (
    <>
      {schemes.length > 1 ? (
        <Select
          label={t('scheme')}
          options={schemes.map(({ key, name }) => ({ id: key, text: localized(name) }))}
          value={scheme}
          onChange={props.onScheme}
        />
      ) : null}
      <Select
        label={t('class')}
        options={[
          ...classes.map(({ key, name }) => ({ id: key, text: localized(name) })),
          { id: NONE, text: t('noClass') },
        ]}
        value={chosen}
        onChange={props.onChosen}
      />
    </>
  );
}

function SourceFields(props: {
  source: string;
  onSource: (source: string) => void;
  statedOn: string;
  onStatedOn: (day: string) => void;
}) {
  const t = useTexts(words);
  return (
    <>
      <TextField
        label={t('source')}
        description={t('sourceNote')}
        value={props.source}
        onChange={props.onSource}
        maxLength={400}
        required
      />
      <TextField label={t('statedOn')} type="date" value={props.statedOn} onChange={props.onStatedOn} />
    </>
  );
}
