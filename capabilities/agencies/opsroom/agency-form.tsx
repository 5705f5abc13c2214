import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Select, TextField, useFieldError } from '#web/ui/index.ts';
import { type Agency, agencyLevels, listAgencies } from '../contract.ts';
import { readAgency } from '../endpoints.ts';
import { createAgency, updateAgency } from '../endpoints-commands.ts';
import { KindChoice } from './kind-choice.tsx';
import { SaveForm, SourceField } from './save-form.tsx';
import { words } from './words.ts';

type Draft = Pick<Agency, 'name' | 'short' | 'key' | 'level' | 'source'> & {
  readonly kind: string | null;
  readonly letterhead: string;
};
type FieldsProps = {
  readonly draft: Draft;
  readonly onChange: (changed: Partial<Draft>) => void;
  readonly errorOf: ReturnType<typeof useFieldError>;
};

/** Adds an agency, or changes what can change of one. */
export function AgencyForm({ agency, onSaved }: { agency: Agency | null; onSaved: (id: string) => void }) {
  const { command, save } = useSaving(agency, onSaved);
  const [draft, setDraft] = useState(() => draftOf(agency));
  const errorOf = useFieldError(command.problem);
  const group = {
    draft,
    errorOf,
    onChange: (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed })),
  };
  const isReady =
    draft.kind !== null &&
    [draft.name, draft.short, draft.key, draft.source].every((text) => text.trim() !== '');
  return (
    <SaveForm command={command} isReady={isReady} onSave={() => void save(draft)}>
      <NameFields {...group} />
      <PlaceFields {...group} isNew={agency === null} />
      <PaperFields {...group} />
    </SaveForm>
  );
}

function draftOf(agency: Agency | null): Draft {
  return {
    name: agency?.name ?? '',
    short: agency?.short ?? '',
    key: agency?.key ?? '',
    kind: agency?.kind ?? null,
    level: agency?.level ?? 'regency',
    letterhead: agency?.letterhead ?? '',
    source: agency?.source ?? '',
  };
}

/** The id of a new agency is made once, so that sending twice adds one. */
function useSaving(agency: Agency | null, onSaved: (id: string) => void) {
  const creating = useCommand(createAgency, [listAgencies]);
  const updating = useCommand(updateAgency, [listAgencies, readAgency]);
  const [id] = useState(() => agency?.id ?? newId());
  const save = async ({ kind, key, ...draft }: Draft) => {
    if (kind === null) return;
    const values = {
      name: draft.name.trim(),
      short: draft.short.trim(),
      level: draft.level,
      letterhead: draft.letterhead.trim() === '' ? null : draft.letterhead.trim(),
      standing: agency?.standing ?? ('stated' as const),
      source: draft.source.trim(),
    };
    const reply = agency
      ? await updating.run({ params: { agencyId: id }, body: values })
      : await creating.run({ body: { id, key: key.trim(), kind, ...values } });
    if (reply) onSaved(reply.id);
  };
  return { command: agency ? updating : creating, save };
}

function NameFields({ draft, onChange, errorOf }: FieldsProps) {
  const t = useTexts(words);
  return (
    <>
      <TextField
        label={t('name')}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        error={errorOf('name')}
        maxLength={200}
        required
        autoFocus
      />
      <TextField
        label={t('short')}
        value={draft.short}
        onChange={(short) => onChange({ short })}
        error={errorOf('short')}
        maxLength={60}
        required
      />
    </>
  );
}

/** Where it stands among the agencies: its key and kind stay, its level may be mended. */
function PlaceFields({ draft, onChange, errorOf, isNew }: FieldsProps & { readonly isNew: boolean }) {
  const t = useTexts(words);
  return (
    <>
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
      <KindChoice value={draft.kind} onChange={(kind) => onChange({ kind })} disabled={!isNew} />
      <Select
        label={t('level')}
        options={agencyLevels.map((one) => ({ id: one, text: t(`level.${one}`) }))}
        value={draft.level}
        onChange={(level) => onChange({ level })}
      />
    </>
  );
}

/** What its letters say above, and where all of this is written. */
function PaperFields({ draft, onChange, errorOf }: FieldsProps) {
  const t = useTexts(words);
  return (
    <>
      <TextField
        label={t('letterhead')}
        value={draft.letterhead}
        onChange={(letterhead) => onChange({ letterhead })}
        error={errorOf('letterhead')}
        maxLength={500}
        multiline
      />
      <SourceField
        value={draft.source}
        onChange={(source) => onChange({ source })}
        error={errorOf('source')}
      />
    </>
  );
}
