import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Button, ComboBox, CommandNotice, Select, TextField, useFieldError } from '#web/ui/index.ts';
import { readAgency, readKinds } from '../endpoints.ts';
import { createUnit } from '../endpoints-commands.ts';
import type { UnitNode } from './unit-tree.tsx';
import { words } from './words.ts';

const TOP = 'top';

/** Adds a unit somewhere in the tree of its agency. */
export function UnitForm({
  agencyId,
  units,
  onSaved,
}: {
  agencyId: string;
  units: readonly UnitNode[];
  onSaved: () => void;
}) {
  const t = useTexts(words);
  const localized = useLocalized();
  const kinds = useAsk(readKinds, {});
  const command = useCommand(createUnit, [readAgency]);
  const errorOf = useFieldError(command.problem);
  const [id] = useState(() => newId());
  const [name, setName] = useState('');
  const [key, setKey] = useState('');
  const [kind, setKind] = useState<string | null>(null);
  const [parent, setParent] = useState(TOP);
  const [source, setSource] = useState('');
  const options =
    kinds.state === 'ready'
      ? kinds.data.kinds.map((one) => ({ id: one.key, text: localized(one.name), note: one.short }))
      : [];
  const parents = [
    { id: TOP, text: t('top') },
    ...units.filter((unit) => unit.retiredAt === null).map((unit) => ({ id: unit.id, text: unit.name })),
  ];
  const save = async () => {
    if (kind === null) return;
    const parentId = parent === TOP ? null : parent;
    const body = {
      id,
      agencyId,
      parentId,
      key: key.trim(),
      kind,
      name: name.trim(),
      standing: 'stated' as const,
      source: source.trim(),
    };
    if (await command.run({ body })) onSaved();
  };
  const isReady = kind !== null && [name, key, source].every((text) => text.trim() !== '');
  return (
    <div className="agency-form">
      <TextField
        label={t('unitName')}
        value={name}
        onChange={setName}
        error={errorOf('name')}
        maxLength={200}
        required
        autoFocus
      />
      <TextField
        label={t('key')}
        description={t('keyNote')}
        value={key}
        onChange={setKey}
        error={errorOf('key')}
        maxLength={80}
        required
      />
      <ComboBox label={t('kind')} options={options} value={kind} onChange={setKind} required />
      <Select label={t('below')} options={parents} value={parent} onChange={setParent} />
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
