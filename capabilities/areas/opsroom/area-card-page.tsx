import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useParam } from '#web/shell/index.ts';
import { Answer } from '#web/ui/index.ts';
import { readArea, readMap } from '../contract.ts';
import { AreaCard } from './area-card.tsx';
import { AreaMap } from './area-map.tsx';
import { words } from './words.ts';

/** One area: where it lies, what it belongs to, and how firmly its outline stands. */
export function AreaCardPage() {
  const t = useTexts(words);
  const code = useParam('code');
  const card = useAsk(readArea, { params: { code } });
  const map = useAsk(readMap, { query: { within: code } });
  const name = card.state === 'ready' ? card.data.name : t('one');
  return (
    <Page
      title={name}
      note={code}
      form="read"
      side={<Answer of={map}>{(drawn) => <AreaMap map={drawn} code={code} name={name} />}</Answer>}
    >
      <Answer of={card}>{(area) => <AreaCard area={area} />}</Answer>
    </Page>
  );
}
