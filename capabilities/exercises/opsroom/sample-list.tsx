import './exercises.css';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Badge, Button } from '#web/ui/index.ts';
import type { Sample } from '../contract.ts';
import { words } from './words.ts';

export type SampleListProps = {
  readonly samples: readonly Sample[];
  /** Key of the sample that is being loaded. */
  readonly busy: string | null;
  readonly onOpen: (sample: Sample) => void;
};

/** The samples on the shelf, the one that opens by default first. */
export function SampleList({ samples, busy, onOpen }: SampleListProps) {
  const t = useTexts(words);
  const ordered = samples.toSorted((one, other) => Number(other.opensByDefault) - Number(one.opensByDefault));
  return (
    <ul className="sample-list">
      {ordered.map((sample) => (
        <li key={sample.key}>
          <SampleWords sample={sample} />
          {sample.openedAt === null ? (
            <Button
              kind={sample.opensByDefault ? 'primary' : 'plain'}
              size="s"
              isDisabled={busy !== null}
              onPress={() => onOpen(sample)}
            >
              {t(sample.opensByDefault ? 'open' : 'openOther')}
            </Button>
          ) : (
            <Badge shape="circle" tone="done">
              {t('opened')}
            </Badge>
          )}
          {busy === sample.key ? (
            <p className="sample-loading quiet" role="status">
              <span className="sample-bar" aria-hidden="true" />
              {t('loading')}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function SampleWords({ sample }: { sample: Sample }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { number } = useFormat();
  const { title, codeName, stations, areas } = sample;
  const facts = [
    ...(stations ? [t('stations', { total: number(stations) })] : []),
    ...(areas.length > 1 ? [t('areas', { total: number(areas.length) })] : []),
    t('sources'),
    codeName,
  ];
  return (
    <div className="sample-words">
      <span className="strong">{localized(title)}</span>
      <span className="quiet small">{facts.join(' · ')}</span>
    </div>
  );
}
