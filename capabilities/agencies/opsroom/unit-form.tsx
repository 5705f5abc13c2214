import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, Select, TextField, useFieldError } from '#web/ui/index.ts';
import { readAgency } from '../endpoints.ts';
import { createUnit } from '../endpoints-commands.ts';
import { KindChoice } from './kind-choice.tsx';
import type { UnitNode } from './unit-tree.tsx';
import { words } from './words.ts';

const TOP = 'top';

type Props = {
  readonly agencyId: string;
  readonly units: readonly UnitNode[];
  readonly onSaved: () => void;
};
type Draft = {
  readonly name: string;
  readonly key: string;
  readonly kind: string | null;
  readonly parent: string;
  readonly source: string;
};
type FieldsProps = {
  readonly draft: Draft;
  readonly onChange: (changed: Partial<Draft>) => void;
  readonly errorOf: ReturnType<typeof useFieldError>;
};

/** Adds a unit somewhere in the tree of its agency. */
export function UnitForm({ agencyId, units, onSaved }: Props) {
  const t = useTexts(words);
  const command = useCommand(createUnit, [readAgency]);
  const [id] = useState(() => newId());
  const [draft, setDraft] = useState<Draft>({ name: '', key: '', kind: null, parent: TOP, source: '' });
  const group = {
    draft,
    errorOf: useFieldError(command.problem),
    onChange: (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed })),
  };
  const save = async () => {
    if (draft.kind === null) return;
    const body = {
      id,
      agencyId,
      parentId: draft.parent === TOP ? null : draft.parent,
      key: draft.key.trim(),
      kind: draft.kind,
      name: draft.name.trim(),
      standing: 'stated' as const,
      source: draft.source.trim(),
    };
    if (await command.run({ body })) onSaved();
  };
  const isReady =
    draft.kind !== null && [draft.name, draft.key, draft.source].every((text) => text.trim() !== '');
  return (
    <div className="agency-form">
      <NameFields {...group} />
      <PlaceFields {...group} units={units} />
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

function NameFields({ draft, onChange, errorOf }: FieldsProps) {
  const t = useTexts(words);
  return (
    <>
      <TextField
        label={t('unitName')}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        error={errorOf('name')}
        maxLength={200}
        required
        autoFocus
      />
      <TextField
        label={t('key')}
        description={t('keyNote')}
        value={draft.key}
        onChange={(key) => onChange({ key })}
        error={errorOf('key')}
        maxLength={80}
        required
      />
    </>
  );
}

/** What it is, below which unit it stands, and who says so. */
function PlaceFields({ draft, onChange, errorOf, units }: FieldsProps & Pick<Props, 'units'>) {
  const t = useTexts(words);
  const parents = [
    { id: TOP, text: t('top') },
    ...units.filter((unit) => unit.retiredAt === null).map((unit) => ({ id: unit.id, text: unit.name })),
  ];
  return (
    <>
      <KindChoice value={draft.kind} onChange={(kind) => onChange({ kind })} />
      <Select
        label={t('below')}
        options={parents}
        value={draft.parent}
        onChange={(parent) => onChange({ parent })}
      />
      <TextField
        label={t('source')}
        description={t('sourceNote')}
        value={draft.source}
        onChange={(source) => onChange({ source })}
        error={errorOf('source')}
        maxLength={500}
        required
      />
    </>
  );
}
