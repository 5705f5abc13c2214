import type { BackupStanding } from '#shared/backup-doors.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Badge } from '#web/ui/index.ts';
import { words } from './backup-words.ts';

type Row = BackupStanding['backups'][number];

/** The backups that are known here, the newest first. */
export function BackupTable({ backups }: { backups: readonly Row[] }) {
  const t = useTexts(words);
  const { instant, brief, number } = useFormat();
  const now = new Date();
  return (
    <section className="upkeep-table" aria-label={t('list')}>
      <h2>{t('list')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('at')}</th>
            <th scope="col">{t('checked')}</th>
            <th scope="col" className="upkeep-number">
              {t('size')}
            </th>
            <th scope="col">{t('content')}</th>
            <th scope="col">{t('by')}</th>
          </tr>
        </thead>
        <tbody>
          {backups.map((row) => (
            <tr key={row.file}>
              <td title={`${instant(row.at)} · ${row.file}`}>{brief(row.at, now)}</td>
              <td>
                <Check of={row} />
              </td>
              <td className="upkeep-number">{t('megabytes', { size: number(row.bytes / 1_000_000, 1) })}</td>
              <td>{t('rowsFiles', { rows: number(row.rows), files: number(row.files) })}</td>
              <td>{t(row.scheduled ? 'byPlan' : 'byHand')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Check({ of: { checked, isThere, journal } }: { of: Row }) {
  const t = useTexts(words);
  if (checked === 'failed')
    return (
      <Badge shape="triangle" tone="alarm">
        {t(journal === 'altered' ? 'journalAltered' : 'checkedBad')}
      </Badge>
    );
  if (!isThere) return <Badge shape="hatch">{t('gone')}</Badge>;
  return (
    <Badge shape="square" tone="done">
      {t('checkedGood')}
    </Badge>
  );
}
