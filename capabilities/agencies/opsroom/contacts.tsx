import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useMay, usePerson } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, CommandNotice, Drawer, EmptyState, TextField, useFieldError } from '#web/ui/index.ts';
import { listContacts } from '../endpoints.ts';
import { keepContact, removeContact } from '../endpoints-commands.ts';
import { HolderChoice } from './holder-choice.tsx';
import { Retire } from './retire.tsx';
import type { UnitNode } from './unit-tree.tsx';
import { words } from './words.ts';

type Props = { readonly agencyId: string; readonly units: readonly UnitNode[]; readonly isActive: boolean };

/** Whom to call, by office and not by name. */
export function Contacts({ agencyId, units, isActive }: Props) {
  const t = useTexts(words);
  const { agency } = usePerson();
  const mayManage = useMay('agency.manage');
  const mayKeep = useMay('agency-contact.keep');
  const [isAdding, setAdding] = useState(false);
  const mayAdd = isActive && (mayManage || (mayKeep && agency?.id === agencyId));
  return (
    <section className="agency-table">
      <DataTable
        endpoint={listContacts}
        label={t('contacts')}
        query={{ agencyId }}
        rowKey={(row) => row.id}
        cells={{
          phone: (row) => (
            <span className="agency-unit">
              <a href={`tel:${row.phone.replace(/[^+0-9]/g, '')}`}>{row.phone}</a>
              {mayAdd ? (
                <Retire
                  endpoint={removeContact}
                  input={{ params: { contactId: row.id }, body: {} }}
                  refreshes={[listContacts]}
                  label={t('remove')}
                  question={t('removeAsk', { office: row.office })}
                />
              ) : null}
            </span>
          ),
        }}
        tools={
          mayAdd ? (
            <Button icon="plus" size="s" onPress={() => setAdding(true)}>
              {t('addContact')}
            </Button>
          ) : null
        }
        live={['agency-contact']}
        empty={<EmptyState icon="phone" title={t('contactsNone')} />}
      />
      <Drawer title={t('addContact')} open={isAdding} onClose={() => setAdding(false)} dismissable={false}>
        <ContactForm agencyId={agencyId} units={units} onSaved={() => setAdding(false)} />
      </Drawer>
    </section>
  );
}

function ContactForm({ agencyId, units, onSaved }: Omit<Props, 'isActive'> & { onSaved: () => void }) {
  const t = useTexts(words);
  const command = useCommand(keepContact, [listContacts]);
  const errorOf = useFieldError(command.problem);
  const [id] = useState(() => newId());
  const [office, setOffice] = useState('');
  const [phone, setPhone] = useState('');
  const [unitId, setUnitId] = useState<string | null>(null);
  const save = async () => {
    const body = {
      id,
      agencyId,
      unitId,
      office: office.trim(),
      phone: phone.trim(),
    };
    if (await command.run({ body })) onSaved();
  };
  return (
    <div className="agency-form">
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
      <CommandNotice command={command} />
      <Button
        kind="primary"
        icon="check"
        busy={command.busy}
        isDisabled={office.trim() === '' || phone.trim() === ''}
        onPress={() => void save()}
      >
        {t('save')}
      </Button>
    </div>
  );
}
