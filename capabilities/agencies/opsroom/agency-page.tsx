import './agencies.css';
import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useMay, useParam } from '#web/shell/index.ts';
import { Answer, Button, Drawer, Tabs } from '#web/ui/index.ts';
import { listAgencies } from '../contract.ts';
import { readAgency } from '../endpoints.ts';
import { retireAgency } from '../endpoints-commands.ts';
import { AgencyForm } from './agency-form.tsx';
import { AgencyHead } from './agency-head.tsx';
import { Contacts } from './contacts.tsx';
import { Jurisdictions } from './jurisdictions.tsx';
import { Retire } from './retire.tsx';
import { Units } from './units.tsx';
import { words } from './words.ts';

/** One agency: address, tree of units, areas it answers for, whom to call. */
export function AgencyPage() {
  const t = useTexts(words);
  const agencyId = useParam('agencyId');
  const asked = useAsk(readAgency, { params: { agencyId } });
  const mayManage = useMay('agency.manage');
  const mayCall = useMay('agency-contact.read');
  const [isEditing, setEditing] = useState(false);
  const known = asked.state === 'ready' ? asked.data.agency : null;
  const mayChange = mayManage && known !== null && known.retiredAt === null;
  const actions =
    mayChange && known ? (
      <>
        <Button icon="edit" onPress={() => setEditing(true)}>
          {t('edit')}
        </Button>
        <Retire
          endpoint={retireAgency}
          input={{ params: { agencyId }, body: {} }}
          refreshes={[listAgencies, readAgency]}
          label={t('retire')}
          question={t('retireAsk', { name: known.short })}
        />
      </>
    ) : null;
  return (
    <Page title={known?.short ?? t('one')} actions={actions}>
      <Answer of={asked}>
        {({ agency, units }) => {
          const about = { agencyId, units, mayChange };
          const contacts = { agencyId, units, isActive: agency.retiredAt === null };
          return (
            <div className="agency-card">
              <AgencyHead agency={agency} />
              <Tabs
                label={agency.short}
                tabs={[
                  { id: 'units', text: t('units'), body: <Units {...about} /> },
                  { id: 'areas', text: t('jurisdictions'), body: <Jurisdictions {...about} /> },
                  ...(mayCall
                    ? [{ id: 'contacts' as const, text: t('contacts'), body: <Contacts {...contacts} /> }]
                    : []),
                ]}
              />
              <Drawer
                title={t('edit')}
                open={isEditing}
                onClose={() => setEditing(false)}
                dismissable={false}
              >
                <AgencyForm agency={agency} onSaved={() => setEditing(false)} />
              </Drawer>
            </div>
          );
        }}
      </Answer>
    </Page>
  );
}
