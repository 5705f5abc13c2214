import { useAsk } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Badge, Button, TextField, useErrorText } from '#web/ui/index.ts';
import { type PatternReading, readPattern } from '../plan.ts';
import { words } from './words.ts';

type Props = {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly chosen: PatternReading | null;
  readonly onChoose: (reading: PatternReading | null) => void;
};

/** A pattern as written, both ways to read it with the reason, and a person who chooses: nothing is taken in silence. */
export function ReadingChoice({ text, onText, chosen, onChoose }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const said = useErrorText();
  const typed = text.trim();
  const asked = useAsk(readPattern, { query: { text: typed } }, { enabled: typed.length >= 3 });
  const readings = typed.length >= 3 && asked.state === 'ready' ? asked.data.readings : [];
  const failed = typed.length >= 3 && asked.state === 'failed' ? said(asked.error) : undefined;
  const type = (next: string) => {
    onText(next);
    onChoose(null);
  };
  return (
    <>
      <TextField
        label={t('text')}
        description={t('textNote')}
        error={failed}
        value={text}
        onChange={type}
        maxLength={40}
      />
      {readings.length > 0 ? (
        <fieldset className="plan-readings">
          <legend>{t('chooseReading')}</legend>
          {readings.map((reading) => {
            const { order, police, stations, linmas } = reading;
            const used = chosen?.order === order;
            return (
              <div key={order} className={used ? 'plan-reading plan-reading-used' : 'plan-reading'}>
                <div>
                  <strong>{t('readingLine', { police, count: stations, linmas })}</strong>{' '}
                  {reading.likely ? <Badge shape="circle">{t('likely')}</Badge> : null}
                  <p className="quiet small">
                    {t(`reading.${order}`)}. {localized(reading.reason)}
                  </p>
                </div>
                <Button
                  size="s"
                  {...(used ? { icon: 'check' as const } : {})}
                  onPress={() => onChoose(reading)}
                >
                  {t(used ? 'used' : 'use')}
                </Button>
              </div>
            );
          })}
        </fieldset>
      ) : null}
    </>
  );
}
