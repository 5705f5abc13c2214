import { useTexts } from '../i18n/index.ts';
import { Badge, Button, type Shape, type Tone } from '../ui/index.ts';
import type { Standing } from './pins.ts';
import './sealing.css';
import { fingerprintWords } from './spoken.ts';
import { words } from './words.ts';

const MARKS: Readonly<Record<Standing, { shape: Shape; tone: Tone }>> = {
  unknown: { shape: 'ring', tone: 'quiet' },
  seen: { shape: 'half', tone: 'quiet' },
  compared: { shape: 'circle', tone: 'done' },
  changed: { shape: 'triangle', tone: 'alarm' },
};

type Props = {
  /** Whose it is. */
  readonly name: string;
  readonly fingerprint: string;
  readonly standing?: Standing;
  /** Given where the person may say that they compared it. */
  readonly onCompared?: () => void;
};

/** A fingerprint in words that two people read to each other, and how it stands with what was seen before. */
export function Fingerprint({ name, fingerprint, standing, onCompared }: Props) {
  const t = useTexts(words);
  const spoken = fingerprintWords(fingerprint);
  const rows = [spoken.slice(0, 4), spoken.slice(4)].map((row) => row.join(' '));
  const offers = onCompared && standing !== 'compared';
  return (
    <div className="seal-print">
      <p
        className="seal-print-words"
        role="img"
        aria-label={`${t('fingerprint', { name })}: ${spoken.join(' ')}`}
      >
        {rows.map((row) => (
          <span key={row}>{row}</span>
        ))}
      </p>
      {standing ? <Badge {...MARKS[standing]}>{t(`standing.${standing}`)}</Badge> : null}
      {offers ? (
        <Button size="s" icon="phone" onPress={onCompared}>
          {t('compare')}
        </Button>
      ) : null}
    </div>
  );
}
