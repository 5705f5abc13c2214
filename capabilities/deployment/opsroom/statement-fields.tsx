import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { AreaField, Select, TextField } from '#web/ui/index.ts';
import { standingWords } from '../contract.ts';
import { words } from './words.ts';

/** How a person may say that something stands; `computed` is for the server. */
const standings = ['stated', 'estimated', 'assumed', 'staged'] as const;

/** Where and from when something stands, and who says so. */
export type Statement = {
  readonly area: string;
  readonly validFrom: string;
  readonly statedOn: string;
  readonly source: string;
  readonly standing: (typeof standings)[number];
};

export const beginStatement = (today: string): Statement => ({
  area: '',
  validFrom: today,
  statedOn: '',
  source: '',
  standing: 'stated',
});

/** As it is sent. */
export const statementOf = ({ area, validFrom, statedOn, source, standing }: Statement) => ({
  area: area.trim() === '' ? null : area.trim(),
  validFrom,
  statedOn: statedOn === '' ? null : statedOn,
  source: source.trim(),
  standing,
});

export const isStated = ({ validFrom, source }: Statement) => validFrom !== '' && source.trim() !== '';

export function StatementFields({
  value,
  onChange,
  areaError,
}: {
  areaError: string | undefined;
  value: Statement;
  onChange: (next: Statement) => void;
}) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { areas } = useOperation();
  const change = (next: Partial<Statement>) => onChange({ ...value, ...next });
  return (
    <>
      <AreaField
        label={t('areaCode')}
        note={t('areaNote')}
        value={value.area}
        onChange={(area) => change({ area })}
        within={areas}
        error={areaError}
      />
      <div className="plan-pair">
        <TextField
          label={t('validFrom')}
          type="date"
          value={value.validFrom}
          onChange={(validFrom) => change({ validFrom })}
          required
        />
        <TextField
          label={t('statedOn')}
          type="date"
          value={value.statedOn}
          onChange={(statedOn) => change({ statedOn })}
        />
      </div>
      <TextField
        label={t('source')}
        description={t('sourceNote')}
        value={value.source}
        onChange={(source) => change({ source })}
        maxLength={400}
        required
      />
      <Select
        label={t('standing')}
        options={standings.map((id) => ({ id, text: localized(standingWords[id]) }))}
        value={value.standing}
        onChange={(standing) => change({ standing })}
      />
    </>
  );
}
