import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { TextField, useFieldError } from '#web/ui/index.ts';
import type { Contact } from '../contract.ts';
import { listContacts } from '../endpoints.ts';
import { keepContact } from '../endpoints-commands.ts';
import { HolderChoice } from './holder-choice.tsx';
import { SaveForm } from './save-form.tsx';
import type { UnitNode } from './unit-tree.tsx';
import { words } from './words.ts';

type Props = {
  readonly agencyId: string;
  readonly units: readonly UnitNode[];
  /** null: a new one. */
  readonly contact: Contact | null;
  readonly onSaved: () => void;
};

/** Adds an office to call, or changes one. */
export function ContactForm({ agencyId, units, contact, onSaved }: Props) {
  const t = useTexts(words);
  const command = useCommand(keepContact, [listContacts]);
  const errorOf = useFieldError(command.problem);
  const [id] = useState(() => contact?.id ?? newId());
  const [office, setOffice] = useState(contact?.office ?? '');
  const [phone, setPhone] = useState(contact?.phone ?? '');
  const [unitId, setUnitId] = useState(contact?.unitId ?? null);
  const save = async () => {
    const body = { id, agencyId, unitId, office: office.trim(), phone: phone.trim() };
    if (await command.run({ body })) onSaved();
  };
  const isReady = office.trim() !== '' && phone.trim() !== '';
  return (
    <SaveForm command={command} isReady={isReady} onSave={() => void save()}>
      <TextField
        label={t('office')}
        description={t('officeNote')}
        value={office}
        onChange={setOffice}
        error={errorOf('office')}
        maxLength={120}
        required
        autoFocus
      />
      <TextField
        label={t('phone')}
        type="tel"
        value={phone}
        onChange={setPhone}
        error={errorOf('phone')}
        maxLength={31}
        required
      />
      <HolderChoice units={units} unitId={unitId} onChange={setUnitId} />
    </SaveForm>
  );
}
