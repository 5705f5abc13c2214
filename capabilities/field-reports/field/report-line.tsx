import { systemClock } from '#shared/time.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import type { Item, View } from '#web/outbox/index.ts';
import { Icon } from '#web/ui/icon.tsx';
import { EMERGENCY_KIND, type KindDefinition } from '../report.ts';
import { KindIcon } from './kind-icon.tsx';
import { readableDraft } from './sender.ts';
import { standingText } from './standing-text.ts';
import { standingOf } from './steps.ts';
import { StepsBar } from './steps-bar.tsx';
import { words } from './words.ts';

/** One own report in the list: what, when, and where it honestly stands. */
export function ReportLine(props: {
  item: Item;
  view: View;
  kinds: readonly KindDefinition[];
  href: string;
}) {
  const { item, view, kinds, href } = props;
  const t = useTexts(words);
  const format = useFormat();
  const say = useLocalized();
  const draft = readableDraft(item.body);
  if (draft === null) return <UnreadableLine item={item} href={href} />;
  const kind = kinds.find((each) => each.key === draft.kind);
  const standing = standingOf(item, view);
  const name = kind ? say(kind.name) : draft.kind;
  const isWrong = standing.word === 'fix';
  return (
    <a className="report-line" href={href}>
      {isWrong ? <Icon name="warning" size={20} /> : <KindIcon name={kind?.icon ?? ''} />}
      <span className="report-text">
        <span className="report-top">
          <strong>{(draft.kind !== EMERGENCY_KIND && draft.text.split('\n')[0]) || name}</strong>
          <time dateTime={draft.capturedAt}>{format.brief(draft.capturedAt, systemClock())}</time>
        </span>
        <span className={isWrong ? 'alarm' : 'quiet'}>{standingText(standing, t, format)}</span>
        <StepsBar done={standing.done} begun={standing.begun} />
      </span>
    </a>
  );
}

/** Kept and counted, though nobody can read it here: its person must know that it does not go out. */
function UnreadableLine({ item, href }: { item: Item; href: string }) {
  const t = useTexts(words);
  const format = useFormat();
  return (
    <a className="report-line" href={href}>
      <Icon name="warning" size={20} />
      <span className="report-text">
        <span className="report-top">
          <strong>{t('unreadable')}</strong>
          <time dateTime={item.savedAt}>{format.brief(item.savedAt, systemClock())}</time>
        </span>
        <span className="alarm">{t('unreadableShort')}</span>
      </span>
    </a>
  );
}
