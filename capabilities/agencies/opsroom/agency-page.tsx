import './agencies.css';
import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useMay, useParam } from '#web/shell/index.ts';
import { Answer, Badge, Button, Drawer } from '#web/ui/index.ts';
import { listAgencies } from '../contract.ts';
import { readAgency } from '../endpoints.ts';
import { retireAgency, retireUnit } from '../endpoints-commands.ts';
import { AgencyForm } from './agency-form.tsx';
import { Contacts } from './contacts.tsx';
import { Jurisdictions } from './jurisdictions.tsx';
import { Retire } from './retire.tsx';
import { UnitForm } from './unit-form.tsx';
import { UnitTree } from './unit-tree.tsx';
import { words } from './words.ts';

/** One agency: address, tree of units, areas it answers for, whom to call. */
export function AgencyPage() {
  const t = useTexts(words);
  const agencyId = useParam('agencyId');
  const asked = useAsk(readAgency, { params: { agencyId } });
  const mayManage = useMay('agency.manage');
  const mayCall = useMay('agency-contact.read');
  const [open, setOpen] = useState<'edit' | 'unit' | null>(null);
  const close = () => setOpen(null);
  return (
    <Page title={asked.state === 'ready' ? asked.data.agency.short : t('one')} form="read">
      <Answer of={asked}>
        {({ agency, units }) => {
          const mayChange = mayManage && agency.retiredAt === null;
          return (
            <div className="agency-card">
              <div className="agency-head">
                <span>
                  <strong>{agency.name}</strong> <span className="quiet">· {agency.kindName}</span>
                </span>
                {agency.retiredAt ? <Badge shape="ring">{t('retired')}</Badge> : null}
                {mayChange ? (
                  <>
                    <Button icon="edit" size="s" onPress={() => setOpen('edit')}>
                      {t('edit')}
                    </Button>
                    <Retire
                      endpoint={retireAgency}
                      input={{ params: { agencyId }, body: {} }}
                      refreshes={[listAgencies, readAgency]}
                      label={t('retire')}
                      question={t('retireAsk', { name: agency.short })}
                    />
                  </>
                ) : null}
              </div>
              {agency.letterhead ? <p className="agency-address">{agency.letterhead}</p> : null}
              <p className="quiet small">
                {t('source')}: {agency.source}
              </p>
              <section>
                <div className="agency-section-head">
                  <h2>{t('units')}</h2>
                  {mayChange ? (
                    <Button icon="plus" size="s" onPress={() => setOpen('unit')}>
                      {t('addUnit')}
                    </Button>
                  ) : null}
                </div>
                <UnitTree
                  units={units}
                  action={(unit) =>
                    mayChange ? (
                      <Retire
                        endpoint={retireUnit}
                        input={{ params: { unitId: unit.id }, body: {} }}
                        refreshes={[readAgency]}
                        label={t('retire')}
                        question={t('retireAsk', { name: unit.name })}
                      />
                    ) : null
                  }
                />
              </section>
              <Jurisdictions agencyId={agencyId} units={units} mayChange={mayChange} />
              {mayCall ? (
                <Contacts agencyId={agencyId} units={units} isActive={agency.retiredAt === null} />
              ) : null}
              <Drawer
                title={t(open === 'unit' ? 'addUnit' : 'edit')}
                open={open !== null}
                onClose={close}
                dismissable={false}
              >
                {open === 'unit' ? <UnitForm agencyId={agencyId} units={units} onSaved={close} /> : null}
                {open === 'edit' ? <AgencyForm agency={agency} onSaved={close} /> : null}
              </Drawer>
            </div>
          );
        }}
      </Answer>
    </Page>
  );
}
