import './agencies.css';
import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Button, ComboBox, CommandNotice, Select, TextField, useFieldError } from '#web/ui/index.ts';
import { type Agency, agencyLevels, listAgencies } from '../contract.ts';
import { readAgency, readKinds } from '../endpoints.ts';
import { createAgency, updateAgency } from '../endpoints-commands.ts';
import { words } from './words.ts';

/** Adds an agency, or changes what can change of one. */
export function AgencyForm({ agency, onSaved }: { agency: Agency | null; onSaved: (id: string) => void }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const kinds = useAsk(readKinds, {});
  const creating = useCommand(createAgency, [listAgencies]);
  const updating = useCommand(updateAgency, [listAgencies, readAgency]);
  const command = agency ? updating : creating;
  const errorOf = useFieldError(command.problem);
  const [id] = useState(() => agency?.id ?? newId());
  const [name, setName] = useState(agency?.name ?? '');
  const [short, setShort] = useState(agency?.short ?? '');
  const [key, setKey] = useState(agency?.key ?? '');
  const [kind, setKind] = useState<string | null>(agency?.kind ?? null);
  const [level, setLevel] = useState<Agency['level']>(agency?.level ?? 'regency');
  const [letterhead, setLetterhead] = useState(agency?.letterhead ?? '');
  const [source, setSource] = useState(agency?.source ?? '');
  const options =
    kinds.state === 'ready'
      ? kinds.data.kinds.map((one) => ({ id: one.key, text: localized(one.name), note: one.short }))
      : [];
  const save = async () => {
    if (kind === null) return;
    const values = {
      name: name.trim(),
      short: short.trim(),
      level,
      letterhead: letterhead.trim() === '' ? null : letterhead.trim(),
      standing: agency?.standing ?? ('stated' as const),
      source: source.trim(),
    };
    const reply = agency
      ? await updating.run({ params: { agencyId: id }, body: values })
      : await creating.run({ body: { id, key: key.trim(), kind, ...values } });
    if (reply) onSaved(reply.id);
  };
  const isReady = kind !== null && [name, short, key, source].every((text) => text.trim() !== '');
  return (
    <div className="agency-form">
      <TextField
        label={t('name')}
        value={name}
        onChange={setName}
        error={errorOf('name')}
        maxLength={200}
        required
        autoFocus
      />
      <TextField
        label={t('short')}
        value={short}
        onChange={setShort}
        error={errorOf('short')}
        maxLength={60}
        required
      />
      <TextField
        label={t('key')}
        description={t('keyNote')}
        value={key}
        onChange={setKey}
        error={errorOf('key')}
        maxLength={80}
        disabled={agency !== null}
        required
      />
      <ComboBox
        label={t('kind')}
        options={options}
        value={kind}
        onChange={setKind}
        disabled={agency !== null}
        required
      />
      <Select
        label={t('level')}
        options={agencyLevels.map((one) => ({ id: one, text: t(`level.${one}`) }))}
        value={level}
        onChange={setLevel}
      />
      <TextField
        label={t('letterhead')}
        value={letterhead}
        onChange={setLetterhead}
        error={errorOf('letterhead')}
        maxLength={500}
        multiline
      />
      <TextField
        label={t('source')}
        description={t('sourceNote')}
        value={source}
        onChange={setSource}
        error={errorOf('source')}
        maxLength={500}
        required
      />
      <CommandNotice command={command} />
      <Button
        kind="primary"
        icon="check"
        busy={command.busy}
        isDisabled={!isReady}
        onPress={() => void save()}
      >
        {t('save')}
      </Button>
    </div>
  );
}
