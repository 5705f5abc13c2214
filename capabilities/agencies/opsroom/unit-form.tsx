import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Select, TextField, useFieldError } from '#web/ui/index.ts';
import { listContacts, listJurisdictions, readAgency } from '../endpoints.ts';
import { createUnit, updateUnit } from '../endpoints-commands.ts';
import { KindChoice } from './kind-choice.tsx';
import { SaveForm, SourceField } from './save-form.tsx';
import type { UnitNode } from './unit-tree.tsx';
import { words } from './words.ts';

const TOP = 'top';

type Props = {
  readonly agencyId: string;
  readonly units: readonly UnitNode[];
  /** null: a new one. */
  readonly unit: UnitNode | null;
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

/** Adds a unit somewhere in the tree of its agency, or changes one; its key stays. */
export function UnitForm({ agencyId, units, unit, onSaved }: Props) {
  const { command, save } = useSaving(agencyId, unit, onSaved);
  const [draft, setDraft] = useState(() => draftOf(unit));
  const group = {
    draft,
    errorOf: useFieldError(command.problem),
    onChange: (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed })),
  };
  const isReady =
    draft.kind !== null && [draft.name, draft.key, draft.source].every((text) => text.trim() !== '');
  return (
    <SaveForm command={command} isReady={isReady} onSave={() => void save(draft)}>
      <NameFields {...group} isNew={unit === null} />
      <PlaceFields
        {...group}
        units={units.filter((one) => one.retiredAt === null && !isUnder(one, unit, units))}
      />
    </SaveForm>
  );
}

function draftOf(unit: UnitNode | null): Draft {
  return {
    name: unit?.name ?? '',
    key: unit?.key ?? '',
    kind: unit?.kind ?? null,
    parent: unit?.parentId ?? TOP,
    source: unit?.source ?? '',
  };
}

/** The id of a new unit is made once, so that sending twice adds one. */
function useSaving(agencyId: string, unit: UnitNode | null, onSaved: () => void) {
  const creating = useCommand(createUnit, [readAgency]);
  const updating = useCommand(updateUnit, [readAgency, listJurisdictions, listContacts]);
  const [id] = useState(() => unit?.id ?? newId());
  const save = async ({ kind, ...draft }: Draft) => {
    if (kind === null) return;
    const values = {
      parentId: draft.parent === TOP ? null : draft.parent,
      kind,
      name: draft.name.trim(),
      standing: unit?.standing ?? ('stated' as const),
      source: draft.source.trim(),
    };
    const reply = unit
      ? await updating.run({ params: { unitId: id }, body: values })
      : await creating.run({ body: { id, agencyId, key: draft.key.trim(), ...values } });
    if (reply) onSaved();
  };
  return { command: unit ? updating : creating, save };
}

/** Whether it is that unit or stands somewhere below it: it cannot become its parent. */
function isUnder(one: UnitNode, unit: UnitNode | null, units: readonly UnitNode[]): boolean {
  if (unit === null) return false;
  for (let at: UnitNode | undefined = one; at; at = units.find(({ id }) => id === at?.parentId))
    if (at.id === unit.id) return true;
  return false;
}

function NameFields({ draft, onChange, errorOf, isNew }: FieldsProps & { readonly isNew: boolean }) {
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
        disabled={!isNew}
        required
      />
    </>
  );
}

/** What it is, below which unit it stands, and who says so. */
function PlaceFields({ draft, onChange, errorOf, units }: FieldsProps & Pick<Props, 'units'>) {
  const t = useTexts(words);
  const parents = [{ id: TOP, text: t('top') }, ...units.map((unit) => ({ id: unit.id, text: unit.name }))];
  return (
    <>
      <KindChoice value={draft.kind} onChange={(kind) => onChange({ kind })} />
      <Select
        label={t('below')}
        options={parents}
        value={draft.parent}
        onChange={(parent) => onChange({ parent })}
      />
      <SourceField
        value={draft.source}
        onChange={(source) => onChange({ source })}
        error={errorOf('source')}
      />
    </>
  );
}
