import { useTexts } from '#web/i18n/index.ts';
import { TextField } from '#web/ui/index.ts';
import { words } from './words.ts';

type Names = { readonly name: string; readonly nameEn: string };

/** What a record is called, in both languages. */
export function NameFields({ said, onChange }: { said: Names; onChange: (next: Partial<Names>) => void }) {
  const t = useTexts(words);
  return (
    <>
      <TextField
        label={t('name')}
        value={said.name}
        onChange={(name) => onChange({ name })}
        maxLength={200}
        required
      />
      <TextField
        label={t('nameEn')}
        description={t('nameEnNote')}
        value={said.nameEn}
        onChange={(nameEn) => onChange({ nameEn })}
        maxLength={200}
      />
    </>
  );
}
