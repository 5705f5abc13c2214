import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Answer, AreaName, Drawer } from '#web/ui/index.ts';
import { listLeaves, readLeaf, type ShownLeaf } from '../contract.ts';
import { leafIn, type ReadLeaf } from '../rules.ts';
import { Changes } from './changes.tsx';
import { useKindWords } from './kind-words.ts';
import { ProofPart } from './proof-part.tsx';
import { words } from './words.ts';

/** One leaf: what it says, what stands apart from it, and its proof. */
export function LeafDrawer({ leafId, onClose }: { leafId: string; onClose: () => void }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const asked = useAsk(readLeaf, { params: { leafId } });
  const title = asked.state === 'ready' ? localized(asked.data.what) : t('leaf');
  return (
    <Drawer title={title} open onClose={onClose} wide reading>
      <Answer of={asked} rows={8}>
        {(data) => <LeafView shown={data} />}
      </Answer>
    </Drawer>
  );
}

function LeafView({ shown }: { shown: ShownLeaf }) {
  const t = useTexts(words);
  const leaf = leafIn(shown.text);
  return (
    <div className="audit-leaf">
      {leaf === null ? <p className="notice notice-alarm">{t('unreadable')}</p> : null}
      {leaf === null ? null : <Facts shown={shown} leaf={leaf} />}
      {leaf === null ? null : <Changes leaf={leaf} shown={shown} />}
      <ProofPart shown={shown} />
      <details>
        <summary>{t('bytes')}</summary>
        <p className="quiet small">{t('bytesNote')}</p>
        <pre className="audit-bytes">{shown.text}</pre>
      </details>
    </div>
  );
}

function Facts({ shown, leaf }: { shown: ShownLeaf; leaf: ReadLeaf }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const format = useFormat();
  const kindOf = useKindWords();
  const { who, at, subject, area } = leaf;
  const roles: Readonly<Record<string, { id: string; en: string }>> = listLeaves.columns.role.choices;
  const role = who.role === null ? null : (roles[who.role] ?? { id: who.role, en: who.role });
  const clock = (value: string | null) => (value === null ? t('notSaid') : format.instant(value));
  return (
    <dl className="audit-facts">
      <Fact name={t('who')}>{localized(shown.person)}</Fact>
      <Fact name={t('forAgency')}>{shown.agency ?? t('noAgency')}</Fact>
      <Fact name={t('actingAs')}>{role === null ? t('noRole') : localized(role)}</Fact>
      <Fact name={t('serverClock')}>{clock(at.server)}</Fact>
      <Fact name={t('deviceClock')}>{clock(at.device)}</Fact>
      <Fact name={t('operationClock')}>{clock(at.operation)}</Fact>
      <Fact name={t('area')}>{area === null ? t('noArea') : <AreaName code={area} />}</Fact>
      <Fact name={t('subject')}>
        {kindOf(subject.kind)}{' '}
        {shown.names.find(({ id }) => id === subject.id)?.name ?? (
          <span className="audit-code" title={subject.id}>
            …{subject.id.slice(-6)}
          </span>
        )}
      </Fact>
      <Fact name={t('code')}>
        <span className="audit-code">{leaf.event}</span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
