import { useTexts } from '../i18n/index.ts';
import { Dialog, KeyHint, useKeyGroups } from '../ui/index.ts';
import { words } from './words.ts';

/** `?`: every key that does something here and now. */
export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(words);
  const groups = useKeyGroups();
  return (
    <Dialog title={t('keysTitle')} open={open} onClose={onClose} reading>
      {groups.map((group) => (
        <section key={group.title} className="key-group">
          <h3>{group.title}</h3>
          <dl className="key-list">
            {group.bindings.map((binding) => (
              <div key={binding.keys}>
                <dt>
                  <KeyHint keys={binding.keys.split(' ')} />
                </dt>
                <dd>{binding.title}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

/** The keys worth knowing on this screen, in one quiet line at its foot. */
export function KeyLine({ onAll }: { onAll: () => void }) {
  const t = useTexts(words);
  const hints = useKeyGroups().flatMap(({ bindings }) => bindings.filter(({ hint }) => hint));
  return (
    <footer className="key-line">
      {hints.map(({ keys, title }) => (
        <KeyHint key={keys} keys={keys.split(' ')}>
          {title}
        </KeyHint>
      ))}
      <button type="button" className="key-line-all" onClick={onAll}>
        <KeyHint keys={['?']}>{t('keysAll')}</KeyHint>
      </button>
    </footer>
  );
}
