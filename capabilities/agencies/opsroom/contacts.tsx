import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { useMay, usePerson } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, Drawer, EmptyState } from '#web/ui/index.ts';
import type { Contact } from '../contract.ts';
import { listContacts } from '../endpoints.ts';
import { removeContact } from '../endpoints-commands.ts';
import { ContactForm } from './contact-form.tsx';
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
  const [opened, setOpened] = useState<Contact | 'new' | null>(null);
  const close = () => setOpened(null);
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
              {mayAdd ? <Keeping contact={row} onEdit={() => setOpened(row)} /> : null}
            </span>
          ),
        }}
        tools={
          mayAdd ? (
            <Button icon="plus" size="s" onPress={() => setOpened('new')}>
              {t('addContact')}
            </Button>
          ) : null
        }
        live={['agency-contact']}
        empty={<EmptyState icon="phone" title={t('contactsNone')} />}
      />
      <Drawer
        title={t(opened === 'new' ? 'addContact' : 'editContact')}
        open={opened !== null}
        onClose={close}
        dismissable={false}
      >
        {opened ? (
          <ContactForm
            agencyId={agencyId}
            units={units}
            contact={opened === 'new' ? null : opened}
            onSaved={close}
          />
        ) : null}
      </Drawer>
    </section>
  );
}

function Keeping({ contact, onEdit }: { contact: Contact; onEdit: () => void }) {
  const t = useTexts(words);
  return (
    <>
      <Button icon="edit" size="s" kind="quiet" onPress={onEdit}>
        {t('edit')}
      </Button>
      <Retire
        endpoint={removeContact}
        input={{ params: { contactId: contact.id }, body: {} }}
        refreshes={[listContacts]}
        label={t('remove')}
        question={t('removeAsk', { office: contact.office })}
      />
    </>
  );
}
