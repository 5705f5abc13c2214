import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { fingerprintOf, InsecureNote, type Opened, OpenMark } from '#web/sealing/index.ts';
import { Page, useHref } from '#web/shell/index.ts';
import { Answer, AppLink, Segmented } from '#web/ui/index.ts';
import { readOfficers } from '../contract.ts';
import { AgencyKeySection } from './agency-key.tsx';
import { Unvouched } from './first-steps.tsx';
import { KeyHistory } from './key-history.tsx';
import { NewAgencyKey } from './new-agency-key.tsx';
import { Officers } from './officers.tsx';
import { OtherAgencies } from './other-agencies.tsx';
import { OwnKeySection } from './own-key.tsx';
import './sealing.css';
import { type Ring, useKeys } from './use-keys.ts';
import { words } from './words.ts';

type Tab = 'ours' | 'others' | 'history';

/** Kunci: one's own, the agency's, who holds it, what other agencies have, and what happened. */
export function KeysPage() {
  const t = useTexts(words);
  const href = useHref();
  const { ring, opened, fault } = useKeys();
  const [tab, setTab] = useState<Tab>('ours');
  const [isMaking, setMaking] = useState(false);
  const tabs = (['ours', 'others', 'history'] as const).map((id) => ({ id, text: t(id) }));
  if (isMaking && opened && ring.state === 'ready') {
    return <NewAgencyKey ring={ring.data} opened={opened} onDone={() => setMaking(false)} />;
  }
  return (
    <Page
      title={t('keys')}
      form={tab === 'ours' ? 'read' : 'fill'}
      actions={
        <>
          {opened ? <OpenMark /> : null}
          <AppLink to={href('tersegel')} className="button button-plain button-m">
            {t('toNotes')}
          </AppLink>
        </>
      }
      above={
        <div className="sealing-above">
          <Segmented label={t('keys')} options={tabs} value={tab} onChange={setTab} />
          {tab === 'history' ? <p className="quiet">{t('historyText')}</p> : null}
          {window.isSecureContext ? null : <InsecureNote />}
          {fault ? <p className="alarm">{fault}</p> : null}
          {opened ? <Unvouched versions={opened.unvouched} /> : null}
        </div>
      }
    >
      {tab === 'ours' ? (
        <Answer of={ring}>
          {(data) => <Ours ring={data} opened={opened} onMake={() => setMaking(true)} />}
        </Answer>
      ) : null}
      {tab === 'others' ? <OtherAgencies own={ring.state === 'ready' ? ring.data.agencyId : ''} /> : null}
      {tab === 'history' ? <KeyHistory /> : null}
    </Page>
  );
}

function Ours({ ring, opened, onMake }: { ring: Ring; opened: Opened | null; onMake: () => void }) {
  const officers = useAsk(readOfficers, {});
  // The key that this browser holds, and not what the server says of it.
  const own = opened ? fingerprintOf(opened.own.recipient) : (ring.own?.fingerprint ?? null);
  return (
    <div className="sealing-keys">
      <OwnKeySection ring={ring} opened={opened} fingerprint={own} />
      <AgencyKeySection ring={ring} opened={opened} onMake={onMake} />
      <Answer of={officers}>
        {({ officers: list }) => <Officers officers={list} ring={ring} opened={opened} onRotate={onMake} />}
      </Answer>
    </div>
  );
}
