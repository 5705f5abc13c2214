import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useMay } from '#web/shell/index.ts';
import { Answer, AppLink, Drawer } from '#web/ui/index.ts';
import { readIncident } from '../contract.ts';
import { Doing } from './doing.tsx';
import { IncidentView } from './incident-view.tsx';
import { NoteBox } from './note-box.tsx';
import { words } from './words.ts';

/** One incident beside the list: what it is, who has it, what was done, what can be done now. */
export function IncidentDrawer({ incidentId, onClose }: { incidentId: string; onClose: () => void }) {
  const t = useTexts(words);
  const incident = useAsk(readIncident, { params: { incidentId } });
  const [isTyping, setTyping] = useState(false);
  useLive(['incident', 'field-report'], [readIncident]);
  const title = incident.state === 'ready' ? incident.data.title : t('title');
  return (
    <Drawer title={title} open onClose={onClose} wide dismissable={!isTyping}>
      <Answer of={incident} rows={8}>
        {(data) => (
          <div className="incident">
            <Doing incident={data} onTyping={setTyping} />
            <IncidentView incident={data} />
            <SealedNotes incidentId={data.id} />
            {data.mayWork ? <NoteBox incidentId={data.id} onTyping={setTyping} /> : null}
          </div>
        )}
      </Answer>
    </Drawer>
  );
}

function SealedNotes({ incidentId }: { incidentId: string }) {
  const t = useTexts(words);
  const href = useHref();
  if (!useMay('sealed-note.read')) return null;
  return (
    <p>
      <AppLink to={href(`tersegel?about=incident:${incidentId}`)}>{t('sealedNotes')}</AppLink>
    </p>
  );
}
