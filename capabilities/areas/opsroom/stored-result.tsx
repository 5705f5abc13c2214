import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Answer, Button } from '#web/ui/index.ts';
import type { ImportReport } from '../contract.ts';
import { readImport } from '../import-contract.ts';
import { words } from './words.ts';

/** An earlier import: take it up again where it was left. */
export function StoredResult({
  importId,
  onTaken,
}: {
  importId: string;
  onTaken: (report: ImportReport) => void;
}) {
  const t = useTexts(words);
  const stored = useAsk(readImport, { params: { importId } });
  return (
    <Answer of={stored}>
      {(report) => (
        <div className="area-import">
          <p>{t(`state.${report.state}`)}</p>
          <Button kind="primary" icon="open" onPress={() => onTaken(report)}>
            {t('open')}
          </Button>
        </div>
      )}
    </Answer>
  );
}
